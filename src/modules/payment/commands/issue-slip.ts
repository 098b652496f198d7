import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { fiscalYearOf } from "../../../kernel/time/fiscal-year.ts";
import { isAllowed } from "../policy.ts";
import { invoiceNumber } from "../rules/invoice-number.ts";
import { isLive } from "../rules/states.ts";
import { findInvoice, insertInvoice, takeInvoiceCount } from "../store/invoices.ts";
import { lockPayment } from "../store/payments.ts";
import { bookedOn } from "./receipt.ts";

/**
 * 納付書: gives the payment its number at the bank, once; asked again it is the same number. `addressee` for somebody
 * without an account. Refused if the payment is not to be paid so (`payment.no-slip`), or its time is over.
 */
export async function issueSlip(
  act: Act,
  { paymentId, addressee }: { paymentId: string; addressee?: string | undefined },
): Promise<string> {
  const payment = await lockPayment(act.tx, paymentId);
  if (payment === undefined || !isAllowed(act.actor, "issue-slip", payment)) throw notFound();
  const issued = await findInvoice(act.tx, paymentId);
  if (issued !== undefined) return issued.number;
  // At the counter a slip is given to whoever cannot pay there; on the web only where the ordinance has it.
  if (act.actor.kind === "resident" && !payment.ways.includes("invoice")) throw new Refusal("payment.no-slip");
  if (!isLive(payment.state) || act.now >= payment.dueAt) throw new Refusal("payment.too-late");
  const fiscalYear = fiscalYearOf(bookedOn(act));
  const number = invoiceNumber(fiscalYear, await takeInvoiceCount(act.tx, fiscalYear));
  await insertInvoice(act.tx, {
    number,
    paymentId,
    issuedAt: act.now,
    addresseeSealed: addressee === undefined ? undefined : act.city.secrets.seal(addresseePurpose, addressee),
  });
  await audit(act, { what: "payment.slip-issued", subject: `payment/${paymentId}`, about: payment.payerId });
  return number;
}

export const addresseePurpose = "payment.addressee";
