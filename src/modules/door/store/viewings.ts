import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { DoorTables } from "../tables.ts";
import type { Subject } from "../types.ts";

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

export type StaffViewing = {
  readonly at: Date;
  readonly personId: string;
  readonly subject: Subject;
  readonly reason: string;
  /** Those that the code or the box's number opens. */
  readonly doors: readonly { readonly name: LocalText; readonly place: LocalText | undefined }[];
  /** Of the doors, in the same order; null where nobody can say. */
  readonly facilityIds: readonly (string | null)[];
};

/** Looks of staff at codes, in a half-open range, newest first: theirs are the ones with a reason. */
export async function listStaffViewings(db: Db | Tx, from: Date, until: Date): Promise<StaffViewing[]> {
  const { rows } = await sql<{
    viewed_at: Date;
    person_id: string;
    subject_kind: string;
    subject_id: string;
    reason: string;
    doors: { name: LocalText; place: LocalText | null }[];
    facility_ids: (string | null)[];
  }>`
    select viewing.viewed_at, viewing.person_id, access.subject_kind, access.subject_id, viewing.reason,
      seen.doors, seen.facility_ids
    from door.viewing join door.access on access.id = viewing.access_id
      cross join lateral (
        select coalesce(jsonb_agg(jsonb_build_object('name', door.name, 'place', door.place) order by door.id), '[]') as doors,
          coalesce(jsonb_agg(door.facility_id order by door.id), '[]') as facility_ids
        from door.door where door.id in (select door_id from door.access_door where access_id = access.id
          union select door_id from door.key_use where access_id = access.id)
      ) seen
    where viewing.reason is not null and viewing.viewed_at >= ${from} and viewing.viewed_at < ${until}
    order by viewing.viewed_at desc, viewing.id`.execute(db);
  return rows.map((row) => ({
    at: row.viewed_at,
    personId: row.person_id,
    subject: { kind: row.subject_kind, id: row.subject_id },
    reason: row.reason,
    doors: row.doors.map(({ name, place }) => ({ name, place: place ?? undefined })),
    facilityIds: row.facility_ids,
  }));
}
