import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { DoorTables } from "../tables.ts";

export async function insertViewing(
  tx: Tx,
  viewing: { accessId: string; personId: string; at: Date; until: Date; reason: string | undefined },
): Promise<void> {
  await tx
    .withTables<DoorTables>()
    .insertInto("door.viewing")
    .values({
      id: crypto.randomUUID(),
      access_id: viewing.accessId,
      person_id: viewing.personId,
      viewed_at: viewing.at,
      shown_until: viewing.until,
      reason: viewing.reason ?? null,
    })
    .execute();
}

export async function findOpenViewing(db: Db | Tx, accessId: string, personId: string, now: Date) {
  const row = await db
    .withTables<DoorTables>()
    .selectFrom("door.viewing")
    .select(["viewed_at", "shown_until"])
    .where("access_id", "=", accessId)
    .where("person_id", "=", personId)
    .where("shown_until", ">", now)
    .orderBy("shown_until", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && { viewedAt: row.viewed_at, shownUntil: row.shown_until };
}

export async function closeViewings(tx: Tx, accessId: string, personId: string, now: Date): Promise<void> {
  await tx
    .withTables<DoorTables>()
    .updateTable("door.viewing")
    .set({ shown_until: now })
    .where("access_id", "=", accessId)
    .where("person_id", "=", personId)
    .where("shown_until", ">", now)
    .execute();
}
