import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { PaymentTables } from "../tables.ts";

export type PayoutState = "wanted" | "entered" | "checked" | "approved" | "sent" | "done" | "ended";

/** 還付: money that goes to the payer's bank account. */
export type Payout = {
  readonly refundId: string;
  readonly paymentId: string;
  readonly payerId: string | undefined;
  readonly amount: number;
  readonly description: string;
  readonly state: PayoutState;
  readonly accountSealed: string | undefined;
  readonly accountHint: string | undefined;
  readonly wantedAt: Date;
  /** Staff who wrote the account in, and what was shown to them of who came. */
  readonly enteredByName: string | undefined;
  readonly proof: PaymentTables["payment.payout"]["proof"] | undefined;
  readonly checkedBy: string | undefined;
  readonly checkedByName: string | undefined;
  readonly approvedByName: string | undefined;
  readonly batchId: string | undefined;
  readonly returnedBecause: string | undefined;
};

const select = (db: Db | Tx) =>
  db
    .withTables<PaymentTables>()
    .selectFrom("payment.payout as payout")
    .innerJoin("payment.refund as refund", "refund.id", "payout.refund_id")
    .innerJoin("payment.payment as payment", "payment.id", "refund.payment_id")
    .select([
      "payout.refund_id",
      "refund.payment_id",
      "payment.payer_id",
      "refund.amount",
      "payment.description",
      "payout.state",
      "payout.account_sealed",
      "payout.account_hint",
      "payout.wanted_at",
      "payout.entered_by_name",
      "payout.proof",
      "payout.checked_by",
      "payout.checked_by_name",
      "payout.approved_by_name",
      "payout.batch_id",
      "payout.returned_because",
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof select>["executeTakeFirstOrThrow"]>>;

const payoutOf = (row: Row): Payout => ({
  refundId: row.refund_id,
  paymentId: row.payment_id,
  payerId: row.payer_id ?? undefined,
  amount: row.amount,
  description: row.description,
  state: row.state,
  accountSealed: row.account_sealed ?? undefined,
  accountHint: row.account_hint ?? undefined,
  wantedAt: row.wanted_at,
  enteredByName: row.entered_by_name ?? undefined,
  proof: row.proof ?? undefined,
  checkedBy: row.checked_by ?? undefined,
  checkedByName: row.checked_by_name ?? undefined,
  approvedByName: row.approved_by_name ?? undefined,
  batchId: row.batch_id ?? undefined,
  returnedBecause: row.returned_because ?? undefined,
});

export async function insertPayout(tx: Tx, payout: { refundId: string; wantedAt: Date }): Promise<boolean> {
  const result = await tx
    .withTables<PaymentTables>()
    .insertInto("payment.payout")
    .values({ refund_id: payout.refundId, wanted_at: payout.wantedAt })
    .onConflict((conflict) => conflict.column("refund_id").doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function findPayout(db: Db | Tx, refundId: string): Promise<Payout | undefined> {
  const row = await select(db).where("payout.refund_id", "=", refundId).executeTakeFirst();
  return row && payoutOf(row);
}

/** The row, held until the end of the transaction. */
export async function lockPayout(tx: Tx, refundId: string): Promise<Payout | undefined> {
  await sql`select 1 from payment.payout where refund_id = ${refundId} for update`.execute(tx);
  return findPayout(tx, refundId);
}

export async function listPayouts(db: Db | Tx, states: readonly PayoutState[], limit = 500): Promise<Payout[]> {
  const rows = await select(db)
    .where("payout.state", "in", [...states])
    .orderBy("payout.wanted_at")
    .orderBy("payout.refund_id")
    .limit(limit)
    .execute();
  return rows.map(payoutOf);
}

export async function listPayoutsOfPayment(db: Db | Tx, paymentId: string): Promise<Payout[]> {
  const rows = await select(db).where("refund.payment_id", "=", paymentId).orderBy("payout.wanted_at").execute();
  return rows.map(payoutOf);
}

export async function listPayoutsOfBatch(db: Db | Tx, batchId: string): Promise<Payout[]> {
  const rows = await select(db).where("payout.batch_id", "=", batchId).orderBy("payout.refund_id").execute();
  return rows.map(payoutOf);
}

export type PayoutChange = {
  readonly state: PayoutState;
  readonly account?: { readonly sealed: string; readonly hint: string } | null;
  readonly enteredAt?: Date;
  readonly enteredBy?: { readonly personId: string; readonly name: string } | null;
  readonly proof?: NonNullable<Payout["proof"]> | null;
  readonly checkedBy?: { readonly personId: string; readonly name: string } | null;
  readonly approvedBy?: { readonly personId: string; readonly name: string } | null;
  readonly batchId?: string | null;
  readonly returnedBecause?: string | null;
};

export async function updatePayout(tx: Tx, refundId: string, change: PayoutChange): Promise<void> {
  const { state, account, enteredAt, enteredBy, proof, checkedBy, approvedBy, batchId, returnedBecause } = change;
  await tx
    .withTables<PaymentTables>()
    .updateTable("payment.payout")
    .set({
      state,
      ...(account !== undefined && { account_sealed: account?.sealed ?? null }),
      // The last digits stay when the account goes: they say which one it was.
      ...(account && { account_hint: account.hint }),
      ...(enteredAt && { entered_at: enteredAt }),
      ...(enteredBy !== undefined && {
        entered_by: enteredBy?.personId ?? null,
        entered_by_name: enteredBy?.name ?? null,
      }),
      ...(proof !== undefined && { proof }),
      ...(checkedBy !== undefined && {
        checked_by: checkedBy?.personId ?? null,
        checked_by_name: checkedBy?.name ?? null,
      }),
      ...(approvedBy !== undefined && {
        approved_by: approvedBy?.personId ?? null,
        approved_by_name: approvedBy?.name ?? null,
      }),
      ...(batchId !== undefined && { batch_id: batchId }),
      ...(returnedBecause !== undefined && { returned_because: returnedBecause }),
    })
    .where("refund_id", "=", refundId)
    .execute();
}

export type TransferBatch = {
  readonly id: string;
  readonly number: number;
  readonly payOn: CivilDate;
  readonly itemCount: number;
  readonly total: number;
  readonly madeByName: string;
  readonly madeAt: Date;
};

export async function insertTransferBatch(
  tx: Tx,
  batch: Omit<TransferBatch, "number"> & { readonly madeBy: string },
): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.transfer_batch")
    .values({
      id: batch.id,
      pay_on: batch.payOn,
      item_count: batch.itemCount,
      total: batch.total,
      made_by: batch.madeBy,
      made_by_name: batch.madeByName,
      made_at: batch.madeAt,
    })
    .execute();
}

export async function listTransferBatches(db: Db | Tx, limit = 60): Promise<TransferBatch[]> {
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.transfer_batch")
    .selectAll()
    .orderBy("made_at", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: Number(row.number),
    payOn: row.pay_on,
    itemCount: row.item_count,
    total: Number(row.total),
    madeByName: row.made_by_name,
    madeAt: row.made_at,
  }));
}
