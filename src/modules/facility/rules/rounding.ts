import { type RoundingRule, roundYen, type Yen } from "../../../kernel/money/yen.ts";
import type { Facility } from "../types/facility.ts";
import type { PriceLine } from "../types/fee.ts";
import { type Exact, floorExact, roundExact } from "./exact.ts";
import { getArticle } from "./facility.ts";

export function roundingOf({ fees }: Facility): RoundingRule {
  const { to, how } = fees.rounding;
  return { to, how };
}

/** Rounds a fee by the ordinance's rule, and says so in a line where that changes it. */
export function roundStep(facility: Facility, fee: Exact, lines: PriceLine[]): Yen {
  const rounded = roundExact(fee, roundingOf(facility));
  lines.push(...lineFor(facility, rounded - floorExact(fee)));
  return rounded;
}

/** The line that brings a sum to what the ordinance rounds it to; none where it is that already. */
export function roundingLine(facility: Facility, amount: Yen): readonly PriceLine[] {
  return lineFor(facility, roundYen(amount, roundingOf(facility)) - amount);
}

function lineFor(facility: Facility, change: Yen): readonly PriceLine[] {
  if (change === 0) return [];
  const { to, how, article } = facility.fees.rounding;
  return [
    {
      kind: "rounding",
      label: { key: "facility.price.rounding", params: {} },
      explanation:
        change < 0
          ? { key: "facility.price.rounding.down", params: { to, change: -change } }
          : { key: `facility.price.rounding.${how === "up" ? "up" : "half-up"}`, params: { to, change } },
      article: getArticle(facility, article),
      amount: change,
    },
  ];
}
