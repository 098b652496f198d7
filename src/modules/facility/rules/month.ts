import { addMonths, type CivilDate, daysBetween, listDays, startOfMonth } from "../../../kernel/time/civil-date.ts";
import { minutesOf } from "../../../kernel/time/wall-time.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility } from "../types/facility.ts";
import { openingOn } from "./calendar.ts";

export type MonthOpening = {
  /** Days on which the house is open by its calendar. */
  readonly openDays: number;
  /** Opening hours of these days, once for each unit: what could be used at the most. */
  readonly openMinutes: number;
  /** The version that held last in the month. */
  readonly facility: Facility;
};

/**
 * How long a facility is open in a month, each day by the version that holds on it. `versions` are those of one facility,
 * the oldest first. Undefined before its first day.
 */
export function openingInMonth(versions: readonly Facility[], month: CivilDate, town: Town): MonthOpening | undefined {
  let found: MonthOpening | undefined;
  for (const on of listDays(month, addMonths(month, 1))) {
    const facility = versions.findLast(({ effectiveFrom }) => effectiveFrom <= on);
    if (facility === undefined) continue;
    const { openDays, openMinutes } = found ?? { openDays: 0, openMinutes: 0 };
    const opening = openingOn(facility.calendar, on, town);
    found = opening.open
      ? {
          facility,
          openDays: openDays + 1,
          openMinutes: openMinutes + (minutesOf(opening.to) - minutesOf(opening.from)) * facility.units.length,
        }
      : { facility, openDays, openMinutes };
  }
  return found;
}

/** First days of all months from the one of the first day to the one of the last, both included. */
export function listMonths(from: CivilDate, to: CivilDate): readonly CivilDate[] {
  const months: CivilDate[] = [];
  for (let month = startOfMonth(from); daysBetween(month, to) >= 0; month = addMonths(month, 1)) months.push(month);
  return months;
}
