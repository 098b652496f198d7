import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { PaymentTables } from "../tables.ts";
import type { Method, OnlineMethod, PayoutMethod } from "../types.ts";

/** The charge of a payment: money that came in. */
export type Charge = {
  readonly id: string;
  readonly amount: number;
  readonly method: Method;
  readonly provider: string | undefined;
  readonly reference: string | undefined;
};

type Booked = {
  readonly id: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly at: Date;
  readonly bookedOn: CivilDate;
};
type Receipt = { readonly fiscalYear: number; readonly number: number };

export type NewCharge = Booked & { readonly receipt: Receipt } & (
    | { readonly method: OnlineMethod; readonly provider: string; readonly reference: string }
    | { readonly method: "cash"; readonly sectionId: string; readonly received: number; readonly byPerson: string }
    | { readonly method: "invoice" | "debit"; readonly fileLine: string }
  );

export type NewRefundEntry = Booked & { readonly refundId: string } & (
    | { readonly method: OnlineMethod; readonly provider: string; readonly reference: string }
    | { readonly method: PayoutMethod; readonly sectionId: string; readonly byPerson: string }
  );

const common = (entry: Booked) => ({
  id: entry.id,
  payment_id: entry.paymentId,
  amount: entry.amount,
  at: entry.at,
  booked_on: entry.bookedOn,
});

export async function insertCharge(tx: Tx, charge: NewCharge): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.entry")
    .values({
      ...common(charge),
      kind: "charge",
      method: charge.method,
      receipt_year: charge.receipt.fiscalYear,
      receipt_number: charge.receipt.number,
      ...("provider" in charge
        ? { provider: charge.provider, reference: charge.reference }
        : "fileLine" in charge
          ? { file_line: charge.fileLine }
          : { section_id: charge.sectionId, received: charge.received, by_person: charge.byPerson }),
    })
    .execute();
}

export async function insertRefundEntry(tx: Tx, entry: NewRefundEntry): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.entry")
    .values({
      ...common(entry),
      kind: "refund",
      method: entry.method,
      refund_id: entry.refundId,
      ...("provider" in entry
        ? { provider: entry.provider, reference: entry.reference }
        : { section_id: entry.sectionId, by_person: entry.byPerson }),
    })
    .execute();
}

const selectCharges = (db: Db | Tx) =>
  db
    .withTables<PaymentTables>()
    .selectFrom("payment.entry")
    .select(["id", "amount", "method", "provider", "reference"])
    .where("kind", "=", "charge");

type Row = Awaited<ReturnType<ReturnType<typeof selectCharges>["executeTakeFirstOrThrow"]>>;

function chargeOf(row: Row): Charge {
  return {
    id: row.id,
    amount: row.amount,
    method: row.method as Method,
    provider: row.provider ?? undefined,
    reference: row.reference ?? undefined,
  };
}

/** The first money that came in for a payment: what is refunded goes back on its way. */
export async function findFirstCharge(db: Db | Tx, paymentId: string): Promise<Charge | undefined> {
  const row = await selectCharges(db)
    .where("payment_id", "=", paymentId)
    .orderBy("receipt_year")
    .orderBy("receipt_number")
    .limit(1)
    .executeTakeFirst();
  return row && chargeOf(row);
}

export async function findChargeByReference(
  db: Db | Tx,
  provider: string,
  reference: string,
): Promise<Charge | undefined> {
  const row = await selectCharges(db)
    .where("provider", "=", provider)
    .where("reference", "=", reference)
    .executeTakeFirst();
  return row && chargeOf(row);
}

/**
 * The next receipt number of a fiscal year. The counter's row is held to the end of the transaction, so a number is
 * given up with it and the numbers have no gaps: the last thing that a command does before the charge.
 */
export async function takeReceiptNumber(tx: Tx, fiscalYear: number): Promise<Receipt> {
  const { last } = await tx
    .withTables<PaymentTables>()
    .insertInto("payment.receipt_counter")
    .values({ fiscal_year: fiscalYear, last: 1 })
    .onConflict((conflict) =>
      conflict.column("fiscal_year").doUpdateSet(({ eb }) => ({ last: eb("payment.receipt_counter.last", "+", 1) })),
    )
    .returning("last")
    .executeTakeFirstOrThrow();
  return { fiscalYear, number: last };
}

/** Charges booked in the half-open range of days. */
export async function countCharges(
  db: Db | Tx,
  method: Method,
  period: { from: CivilDate; until: CivilDate },
): Promise<{ count: number; sum: number }> {
  const { count, sum } = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.entry")
    .select(({ fn }) => [fn.countAll<number>().as("count"), fn.sum<number | null>("amount").as("sum")])
    .where("kind", "=", "charge")
    .where("method", "=", method)
    .where("booked_on", ">=", period.from)
    .where("booked_on", "<", period.until)
    .executeTakeFirstOrThrow();
  return { count, sum: sum ?? 0 };
}

/** The cash that was handed over for a payment, before the change. */
export async function findReceived(db: Db | Tx, paymentId: string): Promise<number | undefined> {
  const row = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.entry")
    .select("received")
    .where("payment_id", "=", paymentId)
    .where("received", "is not", null)
    .executeTakeFirst();
  return row?.received ?? undefined;
}
