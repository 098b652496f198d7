import type { Achievement, Actual, IndicatorDefinition } from "../../types/indicator.ts";
import type { RuleSet } from "../../types/rule-set.ts";
import type { Words } from "../../types/words.ts";
import { printedOf } from "./case.ts";
import { valueIn } from "./figure-words.ts";
import { provisionalWords } from "./finding.ts";
import { expectedIn } from "./path.ts";

/** 測れない: why, and what would make it measurable. Never a zero, never a percentage. */
export function unknown(
  definition: IndicatorDefinition,
  ruleSet: RuleSet,
  year: number,
  { words, found, isComparable }: { words: Words; found: Actual | undefined; isComparable: boolean },
): Achievement {
  const position: readonly Words[] =
    found === undefined
      ? []
      : [
          {
            key: "plan.rule.step.actual",
            params: { year: { year }, actual: valueIn(definition, printedOf(definition, found)) },
          },
        ];
  return {
    ruleSet: ruleSet.id,
    year,
    verdict: "unknown",
    grade: undefined,
    expected: isComparable ? expectedIn(definition, year) : undefined,
    gap: undefined,
    progress: undefined,
    rate: undefined,
    margin: undefined,
    outlook: undefined,
    steps: [...position, words],
    finding: [...position, words, ...(found === undefined ? [] : provisionalWords(found))],
  };
}
