import type { RuleMeasure, RuleSet } from "../../types/rule-set.ts";
import type { Decimal, WordParam, Words } from "../../types/words.ts";
import { decimalOf, decimalsBeside, type Exact, exact } from "../number.ts";

type Grade = RuleSet["grades"][number];

/** The first grade whose threshold is reached, and the comparison in words. */
export function gradeOf(ruleSet: RuleSet, value: Exact): { readonly grade: Grade; readonly step: Words } {
  const place = ruleSet.grades.findIndex(
    ({ atLeast, above }) => (atLeast === undefined || value.gte(atLeast)) && (above === undefined || value.gt(above)),
  );
  const grade = ruleSet.grades[place];
  // The last grade has no threshold; the schema sees to it.
  if (grade === undefined) throw new Error(`Rule set ${ruleSet.id} has no last grade`);
  return { grade, step: stepOf(ruleSet, value, grade, ruleSet.grades[place - 1]) };
}

/** 0.70は、0.80より小さいので、「おくれ」です。 */
function stepOf({ measure }: RuleSet, value: Exact, own: Grade, better: Grade | undefined): Words {
  const low = own.atLeast ?? own.above;
  const high = better?.atLeast ?? better?.above;
  const lower = low === undefined ? "" : own.above === undefined ? "from" : "over";
  const upper = high === undefined ? "" : better?.above === undefined ? "below" : "up-to";
  const range = [lower, upper].filter((part) => part !== "").join("-");
  const thresholds = [low, high].filter((threshold) => threshold !== undefined);
  return {
    key: "plan.rule.step.grade",
    params: {
      value: inUnit(measure, decimalOf(value), digitsOf(measure, value, thresholds)),
      because: {
        key: rangeKeys[range] ?? "plan.rule.range.from",
        params: {
          ...(low === undefined ? {} : { low: inUnit(measure, low) }),
          ...(high === undefined ? {} : { high: inUnit(measure, high) }),
        },
      },
      grade: own.grade,
    },
  };
}

const rangeKeys: Readonly<Record<string, string>> = {
  from: "plan.rule.range.from",
  over: "plan.rule.range.over",
  below: "plan.rule.range.below",
  "up-to": "plan.rule.range.up-to",
  "from-below": "plan.rule.range.from-below",
  "from-up-to": "plan.rule.range.from-up-to",
  "over-below": "plan.rule.range.over-below",
  "over-up-to": "plan.rule.range.over-up-to",
};

function digitsOf(measure: RuleMeasure, value: Exact, thresholds: readonly Decimal[]): number {
  const least = measure === "pace" ? 2 : 1;
  return Math.max(least, ...thresholds.map((threshold) => decimalsBeside(value, threshold, least)));
}

/** A pace is a bare number, the others are percent or percentage points. Thresholds are written as the city wrote them. */
export function inUnit(measure: RuleMeasure, value: Decimal, decimals?: number): WordParam {
  const written = decimals ?? exact(value).toFixed().split(".")[1]?.length ?? 0;
  if (measure === "pace") return { figure: value, decimals: decimals ?? Math.max(2, written) };
  const unit = measure === "pace-points" ? { ja: "ポイント", en: "points" } : "%";
  return { figure: value, decimals: written, unit };
}
