import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { type GroupDeed, may } from "../policy.ts";
import { searchText } from "../rules/search.ts";
import { findRole, insertGroup, listGroupRowsOf, markGroupClosed, updateGroup } from "../store/group.ts";
import { deleteMembership, insertMember } from "../store/member.ts";
import type { GroupRole } from "../types.ts";
import { me } from "./profile.ts";
import { endAllRegistrations } from "./registration-end.ts";

const mostGroups = 50;

/**
 * The role in which whoever is signed in does this. A group of others does not exist; a deed that one's role does not
 * allow is refused with the reason.
 */
export async function assertMay(
  act: Act,
  groupId: string,
  deed: GroupDeed,
): Promise<{ personId: string; role: GroupRole }> {
  const person = await me(act);
  const role = await findRole(act.tx, groupId, person.id);
  if (role === undefined) throw notFound();
  if (!may(role, deed)) throw new Refusal("identity.group-role", { status: 409 });
  return { personId: person.id, role };
}

type Texts = { name: string; kana: string | undefined; purpose: string };

export async function foundGroup(act: Act, texts: Texts): Promise<{ groupId: string }> {
  const person = await me(act);
  const own = await listGroupRowsOf(act.tx, person.id);
  if (own.length >= mostGroups) throw new Refusal("identity.too-many-groups", { params: { most: mostGroups } });
  const groupId = randomUUID();
  await insertGroup(act.tx, { id: groupId, ...texts, search: searchText(texts), foundedAt: act.now });
  const owner = {
    id: randomUUID(),
    personId: person.id,
    name: person.name,
    role: "owner",
  } as const;
  await insertMember(act.tx, groupId, owner, act.now);
  await audit(act, { what: "identity.group-founded", subject: `group/${groupId}`, about: person.id });
  return { groupId };
}

export async function editGroup(act: Act, { groupId, ...texts }: Texts & { groupId: string }): Promise<void> {
  const { personId } = await assertMay(act, groupId, "edit");
  await updateGroup(act.tx, groupId, { ...texts, search: searchText(texts) });
  await audit(act, { what: "identity.group-changed", subject: `group/${groupId}`, about: personId });
}

/** The last owner cannot leave: the constraint group_keeps_an_owner. */
export async function leaveGroup(act: Act, { groupId }: { groupId: string }): Promise<void> {
  const { personId } = await assertMay(act, groupId, "leave");
  await deleteMembership(act.tx, groupId, personId);
  await audit(act, { what: "identity.group-left", subject: `group/${groupId}`, about: personId });
}

/** A closed group cannot book any more; what it booked keeps its name. */
export async function closeGroup(act: Act, { groupId }: { groupId: string }): Promise<void> {
  const { personId } = await assertMay(act, groupId, "close");
  await endAllRegistrations(act, groupId);
  await markGroupClosed(act.tx, groupId, act.now);
  await audit(act, { what: "identity.group-closed", subject: `group/${groupId}`, about: personId });
}
