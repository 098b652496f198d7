import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import type { Locale } from "../../../../kernel/i18n/locales.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { formatTimeRange, type TimeRange } from "../../../../kernel/time/wall-time.ts";
import { table } from "../../../../ui/index.ts";
import { findSpace, getArticle } from "../../rules/facility.ts";
import { partsOfFraction } from "../../rules/reductions.ts";
import type { Facility } from "../../types/facility.ts";
import type { Coefficient, Extra, FeeRow, Reduction } from "../../types/fee.ts";
import type { Timetable } from "../../types/timetable.ts";
import { say } from "../words.ts";
import { inBrackets, joined, marked, sayCondition, sayMonths, sayRates } from "./words.ts";

/** 料金表: a table for each timetable, with a column for each band or period. */
export function feeTables({ t, locale }: View, facility: Facility): Html {
  const tables = facility.timetables.map((timetable) => {
    const rates = ratesOf(timetable, locale);
    const rows = facility.fees.table.filter(({ amounts }) => rates.some(({ id }) => amounts[id] !== undefined));
    if (rows.length === 0) return "";
    const words = timetable.kind === "grid" ? t("facility.rules.each-step", { minutes: timetable.stepMinutes }) : "";
    return html`${table<FeeRow>({
      caption: html`${t("facility.rules.fee-table")}${words}`,
      columns: [
        { label: t("facility.rules.space"), head: true, cell: (row) => nameOfRow(t, facility, row) },
        ...rates.map(({ id, name, times, row: most }) => ({
          label: html`${say(t, name)}${times && html`<br><span class="small">${times}</span>`}${most !== undefined && html`<br><span class="small">${t("facility.rules.row", { most })}</span>`}`,
          number: true,
          cell: (row: FeeRow) => {
            const amount = row.amounts[id];
            return amount === undefined
              ? ""
              : html`${row.first?.amounts[id] !== undefined && html`<span class="small">${t("facility.rules.first", { hours: row.first.minutes / 60, yen: row.first.amounts[id] })}</span><br>`}${formatYen(amount, locale)}${row.per === "person" && html`<br><span class="small">${t("facility.per.person")}</span>`}${row.per === "square-metre" && html`<br><span class="small">1㎡</span>`}${row.unit !== undefined && html`<br><span class="small">${t("facility.rules.per-unit", { unit: marked(t, row.unit) })}</span>`}`;
          },
        })),
        { label: t("facility.rules.article"), cell: (row) => articleOf(t, facility, row.article) },
      ],
      rows,
    })}`;
  });
  return html`<div class="stack">${tables}</div>`;
}

function nameOfRow(t: View["t"], facility: Facility, row: FeeRow): Html {
  const names = row.spaces.map((id) => say(t, findSpace(facility, id)?.name ?? { ja: id }));
  const when = [...(row.name === undefined ? [] : [say(t, row.name)]), ...sayCondition(t, facility, row.when)];
  return html`${joined(t, names)}${when.length > 0 && html`<br><span class="small">${joined(t, when)}</span>`}`;
}

function ratesOf(timetable: Timetable, locale: Locale) {
  const times = (range: TimeRange) => formatTimeRange(range, locale, "table");
  if (timetable.kind === "grid")
    return timetable.periods.map((one) => ({ id: one.id, name: one.name, times: times(one), row: undefined }));
  return [
    ...timetable.bands.map((one) => ({ id: one.id, name: one.name, times: times(one), row: one.inRow?.most })),
    ...timetable.combined.map((one) => ({ id: one.id, name: one.name, times: "", row: undefined })),
  ];
}

/** What is added, taken off, and paid besides. */
export function otherFees({ t, locale }: View, facility: Facility): Html {
  const { coefficients, reductions, extras, rounding, least, tax, deposits = [], overrun = [] } = facility.fees;
  const yen = (amount: number) => formatYen(amount, locale);
  const howMuch = (one: Coefficient): Html => {
    if ("multiply" in one) return t("facility.rules.times", { factor: one.multiply });
    if (one.kind === "add") {
      const { add = 0, per = "booking", percent, beyond } = one;
      if (percent !== undefined) return t("facility.rules.add-percent", { percent });
      const each = t("facility.rules.add", { yen: add, per });
      return beyond === undefined ? each : html`${each}${t("facility.rules.beyond", { beyond })}`;
    }
    return one.amount === undefined
      ? t("facility.rules.times", { factor: one.factor ?? 1 })
      : t("facility.rules.instead", { yen: one.amount });
  };
  const extraPrice = (extra: Extra): Html => {
    const { amount, amounts, percent, per } = extra;
    if (percent !== undefined) return t("facility.fees.cost.percent", { percent });
    if (amounts !== undefined) return sayRates(t, locale, facility, amounts);
    if (typeof amount === "number") return html`${t("facility.rules.extra", { yen: amount, per: perOf(per) })}`;
    const byRoom = facility.spaces.flatMap(({ id, name }) => {
      const each = amount?.[id];
      return each === undefined
        ? []
        : [html`<li>${say(t, name)} ${t("facility.rules.extra", { yen: each, per: perOf(per) })}</li>`];
    });
    return html`<ul class="bullets">${byRoom}</ul>`;
  };
  const conditional = <
    Row extends {
      when: Coefficient["when"];
      name: Coefficient["name"];
      because: Coefficient["because"];
      article: string;
    },
  >(
    caption: Html,
    rows: readonly Row[],
    much: (row: Row) => Html,
  ) =>
    rows.length > 0 &&
    table<Row>({
      caption,
      columns: [
        { label: t("facility.rules.what"), head: true, cell: ({ name }) => say(t, name) },
        { label: t("facility.rules.when"), cell: ({ when }) => joined(t, sayCondition(t, facility, when)) },
        { label: t("facility.rules.how-much"), cell: much },
        { label: t("facility.rules.article"), cell: ({ article }) => articleOf(t, facility, article) },
      ],
      rows,
    });
  return html`<div class="stack">
${conditional(t("facility.rules.surcharges"), coefficients, howMuch)}
${conditional<Reduction>(t("facility.rules.reductions"), reductions, ({ percent, fraction, yen: off, on }) => html`${fraction !== undefined ? t("facility.rules.off-fraction", partsOfFraction(fraction)) : percent === undefined ? t("facility.rules.off-yen", { yen: off ?? 0 }) : t("facility.rules.off", { percent })}${on === "application" && html`<br><span class="small">${t("facility.rules.on-application")}</span>`}`)}
${
  extras.length > 0 &&
  table<Extra>({
    caption: t("facility.rules.extras"),
    columns: [
      { label: t("facility.rules.what"), head: true, cell: ({ name }) => say(t, name) },
      { label: t("facility.rules.how-much"), cell: extraPrice },
      { label: t("facility.rules.when"), cell: (extra) => whenOf(t, facility, extra) },
      { label: t("facility.rules.article"), cell: ({ article }) => articleOf(t, facility, article) },
    ],
    rows: extras,
  })
}
<ul class="bullets">
${deposits.map(({ name, amount, article }) => html`<li>${say(t, name)} ${yen(amount)}${inBrackets(t, articleOf(t, facility, article))}</li>`)}
${overrun.map(({ minutes, article }) => html`<li>${t("facility.rules.overrun", { minutes })}${inBrackets(t, articleOf(t, facility, article))}</li>`)}
${tax !== undefined && html`<li>${t("facility.rules.tax", { rate: tax.rate, included: tax.included ? "yes" : "no" })}${inBrackets(t, articleOf(t, facility, tax.article))}</li>`}
${least !== undefined && html`<li>${t("facility.rules.least", { least: least.amount })}${inBrackets(t, articleOf(t, facility, least.article))}</li>`}
<li>${t("facility.rules.rounding", { to: rounding.to, how: rounding.how })}${inBrackets(t, articleOf(t, facility, rounding.article))}</li>
</ul></div>`;
}

/** The months of heating; the times from which lights are on. */
function whenOf(t: View["t"], facility: Facility, { when, months, litFrom }: Extra): Html {
  const cases = sayCondition(t, facility, when);
  if (litFrom === undefined) return joined(t, [...cases, ...sayCondition(t, facility, { months })]);
  const times = [...new Set(Object.values(litFrom))].sort();
  const lights = times.map((at) => {
    const lit = Object.keys(litFrom).filter((month) => litFrom[month] === at);
    return html`${sayMonths(t, lit.map(Number))} ${at}`;
  });
  return joined(t, [...cases, ...lights]);
}

/** A selector of a message has no hyphen. */
function perOf(per: Extra["per"]): string {
  return per === "half-hour" ? "half" : per;
}

export function articleOf(t: View["t"], facility: Facility, id: string): Html {
  const { title, url } = getArticle(facility, id);
  return url === undefined ? say(t, title) : html`<a href="${url}" rel="external">${say(t, title)}</a>`;
}
