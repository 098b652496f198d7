import { sumYen, type Yen } from "../../../kernel/money/yen.ts";
import type { Facility } from "../types/facility.ts";
import type { Coefficient, CoefficientKind, CoefficientUnit, PriceLine, Rounding } from "../types/fee.ts";
import type { Words } from "../types/words.ts";
import type { Piece } from "./base-price.ts";
import { type Case, fits } from "./condition.ts";
import { type Exact, exactly, floorExact, plus, plusShare, times } from "./exact.ts";
import { getArticle } from "./facility.ts";
import { caseOfSlot } from "./long-slots.ts";
import { roundStep } from "./rounding.ts";

/**
 * What the coefficients add to the base, one line each, in the declared order of kinds and then the order of the file. Each
 * line is what its coefficient changes; the running fee is exact and loses a fraction only where the ordinance rounds.
 */
export function weigh(facility: Facility, pieces: readonly Piece[], given: Case): readonly PriceLine[] {
  return groupPieces(facility, pieces, given).flatMap(({ inside, fitting, counted }) =>
    applyTo(facility, inside, fitting, given, counted),
  );
}

/** Those that count for this case: conditions, then combinations in place of others, then the highest of those that exclude each other. */
export function listFitting(facility: Facility, given: Case): readonly Coefficient[] {
  const { coefficients } = facility.fees;
  const fitting = coefficients.filter(({ when }) => fits(when, given));
  if (fitting.length < 2) return fitting;
  return highestOfEach(withoutReplaced(fitting));
}

/** The most specific combination goes first: one that was replaced replaces nothing any more. */
function withoutReplaced(fitting: readonly Coefficient[]): readonly Coefficient[] {
  const combinations = fitting
    .filter(({ insteadOf }) => insteadOf !== undefined)
    .toSorted((a, b) => (b.insteadOf?.length ?? 0) - (a.insteadOf?.length ?? 0));
  if (combinations.length === 0) return fitting;
  const gone = new Set<string>();
  for (const { id, insteadOf = [] } of combinations) {
    if (gone.has(id)) continue;
    for (const other of insteadOf) gone.add(other);
  }
  return fitting.filter(({ id }) => !gone.has(id));
}

function highestOfEach(fitting: readonly Coefficient[]): readonly Coefficient[] {
  return fitting.filter((one, index) => {
    if (one.exclusive === undefined) return true;
    return fitting.every((other, at) => {
      if (at === index || other.exclusive !== one.exclusive) return true;
      const difference = sizeOf(other) - sizeOf(one);
      return difference < 0 || (difference === 0 && index < at);
    });
  });
}

function sizeOf(one: Coefficient): number {
  if (one.kind === "add") return one.percent ?? one.add ?? 0;
  return one.kind === "replace" ? (one.factor ?? one.amount ?? 0) : one.multiply;
}

type Group = {
  readonly inside: readonly Piece[];
  readonly fitting: readonly Coefficient[];
  /** Those that counted for a group before: what is paid once for the booking is paid there. */
  readonly counted: readonly Coefficient[];
};

/**
 * Pieces for which the same coefficients count are weighed together; where the ordinance rounds each line, each by itself.
 * Without conditions on slots that is the whole run, if it is no stay of several nights, each of which has its own day.
 */
function groupPieces(facility: Facility, pieces: readonly Piece[], given: Case): readonly Group[] {
  const { coefficients, rounding } = facility.fees;
  const isByPiece = given.later !== undefined || coefficients.some(({ when }) => when.slots !== undefined);
  if (!isByPiece && rounding.at !== "line") {
    return [{ inside: pieces, fitting: listFitting(facility, given), counted: [] }];
  }
  const groups = new Map<string, Group & { inside: Piece[] }>();
  for (const [index, piece] of pieces.entries()) {
    const fitting = listFitting(facility, { ...caseOfSlot(given, piece.slots[0]), slots: piece.slots });
    const key = rounding.at === "line" ? String(index) : fitting.map(({ id }) => id).join(" ");
    const group = groups.get(key);
    if (group === undefined)
      groups.set(key, { inside: [piece], fitting, counted: [...groups.values()].flatMap((one) => one.fitting) });
    else group.inside.push(piece);
  }
  return [...groups.values()];
}

const usualOrder: readonly CoefficientKind[] = ["replace", "multiply", "add"];

function applyTo(
  facility: Facility,
  pieces: readonly Piece[],
  fitting: readonly Coefficient[],
  given: Case,
  counted: readonly Coefficient[],
): readonly PriceLine[] {
  const { order = usualOrder, rounding } = facility.fees;
  const base = sumYen(pieces.map(({ line }) => line.amount));
  const lines: PriceLine[] = [];
  let fee = stepOf(facility, exactly(base), rounding, lines);
  for (const kind of order) {
    for (const one of fitting) {
      if ((one.kind ?? "multiply") !== kind) continue;
      const before = floorExact(fee);
      fee = change(one, fee, base, pieces, given, counted);
      const after = floorExact(fee);
      const line = lineOf(facility, one, before, after, unitsOf(one, pieces, given, counted));
      if (line !== undefined) lines.push(line);
      fee = stepOf(facility, fee, rounding, lines);
    }
  }
  if (rounding.at === "line") roundStep(facility, fee, lines);
  return lines;
}

function stepOf(facility: Facility, fee: Exact, rounding: Rounding, lines: PriceLine[]): Exact {
  return rounding.at === "step" ? exactly(roundStep(facility, fee, lines)) : fee;
}

function change(
  one: Coefficient,
  fee: Exact,
  base: Yen,
  pieces: readonly Piece[],
  given: Case,
  counted: readonly Coefficient[],
): Exact {
  if (one.kind === "add" && one.percent !== undefined) return plusShare(fee, base, one.percent);
  const units = unitsOf(one, pieces, given, counted);
  if (one.kind === "add") return plus(fee, (one.add ?? 0) * units);
  if (one.kind !== "replace") return times(fee, one.multiply);
  return one.factor === undefined ? exactly((one.amount ?? 0) * units) : times(exactly(base), one.factor);
}

/** For how many of them it counts; an amount for the whole booking counts once, whatever groups it fell into. */
function unitsOf(one: Coefficient, pieces: readonly Piece[], given: Case, counted: readonly Coefficient[]): number {
  const per: CoefficientUnit = one.kind === "add" || one.kind === "replace" ? (one.per ?? "booking") : "booking";
  const slots = new Set(pieces.flatMap((piece) => piece.slots));
  switch (per) {
    case "booking":
      return counted.includes(one) ? 0 : 1;
    case "person":
      return counted.includes(one) ? 0 : Math.max(0, (given.people ?? 1) - ((one.kind === "add" && one.beyond) || 0));
    case "slot":
      return slots.size;
    case "hour": {
      const minutes = new Map(pieces.map((piece) => [piece.slots[0], piece.minutes]));
      return Math.ceil([...minutes.values()].reduce((sum, one) => sum + one, 0) / 60);
    }
  }
}

function lineOf(facility: Facility, one: Coefficient, before: Yen, after: Yen, units: number): PriceLine | undefined {
  if (one.kind === "add" && one.percent === undefined && units === 0) return undefined;
  return {
    kind: "coefficient",
    ...wordsOf(one, before, after, units),
    article: getArticle(facility, one.article),
    amount: after - before,
  };
}

function wordsOf(one: Coefficient, before: Yen, after: Yen, units: number): { label: Words; explanation: Words } {
  const { because, name } = one;
  const change = after - before;
  if (one.kind === "add") {
    const label = { key: "facility.fees.add", params: { name } };
    const { percent, beyond } = one;
    if (percent !== undefined) {
      return { label, explanation: { key: "facility.fees.add.percent", params: { because, percent, change } } };
    }
    if (beyond !== undefined) {
      const params = { because, each: one.add ?? 0, units, beyond };
      return { label, explanation: { key: "facility.fees.add.beyond", params } };
    }
    return {
      label,
      explanation: {
        key: `facility.fees.add.per-${one.per ?? "booking"}`,
        params: { because, each: one.add ?? 0, units },
      },
    };
  }
  if (one.kind === "replace") {
    const label = { key: "facility.fees.replace", params: { name } };
    if (one.factor === undefined) {
      return { label, explanation: { key: "facility.fees.replace.amount", params: { because, before, after } } };
    }
    const params = { because, factor: one.factor, after };
    return { label, explanation: { key: "facility.fees.replace.factor", params } };
  }
  return {
    label:
      one.when.categories === undefined
        ? { key: "facility.fees.coefficient", params: { name, multiply: one.multiply } }
        : { key: "facility.price.coefficient", params: { multiply: one.multiply } },
    explanation:
      change < 0
        ? { key: "facility.price.coefficient.less", params: { because, change: -change } }
        : { key: "facility.price.coefficient.more", params: { because, change } },
  };
}

/** An amount beside the fee (an extra, an overrun) with the coefficients that count for it: those that multiply, and percent. */
export function weighAmount(amount: Yen, fitting: readonly Coefficient[]): Yen {
  const factors = fitting.flatMap((one) => ("multiply" in one ? [one.multiply] : []));
  const percents = fitting.flatMap((one) => (one.kind === "add" ? [one.percent ?? 0] : []));
  const multiplied = factors.reduce(times, exactly(amount));
  return floorExact(percents.reduce((soFar, percent) => plusShare(soFar, amount, percent), multiplied));
}
