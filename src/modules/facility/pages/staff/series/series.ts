import { type Html, html } from "../../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../../kernel/http/form.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { formatYen } from "../../../../../kernel/money/format-yen.ts";
import type { CivilDate } from "../../../../../kernel/time/civil-date.ts";
import {
  button,
  errorAt,
  form,
  hidden,
  page,
  queryForm,
  radioField,
  status,
  summary,
  table,
  textField,
} from "../../../../../ui/index.ts";
import { nameAll } from "../../../commands/see-bookings.ts";
import { listOpenPayments, livingOf, refundOfRest, seeSeries } from "../../../commands/series.ts";
import { may } from "../../../policy.ts";
import type { Booking } from "../../../types/booking.ts";
import type { Series } from "../../../types/series.ts";
import { whenOf } from "../../facts.ts";
import { stateKind } from "../../state-words.ts";
import { say } from "../../words.ts";
import { bookingPath, nameOf, stateWord } from "../words.ts";

export const seriesPath = (id: string): string => `/staff/series/${id}`;

type Asked = { readonly from?: CivilDate | undefined; readonly by?: "booker" | "city" | undefined };

/** くり返しの予約: all days, the cash for all that is not paid, and cancelling the rest. */
export async function showSeries(
  view: View,
  { params, query }: { params: { series: string }; query: Asked },
): Promise<Html> {
  return draw(view, params.series, query, {}, noProblems);
}

export async function showSeriesAgain(
  view: View,
  { params, values, problems }: { params: { series: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  const by = typed(values, "by") === "city" ? "city" : "booker";
  return draw(view, params.series, { from: typed(values, "from") || undefined, by }, values, problems);
}

async function draw(view: View, seriesId: string, asked: Asked, values: FormValues, problems: Problems): Promise<Html> {
  const { t, locale, actor, city } = view;
  const { series, bookings } = await view.perform(seeSeries, { seriesId });
  const named = await view.perform((act) => nameAll(act, bookings), undefined);
  const [first] = named;
  const open = await listOpenPayments(city.db, bookings);
  const sum = open.reduce((total, { amount }) => total + amount, 0);
  const living = livingOf(bookings, view.now);
  return page(view, {
    title: t.text("facility.staff.series.page"),
    area: "staff",
    crumbs: [
      { label: t("facility.staff.find.title"), href: "/staff/bookings" },
      { label: t("facility.staff.series.page") },
    ],
    problems,
    main: html`<div class="head"><h1>${t("facility.staff.series.page")}</h1></div><div class="split"><div class="stack-l">
${
  first &&
  summary(t, [
    { label: t("facility.field.space"), value: html`${say(t, first.facility.name)}　${say(t, first.space.name)}` },
    { label: t("facility.staff.booking.name"), value: nameOf(view, first) },
    { label: t("facility.staff.series.kind"), value: t(`facility.staff.series.kind-${series.kind}`) },
  ])
}
${table({
  caption: t("facility.staff.series.all"),
  rows: bookings,
  columns: [
    {
      label: t("facility.field.when"),
      head: true,
      cell: (booking) => html`<a href="${bookingPath(booking.id)}">${whenOf(view, booking)}</a>`,
    },
    { label: t("facility.my.state"), cell: (booking) => status(stateKind(booking.state), stateWord(view, booking)) },
    { label: t("ui.price-amount"), number: true, cell: ({ amount }) => formatYen(amount, locale) },
  ],
})}</div><div class="stack-l">
${open.length > 0 && may(actor, "book") && html`<section class="aside section" aria-labelledby="cash"><h2 id="cash">${t("facility.staff.series.cash-title")}</h2><p class="small">${t("facility.staff.series.cash-words", { count: open.length })}</p>${form(view, { action: `${seriesPath(series.id)}/cash`, content: html`${hidden("expected", String(sum))}${button({ label: t("facility.staff.series.cash", { amount: formatYen(sum, locale) }), size: "small" })}` })}</section>`}
${living.length > 0 && may(actor, "cancel") && (await cancelSection(view, series, living, asked, values, problems))}</div></div>`,
  });
}

/** From which day and by whose doing; then what goes back, the reason, and one press. */
async function cancelSection(
  view: View,
  series: Series,
  living: readonly Booking[],
  { from, by }: Asked,
  values: FormValues,
  problems: Problems,
): Promise<Html> {
  const { t, city, now, locale } = view;
  const [next] = living;
  const path = seriesPath(series.id);
  const who = (["booker", "city"] as const).map((value) => ({ value, label: t(`facility.staff.cancel.by-${value}`) }));
  const frame = (inside: Html) =>
    html`<section class="aside section" aria-labelledby="cancel"><h2 id="cancel">${t("facility.staff.series.cancel-title")}</h2>${inside}</section>`;
  if (from === undefined || by === undefined) {
    return frame(
      queryForm({
        action: path,
        class: "stack-s",
        content: html`${textField({ t, name: "from", label: t("facility.staff.series.cancel-from"), type: "date", size: "m", value: from ?? next?.on ?? "" })}
${radioField({ t, name: "by", label: t("facility.staff.cancel.by"), options: who, chosen: ["booker"] })}
<p>${button({ label: t("facility.staff.series.cancel-see"), kind: "second", size: "small" })}</p>`,
      }),
    );
  }
  const rest = living.filter(({ on }) => on >= from);
  if (rest.length === 0)
    return frame(
      html`<p>${t("facility.staff.series.cancel-none")}</p><p><a href="${path}">${t("facility.staff.cancel.keep")}</a></p>`,
    );
  const refund = await refundOfRest({ city, now, tx: city.db }, rest, by);
  return frame(
    form(view, {
      action: `${path}/cancel`,
      content: html`<p>${t("facility.staff.series.cancel-what", { count: rest.length, amount: formatYen(refund, locale) })}</p>${hidden("from", from)}${hidden("by", by)}${hidden("expected", String(refund))}
${textField({ t, name: "reason", label: t("facility.staff.reason"), hint: t("facility.staff.cancel.reason-hint"), need: "required", value: typed(values, "reason"), error: errorAt(t, problems, "reason") })}
<p>${button({ label: t("facility.staff.series.cancel", { count: rest.length }), kind: "danger", size: "small" })}</p><p><a href="${path}">${t("facility.staff.cancel.keep")}</a></p>`,
    }),
  );
}
