import { type Content, type Html, html } from "../../../kernel/html.ts";
import { type FormValues, type Problems, typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { button, buttonLink, errorAt, form, page, price, summary, textField } from "../../../ui/index.ts";
import { changeOf } from "../rules/cash.ts";
import { groupedNumber } from "../rules/invoice-number.ts";
import { isLive } from "../rules/states.ts";
import type { Payout } from "../store/payouts.ts";
import type { PaymentView, RefundView } from "../types.ts";
import { instantText, methodKeys, stateKeys, untilText, yen } from "./words.ts";

export type CounterPageProps = {
  readonly payment: PaymentView;
  readonly refunds: readonly RefundView[];
  /** What was handed over, if this payment was paid in cash. */
  readonly received: number | undefined;
  /** The number of its payment slip, if one was issued. */
  readonly slip: string | undefined;
  readonly payouts: readonly Payout[];
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
${payoutList(view, props.refunds, props.payouts)}
${slipPart(view, props)}
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
    ...(isLive(payment.state) ? fact(t("payment.desk.due"), untilText(view, payment.owedBy ?? payment.dueAt)) : []),
    ...fact(t("payment.how"), payment.method && t(methodKeys[payment.method])),
    ...fact(t("payment.when"), payment.paidAt && instantText(view, payment.paidAt)),
    ...fact(t("payment.receipt-number"), payment.receiptNumber),
    ...(payment.deposit > 0 ? fact(t("payment.deposit"), yen(view, payment.deposit)) : []),
    ...(payment.depositKept > 0 ? fact(t("payment.deposit-kept"), yen(view, payment.depositKept)) : []),
    ...(payment.refunding > 0 ? fact(t("payment.desk.refunding"), yen(view, payment.refunding)) : []),
    ...(payment.refunded > 0 ? fact(t("payment.returned"), yen(view, payment.refunded)) : []),
  ];
}

/** 納付書 and 口座振替, for whoever cannot pay here and now. */
function slipPart(view: View, { payment, slip, problems, values }: CounterPageProps): Content {
  const { t } = view;
  const isOpen = isLive(payment.state) && view.now < payment.dueAt;
  if (slip === undefined && !isOpen) return undefined;
  const mandate =
    isOpen &&
    payment.payerId !== undefined &&
    html`<p><a href="/staff/payments/${payment.id}/mandate">${t("payment.staff.debits.register")}</a></p>`;
  const content =
    slip !== undefined
      ? html`<p>${t("payment.staff.slip.number", { number: groupedNumber(slip) })}</p><p>${buttonLink({ href: `/staff/payments/${payment.id}/slip.pdf`, label: t("payment.staff.slip.print"), kind: "second" })}</p>`
      : form(view, {
          action: `/staff/payments/${payment.id}/slip`,
          content: html`${
            payment.payerId === undefined &&
            textField({
              t,
              name: "addressee",
              label: t("payment.staff.slip.addressee"),
              hint: t("payment.staff.slip.addressee-hint"),
              need: "optional",
              error: errorAt(t, problems, "addressee"),
              value: typed(values, "addressee"),
              size: "m",
              autocomplete: "off",
            })
          }<div class="row">${button({ label: t("payment.staff.slip.issue"), kind: "second" })}</div>`,
        });
  return html`<section class="stack" aria-labelledby="slip"><h2 id="slip">${t("payment.staff.slip.title")}</h2><p class="small">${t("payment.staff.slip.words")}</p>${content}${mandate}</section>`;
}

/** Refunds that wait for hands; each with what may be done. Those to an account have their own way, with four eyes. */
export function payoutList(view: View, refunds: readonly RefundView[], payouts: readonly Payout[]): Content {
  const byAccount = new Set(payouts.filter(({ state }) => state !== "ended").map(({ refundId }) => refundId));
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
<div class="row">${payoutForm(view, id)}${
      byAccount.has(id)
        ? html`<a href="/staff/money/payouts/${id}">${t("payment.staff.payouts.to-account")}</a>`
        : html`<a href="/staff/refunds/${id}/account">${t("payment.staff.account.enter")}</a>`
    }</div></li>`,
  );
  return html`<section class="stack" aria-labelledby="payout"><h2 id="payout">${t("payment.desk.pay-outs")}</h2><p class="small">${t("payment.desk.pay-outs-words")}</p><ul class="stack" role="list">${items}</ul></section>`;
}

function payoutForm(view: View, refundId: string): Html {
  const { t } = view;
  return form(view, {
    action: `/staff/refunds/${refundId}/payout`,
    class: "row",
    content: button({ label: t("payment.desk.paid-out-cash"), size: "small" }),
  });
}
