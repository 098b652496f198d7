import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { Booking } from "../types/booking.ts";
import { listBookingsById } from "./booking.ts";

/** What began on one of so many days before and takes a room after this instant, the beginning of the day. */
export async function listGoingOn(
  db: Db | Tx,
  day: { readonly on: CivilDate; readonly begins: Date; readonly reach: number },
  facilityId: string | undefined,
): Promise<readonly Booking[]> {
  if (day.reach === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select id from facility.booking
    where used_on < ${day.on}::date and used_on >= ${day.on}::date - ${day.reach}::int
      and upper(used_during) > ${day.begins}
      and (${facilityId ?? null}::text is null or facility_id = ${facilityId ?? null})
      and state in ('held', 'requested', 'reserved', 'confirmed', 'blocked')`.execute(db);
  return rows.length === 0
    ? []
    : listBookingsById(
        db,
        rows.map(({ id }) => id),
      );
}
