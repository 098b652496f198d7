import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { holidayOn } from "../../../kernel/time/holiday.ts";
import type { Calendar, DayOpening, Town } from "../types/calendar.ts";
import { closedBy, isFor } from "./closing.ts";
import { fits } from "./condition.ts";
import { dayCaseOf } from "./day-type.ts";

export { dayTypeOf } from "./day-type.ts";

/**
 * Opening hours of a day, or why it is closed. The first closing that applies gives the reason; an extra opening goes
 * before all of them. Without a space the house is asked: what closes one room only does not count.
 */
export function openingOn(calendar: Calendar, on: CivilDate, town: Town, spaceId?: string): DayOpening {
  // Nobody can say whether a weekday of that year is a holiday, and with it whether the house is open.
  if (holidayOn(on, town).kind === "unknown")
    return { open: false, reason: { key: "facility.calendar.unknown-year", params: {} } };
  const extra = calendar.openings?.find((one) => one.from <= on && on <= one.to && isFor(one, spaceId));
  if (extra === undefined) {
    for (const closing of calendar.closed) {
      const reason = isFor(closing, spaceId) ? closedBy(closing, on, town, calendar.closed) : undefined;
      if (reason === undefined) continue;
      return { open: false, reason, ...(closing.article === undefined ? {} : { article: closing.article }) };
    }
  }
  const given = dayCaseOf(on, town);
  const hours = extra?.hours ?? calendar.hours.find((row) => fits(row.when, given));
  if (hours === undefined) return { open: false, reason: { key: "facility.calendar.no-hours", params: {} } };
  return { open: true, from: hours.from, to: hours.to };
}
