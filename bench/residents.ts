import { randomBytes, randomUUID } from "node:crypto";
import type { City } from "../src/kernel/city.ts";
import { perform } from "../src/kernel/perform.ts";
import { openSession } from "../src/modules/identity/commands/open-session.ts";
import { addressOf } from "../src/modules/identity/rules/mail.ts";
import { searchText } from "../src/modules/identity/rules/search.ts";
import { insertPerson } from "../src/modules/identity/store/person.ts";

/** A resident who is signed in on one browser. */
export type SignedInResident = { readonly personId: string; readonly browserId: string; readonly sessionId: string };

/** Makes residents and opens their sessions as signing in does; only the mail with the code is left out. */
export async function makeResidents(city: City, count: number): Promise<SignedInResident[]> {
  const residents: SignedInResident[] = [];
  for (let made = 0; made < count; made += batch) {
    const some = Array.from({ length: Math.min(batch, count - made) }, () => makeResident(city));
    residents.push(...(await Promise.all(some)));
  }
  return residents;
}

const batch = 16;

async function makeResident(city: City): Promise<SignedInResident> {
  const [personId, browserId] = [randomUUID(), randomBytes(18).toString("base64url")];
  const mail = `${personId}@bench.example`;
  const name = "Bench Resident";
  const performer = { actor: { kind: "system", job: "bench" }, browserId } as const;
  const { token } = await perform(
    city,
    performer,
    async (act) => {
      await insertPerson(act.tx, {
        id: personId,
        kind: "resident",
        name,
        kana: undefined,
        mail: addressOf(mail),
        telephone: undefined,
        locale: "ja",
        search: searchText({ name, mail }),
        foundedAt: act.now,
        foundedBy: undefined,
      });
      return openSession(act, { personId, kind: "resident", method: "passkey", isTwoFactor: true });
    },
    undefined,
  );
  return { personId, browserId, sessionId: token };
}
