import {
  addDays,
  addMonths,
  type CivilDate,
  partsOf,
  startOfMonth,
  type WallTime,
} from "../../../kernel/time/civil-date.ts";
import { type Weekday, weekdays } from "../types/calendar.ts";
import type { Closes, Opening } from "../types/terms.ts";
import { isNth, nameOfWeekday } from "./condition.ts";

/** A day and a time on it, as ordinances name moments. */
export type DayAndTime = { readonly day: CivilDate; readonly at: WallTime };

/** Whether the house is closed that day, or only offices are (on a Saturday, a Sunday, a holiday); for windows that avoid such days. */
export type IsClosed = (day: CivilDate, whose?: "house" | "offices") => boolean;

/** When a day of use opens for booking; undefined: never. */
export function openingOf(opening: Opening, on: CivilDate, isClosed: IsClosed = never): DayAndTime | undefined {
  if (opening.kind === "never") return undefined;
  const first = firstDayOf(opening, on);
  return {
    day: opening.ifClosed === undefined ? first : nextOpen(first, on, whoseDays(opening, isClosed)),
    at: opening.at,
  };
}

/** The last moment to book a day of use; undefined where the ordinance counts minutes before the start. */
export function lastMomentOf(closes: Closes, on: CivilDate, isClosed: IsClosed = never): DayAndTime | undefined {
  if (closes.kind === "minutes") return undefined;
  const last = lastDayOf(closes, on, isClosed);
  const isOpen = (day: CivilDate) => !whoseDays(closes, isClosed)(day);
  return { day: closes.ifClosed === undefined ? last : latestThat(isOpen, last), at: closes.at ?? "24:00" };
}

function lastDayOf(closes: Exclude<Closes, { kind: "minutes" }>, on: CivilDate, isClosed: IsClosed): CivilDate {
  if (closes.kind === "weeks") return dayOfWeek(on, closes.weeks, closes.weekday);
  if (closes.kind === "months") return dayOfMonth(addMonths(on, -closes.months), closes.day);
  return closes.openDays === true ? daysBack(on, closes.days, isClosed) : addDays(on, -closes.days);
}

/** Only weekdays: what offices take no applications on is avoided as well. */
function whoseDays({ ifClosed = "" }: { readonly ifClosed?: string | undefined }, isClosed: IsClosed): IsClosed {
  return ifClosed.endsWith("weekday") ? (day) => isClosed(day) || isClosed(day, "offices") : isClosed;
}

function firstDayOf(opening: Exclude<Opening, { kind: "never" }>, on: CivilDate): CivilDate {
  switch (opening.kind) {
    case "days":
      return addDays(on, -opening.days);
    case "months":
      return dayOfMonth(addMonths(on, -opening.months), opening.day);
    case "nth": {
      const first = addMonths(startOfMonth(on), -opening.months);
      const days = Array.from({ length: 31 }, (_, index) => addDays(first, index));
      const isIt = (day: CivilDate) => nameOfWeekday(day) === opening.weekday && isNth(opening.nth, day);
      // A month without a fifth one has its last.
      return days.find(isIt) ?? addDays(days.findLast((day) => nameOfWeekday(day) === opening.weekday) ?? first, -7);
    }
    case "weeks":
      return dayOfWeek(on, opening.weeks, opening.weekday);
    case "year":
      return latestBefore(opening.opensOn, latestBefore(opening.startsOn, on));
    case "date":
      return opening.day;
  }
}

/** That weekday of the week so many weeks before the one in which the day lies, from Monday to Sunday. */
function dayOfWeek(on: CivilDate, weeks: number, weekday: Weekday): CivilDate {
  const monday = addDays(on, -weekdays.indexOf(nameOfWeekday(on)));
  return addDays(monday, weekdays.indexOf(weekday) - 7 * weeks);
}

/** 31 August, six months before, is 28 February: the same day of a shorter month is its last day. */
function dayOfMonth(sameDay: CivilDate, day: "first" | "same" | number): CivilDate {
  if (day === "same") return sameDay;
  if (day === "first") return startOfMonth(sameDay);
  const last = addDays(addMonths(startOfMonth(sameDay), 1), -1);
  const wanted = `${sameDay.slice(0, 8)}${String(day).padStart(2, "0")}`;
  return wanted < last ? wanted : last;
}

/** The latest day with this MM-DD that is not after `on`; 02-29 is 28 February in other years. */
function latestBefore(monthDay: string, on: CivilDate): CivilDate {
  const inYear = (year: number) => {
    const month = `${year}-${monthDay.slice(0, 2)}-01`;
    return dayOfMonth(month, Number(monthDay.slice(3)));
  };
  const { year } = partsOf(on);
  return inYear(year) <= on ? inYear(year) : inYear(year - 1);
}

function nextOpen(from: CivilDate, until: CivilDate, isClosed: IsClosed): CivilDate {
  let day = from;
  while (day < until && isClosed(day)) day = addDays(day, 1);
  return day;
}

/** That day, or the last one before it that is so; the day itself where none is within a year. */
function latestThat(isSo: (day: CivilDate) => boolean, from: CivilDate): CivilDate {
  let day = from;
  for (let steps = 0; steps <= 366; steps += 1, day = addDays(day, -1)) if (isSo(day)) return day;
  return from;
}

/** The n-th open day before a day. A house that is closed for a year has none; then the days are counted as they come. */
function daysBack(on: CivilDate, days: number, isClosed: IsClosed): CivilDate {
  let day = on;
  for (let left = days, steps = 0; left > 0; steps += 1) {
    if (steps > 366) return addDays(on, -days);
    day = addDays(day, -1);
    if (!isClosed(day)) left -= 1;
  }
  return day;
}

function never(): boolean {
  return false;
}
