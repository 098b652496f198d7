import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { type Effect, effectOf } from "../rules/reading.ts";
import { isLive, isPaid, moved } from "../rules/states.ts";
import { type Checkout, endLiveCheckout, findCheckout, saveReading } from "../store/checkouts.ts";
import { findChargeByReference, insertCharge } from "../store/ledger.ts";
import { lockPayment, type Payment, updatePayment } from "../store/payments.ts";
import { insertRefund, sumReturned } from "../store/refunds.ts";
import type { AlarmKind, ProviderReading } from "../types.ts";
import { closeLiveCheckout } from "./ask-for-checkout.ts";
import { announce } from "./events.ts";
import { raiseAlarm } from "./raise-alarm.ts";
import { bookedOn, nextReceipt } from "./receipt.ts";

export type ReadState = {
  readonly checkoutId: string;
  readonly provider: string;
  readonly reading: ProviderReading;
};

/**
 * Applies what the provider says, read from the provider itself. Any order and any number of readings gives the same
 * end: one charge for each reference, no step that the table does not have, nothing at all if reference, amount or
 * currency are not ours. True if the provider should be asked again soon.
 */
export async function recordProviderState(act: Act, { checkoutId, provider, reading }: ReadState): Promise<boolean> {
  const found = await findCheckout(act.tx, checkoutId);
  if (found?.reference === undefined) throw new Error(`checkout ${checkoutId} has no page to read`);
  const payment = await lockPayment(act.tx, found.paymentId);
  const checkout = await findCheckout(act.tx, checkoutId);
  if (payment === undefined || checkout === undefined) throw new Error(`checkout ${checkoutId} has no payment`);

  const charge = await findChargeByReference(act.tx, provider, found.reference);
  const effect = effectOf(reading, {
    payment,
    checkout: { reference: found.reference, isLive: checkout.state === "ready", lastState: checkout.lastState },
    charge: charge && { returned: await sumReturned(act.tx, charge.id) },
    now: act.now,
  });
  if (effect.kind !== "mismatch") {
    await saveReading(act.tx, checkoutId, { state: reading.state, konbini: reading.konbini, at: act.now });
  }
  await apply(act, effect, { payment, checkout, provider, reading });
  return effect.kind === "wait" || (effect.kind === "none" && isLive(payment.state));
}

type Found = {
  readonly payment: Payment;
  readonly checkout: Checkout;
  readonly provider: string;
  readonly reading: ProviderReading;
};

async function apply(act: Act, effect: Effect, found: Found): Promise<void> {
  const { payment } = found;
  switch (effect.kind) {
    case "mismatch":
      return tellMismatch(act, effect.what, found);
    case "charge":
      if (payment.replacedBy !== undefined) return chargeReplaced(act, found);
      return effect.isSecond ? chargeAgain(act, found) : charge(act, found, effect.late);
    case "pend":
      return pend(act, payment, effect);
    case "fail":
      return announce(act, "failed", payment, { method: "card" });
    case "end-checkout":
      await endLiveCheckout(act.tx, payment.id);
      return effect.expires ? expireNow(act, payment) : undefined;
    case "wait":
    case "none":
      return undefined;
  }
}

/** The provider's words do not fit our row: nothing changes, people look. */
async function tellMismatch(
  act: Act,
  what: "reference" | "amount" | "currency" | "refunded",
  { payment, checkout, reading }: Found,
): Promise<void> {
  const kind: AlarmKind = `${what}-mismatch`;
  const counts = { ours: payment.amount, theirs: reading.amount, theirRefunded: reading.refunded };
  if (await raiseAlarm(act, { kind, paymentId: payment.id, about: checkout.id })) {
    await audit(act, { what: `payment.${kind}`, subject: `payment/${payment.id}`, about: payment.payerId, counts });
  }
}

async function charge(act: Act, found: Found, late: boolean): Promise<void> {
  const { payment } = found;
  const { method } = await enterCharge(act, found);
  await updatePayment(act.tx, payment.id, { state: moved(payment.state, "paid"), method, paidAt: act.now });
  await audit(act, {
    what: late ? "payment.paid-late" : "payment.paid",
    subject: `payment/${payment.id}`,
    about: payment.payerId,
    counts: { yen: payment.amount },
  });
  await announce(act, "paid", payment, { method, late });
}

/** Money came although it had come already: it is booked, because it is there, and goes back by itself. */
async function chargeAgain(act: Act, found: Found): Promise<void> {
  const { chargeId } = await enterCharge(act, found);
  await sendBack(act, found.payment, chargeId, "paid-twice");
}

/** Money came for an amount that does not hold any more: another payment stands in its place. */
async function chargeReplaced(act: Act, found: Found): Promise<void> {
  const { payment } = found;
  const { chargeId, method } = await enterCharge(act, found);
  if (!isPaid(payment.state))
    await updatePayment(act.tx, payment.id, { state: moved(payment.state, "paid"), method, paidAt: act.now });
  await sendBack(act, payment, chargeId, "paid-replaced");
}

async function sendBack(
  act: Act,
  payment: Payment,
  chargeId: string,
  reason: "paid-twice" | "paid-replaced",
): Promise<void> {
  const refundId = randomUUID();
  await insertRefund(act.tx, {
    id: refundId,
    paymentId: payment.id,
    chargeId,
    amount: payment.amount,
    reason,
    isSurplus: true,
    askedAt: act.now,
  });
  await later(act, { name: "payment.deliver-refund", data: { refundId } });
  await raiseAlarm(act, { kind: reason, paymentId: payment.id, about: refundId });
  await audit(act, {
    what: `payment.${reason}`,
    subject: `payment/${payment.id}`,
    about: payment.payerId,
    counts: { yen: payment.amount },
  });
}

async function enterCharge(act: Act, { payment, checkout, provider, reading }: Found) {
  const method = reading.method ?? "card";
  const chargeId = randomUUID();
  if (checkout.state === "over") await closeLiveCheckout(act, payment.id);
  else await endLiveCheckout(act.tx, payment.id);
  await insertCharge(act.tx, {
    id: chargeId,
    paymentId: payment.id,
    amount: payment.amount,
    at: act.now,
    bookedOn: bookedOn(act),
    receipt: await nextReceipt(act),
    method,
    provider,
    reference: reading.reference,
  });
  return { chargeId, method };
}

/**
 * A number is out: the payment is due when the number is, but not later than we said. If the provider keeps its number
 * for longer, what comes then is late money.
 */
async function pend(
  act: Act,
  payment: Payment,
  { konbini, method, late }: Extract<Effect, { kind: "pend" }>,
): Promise<void> {
  const latest = payment.payLaterUntil ?? konbini.until;
  const dueAt = new Date(Math.min(konbini.until.getTime(), latest.getTime()));
  await updatePayment(act.tx, payment.id, { state: moved(payment.state, "pending"), method, dueAt });
  await later(act, { name: "payment.expire", data: { paymentId: payment.id }, startAfter: dueAt });
  await announce(act, "pending", payment, { method, dueAt, late });
}

async function expireNow(act: Act, payment: Payment): Promise<void> {
  await updatePayment(act.tx, payment.id, { state: moved(payment.state, "expired"), endedAt: act.now });
  await announce(act, "expired", payment);
}
