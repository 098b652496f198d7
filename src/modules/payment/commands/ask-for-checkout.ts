import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { pageExpiry } from "../rules/standing.ts";
import { endLiveCheckout, insertCheckout } from "../store/checkouts.ts";

/**
 * A new page of a provider (default: the first that the city offers); its row's id is the idempotency key. The payment
 * must have no live page.
 */
export async function askForCheckout(act: Act, payment: { id: string; dueAt: Date }, provider?: string): Promise<void> {
  const id = randomUUID();
  const expiresAt = pageExpiry(payment.dueAt, act.now);
  await insertCheckout(act.tx, { id, paymentId: payment.id, provider, expiresAt, askedAt: act.now });
  await later(act, { name: "payment.create-checkout", data: { checkoutId: id } });
}

/**
 * Nothing more is to be paid on the payment's page: it is over for us at once and closed at the provider by a job,
 * which also learns whether money came in the meantime.
 */
export async function closeLiveCheckout(act: Act, paymentId: string): Promise<void> {
  const live = await endLiveCheckout(act.tx, paymentId);
  if (live?.reference === undefined) return;
  await later(act, { name: "payment.close-checkout", data: { checkoutId: live.id } });
}
