import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import type { Role } from "../../../kernel/actor.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { canBeEverywhere } from "../rules/everywhere.ts";
import type { MailAddress } from "../rules/mail.ts";
import { searchText } from "../rules/search.ts";
import { findPersonRow, insertPerson, type PersonRow } from "../store/person.ts";
import { endSessions } from "../store/session.ts";
import { endRole, insertRole } from "../store/staff.ts";
import { assertRole } from "./staff-people.ts";

/** A new member of staff: an account without a role can do nothing yet. */
export async function registerStaff(
  act: Act,
  member: { name: string; kana: string | undefined; mail: MailAddress },
): Promise<{ personId: string }> {
  const by = assertRole(act, "administrator");
  const { name, kana, mail } = member;
  const personId = randomUUID();
  await insertPerson(act.tx, {
    id: personId,
    kind: "staff",
    name,
    kana,
    mail,
    telephone: undefined,
    locale: "ja",
    search: searchText({ name, kana, mail: mail.mail }),
    foundedAt: act.now,
    foundedBy: by,
  });
  await audit(act, { what: "identity.staff-registered", subject: `person/${personId}`, about: personId });
  return { personId };
}

/**
 * Gives a role, from now until an instant or until it is taken back: at the facilities of its section, or of all. Ends the
 * person's sessions.
 */
export async function grantRole(
  act: Act,
  grant: {
    personId: string;
    role: Role;
    sectionId: string;
    everywhere?: boolean;
    until: Date | undefined;
    reason: string;
  },
): Promise<void> {
  const by = await assertMayChange(act, grant.personId);
  const { everywhere = false } = grant;
  if (everywhere && !canBeEverywhere(grant.role))
    throw new Refusal("identity.staff.not-everywhere", { status: 422, field: "everywhere" });
  if (grant.until !== undefined && grant.until <= act.now)
    throw new Refusal("identity.staff.role-in-past", { field: "until" });
  await insertRole(act.tx, {
    id: randomUUID(),
    personId: grant.personId,
    role: grant.role,
    sectionId: grant.sectionId,
    everywhere,
    validFrom: act.now,
    validUntil: grant.until,
    grantedBy: by,
  });
  const counts = { sessions: await endSessions(act.tx, grant.personId, act.now) };
  const what = `identity.role-granted-${grant.role}${everywhere ? "-everywhere" : ""}`;
  await audit(act, { what, subject: `person/${grant.personId}`, about: grant.personId, reason: grant.reason, counts });
}

/** Takes a role back, now. Ends the person's sessions. */
export async function revokeRole(act: Act, input: { personId: string; roleId: string; reason: string }): Promise<void> {
  const by = await assertMayChange(act, input.personId);
  const role = await endRole(act.tx, { personId: input.personId, roleId: input.roleId, by, now: act.now });
  if (role === undefined) throw notFound();
  const counts = { sessions: await endSessions(act.tx, input.personId, act.now) };
  const what = `identity.role-revoked-${role}`;
  await audit(act, { what, subject: `person/${input.personId}`, about: input.personId, reason: input.reason, counts });
}

export async function endSessionsOfStaff(act: Act, input: { personId: string; reason: string }): Promise<void> {
  assertRole(act, "administrator");
  const member = await findStaff(act, input.personId);
  const counts = { sessions: await endSessions(act.tx, member.id, act.now) };
  const what = "identity.sessions-ended-by-administrator";
  await audit(act, { what, subject: `person/${member.id}`, about: member.id, reason: input.reason, counts });
}

export async function findStaff(act: Act, personId: string): Promise<PersonRow> {
  const member = await findPersonRow(act.tx, personId);
  if (member === undefined || member.kind !== "staff") throw notFound();
  return member;
}

/** An administrator, and not on the own roles (the constraint staff_role_not_own says so too). */
async function assertMayChange(act: Act, personId: string): Promise<string> {
  const by = assertRole(act, "administrator");
  await findStaff(act, personId);
  if (by === personId) throw new Refusal("identity.staff.own-roles");
  return by;
}
