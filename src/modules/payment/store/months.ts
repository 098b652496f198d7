import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { Figures, LedgerMethod, MonthLine } from "../rules/month.ts";
import type { PaymentTables } from "../tables.ts";
import type { Subject } from "../types.ts";

export type MonthClose = Figures & {
  readonly month: CivilDate;
  readonly openPoints: number;
  readonly explanation: string | undefined;
  readonly closedBy: string;
  readonly closedByName: string;
  readonly closedAt: Date;
  readonly confirmedByName: string | undefined;
  readonly confirmedAt: Date | undefined;
};

export type SubjectFigures = Figures & { readonly subject: Subject; readonly method: LedgerMethod };

/** Which movements: those in the books of a month, or those of days. `until` is the first day that is not meant. */
export type Period = { readonly month: CivilDate } | { readonly from: CivilDate; readonly until: CivilDate };

/** Movements of a period by day, subject and method. For a month the days are those of its movements. */
export async function sumSubjects(db: Db | Tx, period: Period): Promise<(SubjectFigures & { day: CivilDate })[]> {
  const within =
    "month" in period
      ? sql`moved.month = ${period.month}::date`
      : sql`moved.booked_on >= ${period.from}::date and moved.booked_on < ${period.until}::date`;
  const { rows } = await sql<Row>`
    select moved.booked_on as day, payment.subject_kind, payment.subject_id, moved.method,
      sum(moved.charge_count) as charge_count, sum(moved.charged) as charged,
      sum(moved.refund_count) as refund_count, sum(moved.refunded) as refunded,
      sum(moved.taken) as taken, sum(moved.returned) as returned, sum(moved.kept) as kept,
      sum(moved.late) as late
    from (
      select payment_id, booked_on, month, method,
        (kind = 'charge')::int as charge_count, case kind when 'charge' then amount else 0 end as charged,
        (kind = 'refund')::int as refund_count, case kind when 'refund' then amount else 0 end as refunded,
        0 as taken, 0 as returned, 0 as kept, (date_trunc('month', booked_on)::date < month)::int as late
      from payment.entry
      union all
      select deposit.payment_id, deposit.booked_on, deposit.month, coalesce(entry.method, payment.method, 'cash'),
        0, 0, 0, 0,
        case deposit.kind when 'taken' then deposit.amount else 0 end,
        case deposit.kind when 'returned' then deposit.amount else 0 end,
        case deposit.kind when 'kept' then deposit.amount else 0 end, 0
      from payment.deposit_entry as deposit
        join payment.payment as payment on payment.id = deposit.payment_id
        left join payment.entry as entry on entry.id = deposit.entry_id
    ) as moved
    join payment.payment as payment on payment.id = moved.payment_id
    where ${within}
    group by 1, 2, 3, 4
    order by 1, 2, 3, 4`.execute(db);
  return rows.map((row) => ({
    day: row.day,
    subject: { kind: row.subject_kind, id: row.subject_id },
    method: row.method,
    chargeCount: Number(row.charge_count),
    charged: Number(row.charged),
    refundCount: Number(row.refund_count),
    refunded: Number(row.refunded),
    depositTaken: Number(row.taken),
    depositReturned: Number(row.returned),
    depositKept: Number(row.kept),
    lateCount: Number(row.late),
  }));
}

type Row = {
  day: CivilDate;
  subject_kind: string;
  subject_id: string;
  method: LedgerMethod;
  charge_count: number;
  charged: number;
  refund_count: number;
  refunded: number;
  taken: number;
  returned: number;
  kept: number;
  late: number;
};

export async function insertMonthClose(
  tx: Tx,
  close: { month: CivilDate; explanation: string | undefined; by: string; byName: string; at: Date },
): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.month_close")
    .values({
      month: close.month,
      explanation: close.explanation ?? null,
      closed_by: close.by,
      closed_by_name: close.byName,
      closed_at: close.at,
    })
    .execute();
}

export async function insertMonthLines(tx: Tx, month: CivilDate, lines: readonly MonthLine[]): Promise<void> {
  if (lines.length === 0) return;
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.month_line")
    .values(
      lines.map((line) => ({
        month,
        place_id: line.place.id,
        place_name: line.place.name,
        method: line.method,
        charge_count: line.chargeCount,
        charged: line.charged,
        refund_count: line.refundCount,
        refunded: line.refunded,
        deposit_taken: line.depositTaken,
        deposit_returned: line.depositReturned,
        deposit_kept: line.depositKept,
        late_count: line.lateCount,
      })),
    )
    .execute();
}

export async function listMonthLines(db: Db | Tx, month: CivilDate): Promise<MonthLine[]> {
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.month_line")
    .selectAll()
    .where("month", "=", month)
    .execute();
  return rows.map((row) => ({
    place: { id: row.place_id, name: row.place_name },
    method: row.method as LedgerMethod,
    chargeCount: row.charge_count,
    charged: row.charged,
    refundCount: row.refund_count,
    refunded: row.refunded,
    depositTaken: row.deposit_taken,
    depositReturned: row.deposit_returned,
    depositKept: row.deposit_kept,
    lateCount: row.late_count,
  }));
}

/** Sets the second name, once: false if there is none to confirm. Who closed it is refused by the database. */
export async function confirmMonthClose(
  tx: Tx,
  confirmed: { month: CivilDate; by: string; byName: string; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .withTables<PaymentTables>()
    .updateTable("payment.month_close")
    .set({ confirmed_by: confirmed.by, confirmed_by_name: confirmed.byName, confirmed_at: confirmed.at })
    .where("month", "=", confirmed.month)
    .where("confirmed_by", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

export async function listMonthCloses(db: Db | Tx): Promise<MonthClose[]> {
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.month_close")
    .selectAll()
    .orderBy("month", "desc")
    .execute();
  return rows.map((row) => ({
    month: row.month,
    chargeCount: row.charge_count,
    charged: row.charged_sum,
    refundCount: row.refund_count,
    refunded: row.refunded_sum,
    depositTaken: row.deposit_taken_sum,
    depositReturned: row.deposit_returned_sum,
    depositKept: row.deposit_kept_sum,
    lateCount: row.late_count,
    openPoints: row.open_points,
    explanation: row.explanation ?? undefined,
    closedBy: row.closed_by,
    closedByName: row.closed_by_name,
    closedAt: row.closed_at,
    confirmedByName: row.confirmed_by_name ?? undefined,
    confirmedAt: row.confirmed_at ?? undefined,
  }));
}

/** Months with money that are not closed, oldest first. */
export async function listOpenMonths(db: Db | Tx): Promise<CivilDate[]> {
  const { rows } = await sql<{ month: CivilDate }>`
    select distinct month from payment.entry as entry
    where not exists (select from payment.month_close as closed where closed.month = entry.month)
    order by month`.execute(db);
  return rows.map(({ month }) => month);
}

/** Days with cash in this month that a counter has not closed. */
export async function listUnclosedCashDays(
  db: Db | Tx,
  month: CivilDate,
): Promise<{ sectionId: string; day: CivilDate }[]> {
  const { rows } = await sql<{ section_id: string; booked_on: CivilDate }>`
    select distinct section_id, booked_on from payment.entry as entry
    where method = 'cash' and month = ${month}::date and not exists (
      select from payment.cash_day as closed where closed.section_id = entry.section_id and closed.day = entry.booked_on)
    order by booked_on, section_id`.execute(db);
  return rows.map(({ section_id, booked_on }) => ({ sectionId: section_id, day: booked_on }));
}

/** Online money of the month; then its nightly comparison has to have come after it. */
export async function hasOnlineMoney(db: Db | Tx, month: CivilDate): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from payment.entry where month = ${month}::date and provider is not null) as found`.execute(
    db,
  );
  return rows[0]?.found ?? false;
}
