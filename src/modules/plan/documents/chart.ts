import type { Translate } from "../../../kernel/i18n/translate.ts";
import { formatFiscalYear } from "../../../kernel/time/fiscal-year.ts";
import { exact, formatFigure, withUnit } from "../rules/number.ts";
import type { IndicatorDefinition } from "../types/indicator.ts";
import type { Decimal } from "../types/words.ts";
import type { Chart } from "./blocks.ts";

export type ChartSource = {
  readonly definition: Pick<IndicatorDefinition, "name" | "unit" | "decimals" | "baseline" | "target">;
  readonly actuals: readonly { readonly year: number; readonly value: Decimal }[];
};

/** Nothing to draw below two points: a single dot tells no story. */
export function chartOf(t: Translate, { definition, actuals }: ChartSource): Chart | undefined {
  const { baseline, target, decimals, unit } = definition;
  const written = (value: Decimal) => withUnit(formatFigure(value, decimals, t.locale), unit, t.locale);
  const goal = "value" in target ? { year: target.year, value: target.value } : undefined;
  const begin = baseline.value === undefined ? undefined : { year: baseline.year, value: baseline.value };
  const line = [
    ...(begin === undefined ? [] : [begin]),
    ...actuals.filter(({ year }) => begin === undefined || year > begin.year),
  ];
  const all = [...line, ...(goal === undefined ? [] : [goal])];
  if (all.length < 2) return undefined;
  const place = placesIn(all);
  const last = line.at(-1);
  const kindOf = (at: number) => (at === 0 && begin !== undefined ? ("baseline" as const) : ("actual" as const));
  const labelled = line.map((point, at) => ({
    ...place(point),
    kind: kindOf(at),
    label: at === 0 || point === last ? written(point.value) : "",
  }));
  const years = [...new Set([all[0]?.year, last?.year, goal?.year])].filter((year) => year !== undefined);
  return {
    alt: [
      ...(begin === undefined ? [] : [t.text("plan-report.chart.baseline", at(t, begin, written))]),
      ...(last === undefined || last === begin ? [] : [t.text("plan-report.chart.actual", at(t, last, written))]),
      ...(goal === undefined ? [] : [t.text("plan-report.chart.target", at(t, goal, written))]),
    ].join(t.locale === "en" ? " " : ""),
    points: [
      ...labelled,
      ...(goal === undefined ? [] : [{ ...place(goal), kind: "target" as const, label: written(goal.value) }]),
    ],
    line: line.map(place),
    path: begin === undefined || goal === undefined || target.rule !== "reach" ? [] : [place(begin), place(goal)],
    ticks: years.map((year) => ({ x: place({ year, value: "0" }).x, label: formatFiscalYear(year, t.locale) })),
  };
}

type Point = { readonly year: number; readonly value: Decimal };

function at(t: Translate, { year, value }: Point, written: (value: Decimal) => string) {
  return { year: formatFiscalYear(year, t.locale), value: written(value) };
}

/** Where a point stands. Binary fractions are exact enough for ink. */
function placesIn(points: readonly Point[]) {
  const years = points.map(({ year }) => year);
  const values = points.map(({ value }) => Number(exact(value)));
  const [firstYear, lowest] = [Math.min(...years), Math.min(...values)];
  const [wide, high] = [Math.max(...years) - firstYear, Math.max(...values) - lowest];
  return ({ year, value }: Point) => ({
    x: wide === 0 ? 0 : (year - firstYear) / wide,
    y: high === 0 ? 0.5 : Math.min(1, Math.max(0, (Number(exact(value)) - lowest) / high)),
  });
}
