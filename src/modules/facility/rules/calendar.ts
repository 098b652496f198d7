import { addDays, type CivilDate, partsOf, weekdayOf } from "../../../kernel/time/civil-date.ts";
import { holidayOn } from "../../../kernel/time/holiday.ts";
import type { Calendar, Closing, DayOpening, DayType, Town, Weekday } from "../types/calendar.ts";
import { weekdays } from "../types/calendar.ts";
import type { Words } from "../types/words.ts";
import { fits } from "./condition.ts";

/** Opening hours of a day, or why it is closed. The first closing that applies gives the reason. */
export function openingOn(calendar: Calendar, on: CivilDate, town: Town): DayOpening {
  // Nobody can say whether a weekday of that year is a holiday, and with it whether the house is open.
  if (holidayOn(on, town).kind === "unknown")
    return { open: false, reason: { key: "facility.calendar.unknown-year", params: {} } };
  for (const closing of calendar.closed) {
    const reason = closedBy(closing, on, town);
    if (reason !== undefined) return { open: false, reason };
  }
  const given = { dayType: dayTypeOf(on, town), month: partsOf(on).month };
  const hours = calendar.hours.find((row) => fits(row.when, given));
  if (hours === undefined) return { open: false, reason: { key: "facility.calendar.no-hours", params: {} } };
  return { open: true, from: hours.from, to: hours.to };
}

/** A holiday is a holiday, whatever weekday it falls on. */
export function dayTypeOf(on: CivilDate, town: Town): DayType {
  if (isHoliday(on, town)) return "holiday";
  const weekday = nameOfWeekday(on);
  return weekday === "saturday" || weekday === "sunday" ? weekday : "weekday";
}

function closedBy(closing: Closing, on: CivilDate, town: Town): Words | undefined {
  switch (closing.kind) {
    case "weekly":
      return closedWeekly(closing, on, town);
    case "yearly":
      return isInYearlySpan(closing, on.slice(5)) ? closedFor(closing) : undefined;
    case "dates":
      return closing.from <= on && on <= closing.to ? closedFor(closing) : undefined;
  }
}

function closedWeekly(closing: Closing & { kind: "weekly" }, on: CivilDate, town: Town): Words | undefined {
  const { weekday, ifHoliday } = closing;
  if (nameOfWeekday(on) === weekday && !(isHoliday(on, town) && ifHoliday !== "closed")) {
    return { key: "facility.calendar.weekly", params: { weekday } };
  }
  if (ifHoliday !== "next-weekday") return undefined;
  const missed = findMissedClosing(weekday, on, town);
  if (missed === undefined) return undefined;
  return { key: "facility.calendar.shifted", params: { weekday, missed: { day: missed } } };
}

/**
 * The holiday whose closing moved to this day. It moves to the first day after it that is neither a holiday nor a
 * weekend, so that a chain of holidays (4 to 6 May) is passed over. It does not pass over other closing days: where the
 * next weekday is closed anyway, the city gives no further day off.
 */
function findMissedClosing(weekday: Weekday, on: CivilDate, town: Town): CivilDate | undefined {
  if (dayTypeOf(on, town) !== "weekday") return undefined;
  for (let day = addDays(on, -1); dayTypeOf(day, town) !== "weekday"; day = addDays(day, -1)) {
    if (nameOfWeekday(day) === weekday && isHoliday(day, town)) return day;
  }
  return undefined;
}

/** Both ends included; from 12-29 to 01-03 runs over the turn of the year. */
function isInYearlySpan({ from, to }: { from: string; to: string }, monthDay: string): boolean {
  return from <= to ? from <= monthDay && monthDay <= to : monthDay >= from || monthDay <= to;
}

function closedFor({ reason }: Closing & { kind: "yearly" | "dates" }): Words {
  return { key: "facility.calendar.closing", params: { reason } };
}

function isHoliday(on: CivilDate, town: Town): boolean {
  return holidayOn(on, town).kind === "holiday";
}

function nameOfWeekday(on: CivilDate): Weekday {
  return weekdays[(weekdayOf(on) + 6) % 7] ?? "monday";
}
