import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { demand } from "../policy.ts";
import { heldOf, priceLeftOf, refundable } from "../rules/refund.ts";
import { isOnline, isPaid } from "../rules/states.ts";
import { findFirstCharge } from "../store/ledger.ts";
import { lockPayment } from "../store/payments.ts";
import { findRefund, insertRefund, updateRefundState } from "../store/refunds.ts";
import { wantPayout } from "./want-payout.ts";

export type RefundToAsk = {
  readonly paymentId: string;
  /** Whole yen; in parts as often as wanted, never more than was paid. */
  readonly amount: number;
  /** So much of it is deposit; the rest is of the price. */
  readonly deposit?: number;
  /** For the books and for staff, without personal data: 1 to 500 characters. */
  readonly reason: string;
  /** A caller that may run twice (a job) names the refund itself: the same id again is the same refund. */
  readonly refundId?: string;
};

/**
 * Promises money back. What came through a provider goes back through it by a job; cash waits at the counter
 * (payOutRefund). The event `payment.refunded` tells when the money has gone. Gives the refund's id.
 */
export async function refundPayment(act: Act, input: RefundToAsk): Promise<string> {
  const { paymentId, amount, deposit = 0, reason, refundId = randomUUID() } = input;
  const payment = await lockPayment(act.tx, paymentId);
  if (payment === undefined) throw notFound();
  demand(act.actor, "change", payment);
  const before = await findRefund(act.tx, refundId);
  if (before !== undefined) return idOfSame(before, input);
  if (!isPaid(payment.state)) throw new Refusal("payment.not-paid");
  const charge = await findFirstCharge(act.tx, paymentId);
  if (charge === undefined) throw new Error(`payment ${paymentId} is paid without a charge`);
  const left = refundable(payment);
  if (amount - deposit > priceLeftOf(payment) || deposit > heldOf(payment))
    throw new Refusal("payment.over-refunded", { params: { left } });

  await insertRefund(act.tx, {
    id: refundId,
    paymentId,
    chargeId: charge.id,
    amount,
    deposit,
    reason,
    isSurplus: false,
    askedAt: act.now,
  });
  if (!isOnline(charge.method)) {
    await updateRefundState(act.tx, refundId, "by-hand");
    if (charge.method !== "cash") await wantPayout(act, { refundId, payment });
  }
  if (isOnline(charge.method)) await later(act, { name: "payment.deliver-refund", data: { refundId } });
  await audit(act, {
    what: "payment.refund-asked",
    subject: `payment/${paymentId}`,
    about: payment.payerId,
    reason,
    counts: { yen: amount },
  });
  return refundId;
}

function idOfSame(before: { id: string; paymentId: string; amount: number }, input: RefundToAsk): string {
  if (before.paymentId === input.paymentId && before.amount === input.amount) return before.id;
  throw new Error(`refund ${before.id} is another one`);
}
