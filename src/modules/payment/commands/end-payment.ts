import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { demand } from "../policy.ts";
import { isLive, isPaid, moved } from "../rules/states.ts";
import { lockPayment, updatePayment } from "../store/payments.ts";
import { closeLiveCheckout } from "./ask-for-checkout.ts";
import { announce } from "./events.ts";

/**
 * Gives more time to a live payment; an earlier instant than the present one changes nothing. Refused
 * (`payment.too-late`) when the time is over: the subject may be somebody else's by now.
 */
export async function extendPayment(act: Act, { paymentId, dueAt }: { paymentId: string; dueAt: Date }): Promise<void> {
  const payment = await lockPayment(act.tx, paymentId);
  if (payment === undefined) throw notFound();
  demand(act.actor, "change", payment);
  if (!isLive(payment.state) || act.now >= payment.dueAt) throw new Refusal("payment.too-late");
  if (dueAt <= payment.dueAt) return;
  await updatePayment(act.tx, paymentId, { dueAt });
  await later(act, { name: "payment.expire", data: { paymentId }, startAfter: dueAt });
  await audit(act, { what: "payment.extended", subject: `payment/${paymentId}`, about: payment.payerId });
}

/**
 * Nobody is to pay any more. Again, or after the time is over: nothing changes. Refused (`payment.already-paid`) if
 * money came before: then it is a matter of refunding.
 */
export async function abandonPayment(act: Act, { paymentId }: { paymentId: string }): Promise<void> {
  const payment = await lockPayment(act.tx, paymentId);
  if (payment === undefined) throw notFound();
  demand(act.actor, "change", payment);
  if (isPaid(payment.state)) throw new Refusal("payment.already-paid");
  if (!isLive(payment.state)) return;
  await updatePayment(act.tx, paymentId, { state: moved(payment.state, "abandoned"), endedAt: act.now });
  await closeLiveCheckout(act, paymentId);
  await audit(act, { what: "payment.abandoned", subject: `payment/${paymentId}`, about: payment.payerId });
}

/** Ends a live payment whose time is over; earlier, and for any other, it does nothing. */
export async function expirePayment(act: Act, { paymentId }: { paymentId: string }): Promise<void> {
  const payment = await lockPayment(act.tx, paymentId);
  if (payment === undefined || !isLive(payment.state) || act.now < payment.dueAt) return;
  await updatePayment(act.tx, paymentId, { state: moved(payment.state, "expired"), endedAt: act.now });
  await closeLiveCheckout(act, paymentId);
  await audit(act, { what: "payment.expired", subject: `payment/${paymentId}`, about: payment.payerId });
  await announce(act, "expired", payment);
}
