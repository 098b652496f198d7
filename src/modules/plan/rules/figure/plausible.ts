import Big from "big.js";
import type { IndicatorDefinition } from "../../types/indicator.ts";
import type { Decimal } from "../../types/words.ts";

/** Why somebody should look again before a figure is taken. */
export type Doubt = "ten-times" | "tenth" | "over-hundred" | "negative";

/**
 * A slip of the finger: ten times as much or a tenth of what was known last, a share above 100 %, a count below nought.
 * `known` is last year's value, or the baseline. The person may confirm; nothing is refused.
 */
export function doubtAbout(
  { kind, unit, baseline, target }: Pick<IndicatorDefinition, "kind" | "unit" | "baseline" | "target">,
  value: Decimal,
  known: Decimal | undefined,
): Doubt | undefined {
  const now = new Big(value);
  const before = known === undefined ? undefined : new Big(known);
  if (before !== undefined && !before.eq(0) && !now.eq(0)) {
    const times = now.div(before).abs();
    if (times.gte(10)) return "ten-times";
    if (times.lte(new Big("0.1"))) return "tenth";
  }
  if (kind === "ratio" && unit.ja === "%" && now.gt(100)) return "over-hundred";
  const isBelowElsewhere = [known, baseline.value, "value" in target ? target.value : undefined].some(
    (other) => other !== undefined && new Big(other).lt(0),
  );
  return now.lt(0) && !isBelowElsewhere && kind !== "score" ? "negative" : undefined;
}
