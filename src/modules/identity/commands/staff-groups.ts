import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { searchWords } from "../rules/search.ts";
import { listCategories } from "../store/category.ts";
import { deleteCategory, findGroupRow, type GroupRow, insertCategory, searchGroupRows } from "../store/group.ts";
import { assertRole, assertStaff } from "./staff-people.ts";

export async function searchGroups(act: Act, { text }: { text: string }): Promise<GroupRow[]> {
  assertStaff(act);
  const words = searchWords(text);
  return words.join("").length < 2 ? [] : searchGroupRows(act.tx, words);
}

/** Staff open a group with its roster and papers: its owners see it on the group's own record. */
export async function openGroup(act: Act, { groupId }: { groupId: string }): Promise<GroupRow> {
  assertStaff(act);
  const group = await findGroupRow(act.tx, groupId);
  if (group === undefined) throw notFound();
  await audit(act, { what: "identity.group-opened", subject: `group/${groupId}` });
  return group;
}

/** 登録: given after a look at the rules and the roster; the ordinances' reductions ask for it. */
export async function giveCategory(
  act: Act,
  input: { groupId: string; category: string; reason: string },
): Promise<void> {
  const by = assertRole(act, "facility-manager");
  const { groupId, category, reason } = input;
  const group = await findGroupRow(act.tx, groupId);
  if (group === undefined || group.closedAt !== undefined) throw notFound();
  const known = await listCategories(act.tx);
  if (!known.some(({ id }) => id === category))
    throw new Refusal("identity.staff.category-unknown", { field: "category" });
  await insertCategory(act.tx, { groupId, category, by, at: act.now });
  await audit(act, { what: "identity.category-given", subject: `group/${groupId}`, reason });
}

export async function takeCategory(
  act: Act,
  input: { groupId: string; category: string; reason: string },
): Promise<void> {
  assertRole(act, "facility-manager");
  const { groupId, category, reason } = input;
  if (!(await deleteCategory(act.tx, groupId, category))) throw notFound();
  await audit(act, { what: "identity.category-taken", subject: `group/${groupId}`, reason });
}
