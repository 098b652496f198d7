import { sumYen, taxWithin, type Yen } from "../../../kernel/money/yen.ts";
import type { Use } from "../types/booking.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { PriceLine, Quote, Reduction } from "../types/fee.ts";
import type { SlotRun } from "../types/timetable.ts";
import { priceBase } from "./base-price.ts";
import { listFitting, weigh } from "./coefficients.ts";
import type { Case } from "./condition.ts";
import { dayCaseOf } from "./day-type.ts";
import { priceExtras } from "./extras.ts";
import { getArticle, getTerms } from "./facility.ts";
import { answersThatApply, startingAnswers } from "./questions.ts";
import { chooseReductions, listReductions, reduce } from "./reductions.ts";
import { roundingLine } from "./rounding.ts";
import { depositsFor, takingsAtBooking } from "./takings.ts";

/** What of the use moves the price. */
export type PricedUse = Pick<Use, "categoryId" | "purposeId" | "group" | "extras"> &
  Partial<Pick<Use, "people" | "answers" | "grantedReductions">>;

/**
 * The price with each step explained: base → coefficients → reduction → extras → takings → tax → rounding. Every line is
 * whole yen, and the lines add up to the total.
 */
export function quote(facility: Facility, space: Space, run: SlotRun, use: PricedUse, town: Town): Quote {
  const given = caseOf(facility, space, run, use, town);
  const pieces = priceBase(facility, space, run, given);
  const base = pieces.map(({ line }) => line);
  const fee = [...base, ...weigh(facility, pieces, given)];
  const fitting = listReductions(facility, given, use.grantedReductions);

  const price = (reductions: readonly Reduction[]) => {
    const off = reduceEach(
      facility,
      reductions.filter(({ covers }) => covers !== "all"),
      sumOf(fee),
    );
    const extras = priceExtras(facility, space, run, use.extras, {
      of: { base: sumOf(base), fee: sumOf(fee) },
      fitting: facility.fees.extras.some(({ weightedBy }) => weightedBy !== undefined)
        ? listFitting(facility, given)
        : [],
      people: given.people ?? 1,
      isReduced: off.length > 0,
    });
    const all = reduceEach(
      facility,
      reductions.filter(({ covers }) => covers === "all"),
      sumOf([...fee, ...off, ...extras]),
    );
    const takings = takingsAtBooking(facility, given, sumOf([...fee, ...off]));
    return close(facility, [...fee, ...off, ...extras, ...all, ...takings]);
  };

  const full = price([]);
  const chosen =
    fitting.length === 0 ? [] : chooseReductions(facility, fitting, { fee: sumOf(fee), all: feeAndExtras(full) });
  const lines = chosen.length === 0 ? full : price(chosen);
  const total = sumOf(lines);
  const deposits = depositsFor(facility, given);
  return {
    lines,
    total,
    fullPrice: sumOf(full),
    sample: facility.sample,
    ...(deposits.length === 0 ? {} : { deposit: sumOf(deposits), deposits }),
    ...taxOf(facility, lines, total),
  };
}

/** What a slot costs at least: the first category that may book, the space's first purpose, nothing extra. */
export function quoteStarting(facility: Facility, space: Space, run: SlotRun, town: Town): Quote {
  const categoryId = getTerms(facility, space).categories[0]?.category ?? "";
  const purposeId = space.purposes[0] ?? "";
  const answers = startingAnswers(facility, space, { categoryId, purposeId });
  return quote(facility, space, run, { categoryId, purposeId, group: undefined, extras: {}, people: 1, answers }, town);
}

/** What the tables are asked about. */
export function caseOf(facility: Facility, space: Space, run: SlotRun, use: PricedUse, town: Town): Case {
  return {
    ...dayCaseOf(run.on, town),
    category: use.categoryId,
    purpose: use.purposeId,
    groupCategories: use.group?.categories ?? [],
    people: use.people,
    answers: answersThatApply(facility, space, use),
    space: space.id,
    slots: run.slots,
  };
}

/** The reduction lines; where each step is rounded, what is left is rounded too. */
function reduceEach(facility: Facility, reductions: readonly Reduction[], amount: Yen): readonly PriceLine[] {
  if (reductions.length === 0) return [];
  const lines = reduce(facility, reductions, amount);
  const { at = "total" } = facility.fees.rounding;
  return lines.length === 0 || at === "total" ? lines : [...lines, ...roundingLine(facility, amount + sumOf(lines))];
}

/** Tax where it is added, and the last rounding. */
function close(facility: Facility, lines: readonly PriceLine[]): readonly PriceLine[] {
  const taxed = [...lines, ...taxLine(facility, sumOf(lines))];
  return [...taxed, ...roundingLine(facility, sumOf(taxed))];
}

function taxLine(facility: Facility, amount: Yen): readonly PriceLine[] {
  const { tax } = facility.fees;
  if (tax === undefined || tax.included || amount === 0) return [];
  const { rate, article } = tax;
  return [
    {
      kind: "tax",
      label: { key: "facility.fees.tax", params: {} },
      explanation: { key: "facility.fees.tax.added", params: { of: amount, rate } },
      article: getArticle(facility, article),
      amount: Math.floor((amount * rate) / 100),
    },
  ];
}

function taxOf({ fees }: Facility, lines: readonly PriceLine[], total: Yen): Pick<Quote, "tax"> {
  if (fees.tax === undefined) return {};
  const { rate, included } = fees.tax;
  const amount = included ? taxWithin(total, rate) : sumOf(lines.filter(({ kind }) => kind === "tax"));
  return { tax: { rate, included, amount } };
}

/** What a reduction on everything is taken from: without takings and tax. */
function feeAndExtras(lines: readonly PriceLine[]): Yen {
  return sumOf(lines.filter(({ kind }) => kind === "base" || kind === "coefficient" || kind === "extra"));
}

function sumOf(lines: readonly PriceLine[]): Yen {
  return sumYen(lines.map((line) => line.amount));
}
