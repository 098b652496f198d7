import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { daysBetween } from "../../../../kernel/time/civil-date.ts";
import {
  formatBareFiscalYear,
  formatNarrowFiscalYear,
  rangeOfFiscalYear,
} from "../../../../kernel/time/fiscal-year.ts";
import { civilDateOf } from "../../../../kernel/time/instant.ts";
import { type LinePoint, lineChart, lineChartTicks, table } from "../../../../ui/index.ts";
import { expectedIn } from "../../rules/achievement/path.ts";
import { decimalsFor, exact, formatFigure } from "../../rules/number.ts";
import type { Reading } from "../../types/figure.ts";
import type { IndicatorDefinition } from "../../types/indicator.ts";
import type { Decimal } from "../../types/words.ts";
import type { IndicatorFacts } from "./indicator-facts.ts";
import { figureWithUnit, plain, say } from "./words.ts";

type Row = {
  readonly year: number;
  readonly value: Decimal | undefined;
  readonly expected: Decimal | undefined;
  /** As it is today; not judged. */
  readonly now: Decimal | undefined;
  readonly isJudged: boolean;
};

/** The way of an indicator as a drawing, and the same numbers as a table. */
export function indicatorChart(view: View, facts: IndicatorFacts): Content {
  const { t } = view;
  const { definition, published } = facts;
  const rows = rowsOf(facts);
  const numbers = numberTable(view, definition, rows);
  const points = pointsOf(view, definition, rows, elapsedOf(view, facts.reading));
  if (points.length < 2) return numbers;
  const path = rows.flatMap(({ expected }, at) => (expected === undefined ? [] : [{ at, value: Number(expected) }]));
  const ticks = lineChartTicks({ points, path });
  const figure = (value: number) => tickText(view, definition, ticks, value);
  const gap = gapOf(view, definition, rows);
  const axis =
    ticks[0] === 0 ? "" : t("plan.chart.axis", { from: `${figure(ticks[0] ?? 0)}${plain(t, definition.unit)}` });
  const last = published.at(-1);
  return lineChart({
    id: `chart-${definition.id}`,
    title: t("plan.chart.title"),
    words: html`${plain(t, definition.unit) !== "" && t("plan.chart.unit", { unit: plain(t, definition.unit) })}${axis}`,
    story: storyOf(view, definition, rows),
    columns: { caption: t("plan.chart.table"), label: t("plan.chart.year"), figure: t("plan.figure.actual") },
    numbers,
    points,
    steps: rows.map(({ year }) => ({
      label: formatBareFiscalYear(year, t.locale),
      short: formatNarrowFiscalYear(year, t.locale),
    })),
    path: path.length > 1 ? path : [],
    figure,
    ...(gap === undefined || last?.value === undefined ? {} : { gap }),
  });
}

/** Each year from the baseline to the target; further if there are values. */
function rowsOf({ definition, published, reading }: IndicatorFacts): readonly Row[] {
  const { baseline, target } = definition;
  const years = [baseline.year, target.year, ...published.map(({ year }) => year), reading?.year ?? target.year];
  const [from, to] = [Math.min(...years), Math.max(...years)];
  const judged = published.at(-1)?.year;
  return Array.from({ length: to - from + 1 }, (_, at) => {
    const year = from + at;
    const value = published.find((one) => one.year === year)?.value;
    const isBase = year === baseline.year && value === undefined;
    return {
      year,
      value: isBase ? baseline.value : value,
      expected: year < baseline.year ? undefined : expectedIn(definition, year),
      now: reading?.year === year && value === undefined ? reading.value : undefined,
      isJudged: year === judged,
    };
  });
}

/** How much of the fiscal year had passed when it was counted. */
function elapsedOf({ city }: View, reading: Reading | undefined): number {
  if (reading === undefined) return 1;
  const { from } = rangeOfFiscalYear(reading.year);
  return Math.min(1, Math.max(0, daysBetween(from, civilDateOf(reading.countedAt, city.config.zone)) / 365));
}

function pointsOf(
  { t }: View,
  definition: IndicatorDefinition,
  rows: readonly Row[],
  elapsed: number,
): readonly LinePoint[] {
  const { baseline, target } = definition;
  const latest = rows.findLast(({ value, year }) => value !== undefined && year !== baseline.year)?.year;
  const words = (key: "baseline" | "actual" | "now" | "target", value: Decimal) =>
    `${t.text(`plan.figure.${key}`)} ${figureWithUnit(t, definition, value)}`;
  const points = rows.flatMap(({ year, value, now }, at): LinePoint[] => {
    const names = { label: formatBareFiscalYear(year, t.locale), short: formatNarrowFiscalYear(year, t.locale), at };
    const found: LinePoint[] = [];
    if (value !== undefined) {
      const isBase = year === baseline.year;
      const mark = isBase ? words("baseline", value) : year === latest ? words("actual", value) : undefined;
      const kind = isBase ? "base" : "actual";
      found.push({ ...names, kind, value: Number(value), ...(mark === undefined ? {} : { mark }) });
    }
    if (now !== undefined) {
      // A year's figure is that of its last day; today lies before it.
      const today = Math.max(0, at - 1 + elapsed);
      found.push({ ...names, at: today, kind: "now", value: Number(now), mark: words("now", now) });
    }
    if (year === target.year && target.rule !== "text") {
      const mark = words("target", target.value);
      // Where the target's year has a value, the diamond stands beside it.
      found.push({ ...names, kind: "goal", value: Number(target.value), mark });
    }
    return found;
  });
  return points;
}

function gapOf({ t }: View, definition: IndicatorDefinition, rows: readonly Row[]) {
  const at = rows.findIndex(({ isJudged }) => isJudged);
  const row = rows[at];
  if (row?.value === undefined || row.expected === undefined || row.year === definition.baseline.year) return undefined;
  const decimals = decimalsFor(row.expected, definition.decimals);
  const mark = `${t.text("plan.figure.expected")} ${figureWithUnit(t, { ...definition, decimals }, row.expected)}`;
  return { at, value: Number(row.expected), from: Number(row.value), mark };
}

function tickText({ t }: View, { decimals }: IndicatorDefinition, ticks: readonly number[], value: number): string {
  const most = Math.max(...ticks.map(Math.abs));
  if (t.locale !== "en" && most >= 1_000_000)
    return t.text("plan.figure.ten-thousands", { figure: formatFigure(String(value / 10_000), 0, t.locale) });
  const step = Math.abs((ticks[1] ?? 0) - (ticks[0] ?? 0));
  return formatFigure(String(value), Number.isInteger(step) ? 0 : Math.max(decimals, 1), t.locale);
}

/** What the drawing says, in a sentence. */
function storyOf({ t }: View, definition: IndicatorDefinition, rows: readonly Row[]): string {
  const latest = rows.findLast(({ value }) => value !== undefined);
  const say = (value: Decimal | undefined) =>
    value === undefined ? t.text("plan.figure.none") : figureWithUnit(t, definition, value);
  const year = (of: number) => formatBareFiscalYear(of, t.locale);
  const { baseline, target } = definition;
  const first = t.text("plan.chart.story", {
    name: plain(t, definition.name),
    baselineYear: year(baseline.year),
    baseline: say(baseline.value),
    year: year(latest?.year ?? baseline.year),
    actual: say(latest?.value),
  });
  if (target.rule === "text") return first;
  return `${first}${t.text("plan.chart.story-target", { year: year(target.year), target: say(target.value) })}`;
}

function numberTable({ t }: View, definition: IndicatorDefinition, rows: readonly Row[]): Html {
  const figure = (value: Decimal | undefined) =>
    value === undefined ? undefined : formatFigure(value, decimalsFor(value, definition.decimals), t.locale);
  const missing = (words: Html) => html`<span class="vh">${words}</span><span aria-hidden="true">…</span>`;
  const hasPath = rows.some(({ expected }) => expected !== undefined);
  const mark = ({ year, now }: Row) =>
    year === definition.baseline.year
      ? t("plan.chart.is-baseline")
      : year === definition.target.year
        ? t("plan.chart.is-target")
        : now !== undefined && t("plan.chart.is-now");
  const broken = (year: number) => definition.breaks.find(({ fromYear }) => fromYear === year);
  return table<Row>({
    caption: t("plan.chart.table"),
    isNarrow: true,
    rows,
    isNow: ({ isJudged }) => isJudged,
    columns: [
      {
        label: t("plan.chart.year"),
        head: true,
        cell: (row) => {
          const cut = broken(row.year);
          return html`${formatBareFiscalYear(row.year, t.locale)}${mark(row)}${cut && html`<br><span class="note">${t("plan.chart.break")}${say(t, cut.reason)}</span>`}`;
        },
      },
      {
        label: t("plan.figure.actual"),
        number: true,
        cell: ({ value, now }) => figure(value ?? now) ?? missing(t("plan.chart.not-yet")),
      },
      ...(hasPath
        ? [
            {
              label: t("plan.figure.expected-short"),
              number: true,
              cell: ({ expected }: Row) => figure(expected) ?? missing(t("plan.figure.none")),
            },
            {
              label: t("plan.figure.gap"),
              number: true,
              cell: ({ value, expected, now }: Row) =>
                value !== undefined && expected !== undefined
                  ? figure(exact(value).minus(expected).toFixed())
                  : missing(t(now === undefined ? "plan.chart.not-yet" : "plan.chart.not-compared")),
            },
          ]
        : []),
    ],
  });
}
