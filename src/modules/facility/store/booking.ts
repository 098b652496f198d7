import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { InstantRange } from "../../../kernel/time/range.ts";
import type { BlockKind, Booking, BookingState } from "../types/booking.ts";
import type { Quote } from "../types/fee.ts";
import type { Answers } from "../types/question.ts";
import { asItStood, listAskedChangesOn } from "./asked-change.ts";

/** Writes a new booking and what it takes; false if its number is taken already, and then nothing was written. */
export async function insertBooking(
  tx: Tx,
  booking: Booking,
  unitIds: readonly string[],
  during: InstantRange,
): Promise<boolean> {
  const { use, block } = booking;
  const { numAffectedRows } = await sql`
    with written as (insert into facility.booking (
      id, number, state, channel, facility_id, effective_from, space_id, used_on, slots, used_during,
      booker_id, group_id, made_by, made_at, category_id, purpose_id, people, extras, declarations, answers, quote, amount,
      hold_until, hold_extensions, pay_by, settled_at, block_kind, block_reason, win_id, series_id, block_series_id
    ) values (
      ${booking.id}, ${booking.number}, ${booking.state}, ${booking.channel}, ${booking.facilityId},
      ${booking.effectiveFrom}, ${booking.spaceId}, ${booking.on}, ${booking.slots},
      tstzrange(${booking.used.from}, ${booking.used.until}),
      ${booking.bookerId ?? null}, ${booking.groupId ?? null}, ${booking.madeBy ?? null}, ${booking.madeAt},
      ${use?.categoryId ?? null}, ${use?.purposeId ?? null}, ${use?.people ?? null},
      ${JSON.stringify(use?.extras ?? {})}, ${use?.declarations ?? []}, ${JSON.stringify(use?.answers ?? {})},
      ${booking.quote === undefined ? null : JSON.stringify(booking.quote)}, ${booking.amount},
      ${booking.holdUntil ?? null}, ${booking.holdExtensions}, ${booking.payBy ?? null}, ${booking.settledAt ?? null},
      ${block?.kind ?? null}, ${block?.reason ?? null}, ${booking.winId ?? null}, ${booking.seriesId ?? null},
      ${booking.blockSeriesId ?? null}
    ) on conflict (number) do nothing returning id)
    insert into facility.occupancy (booking_id, unit_id, taken_during, takes)
    select id, unit_id, tstzrange(${during.from}, ${during.until}), true
    from written, unnest(${unitIds}::text[]) as unit_id
  `.execute(tx);
  return numAffectedRows === BigInt(unitIds.length);
}

/** With `forUpdate` the row is locked: nobody else moves this booking until the transaction ends. */
export async function findBooking(
  db: Db | Tx,
  id: string,
  options: { forUpdate?: boolean } = {},
): Promise<Booking | undefined> {
  const { rows } = await sql<Row>`
    ${selection} where id = ${id}::uuid ${options.forUpdate ? sql`for update` : sql``}
  `.execute(db);
  return rows[0] && bookingOf(rows[0]);
}

/** What a person booked alone, or a group: of one facility, used since a day, and not given up before it was settled. */
export async function listBookingIdsOf(
  tx: Tx,
  { personId, groupId }: { readonly personId: string; readonly groupId: string | undefined },
  { facilityId, from }: { readonly facilityId: string; readonly from: CivilDate },
): Promise<readonly string[]> {
  const whose =
    groupId === undefined ? sql`booker_id = ${personId}::uuid and group_id is null` : sql`group_id = ${groupId}::uuid`;
  const { rows } = await sql<{ id: string }>`
    select id from facility.booking
    where ${whose} and facility_id = ${facilityId} and used_on >= ${from}::date and settled_at is not null
  `.execute(tx);
  return rows.map(({ id }) => id);
}

/** One that is known to exist. */
export async function getBookingRow(db: Db | Tx, id: string): Promise<Booking> {
  const booking = await findBooking(db, id);
  if (booking === undefined) throw new Error(`no booking ${id}`);
  return booking;
}

/** The days of a series whose code is to open the doors. */
export function listConfirmedOfSeries(db: Db | Tx, seriesId: string): Promise<Booking[]> {
  return list(db, sql`series_id = ${seriesId}::uuid and state = 'confirmed' order by lower(used_during)`);
}

/** All days of a series, ended ones too. */
export function listBookingsOfSeries(db: Db | Tx, seriesId: string): Promise<Booking[]> {
  return list(db, sql`series_id = ${seriesId}::uuid order by lower(used_during), id`);
}

/** All days that the city blocked together, ended ones too. */
export function listBookingsOfBlockSeries(db: Db | Tx, seriesId: string): Promise<Booking[]> {
  return list(db, sql`block_series_id = ${seriesId}::uuid order by lower(used_during), id`);
}

/** In the order of their use. */
export function listBookingsById(db: Db | Tx, ids: readonly string[]): Promise<Booking[]> {
  return list(db, sql`id = any (${ids}::uuid[]) order by lower(used_during), space_id, id`);
}

export async function findBookingByNumber(db: Db | Tx, number: string): Promise<Booking | undefined> {
  const { rows } = await sql<Row>`${selection} where number = ${number}`.execute(db);
  return rows[0] && bookingOf(rows[0]);
}

/** A person's own bookings and those of the groups given, by when they end, the soonest first; ended ones only if asked for. */
export function listBookingsOf(
  db: Db | Tx,
  who: { readonly personId: string; readonly groupIds: readonly string[] },
  when: { readonly endsAfter?: Date; readonly endedBy?: Date; readonly limit?: number },
): Promise<Booking[]> {
  const order = when.endedBy === undefined ? sql`asc` : sql`desc`;
  return list(
    db,
    sql`(booker_id = ${who.personId}::uuid or group_id = any (${who.groupIds}::uuid[])) and block_kind is null
      and (${when.endsAfter ?? null}::timestamptz is null or upper(used_during) > ${when.endsAfter ?? null}::timestamptz)
      and (${when.endedBy ?? null}::timestamptz is null or upper(used_during) <= ${when.endedBy ?? null}::timestamptz)
      order by used_during ${order} limit ${when.limit ?? 50}`,
  );
}

/**
 * All that takes a room on that day, and what was cancelled if asked for. A booking whose change waits for a decision is there
 * as it stands, and as it would be.
 */
export async function listBookingsOn(
  db: Db | Tx,
  on: CivilDate,
  options: { facilityId?: string | undefined; withEnded?: boolean } = {},
): Promise<Booking[]> {
  const found = await list(
    db,
    sql`used_on = ${on}::date
      and (${options.facilityId ?? null}::text is null or facility_id = ${options.facilityId ?? null})
      and (${options.withEnded ?? false} or state in ('held', 'requested', 'reserved', 'confirmed', 'blocked'))
      order by lower(used_during), space_id`,
  );
  return [...found, ...(await listStandingOn(db, on, options.facilityId))];
}

/** Bookings that stand on that day, while their rows carry what is asked for on another day or in another room. */
async function listStandingOn(db: Db | Tx, on: CivilDate, facilityId: string | undefined): Promise<Booking[]> {
  const standing: Booking[] = [];
  for (const asked of await listAskedChangesOn(db, on)) {
    const booking = await findBooking(db, asked.bookingId);
    if (booking === undefined || (facilityId !== undefined && booking.facilityId !== facilityId)) continue;
    if (booking.on !== on || booking.spaceId !== asked.stood.spaceId) standing.push(asItStood(booking, asked));
  }
  return standing;
}

/** What is reserved and must be paid in this time, the soonest first. */
export function listReservedUntil(db: Db | Tx, due: InstantRange, closed: readonly string[] = []): Promise<Booking[]> {
  return list(
    db,
    sql`state = 'reserved' and pay_by > ${due.from} and pay_by <= ${due.until}
      and facility_id <> all (${closed}::text[]) order by pay_by, lower(used_during) limit 200`,
  );
}

/** For a space's public calendar: what lives in a range of days. */
export function listBookingsTaking(db: Db | Tx, unitIds: readonly string[], during: InstantRange): Promise<Booking[]> {
  return list(
    db,
    sql`state in ('requested', 'reserved', 'confirmed', 'blocked') and id in (
        select booking_id from facility.occupancy
        where takes and unit_id = any (${unitIds}::text[]) and taken_during && tstzrange(${during.from}, ${during.until})
      ) order by lower(used_during)`,
  );
}

/**
 * Holds and reservations whose time is over, and requests whose use has begun undecided, locked; with units, only those that take one of them. Without, what
 * somebody else is busy with is left to them. Who wants the units waits: skipping would refuse a free room.
 */
export function listOverdue(
  tx: Tx,
  now: Date,
  narrow: { readonly unitIds?: readonly string[]; readonly limit?: number } = {},
): Promise<Booking[]> {
  const inUnits =
    narrow.unitIds === undefined
      ? sql``
      : sql`and id in (select booking_id from facility.occupancy
          where takes and unit_id = any (${narrow.unitIds}::text[]))`;
  return list(
    tx,
    sql`((state in ('held', 'reserved') and least(hold_until, pay_by) <= ${now})
        or (state = 'requested' and (lower(used_during) <= ${now}
          or exists (select from facility.asked_change where booking_id = booking.id and ends_at <= ${now})))) ${inUnits}
      order by id limit ${narrow.limit ?? 200} for update ${narrow.unitIds === undefined ? sql`skip locked` : sql``}`,
  );
}

/** Wins that were given up and whose instant has come, locked; what somebody else is busy with is left to them. */
export function listReturned(tx: Tx, now: Date): Promise<Booking[]> {
  return list(tx, sql`returns_at is not null and returns_at <= ${now} order by id limit 200 for update skip locked`);
}

/** Bookings that still live and lie ahead: an account with such a booking is not deleted. */
export async function countLiving(db: Db | Tx, personId: string, now: Date): Promise<number> {
  const { rows } = await sql<{ living: number }>`
    select count(*) as living from facility.booking
    where booker_id = ${personId}::uuid and upper(used_during) > ${now}
      and (state in ('requested', 'reserved', 'confirmed') or (state = 'held' and hold_until > ${now}))
  `.execute(db);
  return rows[0]?.living ?? 0;
}

export async function countAll(db: Db | Tx, personId: string): Promise<number> {
  const { rows } = await sql<{ bookings: number }>`
    select count(*) as bookings from facility.booking where booker_id = ${personId}::uuid
  `.execute(db);
  return rows[0]?.bookings ?? 0;
}

export type Change = {
  readonly state?: BookingState;
  readonly holdUntil?: Date | null;
  readonly holdExtensions?: number;
  readonly payBy?: Date | null;
  readonly decideBy?: Date | null;
  readonly settledAt?: Date | null;
  readonly endedAt?: Date | null;
  readonly endReason?: string | null;
  readonly returnsAt?: Date | null;
  readonly seriesId?: string | null;
};

/** Changes a booking that the caller has locked. The units follow the state by a trigger. */
export async function changeBooking(tx: Tx, id: string, change: Change): Promise<void> {
  const sets: RawBuilder<unknown>[] = [sql`sequence = sequence + 1`];
  if (change.state !== undefined) sets.push(sql`state = ${change.state}`);
  if (change.holdUntil !== undefined) sets.push(sql`hold_until = ${change.holdUntil}`);
  if (change.holdExtensions !== undefined) sets.push(sql`hold_extensions = ${change.holdExtensions}`);
  if (change.payBy !== undefined) sets.push(sql`pay_by = ${change.payBy}`);
  if (change.decideBy !== undefined) sets.push(sql`decide_by = ${change.decideBy}`);
  if (change.settledAt !== undefined) sets.push(sql`settled_at = ${change.settledAt}`);
  if (change.endedAt !== undefined) sets.push(sql`ended_at = ${change.endedAt}`);
  if (change.endReason !== undefined) sets.push(sql`end_reason = ${change.endReason}`);
  if (change.returnsAt !== undefined) sets.push(sql`returns_at = ${change.returnsAt}`);
  if (change.seriesId !== undefined) sets.push(sql`series_id = ${change.seriesId}`);
  await sql`update facility.booking set ${sql.join(sets)} where id = ${id}::uuid`.execute(tx);
}

/** Takes the person's name off what is long over; amounts and times stay for the statistics. */
export async function detachPerson(tx: Tx, personId: string, nobody: string): Promise<void> {
  await sql`
    update facility.booking_change set reason = null
    where reason is not null and booking_id in (select id from facility.booking where booker_id = ${personId}::uuid)
  `.execute(tx);
  await sql`update facility.series set booker_id = ${nobody}::uuid where booker_id = ${personId}::uuid`.execute(tx);
  await sql`update facility.booking set booker_id = ${nobody}::uuid where booker_id = ${personId}::uuid`.execute(tx);
}

async function list(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Booking[]> {
  const { rows } = await sql<Row>`${selection} where ${condition}`.execute(db);
  return rows.map(bookingOf);
}

const selection = sql`
  select id, number, state, channel, facility_id, effective_from, space_id, used_on, slots,
    lower(used_during) as used_from, upper(used_during) as used_until, booker_id, group_id, made_by, made_at,
    category_id, purpose_id, people, extras, declarations, answers, quote, amount, hold_until, hold_extensions, pay_by,
    settled_at, ended_at, end_reason, block_kind, block_reason, sequence, win_id, returns_at, series_id,
    decide_by, block_series_id
  from facility.booking`;

type Row = {
  id: string;
  number: string;
  state: BookingState;
  channel: Booking["channel"];
  facility_id: string;
  effective_from: string;
  space_id: string;
  used_on: string;
  slots: string[];
  used_from: Date;
  used_until: Date;
  booker_id: string | null;
  group_id: string | null;
  made_by: string | null;
  made_at: Date;
  category_id: string | null;
  purpose_id: string | null;
  people: number | null;
  extras: Record<string, number>;
  declarations: string[];
  answers: Answers;
  quote: Quote | null;
  amount: number;
  hold_until: Date | null;
  hold_extensions: number;
  pay_by: Date | null;
  settled_at: Date | null;
  ended_at: Date | null;
  end_reason: string | null;
  block_kind: BlockKind | null;
  block_reason: string | null;
  sequence: number;
  win_id: string | null;
  returns_at: Date | null;
  series_id: string | null;
  decide_by: Date | null;
  block_series_id: string | null;
};

function bookingOf(row: Row): Booking {
  const { category_id: categoryId, purpose_id: purposeId, people, extras, declarations, answers } = row;
  const hasUse = categoryId !== null && purposeId !== null && people !== null;
  const isBlock = row.block_kind !== null && row.block_reason !== null;
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    channel: row.channel,
    facilityId: row.facility_id,
    effectiveFrom: row.effective_from,
    spaceId: row.space_id,
    on: row.used_on,
    slots: row.slots,
    used: { from: row.used_from, until: row.used_until },
    bookerId: row.booker_id ?? undefined,
    groupId: row.group_id ?? undefined,
    madeBy: row.made_by ?? undefined,
    madeAt: row.made_at,
    use: hasUse ? { categoryId, purposeId, people, extras, declarations, answers } : undefined,
    quote: row.quote ?? undefined,
    amount: row.amount,
    holdUntil: row.hold_until ?? undefined,
    holdExtensions: row.hold_extensions,
    payBy: row.pay_by ?? undefined,
    settledAt: row.settled_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    endReason: row.end_reason ?? undefined,
    block: isBlock ? { kind: row.block_kind as BlockKind, reason: row.block_reason as string } : undefined,
    sequence: row.sequence,
    winId: row.win_id ?? undefined,
    returnsAt: row.returns_at ?? undefined,
    seriesId: row.series_id ?? undefined,
    decideBy: row.decide_by ?? undefined,
    blockSeriesId: row.block_series_id ?? undefined,
  };
}
