import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { Group, GroupOfPerson, GroupRole } from "../types.ts";
import { categoriesOfOwn } from "./standing.ts";
import { tables } from "./tables.ts";

export type GroupRow = Omit<Group, "registration"> & {
  readonly foundedAt: Date;
  readonly closedAt: Date | undefined;
  /** An id of the city's areas. */
  readonly district: string | undefined;
};

function select(db: Db | Tx) {
  return tables(db)
    .selectFrom("identity.group as own")
    .select([
      "own.id",
      "own.name",
      "own.kana",
      "own.purpose",
      "own.founded_at",
      "own.closed_at",
      "own.district",
      categoriesOfOwn.as("categories"),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof select>["executeTakeFirstOrThrow"]>>;

function groupOf(row: Row): GroupRow {
  return {
    id: row.id,
    name: row.name,
    kana: row.kana ?? undefined,
    purpose: row.purpose,
    categories: row.categories,
    foundedAt: row.founded_at,
    closedAt: row.closed_at ?? undefined,
    district: row.district ?? undefined,
  };
}

/** Closed groups too: old bookings still name them. */
export async function findGroupRow(db: Db | Tx, id: string): Promise<GroupRow | undefined> {
  const row = await select(db).where("own.id", "=", id).executeTakeFirst();
  return row && groupOf(row);
}

export async function searchGroupRows(db: Db | Tx, words: readonly string[]): Promise<GroupRow[]> {
  let query = select(db).where("own.closed_at", "is", null);
  for (const word of words) query = query.where("own.search", "like", `%${word.replace(/[\\%_]/g, "\\$&")}%`);
  return (await query.orderBy("own.name").orderBy("own.id").limit(30).execute()).map(groupOf);
}

export async function listGroupRowsOf(db: Db | Tx, personId: string): Promise<GroupOfPerson[]> {
  const rows = await tables(db)
    .selectFrom("identity.group as own")
    .innerJoin("identity.group_member as member", "member.group_id", "own.id")
    .select(["own.id", "own.name", "member.role", categoriesOfOwn.as("categories")])
    .where("member.person_id", "=", personId)
    .where("own.closed_at", "is", null)
    .orderBy("own.name")
    .orderBy("own.id")
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as GroupRole }));
}

/** undefined also for a group that is closed. */
export async function findRole(db: Db | Tx, groupId: string, personId: string): Promise<GroupRole | undefined> {
  const row = await tables(db)
    .selectFrom("identity.group_member as member")
    .innerJoin("identity.group as own", "own.id", "member.group_id")
    .select("member.role")
    .where("own.id", "=", groupId)
    .where("own.closed_at", "is", null)
    .where("member.person_id", "=", personId)
    .executeTakeFirst();
  return row?.role as GroupRole | undefined;
}

type Texts = { name: string; kana: string | undefined; purpose: string; search: string };

export async function insertGroup(tx: Tx, group: Texts & { id: string; foundedAt: Date }): Promise<void> {
  const { id, name, kana = null, purpose, search, foundedAt } = group;
  await tables(tx)
    .insertInto("identity.group")
    .values({ id, name, kana, purpose, search, founded_at: foundedAt, closed_at: null })
    .execute();
}

export async function updateGroup(tx: Tx, id: string, texts: Texts): Promise<void> {
  const { name, kana = null, purpose, search } = texts;
  await tables(tx).updateTable("identity.group").set({ name, kana, purpose, search }).where("id", "=", id).execute();
}

export async function markGroupClosed(tx: Tx, id: string, now: Date): Promise<void> {
  await tables(tx).updateTable("identity.group").set({ closed_at: now }).where("id", "=", id).execute();
}

export async function insertCategory(
  tx: Tx,
  given: { groupId: string; category: string; by: string | undefined; at: Date },
): Promise<void> {
  await tables(tx)
    .insertInto("identity.group_category")
    .values({ group_id: given.groupId, category: given.category, given_by: given.by ?? null, given_at: given.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Those that staff gave by hand: what a registration gives goes with it. */
export async function listGivenCategories(db: Db | Tx, groupId: string): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom("identity.group_category")
    .select("category")
    .where("group_id", "=", groupId)
    .execute();
  return rows.map(({ category }) => category);
}

export async function deleteCategory(tx: Tx, groupId: string, category: string): Promise<boolean> {
  const done = await tables(tx)
    .deleteFrom("identity.group_category")
    .where("group_id", "=", groupId)
    .where("category", "=", category)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}

export async function updateDistrict(tx: Tx, id: string, district: string): Promise<void> {
  await tables(tx).updateTable("identity.group").set({ district }).where("id", "=", id).execute();
}
