import type { Act } from "../../../kernel/act.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { findCheckout, saveCheckoutPage, saveUnreachable } from "../store/checkouts.ts";
import { lockPayment } from "../store/payments.ts";

/** The provider gave a page. If nobody needs it any more, it is closed there at once. */
export async function recordCheckout(
  act: Act,
  input: { checkoutId: string; provider: string; reference: string; url: string },
): Promise<void> {
  const found = await findCheckout(act.tx, input.checkoutId);
  if (found === undefined) throw new Error(`no checkout ${input.checkoutId}`);
  await lockPayment(act.tx, found.paymentId);
  await saveCheckoutPage(act.tx, input.checkoutId, input);
  const saved = await findCheckout(act.tx, input.checkoutId);
  if (saved?.state === "over") {
    await later(act, { name: "payment.close-checkout", data: { checkoutId: saved.id } });
  }
}

/** The provider did not answer; the page tells it, and the job tries again. */
export async function recordUnreachable(act: Act, { checkoutId }: { checkoutId: string }): Promise<void> {
  await saveUnreachable(act.tx, checkoutId, act.now);
}
