import { type Html, html } from "../../kernel/html.ts";
import type { View } from "../../kernel/http/view.ts";
import { localText } from "../../kernel/i18n/locales.ts";
import type { MetricRegistry } from "../../kernel/metric/registry.ts";
import type { MetricValue } from "../../kernel/metric/types.ts";
import { fiscalYearOf, formatFiscalYear, rangeOfFiscalYear } from "../../kernel/time/fiscal-year.ts";
import { page, pager, table } from "../../ui/index.ts";

/** 数字: what the records of a fiscal year give, each with the rule by which it is counted. */
export async function showMetrics(
  view: View,
  registry: MetricRegistry,
  query: { year?: number | undefined },
): Promise<Html> {
  const { t, city, locale, today } = view;
  const thisYear = fiscalYearOf(today);
  const year = query.year ?? thisYear;
  const period = rangeOfFiscalYear(year);
  const rows = await Promise.all(
    [...registry.values()].map(async (metric) => ({ metric, value: await metric.count(city, period) })),
  );
  const to = (other: number) => ({ href: `/staff/metrics?year=${other}`, label: formatFiscalYear(other, locale) });
  return page(view, {
    title: t.text("site.metrics.title"),
    area: "staff",
    crumbs: [{ label: t("site.metrics.title") }],
    main: html`<h1>${t("site.metrics.of-year", { year: formatFiscalYear(year, locale) })}</h1><p>${t("site.metrics.lead")}</p>
${pager(t.text("site.metrics.years"), { before: to(year - 1), after: year < thisYear ? to(year + 1) : undefined })}
${table({
  caption: t("site.metrics.title"),
  captionHidden: true,
  rows,
  columns: [
    { label: t("site.metrics.name"), head: true, cell: ({ metric }) => localText(metric.title, locale) },
    { label: t("site.metrics.value"), number: true, cell: ({ metric, value }) => valueText(view, metric.unit, value) },
    { label: t("site.metrics.rule"), cell: ({ metric }) => localText(metric.rule, locale) },
  ],
})}`,
  });
}

/** A ratio with its counts; what cannot be computed is said and not shown as 0. */
function valueText({ t }: View, unit: string, { value, numerator, denominator }: MetricValue): Html {
  if (value === undefined) return t("site.metrics.none");
  const shown = new Intl.NumberFormat("ja-JP", { maximumFractionDigits: 1 }).format(value);
  const counts = denominator === undefined ? "" : `（${numerator ?? 0}／${denominator}）`;
  return html`${shown}${unit}${counts}`;
}
