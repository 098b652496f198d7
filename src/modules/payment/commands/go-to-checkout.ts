import type { Act } from "../../../kernel/act.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { isAllowed } from "../policy.ts";
import { isLive } from "../rules/states.ts";
import { findLiveCheckout, saveUnreachable } from "../store/checkouts.ts";
import { lockPayment } from "../store/payments.ts";
import { askForCheckout, closeLiveCheckout } from "./ask-for-checkout.ts";

/**
 * The payer wants to a provider's page. Gives its address, or undefined while it is being prepared. Two tabs get the
 * same page: a payment has one at a time, and who chooses another provider gives up the page of the first.
 */
export async function goToCheckout(
  act: Act,
  { paymentId, provider }: { paymentId: string; provider?: string | undefined },
): Promise<string | undefined> {
  const payment = await lockPayment(act.tx, paymentId);
  if (payment === undefined || !isAllowed(act.actor, "see", payment)) throw notFound();
  // Paid, or over: the page says so; there is nothing to refuse.
  if (!isLive(payment.state)) return undefined;
  if (act.now >= payment.dueAt) throw new Refusal("payment.too-late");
  if (!payment.online) throw new Refusal("payment.counter-only");

  const checkout = await findLiveCheckout(act.tx, paymentId);
  // While nobody knows whether money moved, no second page is made and nobody is sent to pay again.
  if (checkout?.lastState === "unknown") return undefined;
  if (checkout !== undefined && provider !== undefined && checkout.provider !== provider) {
    await closeLiveCheckout(act, paymentId);
    await askForCheckout(act, payment, provider);
    return undefined;
  }
  if (checkout?.state === "asked") {
    if (checkout.isUnreachable) {
      await saveUnreachable(act.tx, checkout.id, null);
      await later(act, { name: "payment.create-checkout", data: { checkoutId: checkout.id } });
    }
    return undefined;
  }
  if (checkout?.url !== undefined && act.now < checkout.expiresAt) return checkout.url;
  await closeLiveCheckout(act, paymentId);
  await askForCheckout(act, payment, provider);
  return undefined;
}
