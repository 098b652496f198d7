import { z } from "zod";
import { personOf } from "../../../kernel/actor.ts";
import { redirectAnswer } from "../../../kernel/http/answer.ts";
import { noProblems, type Problems } from "../../../kernel/http/form.ts";
import { errand, page } from "../../../kernel/http/route.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { askReading } from "../commands/ask-reading.ts";
import { goToCheckout } from "../commands/go-to-checkout.ts";
import { type PaymentPageProps, paymentPage } from "../pages/payment-page.ts";
import { paymentsPage } from "../pages/payments-page.ts";
import { isAllowed } from "../policy.ts";
import type { Providers } from "../providers.ts";
import { isPaid } from "../rules/states.ts";
import { goToPayForm, paymentParams, paymentQuery } from "../schema.ts";
import { findMandateOf } from "../store/debits.ts";
import { listPayoutsOfPayment } from "../store/payouts.ts";
import { listRefundsOf } from "../store/refunds.ts";
import { findPayment, listPaymentsOf } from "../store/views.ts";
import type { PaymentView } from "../types.ts";

export const listPayments = page({
  path: "/payments",
  who: "resident",
  limit: "page",
  params: z.object({}),
  query: z.object({}),
  show: async (view) => paymentsPage(view, await listPaymentsOf(view.city.db, personOf(view.actor) ?? "")),
});

export const showPayment = (providers: Providers) =>
  page({
    path: "/payments/:payment",
    who: "resident",
    limit: "page",
    params: paymentParams,
    query: paymentQuery,
    async show(view, { params, query }) {
      const payment = await getOwnPayment(view, params.payment);
      // The amount has changed since: what is to be paid stands on another page.
      if (payment.replacedBy !== undefined) return redirectAnswer(`/payments/${payment.replacedBy}`);
      // Back from the provider, and all is well: on to what was paid for.
      if (query.since !== undefined && isPaid(payment.state)) return redirectAnswer(payment.returnPath);
      return paymentPage(view, await propsOf(view, providers, payment, noProblems, query.since));
    },
  });

export const goToPay = (providers: Providers) =>
  errand({
    path: "/payments/:payment/checkout",
    who: "resident",
    limit: "form",
    params: paymentParams,
    form: goToPayForm,
    run: (act, { params, form }) => {
      const isOffered = providers.offered().some(({ name }) => name === form.provider);
      if (form.provider !== undefined && !isOffered) throw new Refusal("payment.not-offered", { status: 422 });
      return goToCheckout(act, { paymentId: params.payment, provider: form.provider });
    },
    then: (url, { params }) => ({ to: url ?? `/payments/${params.payment}` }),
    async again(view, { params, problems }) {
      const payment = await getOwnPayment(view, params.payment);
      const answer = paymentPage(view, await propsOf(view, providers, payment, problems, undefined));
      if (answer.kind !== "page") throw new Error("the payment page is a page");
      return answer.html;
    },
  });

/** The provider sends people here. Whatever the address says (`?result=success`), the provider is read. */
export const comeBack = page({
  path: "/payments/:payment/return",
  who: "resident",
  limit: "page",
  params: paymentParams,
  query: z.object({}),
  async show(view, { params }) {
    const payment = await getOwnPayment(view, params.payment);
    if (isPaid(payment.state)) return redirectAnswer(payment.returnPath);
    await view.perform(askReading, { paymentId: payment.id });
    return redirectAnswer(`/payments/${payment.id}?since=${Math.floor(view.now.getTime() / 1000)}`);
  },
});

async function getOwnPayment(view: View, id: string): Promise<PaymentView> {
  const payment = await findPayment(view.city.db, id);
  if (payment === undefined || !isAllowed(view.actor, "see", payment)) throw notFound();
  return payment;
}

async function propsOf(
  view: View,
  providers: Providers,
  payment: PaymentView,
  problems: Problems,
  since: number | undefined,
): Promise<PaymentPageProps> {
  const refunds = payment.refunding > 0 ? await listRefundsOf(view.city.db, payment.id) : [];
  return {
    payment,
    refunds,
    payouts: refunds.length > 0 ? await listPayoutsOfPayment(view.city.db, payment.id) : [],
    debitFrom: await debitAccountOf(view, payment),
    services: providers.offered().map(({ name, title }) => ({ name, title })),
    problems,
    isReading: isStillReading(view, payment, since),
  };
}

/** The last digits of the account from which this would be debited. */
async function debitAccountOf({ city }: View, { ways, payerId }: PaymentView): Promise<string | undefined> {
  if (!ways.includes("debit") || payerId === undefined) return undefined;
  return (await findMandateOf(city.db, payerId))?.accountHint;
}

/** For at most 20 seconds after somebody came back, and only until the provider was read. */
function isStillReading(view: View, { readAt }: PaymentView, since: number | undefined): boolean {
  const now = view.now.getTime() / 1000;
  if (since === undefined || since > now + 5 || since < now - 20) return false;
  return readAt === undefined || readAt.getTime() / 1000 < since;
}
