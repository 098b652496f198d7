import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";

/** Who has a room now that somebody else gave up. */
export type Taker = {
  readonly givenId: string;
  readonly bookingId: string;
  readonly bookerId: string;
  readonly groupId: string | null;
};

/**
 * Of bookings that were given up: those that took a unit of theirs at the same time afterwards, by any way but a draw. Choices
 * that are only kept are left out: they may be dropped.
 */
export async function listTakers(db: Db | Tx, givenIds: readonly string[]): Promise<readonly Taker[]> {
  const { rows } = await sql<Taker>`
    select distinct given.id as "givenId", taker.id as "bookingId", taker.booker_id as "bookerId", taker.group_id as "groupId"
    from facility.booking as given
    join facility.occupancy as had on had.booking_id = given.id
    join facility.occupancy as has on has.unit_id = had.unit_id and has.takes
      and has.taken_during && had.taken_during and has.booking_id <> given.id
    join facility.booking as taker on taker.id = has.booking_id
    where given.id = any (${givenIds}::uuid[]) and taker.state in ('reserved', 'confirmed')
      and taker.booker_id is not null and taker.win_id is null and taker.made_at >= given.ended_at`.execute(db);
  return rows;
}
