import { addMonths, type CivilDate, type DayRange, startOfMonth } from "../../../kernel/time/civil-date.ts";
import type { Method, PayoutMethod } from "../types.ts";

/** Where money was earned, as reports call it: a facility. The module that opened the payment knows. */
export type Place = { readonly id: string; readonly name: string };

export type Figures = {
  readonly chargeCount: number;
  readonly charged: number;
  readonly refundCount: number;
  readonly refunded: number;
  readonly depositTaken: number;
  readonly depositReturned: number;
  readonly depositKept: number;
  /** Movements that belong by their day to a month that was closed before. */
  readonly lateCount: number;
};

export type LedgerMethod = Method | PayoutMethod;
/** One line of 収納報告. */
export type MonthLine = Figures & { readonly place: Place; readonly method: LedgerMethod };

export const noFigures: Figures = {
  chargeCount: 0,
  charged: 0,
  refundCount: 0,
  refunded: 0,
  depositTaken: 0,
  depositReturned: 0,
  depositKept: 0,
  lateCount: 0,
};

export function sumFigures(all: Iterable<Figures>): Figures {
  const sum: Record<keyof Figures, number> = { ...noFigures };
  for (const one of all) for (const name of Object.keys(noFigures) as (keyof Figures)[]) sum[name] += one[name];
  return sum;
}

/** What stayed in the till and at the banks. */
export const balanceOf = ({ charged, refunded }: Figures): number => charged - refunded;

/** 収入: the balance without deposits (預り金, 地方自治法235条の4), and with those that stay by a decision. */
export const incomeOf = (figures: Figures): number =>
  balanceOf(figures) - (figures.depositTaken - figures.depositReturned) + figures.depositKept;

type Keyed = Figures & { readonly place: Place; readonly method: LedgerMethod };

/** Sums by place and method, in the order of the places' ids and of the methods as they are listed. */
export function groupByPlace(rows: Iterable<Keyed>, order: readonly string[]): MonthLine[] {
  const lines = new Map<string, MonthLine>();
  for (const { place, method, ...figures } of rows) {
    const key = `${place.id} ${method}`;
    const known = lines.get(key);
    lines.set(key, { place, method, ...sumFigures(known === undefined ? [figures] : [known, figures]) });
  }
  const rank = ({ method }: MonthLine) => order.indexOf(method);
  return [...lines.values()].sort(
    (a, b) => (a.place.id < b.place.id ? -1 : a.place.id > b.place.id ? 1 : 0) || rank(a) - rank(b),
  );
}

/** "2026-11" as a first day. */
export const monthOf = (day: CivilDate): CivilDate => startOfMonth(day);
export const rangeOfMonth = (month: CivilDate): DayRange => ({ from: month, until: addMonths(month, 1) });
/** A month can be closed from the first day after it. */
export const isMonthOver = (month: CivilDate, today: CivilDate): boolean => today >= rangeOfMonth(month).until;
