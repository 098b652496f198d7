import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { demandCounter } from "../policy.ts";
import { findInvoice } from "../store/invoices.ts";
import { findReceived } from "../store/ledger.ts";
import { listPayoutsOfPayment } from "../store/payouts.ts";
import { listRefundsOf } from "../store/refunds.ts";
import { findPayment } from "../store/views.ts";

/** Staff look at somebody's payment: the person can see that they did. */
export async function seePaymentAtCounter(act: Act, { paymentId }: { paymentId: string }) {
  demandCounter(act.actor, "take-cash");
  const payment = await findPayment(act.tx, paymentId);
  if (payment === undefined) throw notFound();
  await audit(act, { what: "payment.seen", subject: `payment/${paymentId}`, about: payment.payerId });
  return {
    payment,
    refunds: await listRefundsOf(act.tx, paymentId),
    received: await findReceived(act.tx, paymentId),
    slip: (await findInvoice(act.tx, paymentId))?.number,
    payouts: await listPayoutsOfPayment(act.tx, paymentId),
  };
}
