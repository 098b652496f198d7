import type { LocalText } from "../../../../kernel/i18n/locales.ts";
import type { Words } from "../../types/words.ts";
import { decimalOf, type Exact } from "../number.ts";
import type { Case } from "./case.ts";
import { digitsBeside, distanceIn, percent, valueIn } from "./figure-words.ts";
import { elapsedOf, type Fraction, hasMilestones, inPercent, type NoMeasure } from "./measure.ts";

/** One step of the calculation each, with its numbers, so that it can be done again with pencil and paper. */

export function actualStep({ definition, actual, year }: Case): Words {
  return { key: "plan.rule.step.actual", params: { year: { year }, actual: valueIn(definition, actual) } };
}

export function pathStep(about: Case): Words | undefined {
  const { definition, expected, baseline, target, year, targetYear } = about;
  if (expected === undefined) return undefined;
  const value = valueIn(definition, expected);
  if (year >= targetYear) return { key: "plan.rule.step.path-target", params: { expected: value } };
  if (definition.milestones.some((milestone) => milestone.year === year)) {
    return { key: "plan.rule.step.path-milestone", params: { year: { year }, expected: value } };
  }
  if (hasMilestones(about) || baseline === undefined) {
    return { key: "plan.rule.step.path-between", params: { year: { year }, expected: value } };
  }
  const ends = { baseline: valueIn(definition, baseline), target: valueIn(definition, target) };
  return { key: "plan.rule.step.path-straight", params: { expected: value, ...ends, ...elapsedOf(about) } };
}

export function progressStep(about: Case, progress: Fraction): Words {
  const { definition, origin, baseline, actual, target } = about;
  const share = percent(inPercent(progress));
  if (origin === undefined || baseline === undefined || !origin.eq(baseline)) {
    const params = { actual: valueIn(definition, actual), target: valueIn(definition, target), percent: share };
    return { key: "plan.rule.step.progress-from-zero", params };
  }
  // Turned so that the way to the target is positive, whether it leads up or down.
  const moved = progress.whole.gt(0) ? progress.part : progress.part.neg();
  return {
    key: moved.lt(0) ? "plan.rule.step.progress-back" : "plan.rule.step.progress",
    params: {
      baseline: valueIn(definition, baseline),
      moved: distanceIn(definition, moved),
      span: distanceIn(definition, progress.whole),
      percent: share,
    },
  };
}

export function dueStep(about: Case, due: Fraction): Words {
  const share = percent(inPercent(due));
  if (!hasMilestones(about)) {
    return { key: "plan.rule.step.elapsed", params: { ...elapsedOf(about), percent: share } };
  }
  const params = {
    part: distanceIn(about.definition, due.part),
    whole: distanceIn(about.definition, due.whole),
    percent: share,
  };
  return { key: "plan.rule.step.due-by-plan", params };
}

export function paceStep(progress: Fraction, due: Fraction, pace: Exact): Words {
  const params = {
    progress: percent(inPercent(progress)),
    due: percent(inPercent(due)),
    pace: { figure: decimalOf(pace), decimals: 2 },
  };
  return { key: "plan.rule.step.pace", params };
}

export function pacePointsStep(progress: Fraction, due: Fraction, points: Exact): Words {
  const params = {
    progress: percent(inPercent(progress)),
    due: percent(inPercent(due)),
    points: { figure: decimalOf(points), decimals: 1, unit: { ja: "ポイント", en: "points" } },
  };
  return { key: "plan.rule.step.pace-points", params };
}

export function rateStep({ definition, actual, expected }: Case, rate: Exact): Words {
  const params = {
    actual: valueIn(definition, actual),
    expected: valueIn(definition, expected ?? actual),
    percent: percent(rate),
  };
  return { key: definition.better === "up" ? "plan.rule.step.rate" : "plan.rule.step.rate-down", params };
}

export function changeStep({ definition, actual, baseline }: Case, change: Exact): Words {
  const params = {
    actual: valueIn(definition, actual),
    baseline: valueIn(definition, baseline ?? actual),
    percent: percent(change),
  };
  return { key: definition.better === "up" ? "plan.rule.step.change" : "plan.rule.step.change-down", params };
}

/** The change is so small that the rule set counts it as none. */
export function flatStep({ definition, actual, baseline }: Case): Words {
  const away = baseline === undefined ? actual : actual.minus(baseline);
  return { key: "plan.rule.step.flat", params: { away: distanceIn(definition, away) } };
}

export function noMeasureStep(why: NoMeasure): Words {
  return { key: noMeasureKeys[why], params: {} };
}

const noMeasureKeys: Readonly<Record<NoMeasure, string>> = {
  "no-baseline": "plan.rule.no-percent.no-baseline",
  "zero-span": "plan.rule.no-percent.zero-span",
  contrary: "plan.rule.no-percent.contrary",
  rank: "plan.rule.no-percent.rank",
  "not-positive": "plan.rule.no-percent.not-positive",
  "no-path": "plan.rule.no-percent.no-path",
  "zero-baseline": "plan.rule.no-percent.zero-baseline",
  "path-stands-still": "plan.rule.no-percent.path-stands-still",
};

export function reachedStep({ definition, target }: Case, grade: LocalText): Words {
  return { key: "plan.rule.step.reached", params: { target: valueIn(definition, target), grade } };
}

export function missedStep({ definition, actual, target }: Case, grade: LocalText): Words {
  const params = { target: valueIn(definition, target), gap: distanceIn(definition, actual.minus(target)), grade };
  return { key: "plan.rule.step.missed", params };
}

/** Compared with the path, without a percentage. */
export function comparedStep({ definition, actual, expected }: Case, isThere: boolean, grade: LocalText): Words {
  const path = expected ?? actual;
  const digits = digitsBeside(definition, path, actual);
  const params = { actual: valueIn(definition, actual), expected: valueIn(definition, path, digits), grade };
  return { key: isThere ? "plan.rule.step.compared-there" : "plan.rule.step.compared-short", params };
}
