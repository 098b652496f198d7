import { z } from "zod";
import { type Answer, redirectAnswer } from "../../../kernel/http/answer.ts";
import { errand, page } from "../../../kernel/http/route.ts";
import type { View } from "../../../kernel/http/view.ts";
import { localText } from "../../../kernel/i18n/locales.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { findPerson } from "../../identity/index.ts";
import { addresseePurpose, issueSlip } from "../commands/issue-slip.ts";
import { seePaymentAtCounter } from "../commands/see-payment.ts";
import { renderSlip } from "../documents/slip.ts";
import { counterPage } from "../pages/counter-page.ts";
import { counterRoles, isAllowed } from "../policy.ts";
import { nothing, paymentParams, slipForm } from "../schema.ts";
import { findInvoice } from "../store/invoices.ts";
import { findPayment } from "../store/views.ts";

const none = z.object({});

/** The slip as it was issued; without one, and for somebody else's, there is nothing. */
async function slipAnswer(view: View, paymentId: string): Promise<Answer> {
  const { city, t } = view;
  const payment = await findPayment(city.db, paymentId);
  if (payment === undefined || !isAllowed(view.actor, "issue-slip", payment)) throw notFound();
  const invoice = await findInvoice(city.db, paymentId);
  if (invoice === undefined) throw notFound();
  const person = payment.payerId === undefined ? undefined : await findPerson(city.db, payment.payerId);
  const typedName = invoice.addresseeSealed && city.secrets.open(addresseePurpose, invoice.addresseeSealed);
  const { config } = city;
  const bytes = await renderSlip({
    locale: view.locale,
    number: invoice.number,
    amount: payment.amount,
    // Midnight is the end of the day before.
    dueOn: civilDateOf(new Date((payment.owedBy ?? payment.dueAt).getTime() - 1), config.zone),
    purpose: payment.description,
    holder: typedName ?? person?.name,
    city: localText(config.name, view.locale),
    contact: `${localText(config.contact.office, view.locale)}　${config.contact.telephone}`,
    sample: config.sample,
  });
  return {
    kind: "file",
    name: `${t.text("payment.slip.title")}-${invoice.number}.pdf`,
    type: "application/pdf",
    bytes,
  };
}

export const askForSlip = errand({
  path: "/payments/:payment/slip",
  who: "resident",
  limit: "form",
  params: paymentParams,
  form: nothing,
  run: (act, { params }) => issueSlip(act, { paymentId: params.payment }),
  then: (_, { params }) => ({ to: `/payments/${params.payment}/slip.pdf` }),
  again: async () => {
    throw notFound();
  },
});

export const ownSlip = page({
  path: "/payments/:payment/slip.pdf",
  who: "resident",
  limit: "page",
  params: paymentParams,
  query: none,
  show: async (view, { params }) => {
    const payment = await findPayment(view.city.db, params.payment);
    if (payment?.replacedBy !== undefined) return redirectAnswer(`/payments/${payment.replacedBy}`);
    return slipAnswer(view, params.payment);
  },
});

export const issueSlipAtCounter = errand({
  path: "/staff/payments/:payment/slip",
  who: counterRoles,
  limit: "form",
  params: paymentParams,
  form: slipForm,
  run: (act, { params, form }) => issueSlip(act, { paymentId: params.payment, addressee: form.addressee }),
  then: (_, { params }) => ({ to: `/staff/payments/${params.payment}`, flash: "payment.staff.slip.issued" }),
  again: async (view, { params, values, problems }) => {
    const seen = await view.perform(seePaymentAtCounter, { paymentId: params.payment });
    return counterPage(view, { ...seen, problems, values });
  },
});

export const slipAtCounter = page({
  path: "/staff/payments/:payment/slip.pdf",
  who: counterRoles,
  limit: "page",
  params: paymentParams,
  query: none,
  show: async (view, { params }) => {
    await view.perform(seePaymentAtCounter, { paymentId: params.payment });
    return slipAnswer(view, params.payment);
  },
});
