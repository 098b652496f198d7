import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { PaymentTables } from "../tables.ts";
import type { Method, RefundState, RefundView } from "../types.ts";

export type Refund = {
  readonly id: string;
  readonly paymentId: string;
  readonly chargeId: string;
  readonly amount: number;
  /** Of it, what was kept as a deposit. */
  readonly deposit: number;
  readonly reason: string;
  readonly isSurplus: boolean;
  readonly state: RefundState;
  /** Of the charge that goes back. */
  readonly method: Method;
  readonly provider: string | undefined;
  readonly reference: string | undefined;
};

export async function insertRefund(
  tx: Tx,
  refund: Pick<Refund, "id" | "paymentId" | "chargeId" | "amount" | "reason" | "isSurplus"> & {
    askedAt: Date;
    deposit?: number;
  },
): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.refund")
    .values({
      id: refund.id,
      payment_id: refund.paymentId,
      charge_id: refund.chargeId,
      amount: refund.amount,
      deposit: refund.deposit ?? 0,
      reason: refund.reason,
      is_surplus: refund.isSurplus,
      asked_at: refund.askedAt,
    })
    .execute();
}

export async function findRefund(db: Db | Tx, id: string): Promise<Refund | undefined> {
  const row = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.refund as refund")
    .innerJoin("payment.entry as charge", "charge.id", "refund.charge_id")
    .select([
      "refund.id",
      "refund.payment_id",
      "refund.charge_id",
      "refund.amount",
      "refund.deposit",
      "refund.reason",
      "refund.is_surplus",
      "refund.state",
      "charge.method",
      "charge.provider",
      "charge.reference",
    ])
    .where("refund.id", "=", id)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      paymentId: row.payment_id,
      chargeId: row.charge_id,
      amount: row.amount,
      deposit: row.deposit,
      reason: row.reason,
      isSurplus: row.is_surplus,
      state: row.state,
      method: row.method as Method,
      provider: row.provider ?? undefined,
      reference: row.reference ?? undefined,
    }
  );
}

/** Never to 'done': the ledger's entry does that, by trigger. */
export async function updateRefundState(
  tx: Tx,
  id: string,
  state: Exclude<RefundState, "done" | "asked">,
): Promise<void> {
  await tx.withTables<PaymentTables>().updateTable("payment.refund").set({ state }).where("id", "=", id).execute();
}

const selectViews = (db: Db | Tx) =>
  db
    .withTables<PaymentTables>()
    .selectFrom("payment.refund")
    .select(["id", "payment_id", "amount", "deposit", "reason", "state", "asked_at"])
    .orderBy("asked_at");

type Row = Awaited<ReturnType<ReturnType<typeof selectViews>["executeTakeFirstOrThrow"]>>;

const viewOf = (row: Row): RefundView => ({
  id: row.id,
  paymentId: row.payment_id,
  amount: row.amount,
  deposit: row.deposit,
  reason: row.reason,
  state: row.state,
  askedAt: row.asked_at,
});

export async function listRefundsOf(db: Db | Tx, paymentId: string): Promise<RefundView[]> {
  return (await selectViews(db).where("payment_id", "=", paymentId).execute()).map(viewOf);
}

/**
 * Money that only people can give back: the cash that this section's counter took, and what a provider cannot reverse,
 * which any counter may care for.
 */
export async function listRefundsByHand(db: Db | Tx, sectionId: string, limit = 200): Promise<RefundView[]> {
  const rows = await selectViews(db)
    .where("state", "=", "by-hand")
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("payment.entry as charge")
          .select("charge.id")
          .whereRef("charge.id", "=", "payment.refund.charge_id")
          .where(({ or, eb }) => or([eb("charge.section_id", "=", sectionId), eb("charge.section_id", "is", null)])),
      ),
    )
    .limit(limit)
    .execute();
  return rows.map(viewOf);
}

/** Refunds that a provider should have answered by now. */
export async function listRefundsUnderWay(db: Db | Tx, askedBefore: Date): Promise<RefundView[]> {
  const rows = await selectViews(db)
    .where("state", "in", ["asked", "unknown"])
    .where("asked_at", "<", askedBefore)
    .execute();
  return rows.map(viewOf);
}

/** What of a charge went back or is promised back. */
export async function sumReturned(db: Db | Tx, chargeId: string): Promise<number> {
  const { sum } = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.refund")
    .select(({ fn }) => fn.sum<number | null>("amount").as("sum"))
    .where("charge_id", "=", chargeId)
    .executeTakeFirstOrThrow();
  return sum ?? 0;
}

/** Money that came twice and has not gone back yet. */
export async function sumSurplus(db: Db | Tx, paymentId: string): Promise<number> {
  const { sum } = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.refund")
    .select(({ fn }) => fn.sum<number | null>("amount").as("sum"))
    .where("payment_id", "=", paymentId)
    .where("is_surplus", "=", true)
    .where("state", "<>", "done")
    .executeTakeFirstOrThrow();
  return sum ?? 0;
}
