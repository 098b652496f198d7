import type { IndicatorDefinition } from "../../types/indicator.ts";
import type { Decimal } from "../../types/words.ts";
import { decimalOf, divide, type Exact, exact, roundTo } from "../number.ts";

/**
 * あるべきところ: where the indicator should be at the end of the fiscal year. The plan's own yearly target, or a straight line
 * between the nearest known points of baseline, yearly targets and target. After the target year the target stays. A rank is whole.
 *
 * undefined: a floor, a ceiling or a range, which is kept and not approached; a target in words; a year before the baseline;
 * no baseline to begin the line from.
 */
export function expectedIn(definition: IndicatorDefinition, year: number): Decimal | undefined {
  const expected = exactExpectedIn(definition, year);
  if (expected === undefined) return undefined;
  return decimalOf(definition.kind === "rank" ? roundTo(expected, 0) : expected);
}

/** Not rounded, also for a rank: for further calculation. */
export function exactExpectedIn(definition: IndicatorDefinition, year: number): Exact | undefined {
  const { target } = definition;
  if (target.rule === "keep") return year < definition.baseline.year ? undefined : exact(target.value);
  if (target.rule !== "reach") return undefined;
  const points = pointsOf(definition, { year: target.year, value: target.value });
  const after = points.find((point) => point.year >= year) ?? points.at(-1);
  const before = points.findLast((point) => point.year <= year);
  if (after === undefined || before === undefined) return undefined;
  if (before.year >= after.year) return before.value;
  const way = after.value.minus(before.value);
  return before.value.plus(divide(way.times(year - before.year), after.year - before.year));
}

/** The floor or ceiling of the year: the plan's own for this year, or the target's. */
export function boundIn(definition: IndicatorDefinition, year: number): Decimal | undefined {
  const { target } = definition;
  if (target.rule !== "at-least" && target.rule !== "at-most") return undefined;
  return definition.milestones.find((milestone) => milestone.year === year)?.value ?? target.value;
}

/** By year; what the plan says later in time counts before the straight line. The target's own year is the target's. */
function pointsOf(definition: IndicatorDefinition, target: { year: number; value: Decimal }) {
  const { baseline, milestones } = definition;
  const between = milestones.filter(({ year }) => year > baseline.year && year < target.year);
  const begin = baseline.value === undefined ? [] : [{ year: baseline.year, value: baseline.value }];
  return [...begin, ...between, target]
    .toSorted((a, b) => a.year - b.year)
    .map(({ year, value }) => ({ year, value: exact(value) }));
}
