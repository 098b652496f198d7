import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import type { CivilDate } from "../../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import {
  button,
  checkbox,
  errorAt,
  form,
  hidden,
  page,
  queryForm,
  selectField,
  status,
  summary,
  table,
} from "../../../../ui/index.ts";
import { paymentPath } from "../../../payment/index.ts";
import { getOwnSeries } from "../../commands/own-series.ts";
import { rulesOf } from "../../commands/rules-of.ts";
import { listOpenPayments, livingOf, refundOfRest } from "../../commands/series.ts";
import type { Booking } from "../../types/booking.ts";
import { timeOf } from "../facts.ts";
import { stateKind } from "../state-words.ts";
import { say } from "../words.ts";

export const ownSeriesPath = (id: string): string => `/my/series/${id}`;

/** くり返しの予約: all days with their state and price, what is still to pay, and the way to give up the rest. */
export function showOwnSeries(
  view: View,
  { params, query }: { params: { series: string }; query: { from?: CivilDate | undefined } },
): Promise<Html> {
  return draw(view, params.series, query.from, {}, noProblems);
}

export function showOwnSeriesAgain(
  view: View,
  { params, values, problems }: { params: { series: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params.series, typed(values, "from") || undefined, values, problems);
}

async function draw(
  view: View,
  seriesId: string,
  from: CivilDate | undefined,
  values: FormValues,
  problems: Problems,
): Promise<Html> {
  const { t, city, actor, now, locale } = view;
  const own = await getOwnSeries({ tx: city.db, actor }, seriesId);
  const { series, bookings } = own;
  const [first] = bookings;
  const places = first && (await rulesOf(view, first));
  const living = livingOf(bookings, now);
  const open = own.canPay ? await listOpenPayments(city.db, bookings) : [];
  const paymentOf = new Map(open.map((payment) => [payment.bookingId, payment.id]));
  const sum = open.reduce((total, { amount }) => total + amount, 0);
  return page(view, {
    title: t.text("facility.series.title"),
    area: "public",
    crumbs: [{ label: t("facility.my.title"), href: "/my/bookings" }, { label: t("facility.series.title") }],
    problems,
    main: html`<div class="head"><h1>${t("facility.series.title")}</h1></div><div class="split"><div class="stack-l">
${
  first &&
  places &&
  summary(t, [
    { label: t("facility.field.space"), value: html`${say(t, places.facility.name)}　${say(t, places.space.name)}` },
    { label: t("facility.series.time"), value: timeOf(view, first) },
    { label: t("facility.series.kind"), value: t(`facility.series.kind-${series.kind}`) },
  ])
}
<p class="small">${t("facility.series.words")}</p>
${table({
  caption: t("facility.series.all"),
  captionHidden: true,
  rows: bookings,
  columns: [
    {
      label: t("facility.field.when"),
      head: true,
      cell: ({ id, on }) => html`<a href="/bookings/${id}">${formatDate(on, locale)}</a>`,
    },
    {
      label: t("facility.my.state"),
      cell: ({ state }) => status(stateKind(state), t(`facility.state.${state}`)),
    },
    { label: t("ui.price-amount"), number: true, cell: ({ amount }) => formatYen(amount, locale) },
    {
      label: t("facility.series.payment"),
      cell: ({ id, on }) => {
        const payment = paymentOf.get(id);
        return (
          payment &&
          html`<a href="${paymentPath(payment)}">${t("facility.done.pay")}<span class="vh">（${formatDate(on, locale)}）</span></a>`
        );
      },
    },
  ],
})}</div><div class="stack-l">
${sum > 0 && html`<section class="aside section" aria-labelledby="pay"><h2 id="pay">${t("facility.series.to-pay", { amount: formatYen(sum, locale) })}</h2><p class="small">${t("facility.series.to-pay-words", { count: open.length })}</p></section>`}
${own.canCancel && living.length > 0 && (await cancelSection(view, seriesId, living, from, values, problems))}</div></div>`,
  });
}

/** From which day; then what goes back, and one press. */
async function cancelSection(
  view: View,
  seriesId: string,
  living: readonly Booking[],
  from: CivilDate | undefined,
  values: FormValues,
  problems: Problems,
): Promise<Html> {
  const { t, city, now, locale } = view;
  const path = ownSeriesPath(seriesId);
  const rest = from === undefined ? [] : living.filter(({ on }) => on >= from);
  const [next] = rest;
  const error = errorAt(t, problems, "sure");
  const choose = queryForm({
    action: path,
    class: "stack-s",
    content: html`${selectField({ t, name: "from", label: t("facility.series.cancel-from"), options: living.map(({ on }) => ({ value: on, label: t("facility.series.cancel-option", { day: formatDate(on, locale) }) })), value: from ?? "", ...(errorAt(t, problems, "from") ? { error: errorAt(t, problems, "from") } : {}) })}
<p>${button({ label: t("facility.series.cancel-see"), kind: "second", size: "small" })}</p>`,
  });
  const refund = await refundOfRest({ city, now, tx: city.db }, rest, "booker");
  const confirm =
    next &&
    form(view, {
      action: `${path}/cancel`,
      content: html`${hidden("from", next.on)}${hidden("expected", String(refund))}
<p>${t("facility.series.cancel-sum", { day: formatDate(next.on, locale), count: rest.length, refund: formatYen(refund, locale) })}</p>
${checkbox({ t, name: "sure", value: "yes", checked: typed(values, "sure") === "yes", label: t("facility.series.cancel-sure"), ...(error === undefined ? {} : { error }) })}
<p class="row">${button({ label: t("facility.series.cancel-do", { count: rest.length }), kind: "danger" })}<a href="${path}">${t("facility.series.cancel-keep")}</a></p>`,
    });
  return html`<section class="aside section" aria-labelledby="cancel"><h2 id="cancel">${t("facility.series.cancel-title")}</h2><p class="small">${t("facility.series.cancel-words")}</p>${confirm ?? choose}</section>`;
}
