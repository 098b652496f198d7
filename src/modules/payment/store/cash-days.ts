import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { Drawer } from "../rules/cash.ts";
import type { PaymentTables } from "../tables.ts";

/** 日計: a closed day of one counter. */
export type CashDay = CashSums & {
  readonly day: CivilDate;
  readonly changeFund: number;
  readonly counted: number;
  readonly drawer: Readonly<Record<string, number>>;
  readonly difference: number;
  readonly reason: string | undefined;
  readonly closedByName: string;
  readonly closedAt: Date;
};

export type CashSums = {
  readonly chargeCount: number;
  readonly chargedSum: number;
  readonly refundCount: number;
  readonly refundedSum: number;
  /** Of the cash that came in and went back: deposits, which are not the city's. */
  readonly depositTaken?: number;
  readonly depositReturned?: number;
};

export type CashEntry = {
  readonly id: string;
  readonly paymentId: string;
  readonly kind: "charge" | "refund";
  readonly amount: number;
  /** Of it, a deposit. */
  readonly deposit: number;
  readonly at: Date;
  readonly receiptYear: number | undefined;
  readonly receiptNumber: number | undefined;
  readonly description: string;
};

export async function isDayClosed(db: Db | Tx, sectionId: string, day: CivilDate): Promise<boolean> {
  return (await findCashDay(db, sectionId, day)) !== undefined;
}

export async function insertCashDay(
  tx: Tx,
  day: {
    sectionId: string;
    day: CivilDate;
    changeFund: number;
    counted: number;
    drawer: Drawer;
    reason: string | undefined;
    closedBy: string;
    closedByName: string;
    closedAt: Date;
  },
): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.cash_day")
    .values({
      section_id: day.sectionId,
      day: day.day,
      change_fund: day.changeFund,
      counted: day.counted,
      drawer: JSON.stringify(day.drawer),
      reason: day.reason ?? null,
      closed_by: day.closedBy,
      closed_by_name: day.closedByName,
      closed_at: day.closedAt,
    })
    .execute();
}

const selectDays = (db: Db | Tx, sectionId: string) =>
  db.withTables<PaymentTables>().selectFrom("payment.cash_day").selectAll().where("section_id", "=", sectionId);

type Row = Awaited<ReturnType<ReturnType<typeof selectDays>["executeTakeFirstOrThrow"]>>;

function dayOf(row: Row): CashDay {
  return {
    day: row.day,
    chargeCount: row.charge_count,
    chargedSum: row.charged_sum,
    refundCount: row.refund_count,
    refundedSum: row.refunded_sum,
    depositTaken: row.deposit_taken_sum,
    depositReturned: row.deposit_returned_sum,
    changeFund: row.change_fund,
    counted: row.counted,
    drawer: row.drawer,
    difference: row.difference,
    reason: row.reason ?? undefined,
    closedByName: row.closed_by_name,
    closedAt: row.closed_at,
  };
}

export async function findCashDay(db: Db | Tx, sectionId: string, day: CivilDate): Promise<CashDay | undefined> {
  const row = await selectDays(db, sectionId).where("day", "=", day).executeTakeFirst();
  return row && dayOf(row);
}

export async function listCashDays(db: Db | Tx, sectionId: string, limit = 60): Promise<CashDay[]> {
  const rows = await selectDays(db, sectionId).orderBy("day", "desc").limit(limit).execute();
  return rows.map(dayOf);
}

/** Days of this counter with cash that are not closed yet, oldest first. */
export async function listOpenDays(db: Db | Tx, sectionId: string): Promise<CivilDate[]> {
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.entry as entry")
    .select("entry.booked_on")
    .distinct()
    .where("entry.method", "=", "cash")
    .where("entry.section_id", "=", sectionId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("payment.cash_day as closed")
            .select("closed.day")
            .whereRef("closed.section_id", "=", "entry.section_id")
            .whereRef("closed.day", "=", "entry.booked_on"),
        ),
      ),
    )
    .orderBy("entry.booked_on")
    .execute();
  return rows.map(({ booked_on }) => booked_on);
}

/** What moved over this counter on this day, in order. */
export async function listCashEntries(db: Db | Tx, sectionId: string, day: CivilDate): Promise<CashEntry[]> {
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.entry as entry")
    .innerJoin("payment.payment as payment", "payment.id", "entry.payment_id")
    .leftJoin("payment.deposit_entry as deposit", "deposit.entry_id", "entry.id")
    .select([
      "deposit.amount as deposit",
      "entry.id",
      "entry.payment_id",
      "entry.kind",
      "entry.amount",
      "entry.at",
      "entry.receipt_year",
      "entry.receipt_number",
      "payment.description",
    ])
    .where("entry.method", "=", "cash")
    .where("entry.section_id", "=", sectionId)
    .where("entry.booked_on", "=", day)
    .orderBy("entry.at")
    .orderBy("entry.id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    paymentId: row.payment_id,
    kind: row.kind,
    amount: row.amount,
    deposit: row.deposit ?? 0,
    at: row.at,
    receiptYear: row.receipt_year ?? undefined,
    receiptNumber: row.receipt_number ?? undefined,
    description: row.description,
  }));
}
