import {
  multiplyYen,
  percentOfYen,
  type RoundingRule,
  roundYen,
  sumYen,
  wholeYenDown,
  type Yen,
} from "../../../kernel/money/yen.ts";
import { partsOf } from "../../../kernel/time/civil-date.ts";
import type { Use } from "../types/booking.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Coefficient, PriceLine, Quote, Reduction } from "../types/fee.ts";
import type { SlotRun } from "../types/timetable.ts";
import { priceBase } from "./base-price.ts";
import { dayTypeOf } from "./calendar.ts";
import { type Case, fits } from "./condition.ts";
import { priceExtras } from "./extras.ts";
import { getArticle, getTerms } from "./facility.ts";

/** What of the use moves the price. */
export type PricedUse = Pick<Use, "categoryId" | "purposeId" | "group" | "extras"> &
  Partial<Pick<Use, "people" | "answers" | "grantedReductions">>;

/**
 * The price with each step explained: base → coefficients → reduction → extras → rounding. Every step is whole yen,
 * fractions dropped in favour of who pays, and the lines add up to the total.
 */
export function quote(facility: Facility, space: Space, run: SlotRun, use: PricedUse, town: Town): Quote {
  const given: Case = {
    dayType: dayTypeOf(run.on, town),
    month: partsOf(run.on).month,
    category: use.categoryId,
    purpose: use.purposeId,
    groupCategories: use.group?.categories ?? [],
  };
  const base = priceBase(facility, space, run, given);
  const weighted = coefficientLines(facility, sumOf(base), given);
  const reducible = sumOf([...base, ...weighted]);
  const reduction = largest(facility.fees.reductions.filter((one) => fits(one.when, given)));
  const reduced = reduction === undefined || reducible === 0 ? [] : [reductionLine(facility, reduction, reducible)];
  const extras = priceExtras(facility, space, run, use.extras, reduced.length > 0);

  const lines = [...base, ...weighted, ...reduced, ...extras];
  const rounded = [...lines, ...roundingLine(facility, sumOf(lines))];
  const fullPrice = roundYen(sumOf(lines) - sumOf(reduced), roundingOf(facility));
  return { lines: rounded, total: sumOf(rounded), fullPrice, sample: facility.sample };
}

/** What a slot costs at least: the first category that may book, the space's first purpose, nothing extra. */
export function quoteStarting(facility: Facility, space: Space, run: SlotRun, town: Town): Quote {
  const categoryId = getTerms(facility, space).categories[0]?.category ?? "";
  const purposeId = space.purposes[0] ?? "";
  return quote(facility, space, run, { categoryId, purposeId, group: undefined, extras: {} }, town);
}

/** Each line is what its coefficient adds to the ones before; the product is exact and loses a fraction only at its end. */
function coefficientLines(facility: Facility, base: Yen, given: Case): readonly PriceLine[] {
  const fitting = facility.fees.coefficients.filter((one) => fits(one.when, given));
  const factors = fitting.map(({ multiply }) => String(multiply));
  const after = (count: number) => multiplyYen(base, factors.slice(0, count), wholeYenDown);
  return fitting.map((one, index) => coefficientLine(facility, one, after(index + 1) - after(index)));
}

function coefficientLine(facility: Facility, { multiply, because, article }: Coefficient, change: Yen): PriceLine {
  return {
    kind: "coefficient",
    label: { key: "facility.price.coefficient", params: { multiply } },
    explanation:
      change < 0
        ? { key: "facility.price.coefficient.less", params: { because, change: -change } }
        : { key: "facility.price.coefficient.more", params: { because, change } },
    article: getArticle(facility, article),
    amount: change,
  };
}

/** What is left to pay is rounded down, so that half of 2,245 yen is 1,122 yen. */
function reductionLine(facility: Facility, reduction: Reduction, amount: Yen): PriceLine {
  const { percent, because } = reduction;
  const left = percentOfYen(amount, String(100 - percent), wholeYenDown);
  return {
    kind: "reduction",
    label: { key: "facility.price.reduction", params: { percent } },
    explanation: { key: "facility.price.reduction.because", params: { because, of: amount, percent } },
    article: getArticle(facility, reduction.article),
    amount: left - amount,
  };
}

function largest(reductions: readonly Reduction[]): Reduction | undefined {
  return reductions.toSorted((a, b) => b.percent - a.percent)[0];
}

function roundingLine(facility: Facility, amount: Yen): PriceLine[] {
  const { to, how, article } = facility.fees.rounding;
  const change = roundYen(amount, roundingOf(facility)) - amount;
  if (change === 0) return [];
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

function roundingOf(facility: Facility): RoundingRule {
  const { to, how } = facility.fees.rounding;
  return { to, how };
}

function sumOf(lines: readonly PriceLine[]): Yen {
  return sumYen(lines.map((line) => line.amount));
}
