import { type Case, fits } from "../../rules/condition.ts";
import { getTerms, getTimetable } from "../../rules/facility.ts";
import type { Facility, Space } from "../../types/facility.ts";
import type { FeeRow } from "../../types/fee.ts";
import type { BandTimetable } from "../../types/timetable.ts";
import type { Finding } from "../finding.ts";
import { daysThatFit } from "./cases.ts";

/** A column of the table for one space: a band, a combination, or a period; and whether each case must have an amount. */
type Rate = { readonly id: string; readonly when: FeeRow["when"]; readonly isRequired: boolean };

/**
 * The fee table answers every case that can be booked exactly once. All cases are tried: each space with its bands or
 * periods, kinds of day, categories that may book it and purposes it serves.
 */
export function checkFees(facility: Facility): readonly Finding[] {
  const unknown = checkRates(facility);
  if (unknown.length > 0) return unknown;
  const used = new Set<string>();
  const findings = facility.spaces.flatMap((space) =>
    ratesOf(facility, space).flatMap((rate) => checkRate(facility, space, rate, used)),
  );
  return findings.length > 0 ? findings : [...checkUnused(facility, used), ...checkConditions(facility)];
}

function checkRate(facility: Facility, space: Space, rate: Rate, used: Set<string>): readonly Finding[] {
  const rows = [...facility.fees.table.entries()].filter(
    ([, row]) => row.spaces.includes(space.id) && Object.hasOwn(row.amounts, rate.id),
  );
  for (const given of casesOf(facility, space, rate)) {
    const fitting = rows.filter(([, row]) => fits(row.when, given));
    for (const [index] of fitting) used.add(`${index} ${rate.id}`);
    const params = { space: space.id, rate: rate.id, case: describe(given) };
    const second = fitting[1];
    if (second !== undefined) return [{ path: ["fees", "table", second[0]], message: "fee-overlap", params }];
    if (fitting.length === 0 && rate.isRequired) return [{ path: ["fees", "table"], message: "fee-gap", params }];
  }
  return [];
}

function ratesOf(facility: Facility, space: Space): readonly Rate[] {
  const timetable = getTimetable(facility, space);
  if (timetable.kind === "grid") return timetable.periods.map(({ id, when }) => ({ id, when, isRequired: true }));
  return [
    ...timetable.bands.map(({ id, when, alone }) => ({ id, when, isRequired: alone !== false })),
    ...timetable.combined.map(({ id, of, when }) => ({ id, when, isRequired: isOnlyWhole(timetable, of) })),
  ];
}

/** Where one of its bands is not lent alone, the combination must have a price of its own. */
function isOnlyWhole({ bands }: BandTimetable, of: readonly string[]): boolean {
  return bands.some(({ id, alone }) => alone === false && of.includes(id));
}

function casesOf(facility: Facility, space: Space, rate: Rate): readonly Case[] {
  const categories = getTerms(facility, space).categories.map(({ category }) => category);
  return daysThatFit(rate.when, [rate.when, ...facility.fees.table.map(({ when }) => when)]).flatMap((day) =>
    categories.flatMap((category) => space.purposes.map((purpose) => ({ ...day, category, purpose }))),
  );
}

/** An amount for a column that none of the row's spaces has. */
function checkRates(facility: Facility): readonly Finding[] {
  return facility.fees.table.flatMap((row, index) => {
    const known = facility.spaces
      .filter(({ id }) => row.spaces.includes(id))
      .flatMap((space) => ratesOf(facility, space));
    return Object.keys(row.amounts)
      .filter((id) => !known.some((rate) => rate.id === id))
      .map((id) => ({
        path: ["fees", "table", index, "amounts", id],
        atKey: true,
        message: "unknown-reference" as const,
        params: { what: "rate", id },
      }));
  });
}

/** An amount that no case ever asks for. */
function checkUnused(facility: Facility, used: ReadonlySet<string>): readonly Finding[] {
  return facility.fees.table.flatMap((row, index) =>
    Object.keys(row.amounts)
      .filter((rate) => !used.has(`${index} ${rate}`))
      .map((rate) => ({
        path: ["fees", "table", index, "amounts", rate],
        atKey: true,
        message: "unreachable-row" as const,
      })),
  );
}

/** Coefficients and reductions for cases that cannot be booked: a category that is in no terms, a purpose of no space. */
function checkConditions(facility: Facility): readonly Finding[] {
  const cases = facility.spaces.flatMap((space) =>
    ratesOf(facility, space).flatMap((rate) => casesOf(facility, space, rate)),
  );
  return (["coefficients", "reductions"] as const).flatMap((list) =>
    facility.fees[list].flatMap(({ when }, index): Finding[] => {
      const isReachable = cases.some((given) => fits({ ...when, groupCategories: undefined }, given));
      return isReachable ? [] : [{ path: ["fees", list, index], message: "unreachable-row" }];
    }),
  );
}

function describe({ dayType, month, category, purpose }: Case): string {
  return [dayType, month, category, purpose].join(", ");
}
