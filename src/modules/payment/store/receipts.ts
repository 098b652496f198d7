import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { PaymentTables } from "../tables.ts";

/** Whose name stands on top; the name itself is not kept. */
export const addressees = ["person", "group", "group-person"] as const;
export type Addressee = (typeof addressees)[number];

export type ReceiptIssue = {
  readonly paymentId: string;
  /** 1 is the original. */
  readonly nth: number;
  readonly addressee: Addressee;
  readonly atCounter: boolean;
  readonly issuedAt: Date;
};

/** Each time that a receipt of these payments went out, the first one first. */
export async function listReceiptIssues(db: Db | Tx, paymentIds: readonly string[]): Promise<ReceiptIssue[]> {
  if (paymentIds.length === 0) return [];
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.receipt_issue")
    .selectAll()
    .where("payment_id", "in", paymentIds)
    .orderBy("payment_id")
    .orderBy("nth")
    .execute();
  return rows.map((row) => ({
    paymentId: row.payment_id,
    nth: row.nth,
    addressee: row.addressee,
    atCounter: row.at_counter,
    issuedAt: row.issued_at,
  }));
}

export async function insertReceiptIssue(
  tx: Tx,
  issue: ReceiptIssue & { readonly issuedBy: string | undefined },
): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.receipt_issue")
    .values({
      payment_id: issue.paymentId,
      nth: issue.nth,
      addressee: issue.addressee,
      issued_by: issue.issuedBy ?? null,
      at_counter: issue.atCounter,
      issued_at: issue.issuedAt,
    })
    .execute();
}
