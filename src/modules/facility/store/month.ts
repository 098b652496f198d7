import { sql } from "kysely";
import type { Db } from "../../../kernel/db/types.ts";

export type MonthUse = {
  readonly facilityId: string;
  /** "2026-12" */
  readonly month: string;
  /** Of confirmed bookings, once for each unit that they take. */
  readonly bookedMinutes: number;
  /** Blocked by the city for a use of its own. */
  readonly ownMinutes: number;
  /** Blocked because the room is closed: repairs, elections. */
  readonly closedMinutes: number;
};

/** How long the units of each facility were taken in each month, by day of use. Names nobody. */
export async function listMonthUses(db: Db): Promise<readonly MonthUse[]> {
  const { rows } = await sql<MonthUse>`
    select facility_id as "facilityId", to_char(used_on, 'YYYY-MM') as "month",
      coalesce(sum(minutes) filter (where state = 'confirmed'), 0)::float8 as "bookedMinutes",
      coalesce(sum(minutes) filter (where state = 'blocked' and block_kind = 'use'), 0)::float8 as "ownMinutes",
      coalesce(sum(minutes) filter (where state = 'blocked' and block_kind = 'closure'), 0)::float8 as "closedMinutes"
    from (
      select booking.facility_id, booking.used_on, booking.state, booking.block_kind,
        extract(epoch from upper(booking.used_during) - lower(booking.used_during)) / 60 as minutes
      from facility.booking as booking
      join facility.occupancy as occupancy on occupancy.booking_id = booking.id
      where booking.state in ('confirmed', 'blocked')
    ) as taken
    group by facility_id, to_char(used_on, 'YYYY-MM')
  `.execute(db);
  return rows;
}
