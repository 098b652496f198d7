import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { FacilityTables } from "../tables.ts";
import type { OrdinanceFile } from "../types/ordinance.ts";

type Row = FacilityTables["facility.ordinance"];

export async function insertOrdinance(
  tx: Tx,
  file: Pick<OrdinanceFile, "id" | "text" | "facilityId" | "effectiveFrom" | "isRight" | "broughtBy" | "broughtAt">,
): Promise<void> {
  await tx
    .withTables<FacilityTables>()
    .insertInto("facility.ordinance")
    .values({
      id: file.id,
      state: "brought",
      text: file.text,
      facility_id: file.facilityId ?? null,
      effective_from: file.effectiveFrom ?? null,
      is_right: file.isRight,
      brought_by: file.broughtBy,
      brought_at: file.broughtAt,
    })
    .execute();
}

/** The newest first, of all facilities but those of `closed`; a file that names none is listed. */
export async function listOrdinances(
  db: Db | Tx,
  { closed = [], most = 100 }: { readonly closed?: readonly string[]; readonly most?: number } = {},
): Promise<readonly OrdinanceFile[]> {
  const rows = await select(db)
    .where(sql<boolean>`(facility_id is null or facility_id <> all (${closed}::text[]))`)
    .orderBy("brought_at", "desc")
    .limit(most)
    .execute();
  return rows.map(read);
}

export async function findOrdinance(db: Db | Tx, id: string): Promise<OrdinanceFile | undefined> {
  const row = await select(db).where("id", "=", id).executeTakeFirst();
  return row && read(row);
}

export async function findOrdinanceForUpdate(tx: Tx, id: string): Promise<OrdinanceFile | undefined> {
  const row = await select(tx).where("id", "=", id).forUpdate().executeTakeFirst();
  return row && read(row);
}

export async function markScheduled(
  tx: Tx,
  id: string,
  by: { person: string; at: Date; from: CivilDate },
): Promise<void> {
  await tx
    .withTables<FacilityTables>()
    .updateTable("facility.ordinance")
    .set({ state: "scheduled", scheduled_by: by.person, scheduled_at: by.at, effective_from: by.from })
    .where("id", "=", id)
    .execute();
}

export async function markWithdrawn(
  tx: Tx,
  id: string,
  by: { person: string; at: Date; reason: string },
): Promise<void> {
  await tx
    .withTables<FacilityTables>()
    .updateTable("facility.ordinance")
    .set({ state: "withdrawn", withdrawn_by: by.person, withdrawn_at: by.at, reason: by.reason })
    .where("id", "=", id)
    .execute();
}

/** Bookings from that day on that take a room, by room: they keep the version by which they were made. */
export async function countBookingsFrom(
  db: Db | Tx,
  facilityId: string,
  from: CivilDate,
): Promise<readonly { spaceId: string; count: number }[]> {
  const { rows } = await sql<{ space_id: string; count: number }>`
    select space_id, count(*)::integer as count from facility.booking
    where facility_id = ${facilityId} and used_on >= ${from}::date and state in ('held', 'requested', 'reserved', 'confirmed')
    group by space_id order by space_id
  `.execute(db);
  return rows.map(({ space_id, count }) => ({ spaceId: space_id, count }));
}

function select(db: Db | Tx) {
  return db.withTables<FacilityTables>().selectFrom("facility.ordinance").selectAll();
}

function read(row: { [Column in keyof Row]: unknown } & Record<string, unknown>): OrdinanceFile {
  return {
    id: row.id as string,
    state: row.state as OrdinanceFile["state"],
    text: row.text as string,
    facilityId: (row.facility_id as string | null) ?? undefined,
    effectiveFrom: (row.effective_from as string | null) ?? undefined,
    isRight: row.is_right as boolean,
    broughtBy: row.brought_by as string,
    broughtAt: row.brought_at as Date,
    scheduledBy: (row.scheduled_by as string | null) ?? undefined,
    scheduledAt: (row.scheduled_at as Date | null) ?? undefined,
    withdrawnBy: (row.withdrawn_by as string | null) ?? undefined,
    withdrawnAt: (row.withdrawn_at as Date | null) ?? undefined,
    reason: (row.reason as string | null) ?? undefined,
  };
}
