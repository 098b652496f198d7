import type { LocalText } from "../../../../kernel/i18n/locales.ts";
import type { Words } from "../../types/words.ts";
import { type Exact, exact, percentOf } from "../number.ts";
import { type Case, isAtLeastAsGood } from "./case.ts";
import { gradeOf } from "./grade.ts";
import {
  changeOf,
  dueOf,
  type Fraction,
  isFlat,
  isMeasured,
  type NoMeasure,
  paceOf,
  pacePointsOf,
  progressOf,
  rateOf,
} from "./measure.ts";
import {
  changeStep,
  comparedStep,
  dueStep,
  flatStep,
  missedStep,
  noMeasureStep,
  pacePointsStep,
  paceStep,
  progressStep,
  rateStep,
  reachedStep,
} from "./steps.ts";

export type Weighed = {
  readonly verdict: "good" | "late";
  readonly grade: LocalText;
  readonly steps: readonly Words[];
};

type Amount = { readonly value: Exact; readonly steps: readonly Words[] };

/**
 * The grade of a target to reach: by having reached it, by the rule set's measure, or, where that measure would lie, by comparing
 * with the path alone. undefined: there is no baseline and no path either.
 */
export function weigh(about: Case): Weighed | undefined {
  const { ruleSet, isReached, isFinal } = about;
  if (isReached && ruleSet.reached !== undefined) return good(about, ruleSet.reached);
  if (isFinal && ruleSet.finalYear === "reached") {
    return isReached ? good(about, ruleSet.met) : missed(about);
  }
  const amount = amountOf(about);
  if (typeof amount === "string") return compare(about, amount);
  const { grade, step } = gradeOf(ruleSet, amount.value);
  return { verdict: grade.verdict, grade: grade.grade, steps: [...amount.steps, step] };
}

function good(about: Case, grade: LocalText): Weighed {
  return { verdict: "good", grade, steps: [reachedStep(about, grade)] };
}

function missed(about: Case): Weighed {
  const grade = about.ruleSet.notMet;
  return { verdict: "late", grade, steps: [missedStep(about, grade)] };
}

function compare(about: Case, why: NoMeasure): Weighed | undefined {
  const { definition, ruleSet, actual, expected, isReached } = about;
  const first = noMeasureStep(why);
  if (isReached) {
    const grade = nothingLeft(about, why) ?? ruleSet.met;
    return { verdict: "good", grade, steps: [first, reachedStep(about, grade)] };
  }
  if (expected === undefined) return undefined;
  const isThere = isAtLeastAsGood(definition, actual, expected);
  const grade = isThere ? (nothingLeft(about, why) ?? ruleSet.met) : ruleSet.notMet;
  return { verdict: isThere ? "good" : "late", grade, steps: [first, comparedStep(about, isThere, grade)] };
}

/** Less is better and nothing is left: the reciprocal has no value, but no figure could be better. */
function nothingLeft({ definition, ruleSet, actual }: Case, why: NoMeasure): LocalText | undefined {
  const isBest = ruleSet.measure === "rate" && why === "not-positive" && definition.better === "down" && actual.lte(0);
  return isBest ? ruleSet.grades[0]?.grade : undefined;
}

function amountOf(about: Case): Amount | NoMeasure {
  const { measure } = about.ruleSet;
  if (measure === "rate") {
    const rate = rateOf(about);
    return isMeasured(rate) ? { value: rate, steps: [rateStep(about, rate)] } : rate;
  }
  if (measure === "change") {
    const change = changeOf(about);
    if (!isMeasured(change)) return change;
    const steps = [changeStep(about, change)];
    return isFlat(about) ? { value: exact(0), steps: [...steps, flatStep(about)] } : { value: change, steps };
  }
  const progress = progressOf(about);
  if (!isMeasured(progress)) return progress;
  const flat = isFlat(about);
  const counted = flat ? { part: exact(0), whole: progress.whole } : progress;
  const steps = [progressStep(about, progress), ...(flat ? [flatStep(about)] : [])];
  if (measure === "progress") return { value: percentOf(counted.part, counted.whole), steps };
  return againstTime(about, counted, steps);
}

function againstTime(about: Case, progress: Fraction, steps: readonly Words[]): Amount | NoMeasure {
  const due = dueOf(about);
  if (!isMeasured(due)) return due;
  if (about.ruleSet.measure === "pace") {
    const pace = paceOf(progress, due);
    return { value: pace, steps: [...steps, dueStep(about, due), paceStep(progress, due, pace)] };
  }
  const points = pacePointsOf(progress, due);
  return { value: points, steps: [...steps, dueStep(about, due), pacePointsStep(progress, due, points)] };
}
