import type { Achievement, Actual, IndicatorDefinition } from "../../types/indicator.ts";
import type { RuleSet } from "../../types/rule-set.ts";
import type { Words } from "../../types/words.ts";
import { decimalOf } from "../number.ts";
import { caseOf } from "./case.ts";
import { valueIn } from "./figure-words.ts";
import { findingOf } from "./finding.ts";
import { judgeKept } from "./kept.ts";
import { inPercent, isMeasured, outlookOf, progressOf, rateOf } from "./measure.ts";
import { expectedIn } from "./path.ts";
import { actualStep, pathStep } from "./steps.ts";
import { unknown } from "./unknown.ts";
import { weigh } from "./weigh.ts";

export type PlanYears = { readonly baselineYear: number; readonly targetYear: number };

/**
 * What a rule set says of an indicator at the end of a fiscal year. Judged is the figure as it is printed, rounded half up to the
 * indicator's digits, so that everybody who reads the page can do the sum again.
 *
 * `actuals` may hold other years and need no order. `planYears` is the plan's span, for an indicator in a plan whose own years lie
 * outside it. The answer is plain JSON.
 */
export function judge(
  definition: IndicatorDefinition,
  planYears: PlanYears,
  actuals: readonly Actual[],
  year: number,
  ruleSet: RuleSet,
): Achievement {
  const { target, baseline } = definition;
  const found = actuals.find((actual) => actual.year === year);
  const cannot = (words: Words, isComparable: boolean) =>
    unknown(definition, ruleSet, year, { words, found, isComparable });

  if (target.rule === "text") {
    return cannot({ key: "plan.rule.unknown.in-words", params: { target: target.text } }, false);
  }
  if (found === undefined) {
    return cannot({ key: "plan.rule.unknown.no-actual", params: { year: { year } } }, true);
  }
  if (year < Math.min(baseline.year, planYears.baselineYear)) {
    return cannot({ key: "plan.rule.unknown.before-plan", params: { baseline: { year: baseline.year } } }, false);
  }
  const broken = definition.breaks.find(({ fromYear }) => fromYear > baseline.year && fromYear <= year);
  if (broken !== undefined) {
    const params = { from: { year: broken.fromYear }, reason: broken.reason, baseline: { year: baseline.year } };
    return cannot({ key: "plan.rule.unknown.break", params }, false);
  }
  if (target.rule !== "reach") return judgeKept(definition, target, found, ruleSet);
  if (year <= baseline.year) {
    return cannot({ key: "plan.rule.unknown.baseline-year", params: { baseline: { year: baseline.year } } }, true);
  }

  const about = caseOf(definition, target, found, ruleSet);
  const weighed = weigh(about);
  if (weighed === undefined) {
    const params = { targetYear: { year: target.year }, target: valueIn(definition, about.target) };
    return cannot({ key: "plan.rule.unknown.no-baseline", params }, false);
  }
  const expected = expectedIn(definition, year);
  const [progress, rate, outlook] = [progressOf(about), rateOf(about), outlookOf(about)];
  const path = pathStep(about);
  return {
    ruleSet: ruleSet.id,
    year,
    verdict: weighed.verdict,
    grade: weighed.grade,
    expected,
    gap: expected === undefined ? undefined : decimalOf(about.actual.minus(expected)),
    progress: isMeasured(progress) ? decimalOf(inPercent(progress)) : undefined,
    rate: isMeasured(rate) ? decimalOf(rate) : undefined,
    margin: undefined,
    outlook: outlook === undefined ? undefined : decimalOf(outlook),
    steps: [actualStep(about), ...(path === undefined ? [] : [path]), ...weighed.steps],
    finding: findingOf(about, found, outlook),
  };
}
