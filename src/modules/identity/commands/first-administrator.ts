import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { forbidden, Refusal } from "../../../kernel/refusal.ts";
import type { MailAddress } from "../rules/mail.ts";
import { searchText } from "../rules/search.ts";
import { findPersonByMail, insertPerson } from "../store/person.ts";
import { hasAdministrator, insertRole, listRoles } from "../store/staff.ts";
import { issueFirstEnrolment } from "./enrolment.ts";

export type FirstAdministrator = {
  readonly name: string;
  readonly mail: MailAddress;
  readonly sectionId: string;
};

/**
 * The first administrator of a city, from its command line, and the code on paper for the first sign-in. Later ones are
 * made by an administrator, on a page. The same address again gives that administrator a new code: a lost passkey must
 * not shut a city out.
 */
export async function appointFirstAdministrator(act: Act, first: FirstAdministrator): Promise<string> {
  if (act.actor.kind !== "system") throw forbidden();
  const known = await findPersonByMail(act.tx, first.mail.key);
  if (known === undefined) return issueFirstEnrolment(act, { personId: await appoint(act, first) });
  const held = await listRoles(act.tx, known.id, act.now);
  if (!held.some(({ role }) => role === "administrator")) throw new Refusal("identity.mail-taken");
  return issueFirstEnrolment(act, { personId: known.id });
}

async function appoint(act: Act, { name, mail, sectionId }: FirstAdministrator): Promise<string> {
  if (await hasAdministrator(act.tx, act.now)) throw forbidden();
  const personId = randomUUID();
  const own = { name, kana: undefined, mail, telephone: undefined, locale: "ja" } as const;
  const search = searchText({ name, mail: mail.mail });
  await insertPerson(act.tx, { id: personId, kind: "staff", ...own, search, foundedAt: act.now, foundedBy: undefined });
  const held = { personId, role: "administrator", sectionId, validFrom: act.now, validUntil: undefined } as const;
  await insertRole(act.tx, { id: randomUUID(), ...held, grantedBy: undefined });
  await audit(act, { what: "identity.role-granted-administrator", subject: `person/${personId}`, about: personId });
  return personId;
}
