import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { InstantRange } from "../../../kernel/time/range.ts";
import type { Booking, Use } from "../types/booking.ts";
import type { Quote } from "../types/fee.ts";

/** What a booking becomes: all that a change may touch. */
export type Changed = {
  readonly effectiveFrom: CivilDate;
  readonly spaceId: string;
  readonly on: CivilDate;
  readonly slots: readonly string[];
  readonly used: InstantRange;
  readonly use: Omit<Use, "group">;
  readonly quote: Quote;
  readonly seriesId: string | undefined;
};

/** Writes what a booking, locked by the caller, is from now on. Its units are handed over by replaceUnits. */
export async function rewriteBooking(tx: Tx, id: string, to: Changed): Promise<void> {
  const { use } = to;
  await sql`
    update facility.booking set effective_from = ${to.effectiveFrom}, space_id = ${to.spaceId}, used_on = ${to.on},
      slots = ${to.slots}, used_during = tstzrange(${to.used.from}, ${to.used.until}), category_id = ${use.categoryId},
      purpose_id = ${use.purposeId}, people = ${use.people}, extras = ${JSON.stringify(use.extras)}::jsonb,
      declarations = ${use.declarations}, answers = ${JSON.stringify(use.answers)}::jsonb,
      quote = ${JSON.stringify(to.quote)}::jsonb, amount = ${to.quote.total}, series_id = ${to.seriesId ?? null}::uuid,
      sequence = sequence + 1
    where id = ${id}::uuid`.execute(tx);
}

/** Under the locks of the old and the new units. */
export async function replaceUnits(
  tx: Tx,
  bookingId: string,
  unitIds: readonly string[],
  during: InstantRange,
): Promise<void> {
  await sql`delete from facility.occupancy where booking_id = ${bookingId}::uuid`.execute(tx);
  await sql`
    insert into facility.occupancy (booking_id, unit_id, taken_during, takes)
    select ${bookingId}::uuid, unit_id, tstzrange(${during.from}, ${during.until}), true
    from unnest(${unitIds}::text[]) as unit_id`.execute(tx);
}

/** What is remembered of a booking before and after a change. */
export type Snapshot = {
  readonly effectiveFrom: CivilDate;
  readonly spaceId: string;
  readonly on: CivilDate;
  readonly slots: readonly string[];
  /** ISO instants. */
  readonly from: string;
  readonly until: string;
  readonly people: number;
  readonly amount: number;
};

export type BookingChange = {
  readonly at: Date;
  readonly byStaff: boolean;
  readonly reason: string | undefined;
  readonly before: Snapshot;
  readonly after: Snapshot;
};

export async function insertChange(tx: Tx, bookingId: string, change: BookingChange): Promise<void> {
  await sql`
    insert into facility.booking_change (booking_id, changed_at, by_staff, reason, before, after)
    values (${bookingId}::uuid, ${change.at}, ${change.byStaff}, ${change.reason ?? null},
      ${JSON.stringify(change.before)}::jsonb, ${JSON.stringify(change.after)}::jsonb)`.execute(tx);
}

/** Newest first. */
export async function listChanges(db: Db | Tx, bookingId: string): Promise<BookingChange[]> {
  const { rows } = await sql<Omit<BookingChange, "reason"> & { reason: string | null }>`
    select changed_at as "at", by_staff as "byStaff", reason, before, after from facility.booking_change
    where booking_id = ${bookingId}::uuid order by id desc limit 50`.execute(db);
  return rows.map((row) => ({ ...row, reason: row.reason ?? undefined }));
}

export function snapshotOf(booking: Booking): Snapshot {
  return {
    effectiveFrom: booking.effectiveFrom,
    spaceId: booking.spaceId,
    on: booking.on,
    slots: booking.slots,
    from: booking.used.from.toISOString(),
    until: booking.used.until.toISOString(),
    people: booking.use?.people ?? 0,
    amount: booking.amount,
  };
}
