import { randomBytes, randomUUID } from "node:crypto";
import type { Act } from "../../kernel/act.ts";
import type { Actor } from "../../kernel/actor.ts";
import type { Performer } from "../../kernel/perform.ts";
import { type TestCity, testCity } from "../../kernel/test/city.ts";
import { identityModule } from "./module.ts";
import { addressOf } from "./rules/mail.ts";
import { searchText } from "./rules/search.ts";
import { insertPerson } from "./store/person.ts";
import { insertRole, upsertSection } from "./store/staff.ts";
import type { IdentityOptions, PersonKind, SendMail } from "./types.ts";

type Sent = Parameters<SendMail>[1];

/** A city with this module only; mails are kept instead of sent, once their transaction has committed. */
export type IdentityTown = TestCity & {
  readonly options: IdentityOptions;
  readonly mails: Sent[];
  /** The digits in the last mail with a code, as its reader sees them. */
  lastDigits(): string;
  addPerson(person?: { name?: string; mail?: string; kind?: PersonKind; telephone?: string }): Promise<string>;
  addStaff(
    role: "clerk" | "facility-manager" | "administrator" | "auditor",
    name?: string,
  ): Promise<Actor & { kind: "staff" }>;
};

export async function identityTown(
  changes: Partial<IdentityOptions> = {},
  settings: Parameters<typeof testCity>[1] = {},
): Promise<IdentityTown> {
  const mails: Sent[] = [];
  const options: IdentityOptions = {
    sendMail: async (_act, mail) => void mails.push(mail),
    providers: [],
    keepers: () => [],
    ...changes,
  };
  const town = await testCity([identityModule(options)], settings);
  const addPerson: IdentityTown["addPerson"] = async (person = {}) => {
    const { name = "見本 花子", mail, kind = "resident", telephone } = person;
    const id = randomUUID();
    await town.perform(async (act) => {
      const search = searchText({ name, mail, telephone });
      const address = mail === undefined ? undefined : addressOf(mail);
      const kept = { id, kind, name, kana: undefined, mail: address, telephone, locale: "ja", search } as const;
      await insertPerson(act.tx, { ...kept, foundedAt: act.now, foundedBy: undefined });
    }, undefined);
    return id;
  };
  return {
    ...town,
    options,
    mails,
    lastDigits() {
      const sealed = mails.findLast(({ kind }) => kind === "identity.code")?.params?.["sealed"];
      const digits = town.city.secrets.open("sign-in-code", String(sealed));
      if (digits === undefined) throw new Error("no code was sent");
      return digits;
    },
    addPerson,
    async addStaff(role, name = "見本 職員") {
      const personId = await addPerson({ name, kind: "staff", mail: `${randomUUID()}@city.example.jp` });
      const section = { id: "bunka", name: "見本課", position: 1 };
      await town.perform(async (act: Act) => {
        await upsertSection(act.tx, section);
        const held = { personId, role, sectionId: section.id, validFrom: act.now, validUntil: undefined };
        await insertRole(act.tx, { id: randomUUID(), ...held, grantedBy: undefined });
      }, undefined);
      const sessionId = randomUUID();
      return {
        kind: "staff",
        personId,
        name,
        sectionId: section.id,
        sectionName: section.name,
        roles: [role],
        sessionId,
      };
    },
  };
}

/** A visitor's browser, each with its own token and source. */
export function aBrowser(changes: Partial<Performer> = {}): Performer {
  const token = randomBytes(12).toString("base64url");
  return { actor: { kind: "visitor" }, browserId: `browser-${token}`, source: `source-${token}`, ...changes };
}

export function as(personId: string, changes: Partial<Performer> = {}): Performer {
  return aBrowser({ actor: { kind: "resident", personId, name: "見本 花子", sessionId: randomUUID() }, ...changes });
}
