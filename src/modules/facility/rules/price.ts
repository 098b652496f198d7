import { sumYen, taxWithin, type Yen } from "../../../kernel/money/yen.ts";
import type { Use } from "../types/booking.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { PriceLine, Quote, Reduction } from "../types/fee.ts";
import type { SlotRun } from "../types/timetable.ts";
import { priceBase } from "./base-price.ts";
import { caseOf } from "./case.ts";
import { listFitting, weigh } from "./coefficients.ts";
import type { Case } from "./condition.ts";
import { priceExtras } from "./extras.ts";
import { getArticle, listCategoriesHere } from "./facility.ts";
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
  const { lines, full, given } = computePrice(facility, space, run, use, town);
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

export type ComputedPrice = {
  readonly lines: readonly PriceLine[];
  /** The same without reductions. */
  readonly full: readonly PriceLine[];
  /** What of it is the fee for the room: neither extras nor takings. */
  readonly feePaid: Yen;
  readonly given: Case;
};

export function computePrice(
  facility: Facility,
  space: Space,
  run: SlotRun,
  use: PricedUse,
  town: Town,
): ComputedPrice {
  const given = priceCaseOf(facility, space, run, use, town);
  const pieces = priceBase(facility, space, run, given);
  const base = pieces.map(({ line }) => line);
  const fee = [...base, ...weigh(facility, pieces, given)];
  const around = {
    of: { base: sumOf(base), fee: sumOf(fee) },
    fitting: facility.fees.extras.some(({ weightedBy }) => weightedBy !== undefined)
      ? listFitting(facility, given)
      : [],
    people: given.people ?? 1,
    given,
  };

  const price = (reductions: readonly Reduction[]) => {
    const onFee = reductions.filter(({ covers }) => covers !== "all");
    const onAll = reductions.filter(({ covers }) => covers === "all");
    const off = reduceEach(facility, onFee, sumOf(fee));
    const extras = priceExtras(facility, space, run, use.extras, { ...around, isReduced: off.length > 0 });
    const all = reduceEach(facility, onAll, sumOf([...fee, ...off, ...extras]));
    const feePaid = Math.max(0, sumOf([...fee, ...off, ...all]));
    const takings = takingsAtBooking(facility, given, feePaid);
    return { lines: close(facility, [...fee, ...off, ...extras, ...all, ...takings]), feePaid };
  };

  const full = price([]);
  const fitting = listReductions(facility, given, use.grantedReductions);
  if (fitting.length === 0) return { ...full, full: full.lines, given };
  const amounts = { fee: sumOf(fee), all: feeAndExtras(full.lines) };
  return { ...price(chooseReductions(facility, fitting, amounts)), full: full.lines, given };
}

/** What a slot costs at least: the first category that may book, the space's first purpose, nothing extra. */
export function quoteStarting(facility: Facility, space: Space, run: SlotRun, town: Town): Quote {
  const categoryId = listCategoriesHere(facility, space)[0]?.id ?? "";
  const purposeId = space.purposes[0] ?? "";
  const answers = startingAnswers(facility, space, { categoryId, purposeId });
  return quote(facility, space, run, { categoryId, purposeId, group: undefined, extras: {}, people: 1, answers }, town);
}

/** What the tables are asked about; of the answers only those to questions that apply. */
function priceCaseOf(facility: Facility, space: Space, run: SlotRun, use: PricedUse, town: Town): Case {
  return caseOf(space, run, { ...use, answers: answersThatApply(facility, space, use) }, town);
}

/** The reduction lines; where each step is rounded, what is left is rounded too. */
function reduceEach(facility: Facility, reductions: readonly Reduction[], amount: Yen): readonly PriceLine[] {
  if (reductions.length === 0) return [];
  const lines = reduce(facility, reductions, amount);
  const { at = "total" } = facility.fees.rounding;
  return lines.length === 0 || at === "total" ? lines : [...lines, ...roundingLine(facility, amount + sumOf(lines))];
}

/** Tax where it is added, the last rounding, and what is to pay at least. */
function close(facility: Facility, lines: readonly PriceLine[]): readonly PriceLine[] {
  const taxed = [...lines, ...taxLine(facility, sumOf(lines))];
  const rounded = [...taxed, ...roundingLine(facility, sumOf(taxed))];
  return [...rounded, ...leastLine(facility, sumOf(taxed), sumOf(rounded))];
}

/** What is free stays free; five yen that rounding would drop do not. */
function leastLine(facility: Facility, due: Yen, rounded: Yen): readonly PriceLine[] {
  const { least } = facility.fees;
  if (least === undefined || due <= 0 || least.amount <= rounded) return [];
  return [
    {
      kind: "rounding",
      label: { key: "facility.fees.least", params: {} },
      explanation: { key: "facility.fees.least.up-to", params: { least: least.amount } },
      article: getArticle(facility, least.article),
      amount: least.amount - rounded,
    },
  ];
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
