import type { IndicatorDefinition } from "../../types/indicator.ts";
import { divide, type Exact, exact, percentOf, roundTo } from "../number.ts";
import type { Case } from "./case.ts";

/** Why a measure is not computed; each is a sentence on the page. */
export type NoMeasure =
  | "no-baseline"
  | "zero-span"
  | "contrary"
  | "rank"
  | "not-positive"
  | "no-path"
  | "zero-baseline"
  | "path-stands-still";

export type Measured = Exact | NoMeasure;

/** A part of a whole, not divided yet: pace divides one by another, and only one division may round. */
export type Fraction = { readonly part: Exact; readonly whole: Exact };

export function isMeasured<Found extends Exact | Fraction>(measured: Found | NoMeasure): measured is Found {
  return typeof measured !== "string";
}

export function inPercent({ part, whole }: Fraction): Exact {
  return percentOf(part, whole);
}

/** 進んだ割合: (actual − origin) ÷ (target − origin). Right for up and for down; negative if worse than the origin. */
export function progressOf({ actual, origin, target, isContrary }: Case): Fraction | NoMeasure {
  if (origin === undefined) return "no-baseline";
  if (target.eq(origin)) return "zero-span";
  // Better than a decline that was planned for would read as negative progress.
  if (isContrary) return "contrary";
  return { part: actual.minus(origin), whole: target.minus(origin) };
}

/** Progress ÷ the part of the way that is due: 1 is on the path. */
export function paceOf(progress: Fraction, due: Fraction): Exact {
  return divide(progress.part.times(due.whole), progress.whole.times(due.part));
}

/** Progress − the part that is due, in percentage points: 0 is on the path. */
export function pacePointsOf(progress: Fraction, due: Fraction): Exact {
  const ahead = progress.part.times(due.whole).minus(due.part.times(progress.whole));
  return percentOf(ahead, progress.whole.times(due.whole));
}

/** 達成率, in percent: actual ÷ where the path is this year; the reciprocal if less is better. */
export function rateOf({ definition, actual, expected }: Case): Measured {
  // A place in a ranking is an order, not an amount: the 300th is not "151 %" of the 454th.
  if (definition.kind === "rank") return "rank";
  if (expected === undefined) return "no-path";
  const isUp = definition.better === "up";
  if (expected.lte(0) || (isUp ? actual.lt(0) : actual.lte(0))) return "not-positive";
  return isUp ? percentOf(actual, expected) : percentOf(expected, actual);
}

/** 増減率, in percent of the baseline, turned so that better is positive. */
export function changeOf({ definition, actual, baseline }: Case): Measured {
  if (definition.kind === "rank") return "rank";
  if (baseline === undefined) return "no-baseline";
  if (baseline.eq(0)) return "zero-baseline";
  if (baseline.lt(0)) return "not-positive";
  const change = percentOf(actual.minus(baseline), baseline);
  return definition.better === "up" ? change : change.neg();
}

/** Elapsed years as they are shown: 4 of 6. All of them after the target year. */
export function elapsedOf({ definition, year, targetYear }: Case): { readonly gone: number; readonly all: number } {
  const all = targetYear - definition.baseline.year;
  return { gone: Math.min(year, targetYear) - definition.baseline.year, all };
}

/** The plan's own yearly targets make the path; without them it is straight. */
export function hasMilestones({ definition, targetYear }: Case): boolean {
  return definition.milestones.some(({ year }) => year > definition.baseline.year && year < targetYear);
}

/** The part of the way that should be behind us: elapsed years ÷ all years, or what the plan's yearly targets say. */
export function dueOf(about: Case, origin = about.origin): Fraction | NoMeasure {
  const { gone, all } = elapsedOf(about);
  if (all <= 0 || gone <= 0) return "no-path";
  if (!hasMilestones(about)) return { part: exact(gone), whole: exact(all) };
  if (origin === undefined || about.expected === undefined) return "no-baseline";
  const due = { part: about.expected.minus(origin), whole: about.target.minus(origin) };
  if (due.whole.eq(0)) return "zero-span";
  return due.part.times(due.whole).gt(0) ? due : "path-stands-still";
}

/** Where the present pace leads in the target year. Counts stay above zero, shares of a whole below 100, ranks from 1 on. */
export function outlookOf(about: Case): Exact | undefined {
  const { definition, actual, baseline, target, isFinal } = about;
  const due = dueOf(about, baseline);
  if (isFinal || baseline === undefined || !isMeasured(due)) return undefined;
  const outlook = baseline.plus(divide(actual.minus(baseline).times(due.whole), due.part));
  if (definition.kind === "rank") return atLeast(roundTo(outlook, 0), exact(1));
  const isCount = definition.kind === "stock" || definition.kind === "flow" || definition.kind === "cumulative";
  if (isCount && baseline.gte(0) && target.gte(0)) return atLeast(outlook, exact(0));
  const isShare = definition.kind === "ratio" && isPercent(definition) && baseline.gte(0) && target.lte(100);
  return isShare && outlook.gt(100) ? exact(100) : outlook;
}

export function isPercent({ unit }: IndicatorDefinition): boolean {
  return unit.ja === "%" || unit.ja === "％";
}

/** A change for the worse that the rule set counts as none. */
export function isFlat({ definition, ruleSet, actual, baseline }: Case): boolean {
  if (baseline === undefined) return false;
  const away = actual.minus(baseline);
  if (definition.better === "up" ? away.gte(0) : away.lte(0)) return false;
  const { tolerance, surveyError } = ruleSet;
  if (surveyError?.kinds.includes(definition.kind) && away.abs().lt(surveyError.points)) return true;
  return tolerance !== undefined && away.abs().times(100).lte(baseline.abs().times(tolerance));
}

function atLeast(value: Exact, least: Exact): Exact {
  return value.lt(least) ? least : value;
}
