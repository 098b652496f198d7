import { randomBytes, randomUUID } from "node:crypto";
import type { Actor } from "../../kernel/actor.ts";
import type { Performer } from "../../kernel/perform.ts";
import { type TestCity, testCity } from "../../kernel/test/city.ts";
import { identityModule } from "./module.ts";
import { peopleOf } from "./people.fixture.ts";
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
  const people = peopleOf(town);
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
    addPerson: ({ name = "見本 花子", kind = "resident", ...more } = {}) => people.addPerson({ name, kind, ...more }),
    addStaff: (role, name = "見本 職員") => people.addStaff(name, [role]),
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
