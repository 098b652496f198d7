import type { Actual, IndicatorDefinition } from "../../types/indicator.ts";
import type { RuleSet } from "../../types/rule-set.ts";
import { type Exact, exact, roundTo } from "../number.ts";
import { exactExpectedIn } from "./path.ts";

/** An indicator whose target is a number to reach, in a year that can be compared: all that the measures need. */
export type Case = {
  readonly definition: IndicatorDefinition;
  readonly ruleSet: RuleSet;
  readonly year: number;
  /** As it is printed: judged is what everybody can read and calculate again. */
  readonly actual: Exact;
  readonly baseline: Exact | undefined;
  readonly target: Exact;
  readonly targetYear: number;
  /** The path, not rounded for a rank. */
  readonly expected: Exact | undefined;
  readonly isReached: boolean;
  readonly isFinal: boolean;
  /** Holding a decline: more is better, and yet the target lies below the baseline (or the other way round). */
  readonly isContrary: boolean;
  /** From where progress is measured: the baseline, or zero for a total of a rule set that says so. */
  readonly origin: Exact | undefined;
};

export function caseOf(
  definition: IndicatorDefinition,
  target: { readonly year: number; readonly value: string },
  found: Actual,
  ruleSet: RuleSet,
): Case {
  const { year } = found;
  const actual = printedOf(definition, found);
  const goal = exact(target.value);
  const baseline = definition.baseline.value === undefined ? undefined : exact(definition.baseline.value);
  const fromZero = definition.kind === "cumulative" && ruleSet.cumulativeFromZero === true;
  const expected = exactExpectedIn(definition, year);
  const isGood = (than: Exact) => isAtLeastAsGood(definition, actual, than);
  const isFinal = year >= target.year;
  const origin = fromZero ? exact(0) : baseline;
  // A total below zero, counted from zero, is as contrary as a decline that was planned for.
  const isContrary = [baseline, origin].some(
    (from) => from !== undefined && !goal.eq(from) && goal.gt(from) !== (definition.better === "up"),
  );
  return {
    definition,
    ruleSet,
    year,
    actual,
    baseline,
    target: goal,
    targetYear: target.year,
    expected,
    // A decline that is slowed stands above its target from the first day, and yearly targets may ask for more than the last
    // one: neither says anything before the end.
    isReached: isGood(goal) && (isFinal || (!isContrary && (expected === undefined || isGood(expected)))),
    isFinal,
    isContrary,
    origin,
  };
}

/** Half up to the digits that the plan prints. */
export function printedOf(definition: IndicatorDefinition, { value }: Actual): Exact {
  return roundTo(value, definition.decimals);
}

export function isAtLeastAsGood({ better }: IndicatorDefinition, value: Exact, than: Exact): boolean {
  return better === "up" ? value.gte(than) : value.lte(than);
}
