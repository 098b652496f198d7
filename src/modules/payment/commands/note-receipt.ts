import type { Act } from "../../../kernel/act.ts";
import { personOf } from "../../../kernel/actor.ts";
import { lockSorted } from "../../../kernel/db/lock.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { readPaymentRow } from "../store/payments.ts";
import { type Addressee, insertReceiptIssue, listReceiptIssues } from "../store/receipts.ts";

export type ReceiptNoted = { readonly nth: number; readonly firstIssuedAt: Date };

/**
 * Counts a receipt that goes out now: the first is the original, every later one is 再発行. The module that draws it has asked
 * whether this person may have it, and writes the audit row.
 */
export async function noteReceipt(
  act: Act,
  { paymentId, addressee }: { paymentId: string; addressee: Addressee },
): Promise<ReceiptNoted> {
  const payment = await readPaymentRow(act.tx, paymentId);
  if (payment === undefined || payment.charged === 0) throw notFound();
  await lockSorted(act.tx, "payment.receipt", [paymentId]);
  const before = await listReceiptIssues(act.tx, [paymentId]);
  const nth = before.length + 1;
  await insertReceiptIssue(act.tx, {
    paymentId,
    nth,
    addressee,
    atCounter: act.actor.kind === "staff",
    issuedBy: personOf(act.actor),
    issuedAt: act.now,
  });
  return { nth, firstIssuedAt: before[0]?.issuedAt ?? act.now };
}
