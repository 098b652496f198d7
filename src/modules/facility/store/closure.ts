import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { InstantRange } from "../../../kernel/time/range.ts";
import type { ClosedBecause, Closure, ClosureKind, ClosureState, MetBooking, MetState } from "../types/closure.ts";

export async function insertClosure(
  tx: Tx,
  closure: Closure,
  unitIds: readonly string[],
  during: readonly InstantRange[],
): Promise<void> {
  const { hours } = closure;
  await sql`
    insert into facility.closure (id, facility_id, space_ids, kind, words, first_on, last_on, from_time, to_time, state,
      begins_at, made_by, made_at)
    values (${closure.id}, ${closure.facilityId}, ${closure.spaceIds}, ${closure.kind}, ${closure.words},
      ${closure.firstOn}, ${closure.lastOn}, ${hours?.from ?? null}, ${hours?.to ?? null}, ${closure.state},
      ${closure.beginsAt}, ${closure.madeBy}, ${closure.madeAt})`.execute(tx);
  await sql`
    insert into facility.closed_unit (closure_id, unit_id, closed_during, closes)
    select ${closure.id}::uuid, unit_id, tstzrange(closed_from, closed_until), true
    from unnest(${unitIds}::text[]) as unit_id,
      unnest(${during.map(({ from }) => from)}::timestamptz[], ${during.map(({ until }) => until)}::timestamptz[])
        as range (closed_from, closed_until)`.execute(tx);
}

/** The bookings that a closure meets, by use and not by buffer; holds whose time is over and blocks are none. */
export async function listMeetingIds(
  db: Db | Tx,
  unitIds: readonly string[],
  during: readonly InstantRange[],
  now: Date,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct booking.id from facility.booking as booking
    join facility.occupancy as occupancy on occupancy.booking_id = booking.id and occupancy.takes
    left join facility.asked_change as stands on stands.booking_id = booking.id
    join unnest(${during.map(({ from }) => from)}::timestamptz[], ${during.map(({ until }) => until)}::timestamptz[])
      as range (closed_from, closed_until) on booking.used_during && tstzrange(closed_from, closed_until)
        or stands.used_during && tstzrange(closed_from, closed_until)
    where occupancy.unit_id = any (${unitIds}::text[]) and upper(booking.used_during) > ${now}
      and (booking.state in ('confirmed', 'requested') or (booking.state = 'held' and booking.hold_until > ${now})
        or (booking.state = 'reserved' and booking.pay_by > ${now}))`.execute(db);
  return rows.map(({ id }) => id);
}

export async function insertMet(
  tx: Tx,
  closureId: string,
  met: readonly { readonly bookingId: string; readonly needsCall: boolean }[],
): Promise<void> {
  await sql`
    insert into facility.closure_booking (closure_id, booking_id, state, needs_call)
    select ${closureId}::uuid, booking_id, 'waiting', needs_call
    from unnest(${met.map(({ bookingId }) => bookingId)}::uuid[], ${met.map(({ needsCall }) => needsCall)}::boolean[])
      as met (booking_id, needs_call)`.execute(tx);
}

export async function findClosure(
  db: Db | Tx,
  id: string,
  options: { forUpdate?: boolean } = {},
): Promise<Closure | undefined> {
  const { rows } = await sql<Row>`
    ${selection} where id = ${id}::uuid ${options.forUpdate ? sql`for update` : sql``}`.execute(db);
  return rows[0] && closureOf(rows[0]);
}

/** Newest first. */
export async function listClosures(
  db: Db | Tx,
  { closed = [], limit = 50 }: { readonly closed?: readonly string[]; readonly limit?: number } = {},
): Promise<Closure[]> {
  const { rows } =
    await sql<Row>`${selection} where facility_id <> all (${closed}::text[]) order by made_at desc limit ${limit}`.execute(
      db,
    );
  return rows.map(closureOf);
}

/** Closures whose bookings are to be cancelled now. */
export async function listClosuresUnderWay(db: Db | Tx, now: Date): Promise<Closure[]> {
  const { rows } = await sql<Row>`
    ${selection} where state in ('planned', 'carrying-out') and begins_at <= ${now} order by begins_at`.execute(db);
  return rows.map(closureOf);
}

export async function moveClosure(
  tx: Tx,
  id: string,
  to: { readonly state: ClosureState; readonly at: Date; readonly by?: string; readonly reason?: string },
): Promise<void> {
  const { state, at, by, reason } = to;
  await sql`
    update facility.closure set state = ${state},
      done_at = case when ${state} = 'done' then ${at}::timestamptz else done_at end,
      lifted_at = case when ${state} = 'lifted' then ${at}::timestamptz end,
      lifted_by = ${by ?? null}::uuid, lift_reason = ${reason ?? null}
    where id = ${id}::uuid`.execute(tx);
}

export async function beginClosureNow(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update facility.closure set begins_at = ${now} where id = ${id}::uuid and state = 'planned'`.execute(tx);
}

export async function listMet(db: Db | Tx, closureId: string): Promise<MetBooking[]> {
  const { rows } = await sql<MetRow>`
    select booking_id, state, refund, needs_call, trouble, called_at
    from facility.closure_booking where closure_id = ${closureId}::uuid order by booking_id`.execute(db);
  return rows.map(metOf);
}

export async function listWaiting(db: Db | Tx, closureId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select booking_id as id from facility.closure_booking
    where closure_id = ${closureId}::uuid and state = 'waiting' order by booking_id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Locked until the transaction ends: two workers never cancel the same booking for a closure. */
export async function lockMet(tx: Tx, closureId: string, bookingId: string): Promise<MetBooking | undefined> {
  const { rows } = await sql<MetRow>`
    select booking_id, state, refund, needs_call, trouble, called_at from facility.closure_booking
    where closure_id = ${closureId}::uuid and booking_id = ${bookingId}::uuid for update`.execute(tx);
  return rows[0] && metOf(rows[0]);
}

/** Whether a booking is still in the way: it may have been moved to another day since. */
export async function isInClosure(tx: Tx, closureId: string, bookingId: string): Promise<boolean> {
  const { rows } = await sql<{ met: boolean }>`
    select exists (
      select from facility.booking as booking
      join facility.occupancy as occupancy on occupancy.booking_id = booking.id
      join facility.closed_unit as closed on closed.unit_id = occupancy.unit_id
      where booking.id = ${bookingId}::uuid and closed.closure_id = ${closureId}::uuid
        and closed.closed_during && booking.used_during
    ) as met`.execute(tx);
  return rows[0]?.met ?? false;
}

export async function settleMet(
  tx: Tx,
  closureId: string,
  bookingId: string,
  to: { readonly state: Exclude<MetState, "waiting">; readonly refund: number; readonly at: Date },
): Promise<void> {
  await sql`
    update facility.closure_booking set state = ${to.state}, refund = ${to.refund}, settled_at = ${to.at}, trouble = null
    where closure_id = ${closureId}::uuid and booking_id = ${bookingId}::uuid and state = 'waiting'`.execute(tx);
}

export async function noteTrouble(tx: Tx, closureId: string, bookingId: string, trouble: string): Promise<void> {
  await sql`
    update facility.closure_booking set trouble = ${trouble}
    where closure_id = ${closureId}::uuid and booking_id = ${bookingId}::uuid and state = 'waiting'`.execute(tx);
}

/** What has not happened yet never will. */
export async function spareWaiting(tx: Tx, closureId: string, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update facility.closure_booking set state = 'spared', settled_at = ${now}
    where closure_id = ${closureId}::uuid and state = 'waiting'`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

export async function noteCall(
  tx: Tx,
  closureId: string,
  bookingId: string,
  call: { readonly at: Date; readonly by: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update facility.closure_booking set called_at = ${call.at}, called_by = ${call.by}::uuid
    where closure_id = ${closureId}::uuid and booking_id = ${bookingId}::uuid and called_at is null`.execute(tx);
  return numAffectedRows === 1n;
}

/** Why these units are closed in that time; undefined if they are not. */
export async function findClosedBecause(
  db: Db | Tx,
  unitIds: readonly string[],
  during: InstantRange,
): Promise<ClosedBecause | undefined> {
  const { rows } = await sql<ClosedBecause>`
    select closure.kind, closure.words from facility.closed_unit
    join facility.closure on closure.id = closure_id
    where closes and unit_id = any (${unitIds}::text[]) and closed_during && tstzrange(${during.from}, ${during.until})
    order by closure.made_at limit 1`.execute(db);
  return rows[0];
}

const selection = sql`
  select id, facility_id, space_ids, kind, words, first_on, last_on, from_time, to_time, state, begins_at, made_by, made_at,
    done_at, lifted_at, lift_reason
  from facility.closure`;

type Row = {
  id: string;
  facility_id: string;
  space_ids: string[];
  kind: ClosureKind;
  words: string;
  first_on: string;
  last_on: string;
  from_time: string | null;
  to_time: string | null;
  state: ClosureState;
  begins_at: Date;
  made_by: string;
  made_at: Date;
  done_at: Date | null;
  lifted_at: Date | null;
  lift_reason: string | null;
};

function closureOf(row: Row): Closure {
  return {
    id: row.id,
    facilityId: row.facility_id,
    spaceIds: row.space_ids,
    kind: row.kind,
    words: row.words,
    firstOn: row.first_on,
    lastOn: row.last_on,
    hours: row.from_time === null || row.to_time === null ? undefined : { from: row.from_time, to: row.to_time },
    state: row.state,
    beginsAt: row.begins_at,
    madeBy: row.made_by,
    madeAt: row.made_at,
    doneAt: row.done_at ?? undefined,
    liftedAt: row.lifted_at ?? undefined,
    liftReason: row.lift_reason ?? undefined,
  };
}

type MetRow = {
  booking_id: string;
  state: MetState;
  refund: number;
  needs_call: boolean;
  trouble: string | null;
  called_at: Date | null;
};

const metOf = (row: MetRow): MetBooking => ({
  bookingId: row.booking_id,
  state: row.state,
  refund: row.refund,
  needsCall: row.needs_call,
  trouble: row.trouble ?? undefined,
  calledAt: row.called_at ?? undefined,
});
