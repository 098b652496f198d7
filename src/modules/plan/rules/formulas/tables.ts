import { type CivilDate, isDayWithin } from "../../../../kernel/time/civil-date.ts";
import { rangeOfFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { decimalOf, percentOf, sumOf } from "../number.ts";
import { problem, refuseRows } from "./read-rows.ts";
import type { Cells, Computed, Uncomputable } from "./types.ts";

/** What several formulas do with rows that were read. */

export function isInYear(day: CivilDate, year: number): boolean {
  return isDayWithin(day, rangeOfFiscalYear(year));
}

/** Until 31 March of the fiscal year, that day included. */
export function isByEndOf(day: CivilDate, year: number): boolean {
  return day < rangeOfFiscalYear(year).until;
}

export function sumColumn(rows: readonly Cells[], column: string) {
  return sumOf(rows.map(({ cell }) => cell(column)));
}

/** Same names twice would count twice: each later one is a problem that names the first. */
export function findTwice(rows: readonly Cells[], column: string) {
  const first = new Map<string, number>();
  return rows.flatMap(({ row, cell }) => {
    const name = cell(column);
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, row);
      return [];
    }
    return [problem(row, column, "plan.rule.row.twice", { name, first: before })];
  });
}

export function share(
  numerator: ReturnType<typeof sumOf>,
  denominator: ReturnType<typeof sumOf>,
  counts: Computed["counts"],
): Computed | Uncomputable {
  if (denominator.eq(0)) return refuseRows([problem(undefined, undefined, "plan.rule.row.nothing-to-divide")]);
  return {
    ok: true,
    value: decimalOf(percentOf(numerator, denominator)),
    numerator: decimalOf(numerator),
    denominator: decimalOf(denominator),
    counts,
  };
}
