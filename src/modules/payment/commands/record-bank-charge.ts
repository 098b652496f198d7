import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { isLive, isPaid, moved } from "../rules/states.ts";
import { insertCharge } from "../store/ledger.ts";
import { type Payment, updatePayment } from "../store/payments.ts";
import { insertRefund, updateRefundState } from "../store/refunds.ts";
import { closeLiveCheckout } from "./ask-for-checkout.ts";
import { announce } from "./events.ts";
import { raiseAlarm } from "./raise-alarm.ts";
import { bookedOn, nextReceipt } from "./receipt.ts";
import { wantPayout } from "./want-payout.ts";

/**
 * Money that a bank's file tells of, for a payment whose row is held. What is more than the payment asks for (all of it,
 * if it was paid before or replaced) is booked, because it is there, and waits to be given back.
 */
export async function recordBankCharge(
  act: Act,
  payment: Payment,
  line: { id: string; amount: number; paidOn: CivilDate; method: "invoice" | "debit" },
): Promise<void> {
  const isOver = isPaid(payment.state) || payment.replacedBy !== undefined;
  const surplus = isOver ? line.amount : line.amount - payment.amount;
  if (surplus < 0) throw new RangeError(`${line.amount} yen do not pay ${payment.amount} yen`);
  const wasLive = isLive(payment.state);
  await closeLiveCheckout(act, payment.id);
  if (!isPaid(payment.state)) {
    const change = { state: moved(payment.state, "paid"), method: line.method, paidAt: act.now };
    await updatePayment(act.tx, payment.id, change);
  }
  const chargeId = randomUUID();
  await insertCharge(act.tx, {
    id: chargeId,
    paymentId: payment.id,
    amount: line.amount,
    at: act.now,
    bookedOn: bookedOn(act),
    receipt: await nextReceipt(act),
    method: line.method,
    fileLine: line.id,
  });
  await audit(act, {
    what: "payment.paid",
    subject: `payment/${payment.id}`,
    about: payment.payerId,
    counts: { yen: line.amount, surplus },
  });
  if (!isOver) {
    // The bank tells days later: what counts is the day on which it was paid.
    const late = !wasLive || line.paidOn > civilDateOf(payment.dueAt, act.city.config.zone);
    await announce(act, "paid", payment, { method: line.method, late });
  }
  if (surplus > 0) await giveBackByHand(act, payment, { chargeId, amount: surplus });
}

async function giveBackByHand(act: Act, payment: Payment, surplus: { chargeId: string; amount: number }) {
  const refundId = randomUUID();
  await insertRefund(act.tx, {
    id: refundId,
    paymentId: payment.id,
    chargeId: surplus.chargeId,
    amount: surplus.amount,
    reason: "paid-twice",
    isSurplus: true,
    askedAt: act.now,
  });
  await updateRefundState(act.tx, refundId, "by-hand");
  await raiseAlarm(act, { kind: "refund-by-hand", paymentId: payment.id, about: refundId });
  await wantPayout(act, { refundId, payment });
}
