import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { AfterUse, PriceLine } from "../types/fee.ts";

export type RecordedAfterUse = {
  readonly bookingId: string;
  readonly known: Required<AfterUse>;
  readonly lines: readonly PriceLine[];
  /** Whole yen that were still to pay; below zero they went back. */
  readonly total: number;
  readonly paymentId: string | undefined;
  readonly recordedBy: string;
  readonly recordedAt: Date;
  /** 1: the first recording. A later one takes the place of those before it, and says why. */
  readonly nth: number;
  readonly reason: string | undefined;
};

/** The recording that counts: the last. */
export async function findAfterUse(db: Db | Tx, bookingId: string): Promise<RecordedAfterUse | undefined> {
  return (await listAfterUse(db, bookingId)).at(-1);
}

/** All recordings, in their order. */
export async function listAfterUse(db: Db | Tx, bookingId: string): Promise<readonly RecordedAfterUse[]> {
  const { rows } = await sql<Row>`
    select booking_id, over_minutes, answers, minutes, lines, total, payment_id, recorded_by, recorded_at, nth, reason
    from facility.after_use where booking_id = ${bookingId}::uuid order by nth
  `.execute(db);
  return rows.map((row) => ({
    bookingId: row.booking_id,
    known: { overMinutes: row.over_minutes, answers: row.answers, minutes: row.minutes },
    lines: row.lines,
    total: row.total,
    paymentId: row.payment_id ?? undefined,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
    nth: row.nth,
    reason: row.reason ?? undefined,
  }));
}

export async function insertAfterUse(tx: Tx, one: RecordedAfterUse): Promise<void> {
  const { known } = one;
  await sql`
    insert into facility.after_use (booking_id, over_minutes, answers, minutes, lines, total, payment_id, recorded_by, recorded_at,
      nth, reason)
    values (${one.bookingId}, ${known.overMinutes ?? 0}, ${JSON.stringify(known.answers ?? {})},
      ${JSON.stringify(known.minutes ?? {})}, ${JSON.stringify(one.lines)}, ${one.total}, ${one.paymentId ?? null},
      ${one.recordedBy}, ${one.recordedAt}, ${one.nth}, ${one.reason ?? null})
  `.execute(tx);
}

type Row = {
  booking_id: string;
  over_minutes: number;
  answers: NonNullable<AfterUse["answers"]>;
  minutes: Record<string, number>;
  lines: PriceLine[];
  total: number;
  payment_id: string | null;
  recorded_by: string;
  recorded_at: Date;
  nth: number;
  reason: string | null;
};
