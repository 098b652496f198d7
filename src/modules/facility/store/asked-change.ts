import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { InstantRange } from "../../../kernel/time/range.ts";
import type { Booking } from "../types/booking.ts";
import type { Changed } from "./change.ts";

/** A change that waits for a decision: what the booking was, and what it takes if it is allowed. */
export type AskedChange = {
  readonly bookingId: string;
  /** What it becomes again if it is not allowed. */
  readonly stood: Changed & {
    readonly state: "reserved" | "confirmed";
    readonly payBy: Date | undefined;
    readonly settledAt: Date | undefined;
  };
  readonly wantedUnits: readonly string[];
  readonly wantedDuring: InstantRange;
  /** Undecided by then, it is again what it was. */
  readonly endsAt: Date;
  readonly byStaff: boolean;
  readonly reason: string | undefined;
};

type Row = {
  booking_id: string;
  state: "reserved" | "confirmed";
  space_id: string;
  used_on: CivilDate;
  used_from: Date;
  used_until: Date;
  pay_by: Date | null;
  settled_at: Date | null;
  stood: Pick<Changed, "effectiveFrom" | "slots" | "use" | "quote"> & { readonly seriesId?: string };
  wanted_units: string[];
  wanted_from: Date;
  wanted_until: Date;
  ends_at: Date;
  by_staff: boolean;
  reason: string | null;
};

const selection = sql`select booking_id, state, space_id, used_on, lower(used_during) as used_from,
  upper(used_during) as used_until, pay_by, settled_at, stood, wanted_units, lower(wanted_during) as wanted_from,
  upper(wanted_during) as wanted_until, ends_at, by_staff, reason from facility.asked_change`;

function askedChangeOf(row: Row): AskedChange {
  const { effectiveFrom, slots, use, quote, seriesId } = row.stood;
  return {
    bookingId: row.booking_id,
    stood: {
      state: row.state,
      payBy: row.pay_by ?? undefined,
      settledAt: row.settled_at ?? undefined,
      effectiveFrom,
      spaceId: row.space_id,
      on: row.used_on,
      slots,
      used: { from: row.used_from, until: row.used_until },
      use,
      quote,
      seriesId,
    },
    wantedUnits: row.wanted_units,
    wantedDuring: { from: row.wanted_from, until: row.wanted_until },
    endsAt: row.ends_at,
    byStaff: row.by_staff,
    reason: row.reason ?? undefined,
  };
}

export async function findAskedChange(db: Db | Tx, bookingId: string): Promise<AskedChange | undefined> {
  const { rows } = await sql<Row>`${selection} where booking_id = ${bookingId}::uuid`.execute(db);
  return rows[0] && askedChangeOf(rows[0]);
}

export async function insertAskedChange(tx: Tx, asked: AskedChange): Promise<void> {
  const { stood, wantedDuring } = asked;
  const { effectiveFrom, slots, use, quote, seriesId } = stood;
  await sql`
    insert into facility.asked_change (booking_id, state, space_id, used_on, used_during, amount, pay_by, settled_at,
      stood, wanted_units, wanted_during, ends_at, by_staff, reason)
    values (${asked.bookingId}::uuid, ${stood.state}, ${stood.spaceId}, ${stood.on},
      tstzrange(${stood.used.from}, ${stood.used.until}), ${quote.total}, ${stood.payBy ?? null},
      ${stood.settledAt ?? null}, ${JSON.stringify({ effectiveFrom, slots, use, quote, seriesId })}::jsonb,
      ${asked.wantedUnits}, tstzrange(${wantedDuring.from}, ${wantedDuring.until}), ${asked.endsAt},
      ${asked.byStaff}, ${asked.reason ?? null})`.execute(tx);
}

/** Under the locks of the old and the new units: beside what stands, what of the wanted is not the booking's already. */
export async function addWantedUnits(
  tx: Tx,
  bookingId: string,
  unitIds: readonly string[],
  during: InstantRange,
): Promise<void> {
  await sql`
    insert into facility.occupancy (booking_id, unit_id, taken_during, takes, wanted)
    select ${bookingId}::uuid, unit.id, missing, true, true
    from unnest(${unitIds}::text[]) as unit (id),
      unnest(tstzmultirange(tstzrange(${during.from}, ${during.until})) - coalesce(
        (select range_agg(taken_during) from facility.occupancy as had
          where had.booking_id = ${bookingId}::uuid and had.unit_id = unit.id),
        '{}'::tstzmultirange)) as missing`.execute(tx);
}

/** What was only asked for is free again; what stood was never given up. */
export async function dropWantedUnits(tx: Tx, bookingId: string): Promise<void> {
  await sql`delete from facility.occupancy where booking_id = ${bookingId}::uuid and wanted`.execute(tx);
}

/** The booking as it was, and will be again if its change is not allowed. */
export function asItStood(booking: Booking, { stood }: Pick<AskedChange, "stood">): Booking {
  return { ...booking, ...stood, amount: stood.quote.total, decideBy: undefined };
}

/** What stands on that day, by whatever is asked for instead. */
export async function listAskedChangesOn(db: Db | Tx, on: CivilDate): Promise<readonly AskedChange[]> {
  const { rows } = await sql<Row>`${selection} where used_on = ${on}::date order by booking_id`.execute(db);
  return rows.map(askedChangeOf);
}
