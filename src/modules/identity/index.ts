import type { Db, Tx } from "../../kernel/db/types.ts";
import { addressOf } from "./rules/mail.ts";
import { findGroupRow, findRole, listGroupRowsOf } from "./store/group.ts";
import { listMembers } from "./store/member.ts";
import { findPersonByMail as findPersonByKey, findPersonRow, listPersonRows } from "./store/person.ts";
import { findStanding } from "./store/standing.ts";
import type { Group, GroupOfPerson, GroupRole, Person } from "./types.ts";

export { searchGroups } from "./commands/staff-groups.ts";
export { type FoundPerson, registerCallerByStaff, searchPeople } from "./commands/staff-people.ts";
/** 団体登録: what waits for staff, and where. */
export { countWaitingRegistrations } from "./store/registration.ts";
export const registrationsPath = "/staff/registrations";
export { addressOf } from "./rules/mail.ts";
/** Sections in the city's order, and staff with their roles of now: for tasks, reminders and choices. */
export { listSectionNames, listSections, listStaff, listStaffRoles } from "./store/staff.ts";
export type { Group, GroupOfPerson, GroupRole, GroupStanding, Person } from "./types.ts";

export function findPerson(db: Db | Tx, personId: string): Promise<Person | undefined> {
  return findPersonRow(db, personId);
}

/** By an address in any spelling. */
export function findPersonByMail(db: Db | Tx, mail: string): Promise<Person | undefined> {
  return findPersonByKey(db, addressOf(mail).key);
}

/** In no particular order; ids that nobody has are left out. */
export function listPersons(db: Db | Tx, ids: readonly string[]): Promise<readonly Person[]> {
  return listPersonRows(db, ids);
}

/** The groups that are open, in which this person is. */
export function listGroupsOf(db: Db | Tx, personId: string): Promise<readonly GroupOfPerson[]> {
  return listGroupRowsOf(db, personId);
}

/** Closed groups too: what they booked keeps its name. With its registration, which ordinances ask about. */
export async function findGroup(db: Db | Tx, groupId: string): Promise<Group | undefined> {
  const group = await findGroupRow(db, groupId);
  return group && { ...group, registration: await findStanding(db, groupId) };
}

/** Those of a group's members who have an account, with what they may do in it. */
export async function listAccountsOf(
  db: Db | Tx,
  groupId: string,
): Promise<readonly { readonly personId: string; readonly role: GroupRole }[]> {
  const members = await listMembers(db, groupId);
  return members.flatMap(({ personId, role }) => (personId === undefined ? [] : [{ personId, role }]));
}

/** undefined if the person is not in the group, or the group is closed. */
export function roleInGroup(db: Db | Tx, groupId: string, personId: string): Promise<GroupRole | undefined> {
  return findRole(db, groupId, personId);
}
