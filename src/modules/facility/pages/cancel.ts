import { type Html, html } from "../../../kernel/html.ts";
import { type Answer, pageAnswer, redirectAnswer } from "../../../kernel/http/answer.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import { button, checkbox, errorAt, form, hidden, page, summary } from "../../../ui/index.ts";
import { asItStands, refundNow } from "../commands/cancel-booking.ts";
import { getOwnBooking } from "../commands/own-booking.ts";
import { rulesOf } from "../commands/rules-of.ts";
import type { Booking } from "../types/booking.ts";
import { nameOf, whenOf } from "./facts.ts";
import { say, sayWords } from "./words.ts";

/** 取り消し: what is given back and why, before anything happens. */
export async function showCancel(view: View, { params }: { params: { booking: string } }): Promise<Answer> {
  const booking = await getOwnBooking({ tx: view.city.db, actor: view.actor }, params.booking, { to: "cancel" });
  const isLiving =
    booking.state === "confirmed" ||
    booking.state === "reserved" ||
    booking.state === "requested" ||
    booking.state === "held";
  if (!isLiving || booking.used.from <= view.now) return redirectAnswer(`/bookings/${booking.id}`);
  return pageAnswer(await drawCancel(view, booking, {}, noProblems));
}

export async function showCancelAgain(
  view: View,
  { params, values, problems }: { params: { booking: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  return drawCancel(
    view,
    await getOwnBooking({ tx: view.city.db, actor: view.actor }, params.booking),
    values,
    problems,
  );
}

async function drawCancel(view: View, given: Booking, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city, now, locale } = view;
  // While a change waits, what is given up is what stands.
  const booking = await asItStands(city.db, given);
  const { facility, space } = await rulesOf(view, booking);
  const refund = await refundNow({ city, now, tx: city.db }, booking, "booker");
  const error = errorAt(t, problems, "sure");
  return page(view, {
    title: t.text("facility.cancel.page-title"),
    area: "errand",
    crumbs: [
      { label: t("facility.my.title"), href: "/my/bookings" },
      { label: nameOf(view, booking, space), href: `/bookings/${booking.id}` },
      { label: t("facility.cancel.go") },
    ],
    problems,
    main: html`<h1>${t("facility.cancel.page-title")}</h1>
${summary(t, [
  { label: t("facility.field.space"), value: html`${say(t, facility.name)}　${say(t, space.name)}` },
  { label: t("facility.field.when"), value: whenOf(view, booking) },
  {
    label: t("facility.cancel.refund"),
    value: html`<b>${formatYen(refund.back, locale)}</b><br><span class="small">${booking.state === "confirmed" && booking.amount > 0 ? sayWords(t, refund.reason) : t("facility.cancel.nothing-paid")}</span>`,
  },
  ...(refund.deposit === 0
    ? []
    : [
        {
          label: t("facility.cancel.deposit"),
          value: html`<b>${formatYen(refund.deposit, locale)}</b><br><span class="small">${t("facility.cancel.deposit-whole")}</span>`,
        },
      ]),
  ...(refund.owed === 0
    ? []
    : [
        {
          label: t("facility.cancel.owed"),
          value: html`<b>${formatYen(refund.owed, locale)}</b><br><span class="small">${t("facility.cancel.owed-words")}</span>`,
        },
      ]),
])}
<p class="small">${t("facility.cancel.how")}</p>
${form(view, {
  action: `/bookings/${booking.id}/cancel`,
  content: html`${hidden("expected", String(refund.amount))}
${checkbox({ t, name: "sure", value: "yes", checked: typed(values, "sure") === "yes", label: t("facility.cancel.sure"), ...(error === undefined ? {} : { error }) })}
<p class="row">${button({ label: t("facility.cancel.do"), kind: "danger" })}<a href="/bookings/${booking.id}">${t("facility.cancel.keep")}</a></p>`,
})}`,
  });
}
