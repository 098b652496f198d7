import { type Content, type Html, html } from "../../../kernel/html.ts";
import { type FormValues, type Problems, typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { button, buttonLink, errorAt, form, hidden, page, price, summary, textField } from "../../../ui/index.ts";
import { changeOf } from "../rules/cash.ts";
import { isLive } from "../rules/states.ts";
import type { PaymentView, RefundView } from "../types.ts";
import { instantText, methodKeys, stateKeys, untilText, yen } from "./words.ts";

export type CounterPageProps = {
  readonly payment: PaymentView;
  readonly refunds: readonly RefundView[];
  /** What was handed over, if this payment was paid in cash. */
  readonly received: number | undefined;
  readonly problems: Problems;
  readonly values: FormValues;
};

/** One payment at the counter: take the cash, see the receipt number and the change, pay out a refund. */
export function counterPage(view: View, props: CounterPageProps): Html {
  const { t } = view;
  const { payment, problems } = props;
  const canTake = isLive(payment.state) && view.now < payment.dueAt;
  return page(view, {
    title: t.text("payment.desk.payment"),
    area: "staff",
    crumbs: [
      payment.staffPath === undefined
        ? { label: t("payment.desk.title"), href: "/staff/cash" }
        : { label: payment.description, href: payment.staffPath },
      { label: t("payment.desk.payment") },
    ],
    problems,
    main: html`<div class="head"><h1>${payment.description}</h1></div>
<div class="split"><div class="stack-l">
${canTake && takeForm(view, props)}
${summary(t, factsOf(view, props))}
${payment.staffPath !== undefined && html`<p>${buttonLink({ label: t("payment.back"), href: payment.staffPath, kind: canTake ? "second" : "first" })}</p>`}
${payoutList(view, props.refunds)}
</div>
<div class="stack">${price(t, { caption: t("payment.lines"), lines: payment.lines, total: payment.amount, totalLabel: t("payment.total") })}</div></div>`,
  });
}

function takeForm(view: View, { payment, problems, values }: CounterPageProps): Content {
  const { t } = view;
  return html`<section class="stack" aria-labelledby="take"><h2 id="take">${t("payment.desk.take")}</h2>
${form(view, {
  action: `/staff/payments/${payment.id}/cash`,
  content: html`${textField({
    t,
    name: "received",
    label: t("payment.desk.received"),
    hint: t("payment.desk.received-hint", { amount: yen(view, payment.amount) }),
    need: "required",
    error: errorAt(t, problems, "received"),
    value: typed(values, "received"),
    inputmode: "numeric",
    size: "s",
    autocomplete: "off",
  })}<div class="row">${button({ label: t("payment.desk.take-button") })}</div>`,
})}</section>`;
}

function factsOf(view: View, { payment, received }: CounterPageProps) {
  const { t } = view;
  const change = received === undefined ? undefined : changeOf(payment.amount, received);
  const fact = (label: Content, value: Content) => (value === undefined ? [] : [{ label, value }]);
  return [
    ...fact(t("payment.desk.change"), change === undefined ? undefined : html`<b>${yen(view, change)}</b>`),
    ...fact(t("payment.desk.received"), received === undefined ? undefined : yen(view, received)),
    { label: t("payment.state"), value: t(stateKeys[payment.state]) },
    ...(isLive(payment.state) ? fact(t("payment.desk.due"), untilText(view, payment.dueAt)) : []),
    ...fact(t("payment.how"), payment.method && t(methodKeys[payment.method])),
    ...fact(t("payment.when"), payment.paidAt && instantText(view, payment.paidAt)),
    ...fact(t("payment.receipt-number"), payment.receiptNumber),
    ...(payment.refunding > 0 ? fact(t("payment.desk.refunding"), yen(view, payment.refunding)) : []),
    ...(payment.refunded > 0 ? fact(t("payment.returned"), yen(view, payment.refunded)) : []),
  ];
}

/** Refunds that wait for hands; each with what may be done. */
export function payoutList(view: View, refunds: readonly RefundView[]): Content {
  const { t } = view;
  const waiting = refunds.filter(({ state }) => state === "by-hand");
  if (waiting.length === 0) return undefined;
  const items = waiting.map(
    ({
      id,
      amount,
      askedAt,
      paymentId,
    }) => html`<li class="stack-s"><p><a href="/staff/payments/${paymentId}">${t("payment.desk.pay-out", { amount: yen(view, amount), since: instantText(view, askedAt) })}</a></p>
<div class="row">${payoutForm(view, id, "cash")}${payoutForm(view, id, "transfer")}</div></li>`,
  );
  return html`<section class="stack" aria-labelledby="payout"><h2 id="payout">${t("payment.desk.pay-outs")}</h2><p class="small">${t("payment.desk.pay-outs-words")}</p><ul class="stack" role="list">${items}</ul></section>`;
}

function payoutForm(view: View, refundId: string, method: "cash" | "transfer"): Html {
  const { t } = view;
  const label = t(method === "cash" ? "payment.desk.paid-out-cash" : "payment.desk.paid-out-transfer");
  return form(view, {
    action: `/staff/refunds/${refundId}/payout`,
    class: "row",
    content: html`${hidden("method", method)}${button({ label, kind: method === "cash" ? "first" : "second", size: "small" })}`,
  });
}
