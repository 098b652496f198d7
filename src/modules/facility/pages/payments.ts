import { type Content, type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { buttonLink, table } from "../../../ui/index.ts";
import { counterPath, listDepositEntries, type PaymentView, paymentPath } from "../../payment/index.ts";
import { type Account, isOpen } from "../commands/account.ts";
import type { Booking } from "../types/booking.ts";

/** What is still to be paid, with the way to pay it: the booking itself, a difference, or what is owed for its use. */
export function unpaidSection(view: View, booking: Booking, { open }: Account): Html | undefined {
  const { t, locale } = view;
  if (open === undefined || booking.state === "held") return undefined;
  const amount = formatYen(open.amount, locale);
  const day = lastDay(view, open.owedBy ?? booking.payBy ?? open.dueAt);
  const isLate = open.owedBy !== undefined && open.owedBy <= view.now;
  const words = isLate
    ? t("facility.pay.overdue", { day, amount })
    : open.owedBy === undefined
      ? t("facility.done.pay-by", { day, amount })
      : t("facility.pay.owed", { day, amount });
  return html`<section class="section" aria-labelledby="pay"><h2 id="pay">${t("facility.booking.pay-title")}</h2><p>${words}</p><p>${buttonLink({ label: t("facility.done.pay"), href: paymentPath(open.id) })}</p></section>`;
}

/** All payments of a booking, as soon as there is more to say than one sum: differences, a deposit, what went back. */
export async function paymentsSection(
  view: View,
  { payments, held }: Account,
  side: "resident" | "staff",
): Promise<Html | undefined> {
  const { t, city, locale } = view;
  if (
    payments.length < 2 &&
    held.deposit === 0 &&
    payments.every(({ depositKept, deposit }) => depositKept + deposit === 0)
  )
    return undefined;
  const yen = (amount: number) => formatYen(amount, locale);
  const path = side === "staff" ? counterPath : paymentPath;
  return html`<section class="stack-s" aria-labelledby="payments"><h2 id="payments">${t("facility.pay.all")}</h2>${table<PaymentView>(
    {
      caption: t("facility.pay.all"),
      captionHidden: true,
      rows: payments,
      columns: [
        {
          label: t("facility.pay.what"),
          head: true,
          cell: (payment) =>
            html`<a href="${path(payment.id)}">${t(payment.supplements === undefined ? "facility.pay.first" : "facility.pay.more")}</a>`,
        },
        {
          label: t("ui.price-amount"),
          number: true,
          cell: ({ amount, deposit }) =>
            html`${yen(amount)}${deposit > 0 && html`<br><span class="small">${t("facility.pay.deposit-in", { amount: yen(deposit) })}</span>`}`,
        },
        { label: t("facility.my.state"), cell: (payment) => standing(view, payment) },
      ],
    },
  )}${await depositWords(view, payments)}</section>`;

  async function depositWords(_: View, all: readonly PaymentView[]): Promise<Content> {
    const entries = await listDepositEntries(
      city.db,
      all.map(({ id }) => id),
    );
    const kept = entries.filter(({ kind }) => kind === "kept");
    return html`${held.deposit > 0 && html`<p class="small">${t("facility.pay.deposit-held", { amount: yen(held.deposit) })}</p>`}${kept.map(
      ({ amount, reason, article, bookedOn }) =>
        html`<p class="small">${t(amount > 0 ? "facility.pay.deposit-kept" : "facility.pay.deposit-unkept", { amount: yen(Math.abs(amount)), day: formatDate(bookedOn, locale, { year: false }), reason: reason ?? "", article: article ?? "" })}</p>`,
    )}`;
  }
}

function standing(view: View, payment: PaymentView): Content {
  const { t, locale } = view;
  const { refunded, refunding, owedBy, dueAt } = payment;
  const back = refunded + refunding;
  const word = t(`facility.payment-state.${payment.state}`);
  if (isOpen(payment))
    return html`${word}<br><span class="small">${t("facility.pay.until", { day: lastDay(view, owedBy ?? dueAt) })}</span>`;
  return html`${word}${back > 0 && html`<br><span class="small">${t("facility.booking.refunded", { amount: formatYen(back, locale) })}</span>`}`;
}

/** Midnight is the end of the day before. */
export function lastDay({ city, locale }: View, instant: Date): string {
  return formatDate(civilDateOf(new Date(instant.getTime() - 1), city.config.zone), locale, { year: false });
}
