import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { DoorTables } from "../tables.ts";

/** Openings of doors with the codes of this person. */
export async function countEntriesOf(db: Db | Tx, personId: string): Promise<number> {
  const row = await db
    .withTables<DoorTables>()
    .selectFrom("door.entry")
    .innerJoin("door.access", "door.access.id", "door.entry.access_id")
    .select(sql<number>`count(*)`.as("count"))
    .where("person_id", "=", personId)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Whose code it was, who pressed, who saw a code: no longer known. The entry log names subjects only. */
export async function detachPerson(tx: Tx, personId: string): Promise<void> {
  const tables = tx.withTables<DoorTables>();
  await tables.updateTable("door.access").set({ person_id: null }).where("person_id", "=", personId).execute();
  await tables.updateTable("door.command").set({ asked_by: null }).where("asked_by", "=", personId).execute();
  await tables.deleteFrom("door.viewing").where("person_id", "=", personId).execute();
}
