import { type Content, html } from "../../../kernel/html.ts";
import { type Answer, pageAnswer } from "../../../kernel/http/answer.ts";
import type { Problems } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { type LocalText, localText } from "../../../kernel/i18n/locales.ts";
import type { MessageKey } from "../../../kernel/i18n/messages.ts";
import {
  button,
  buttonLink,
  form,
  hidden,
  notice,
  numeral,
  page,
  price,
  summary,
  telephone,
} from "../../../ui/index.ts";
import { isLive } from "../rules/states.ts";
import type { Payout } from "../store/payouts.ts";
import type { PaymentView, RefundView } from "../types.ts";
import { instantText, methodKeys, untilText, yen } from "./words.ts";

export type PaymentPageProps = {
  readonly payment: PaymentView;
  readonly refunds: readonly RefundView[];
  readonly payouts: readonly Payout[];
  /** The providers to choose from; their names are only sent if there are several. */
  readonly services: readonly { readonly name: string; readonly title: LocalText }[];
  /** The payer has agreed to direct debit: the last digits of the account. */
  readonly debitFrom: string | undefined;
  readonly problems: Problems;
  /** Somebody has just come back, and the provider is being read. */
  readonly isReading: boolean;
};

/** What a part of the page says: its heading, what stands below, and whether the page looks again by itself. */
type Part = { readonly title: MessageKey; readonly main: Content; readonly refreshSeconds?: number };

/** One payment as its payer sees it. It says what is true in our books, whatever address the browser came from. */
export function paymentPage(view: View, props: PaymentPageProps): Answer {
  const { title, main, refreshSeconds } = partOf(view, props);
  const { payment, problems } = props;
  const document = page(view, {
    title: view.t.text(title),
    area: "errand",
    crumbs: [{ label: view.t("payment.errand"), href: payment.returnPath }, { label: view.t("payment.title") }],
    problems,
    main: html`<h1>${view.t(title)}</h1>${main}`,
  });
  return pageAnswer(document, refreshSeconds === undefined || problems.length > 0 ? {} : { refreshSeconds });
}

function partOf(view: View, props: PaymentPageProps): Part {
  const { payment } = props;
  const { state, checkout } = payment;
  if (state === "abandoned") return over(view, payment, "abandoned");
  if (state === "expired") return over(view, payment, "expired");
  if (!isLive(state)) return settled(view, props);
  if (checkout === "unknown") return uncertain(view);
  if (view.now >= payment.dueAt) return over(view, payment, "expired");
  if (state === "pending") return numberOut(view, payment);
  if (!payment.online || props.services.length === 0) return elsewhere(view, props);
  if (props.isReading) return reading(view);
  if (checkout === "preparing") return preparing(view);
  return toPay(view, props);
}

function preparing({ t }: View): Part {
  return { title: "payment.preparing", main: html`<p>${t("payment.preparing-words")}</p>`, refreshSeconds: 2 };
}

function reading({ t }: View): Part {
  return { title: "payment.reading", main: html`<p>${t("payment.reading-words")}</p>`, refreshSeconds: 2 };
}

function uncertain({ t }: View): Part {
  return { title: "payment.uncertain", main: html`<p>${t("payment.uncertain-words")}</p>`, refreshSeconds: 10 };
}

/** The amount line by line, and the way to the provider's page. */
function toPay(view: View, { payment, services, debitFrom }: PaymentPageProps): Part {
  const { t } = view;
  const words = amountAndDay(view, payment);
  const label = payment.checkout === "refused" ? t("payment.try-again") : t("payment.go");
  const main = html`<p>${payment.description}</p><p class="lead">${isLate(view, payment) ? t("payment.overdue-pay", words) : t("payment.to-pay-words", words)}</p>
${overdue(view, payment)}${trouble(view, payment)}
${amounts(view, payment)}
${services.map(({ name, title }, index) => {
  const service = localText(title, view.locale);
  const several = services.length > 1;
  const words = several ? t("payment.go-by", { service }) : label;
  return form(view, {
    action: `/payments/${payment.id}/checkout`,
    content: html`${several && hidden("provider", name)}<div class="row">${button({
      label: payment.checkout === "unreachable" && !several ? t("payment.ask-again") : words,
      size: "big",
      kind: index === 0 ? "first" : "second",
    })}</div>
<p class="small muted">${t("payment.go-words", { service })}</p>`,
  });
})}
${otherWays(view, payment, debitFrom)}`;
  return { title: "payment.to-pay", main };
}

function trouble({ t, city }: View, { checkout }: PaymentView): Content {
  const word = t("payment.look-out");
  if (checkout === "refused") return notice({ word, title: t("payment.refused"), words: t("payment.refused-words") });
  if (checkout !== "unreachable") return undefined;
  return notice({
    word,
    title: t("payment.unreachable"),
    words: html`${t("payment.unreachable-words")}　${telephone(t, city.config)}`,
  });
}

const amountAndDay = (view: View, payment: PaymentView) => ({
  amount: yen(view, payment.amount),
  time: untilText(view, payment.owedBy ?? payment.dueAt),
});

/** 口座振替, 納付書 (for a bank; the counter takes the money as well), or the counter alone: whatever the ordinance has. */
function elsewhere(view: View, { payment, debitFrom }: PaymentPageProps): Part {
  const { t } = view;
  const words = amountAndDay(view, payment);
  const bySlip = payment.ways.includes("invoice");
  const [title, lead] =
    debitFrom !== undefined && payment.ways.includes("debit")
      ? (["payment.debit.pay", "payment.debit.pay-words"] as const)
      : bySlip
        ? (["payment.slip.pay", "payment.slip.pay-words"] as const)
        : (["payment.at-counter", "payment.at-counter-words"] as const);
  return {
    title,
    main: html`<p>${payment.description}</p>${overdue(view, payment)}<p class="lead">${isLate(view, payment) ? t("payment.overdue-pay", words) : t(lead, { ...words, digits: debitFrom ?? "" })}</p>${bySlip && slipButton(view, payment, title === "payment.slip.pay" ? "first" : "second")}${amounts(view, payment)}${backLink(view, payment)}`,
  };
}

function otherWays(view: View, payment: PaymentView, debitFrom: string | undefined): Content {
  const { t } = view;
  return html`${payment.ways.includes("invoice") && slipButton(view, payment, "second")}
${payment.ways.includes("debit") && debitFrom !== undefined && html`<p class="small">${t("payment.debit.else", { digits: debitFrom })}</p>`}
${payment.ways.includes("counter") && html`<p class="small">${t("payment.counter-else")}</p>`}`;
}

const isLate = ({ now }: View, { owedBy }: PaymentView): boolean => owedBy !== undefined && owedBy <= now;

/** What was used is still to be paid; how much longer it takes changes nothing of that. */
function overdue(view: View, payment: PaymentView): Content {
  const { t } = view;
  const { owedBy } = payment;
  if (owedBy === undefined || !isLate(view, payment)) return undefined;
  return notice({
    word: t("payment.look-out"),
    title: t("payment.overdue", { time: untilText(view, owedBy) }),
    words: t("payment.overdue-words"),
  });
}

function slipButton(view: View, { id }: PaymentView, kind: "first" | "second"): Content {
  const { t } = view;
  return form(view, {
    action: `/payments/${id}/slip`,
    content: html`<div class="row">${button({ label: t("payment.slip.get"), kind })}</div><p class="small muted">${t("payment.slip.get-words")}</p>`,
  });
}

/** The number for the shop, large: it is read out or typed in. */
function numberOut(view: View, payment: PaymentView): Part {
  const { t } = view;
  const { number = "", until = payment.dueAt, url } = payment.konbini ?? {};
  if (url !== undefined) return numberOnPage(view, payment, { number, until, url });
  const main = html`<p class="lead">${t("payment.number-words", { amount: yen(view, payment.amount), time: untilText(view, until) })}</p>
${numeral({
  label: t("payment.number"),
  digits: number,
  steps: [t("payment.number-step-1"), t("payment.number-step-2"), t("payment.number-step-3")],
})}
<p class="small">${t("payment.number-later")}</p>
<div class="row">${payment.checkoutUrl && buttonLink({ href: payment.checkoutUrl, label: t("payment.number-page"), kind: "second" })}</div>
${backLink(view, payment)}`;
  return { title: "payment.number-title", main };
}

/** Each shop asks for something else: the provider's page says it, and the number is for telephoning. */
function numberOnPage(view: View, payment: PaymentView, slip: { number: string; until: Date; url: string }): Part {
  const { t } = view;
  const words = { amount: yen(view, payment.amount), time: untilText(view, slip.until) };
  const main = html`<p class="lead">${t("payment.number-words", words)}</p>
<div class="row">${buttonLink({ href: slip.url, label: t("payment.number-how"), size: "big" })}</div>
${summary(t, [
  { label: t("payment.how"), value: payment.method && t(methodKeys[payment.method]) },
  { label: t("payment.number"), value: slip.number },
])}
<p class="small">${t("payment.number-later")}</p>
${backLink(view, payment)}`;
  return { title: payment.method === "pay-easy" ? "payment.number-title-bank" : "payment.number-title", main };
}

function over(view: View, payment: PaymentView, how: "expired" | "abandoned"): Part {
  const { t } = view;
  const expired = how === "expired";
  const main = html`<p>${t(expired ? "payment.expired-words" : "payment.abandoned-words")}</p>${backLink(view, payment)}`;
  return { title: expired ? "payment.expired" : "payment.abandoned", main };
}

/** Paid, and what of it went back. */
function settled(view: View, { payment, refunds, payouts }: PaymentPageProps): Part {
  const { t } = view;
  const isAllBack = payment.state === "refunded";
  const facts = [
    { label: t("payment.what"), value: payment.description },
    { label: t("payment.amount"), value: yen(view, payment.amount) },
    ...(payment.deposit > 0 ? [{ label: t("payment.deposit"), value: depositWords(view, payment) }] : []),
    { label: t("payment.how"), value: payment.method && t(methodKeys[payment.method]) },
    { label: t("payment.when"), value: payment.paidAt && instantText(view, payment.paidAt) },
    { label: t("payment.receipt-number"), value: payment.receiptNumber },
    ...(payment.refunded > 0 ? [{ label: t("payment.returned"), value: yen(view, payment.refunded) }] : []),
  ];
  const title = isAllBack ? "payment.all-returned" : "payment.paid";
  const main = html`${refunds.filter(({ state }) => state !== "done").map((refund) => onItsWay(view, refund, payouts))}
${summary(t, facts)}
${payment.lines.length > 1 && amounts(view, payment)}
<div class="row">${buttonLink({ href: payment.returnPath, label: t("payment.go-on") })}</div>`;
  return { title, main };
}

/** 預り金: so much of the amount is no price, and where it is now. */
function depositWords(view: View, { deposit, depositHeld, depositKept }: PaymentView): Content {
  const { t } = view;
  const standing =
    depositHeld > 0 ? t("payment.deposit-held") : depositKept > 0 ? undefined : t("payment.deposit-returned");
  return html`${yen(view, deposit)}<br><span class="small">${standing}${depositKept > 0 && t("payment.deposit-kept-words", { amount: yen(view, depositKept) })}</span>`;
}

function onItsWay(view: View, { id, amount, state }: RefundView, payouts: readonly Payout[]): Content {
  const { t } = view;
  const byHand = state === "by-hand";
  const payout = payouts.find(({ refundId }) => refundId === id);
  if (payout !== undefined && payout.state !== "ended") {
    return notice({
      word: t("payment.good-to-know"),
      title: t("payment.returning", { amount: yen(view, amount) }),
      words: html`${t.dynamic(`payment.account.state.${payout.state}`)}　<a href="/refunds/${id}/account">${t("payment.account.open")}</a>`,
      calm: true,
    });
  }
  return notice({
    word: t("payment.good-to-know"),
    title: t("payment.returning", { amount: yen(view, amount) }),
    words: t(byHand ? "payment.returning-by-hand" : "payment.returning-words"),
    calm: true,
  });
}

function amounts({ t }: View, { lines, amount }: PaymentView): Content {
  return price(t, { caption: t("payment.lines"), lines, total: amount, totalLabel: t("payment.total") });
}

function backLink({ t }: View, { returnPath }: PaymentView): Content {
  return html`<p><a href="${returnPath}">${t("payment.back")}</a></p>`;
}
