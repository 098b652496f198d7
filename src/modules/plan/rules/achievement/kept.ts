import type { Achievement, Actual, IndicatorDefinition, Target } from "../../types/indicator.ts";
import type { RuleSet } from "../../types/rule-set.ts";
import type { WordParams, Words } from "../../types/words.ts";
import { decimalOf, type Exact, exact } from "../number.ts";
import { printedOf } from "./case.ts";
import { distanceIn, sortOf, valueIn } from "./figure-words.ts";
import { provisionalWords } from "./finding.ts";
import { boundIn, expectedIn } from "./path.ts";

export type KeptTarget = Extract<Target, { rule: "at-least" | "at-most" | "range" | "keep" }>;

type Kept = {
  /** Positive inside, negative outside. */
  readonly margin: Exact;
  /** Chooses the sentence. */
  readonly rule: "at-least" | "at-most" | "range" | "keep";
  readonly bounds: WordParams;
};

/**
 * A floor, a ceiling, a range, or keeping what is: met or not, and by how much. There is no way to go from the baseline to the
 * target, so there is no percentage: (89.5 − 85.5) ÷ (88.0 − 85.5) would praise a broken ceiling with 160 %.
 */
export function judgeKept(
  definition: IndicatorDefinition,
  target: KeptTarget,
  found: Actual,
  ruleSet: RuleSet,
): Achievement {
  const actual = printedOf(definition, found);
  const { margin, rule, bounds } = keep(definition, target, actual, found.year);
  const isMet = margin.gte(0);
  const grade = isMet ? ruleSet.met : ruleSet.notMet;
  const outcome = isMet ? (margin.eq(0) && rule !== "range" && rule !== "keep" ? "even" : "met") : "missed";
  const expected = expectedIn(definition, found.year);
  const params = { actual: valueIn(definition, actual), margin: distanceIn(definition, margin), ...bounds };
  const step: Words = { key: `plan.rule.kept.${rule}-${outcome}`, params: { ...params, what: sortOf(definition) } };
  return {
    ruleSet: ruleSet.id,
    year: found.year,
    verdict: isMet ? "good" : "late",
    grade,
    expected,
    gap: expected === undefined ? undefined : decimalOf(actual.minus(expected)),
    progress: undefined,
    rate: undefined,
    margin: decimalOf(margin),
    outlook: undefined,
    steps: [
      { key: "plan.rule.step.actual", params: { year: { year: found.year }, actual: valueIn(definition, actual) } },
      { key: "plan.rule.step.no-percent", params: {} },
      { key: "plan.rule.step.kept", params: { words: step, grade } },
    ],
    finding: [
      { key: "plan.rule.finding.kept", params: { year: { year: found.year }, words: step } },
      ...provisionalWords(found),
    ],
  };
}

function keep(definition: IndicatorDefinition, target: KeptTarget, actual: Exact, year: number): Kept {
  const { rule } = target;
  if (rule === "range") {
    const [lower, upper] = [exact(target.value), exact(target.upper)];
    const [above, below] = [actual.minus(lower), upper.minus(actual)];
    const bounds = { lower: valueIn(definition, lower), upper: valueIn(definition, upper) };
    return { rule, margin: above.lt(below) ? above : below, bounds };
  }
  if (rule === "keep") {
    const [value, tolerance] = [exact(target.value), exact(target.tolerance)];
    const away = actual.minus(value);
    const bounds = {
      bound: valueIn(definition, value),
      away: distanceIn(definition, away),
      tolerance: distanceIn(definition, tolerance),
    };
    return { rule, margin: tolerance.minus(away.abs()), bounds };
  }
  const bound = exact(boundIn(definition, year) ?? target.value);
  const margin = rule === "at-most" ? bound.minus(actual) : actual.minus(bound);
  return { rule, margin, bounds: { bound: valueIn(definition, bound) } };
}
