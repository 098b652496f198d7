import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { InstantRange } from "../../../kernel/time/range.ts";
import { seenAs } from "../rules/states.ts";
import type { BlockKind, BookingState, Occupancy } from "../types/booking.ts";
import type { ClosureKind } from "../types/closure.ts";

/**
 * How these units are taken in that time, as far as anybody may know: no names, no bookings. A hold whose time is over
 * and a reservation that was not paid in time take nothing, whether or not a job has noticed yet.
 */
export async function listOccupancies(
  db: Db | Tx,
  unitIds: readonly string[],
  during: InstantRange,
  now: Date,
): Promise<Occupancy[]> {
  const { rows } = await sql<Row>`
    select occupancy.unit_id, lower(taken_during) as taken_from, upper(taken_during) as taken_until,
      booking.state, booking.block_kind, null as closed_kind, null as closed_words
    from facility.occupancy as occupancy
    join facility.booking as booking on booking.id = occupancy.booking_id
    where occupancy.takes and occupancy.unit_id = any (${unitIds}::text[])
      and occupancy.taken_during && tstzrange(${during.from}, ${during.until})
      and not (booking.state = 'held' and booking.hold_until <= ${now})
      and not (booking.state = 'reserved' and booking.pay_by <= ${now})
      and not (booking.state = 'requested' and lower(booking.used_during) <= ${now})
    union all
    select unit_id, lower(closed_during), upper(closed_during), 'blocked', 'closure', closure.kind, closure.words
    from facility.closed_unit join facility.closure as closure on closure.id = closure_id
    where closes and unit_id = any (${unitIds}::text[])
      and closed_during && tstzrange(${during.from}, ${during.until})
    union all
    select unit_id, lower(kept_during), upper(kept_during), 'blocked', 'use', null, null
    from facility.kept_unit
    where keeps and unit_id = any (${unitIds}::text[]) and kept_during && tstzrange(${during.from}, ${during.until})
  `.execute(db);
  return rows.map((row) => ({
    unitId: row.unit_id,
    during: { from: row.taken_from, until: row.taken_until },
    as: seenAs(row.state, row.block_kind ?? undefined),
    ...(row.closed_kind === null || row.closed_words === null
      ? {}
      : { because: { kind: row.closed_kind, words: row.closed_words } }),
  }));
}

type Row = {
  unit_id: string;
  taken_from: Date;
  taken_until: Date;
  /** cancelled and expired too: a win that was given up keeps its units for a while. */
  state: BookingState;
  block_kind: BlockKind | null;
  closed_kind: ClosureKind | null;
  closed_words: string | null;
};

/** Whether one of these units is taken in that time. To be asked under the lock, right before inserting. */
export async function isTaken(
  tx: Db | Tx,
  unitIds: readonly string[],
  during: InstantRange,
  except?: string,
): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`select ${takenIn(unitIds, during, except)} as taken`.execute(tx);
  return rows[0]?.taken ?? true;
}

/** Those of these units that are free in that time, in their order. To be asked under the lock. */
export async function listFree(
  tx: Tx,
  unitIds: readonly string[],
  during: InstantRange,
  except?: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${unitIds}::text[]) with ordinality as wanted (id, place)
    where not exists (
      select from facility.occupancy
      where takes and unit_id = wanted.id and taken_during && tstzrange(${during.from}, ${during.until})
        and booking_id is distinct from ${except ?? null}::uuid
    ) order by place
  `.execute(tx);
  return rows.map(({ id }) => id);
}

/** What a booking takes or took: its rooms, the rooms linked to them, and its pieces of equipment. */
export async function listUnitsOf(tx: Tx, bookingId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct unit_id as id from facility.occupancy where booking_id = ${bookingId}::uuid order by unit_id
  `.execute(tx);
  return rows.map(({ id }) => id);
}

/** What may stand in the way of a new booking, in one look: for under the lock. */
export async function findObstacles(
  tx: Tx,
  wanted: {
    readonly unitIds: readonly string[];
    readonly during: InstantRange;
    /** Whose open holds, requests and unpaid reservations are counted; nobody's: 0. */
    readonly holdsOf: string | undefined;
    readonly now: Date;
    /** A booking that is being changed is not in its own way. */
    readonly except?: string | undefined;
  },
): Promise<Obstacles> {
  const { unitIds, during, holdsOf, now, except } = wanted;
  const { rows } = await sql<Obstacles>`
    select ${takenIn(unitIds, during, except)} as "isTaken",
      exists (
        select from facility.closed_unit
        where closes and unit_id = any (${unitIds}::text[]) and closed_during && tstzrange(${during.from}, ${during.until})
      ) as "isClosed",
      (select count(*) from facility.booking
        where booker_id = ${holdsOf ?? null}::uuid and state = 'held' and hold_until > ${now}) as "openHolds",
      (select count(*) from facility.booking
        where booker_id = ${holdsOf ?? null}::uuid and ((state = 'reserved' and pay_by > ${now}) or state = 'requested')) as "unpaid"
  `.execute(tx);
  return rows[0] ?? { isTaken: true, isClosed: false, openHolds: 0, unpaid: 0 };
}

export type Obstacles = {
  readonly isTaken: boolean;
  readonly isClosed: boolean;
  readonly openHolds: number;
  readonly unpaid: number;
};

function takenIn(unitIds: readonly string[], during: InstantRange, except?: string): RawBuilder<boolean> {
  return sql`exists (
    select from facility.occupancy
    where takes and unit_id = any (${unitIds}::text[]) and taken_during && tstzrange(${during.from}, ${during.until})
      and booking_id is distinct from ${except ?? null}::uuid
  )`;
}
