import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { may } from "../policy.ts";
import type { AgeGroup, Residence } from "../rules/roster.ts";
import { deleteMember, insertMember, listMembers, type Member, updateMember } from "../store/member.ts";
import type { GroupRole } from "../types.ts";
import { assertMay } from "./group.ts";

export const mostMembers = 500;

/** Puts somebody on the roster by name, without an account. */
export async function addToRoster(
  act: Act,
  input: { groupId: string; name: string; residence: Residence | undefined; ageGroup: AgeGroup | undefined },
): Promise<void> {
  const { groupId, name, residence, ageGroup } = input;
  await assertMay(act, groupId, "change-roster");
  const members = await listMembers(act.tx, groupId);
  if (members.length >= mostMembers) throw new Refusal("identity.roster-full", { params: { most: mostMembers } });
  await insertMember(
    act.tx,
    groupId,
    { id: randomUUID(), personId: undefined, name, role: "member", residence, ageGroup },
    act.now,
  );
  await audit(act, { what: "identity.roster-added", subject: `group/${groupId}` });
}

export async function changeMember(
  act: Act,
  input: { groupId: string; memberId: string; role: GroupRole } & Pick<
    Member,
    "residence" | "ageGroup" | "isResponsible"
  >,
): Promise<void> {
  const { groupId, memberId, role, residence, ageGroup, isResponsible } = input;
  const mine = await assertMay(act, groupId, "change-roster");
  const member = await findMember(act, groupId, memberId);
  const isNewRole = role !== member.role;
  if (isNewRole && !may(mine.role, "change-roles")) throw new Refusal("identity.group-role");
  if (isNewRole && member.personId === undefined) throw new Refusal("identity.role-needs-account", { field: "role" });
  if (isResponsible && (ageGroup === undefined || ageGroup === "child"))
    throw new Refusal("identity.responsible-adult", { status: 422, field: "age" });
  const answers = { residence, ageGroup, isResponsible };
  await updateMember(act.tx, groupId, memberId, { ...answers, ...(isNewRole ? { role } : {}) });
  const what = isNewRole ? "identity.group-role-changed" : "identity.roster-changed";
  await audit(act, { what, subject: `group/${groupId}`, about: member.personId });
}

/** An officer may take members off; owners and officers are taken off by owners only. */
export async function removeMember(act: Act, input: { groupId: string; memberId: string }): Promise<void> {
  const { groupId, memberId } = input;
  const mine = await assertMay(act, groupId, "change-roster");
  const member = await findMember(act, groupId, memberId);
  if (member.role !== "member" && !may(mine.role, "change-roles")) throw new Refusal("identity.group-role");
  await deleteMember(act.tx, groupId, memberId);
  await audit(act, { what: "identity.roster-removed", subject: `group/${groupId}`, about: member.personId });
}

async function findMember(act: Act, groupId: string, memberId: string): Promise<Member> {
  const member = (await listMembers(act.tx, groupId)).find(({ id }) => id === memberId);
  if (member === undefined) throw notFound();
  return member;
}
