import { sql } from "kysely";
import type { PersonKeeper } from "../../kernel/module.ts";
import type { DoorTables } from "./tables.ts";

/** What is kept of a person: whose code it was, who pressed, who saw a code. The entry log names subjects only. */
export const doorPerson: PersonKeeper = {
  reasonsToKeep: async () => [],
  describe: async (db, personId) => {
    const row = await db
      .withTables<DoorTables>()
      .selectFrom("door.entry")
      .innerJoin("door.access", "door.access.id", "door.entry.access_id")
      .select(sql<number>`count(*)`.as("count"))
      .where("person_id", "=", personId)
      .executeTakeFirstOrThrow();
    return row.count === 0 ? [] : [{ title: "door.my-entries", count: row.count }];
  },
  forget: async ({ tx }, personId) => {
    const tables = tx.withTables<DoorTables>();
    await tables.updateTable("door.access").set({ person_id: null }).where("person_id", "=", personId).execute();
    await tables.updateTable("door.command").set({ asked_by: null }).where("asked_by", "=", personId).execute();
    await tables.deleteFrom("door.viewing").where("person_id", "=", personId).execute();
  },
};
