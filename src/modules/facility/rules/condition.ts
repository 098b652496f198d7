import type { Condition, DayType } from "../types/calendar.ts";

/** The case that a table is asked about. */
export type Case = {
  readonly dayType: DayType;
  readonly month: number;
  readonly category?: string | undefined;
  readonly purpose?: string | undefined;
  readonly groupCategories?: readonly string[] | undefined;
};

export function fits(condition: Condition | undefined, given: Case): boolean {
  if (condition === undefined) return true;
  return (
    isAmong(condition.days, given.dayType) &&
    isAmong(condition.months, given.month) &&
    isAmong(condition.categories, given.category) &&
    isAmong(condition.purposes, given.purpose) &&
    hasOneOf(condition.groupCategories, given.groupCategories)
  );
}

/** A condition on something that is not known yet does not fit: nobody is promised a reduction before saying who they are. */
function isAmong<T>(allowed: readonly T[] | undefined, value: T | undefined): boolean {
  return allowed === undefined || (value !== undefined && allowed.includes(value));
}

function hasOneOf(allowed: readonly string[] | undefined, values: readonly string[] = []): boolean {
  return allowed === undefined || allowed.some((one) => values.includes(one));
}
