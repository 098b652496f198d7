import { Temporal } from "temporal-polyfill";
import { accept, type Result, refuse } from "../result.ts";

/** A day in the city's calendar: "2026-12-04". Compare with < and >; never make a Date of it to compare. */
export type CivilDate = string;

/** A time of day on the wall: "18:00". As an end "24:00" is allowed. */
export type WallTime = string;

/** Half-open: `until` is the first day that is not in it. */
export type DayRange = { readonly from: CivilDate; readonly until: CivilDate };

/** Reads YYYY-MM-DD and nothing else, as it stands in addresses and city files; parseJapaneseDate reads what people type. */
export function parseCivilDate(text: string): Result<CivilDate> {
  const parts = /^([1-9]\d{3})-(\d\d)-(\d\d)$/.exec(text);
  if (parts === null) return refuse("field.date");
  return civilDateFrom(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

export function isCivilDate(text: string): boolean {
  return parseCivilDate(text).ok;
}

/** A day from its numbers; 29 February exists in leap years only. */
export function civilDateFrom(year: number, month: number, day: number): Result<CivilDate> {
  if (month < 1 || month > 12) return refuse("field.date-month", { month });
  const last = Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
  if (day < 1 || day > last) return refuse("field.date-day", { year: String(year), month, last });
  return accept(Temporal.PlainDate.from({ year, month, day }).toString());
}

/** Read off the text, since templates ask for them often; `month` is 1 to 12, `day` 1 to 31. */
export function partsOf(date: CivilDate): { readonly year: number; readonly month: number; readonly day: number } {
  return { year: Number(date.slice(0, 4)), month: monthOf(date), day: Number(date.slice(8)) };
}

/** 1 to 12. */
export function monthOf(date: CivilDate): number {
  return Number(date.slice(5, 7));
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return dayAt(numberOf(date) + days);
}

/**
 * The same day of another month; where that month is too short, its last day (民法 143条2項ただし書: a period of months that
 * has no corresponding day ends with the month's last day). Steps from the result drift (31 Jan → 28 Feb → 28 Mar), so count a
 * monthly or yearly series always from its first day.
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  return plain(date).add({ months }, { overflow: "constrain" }).toString();
}

/** Days from one to the other; negative if `until` is earlier. */
export function daysBetween(from: CivilDate, until: CivilDate): number {
  return numberOf(until) - numberOf(from);
}

/** 0 is Sunday, 6 Saturday, as in JavaScript's Date and in SQL's extract(dow). */
export function weekdayOf(date: CivilDate): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  // Day 0, 1 January 1970, was a Thursday.
  return ((((numberOf(date) + 4) % 7) + 7) % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6;
}

export function startOfMonth(date: CivilDate): CivilDate {
  return plain(date).with({ day: 1 }).toString();
}

/** The Monday on or before the day. */
export function startOfWeek(date: CivilDate): CivilDate {
  return addDays(date, -((weekdayOf(date) + 6) % 7));
}

/** Every day from `from` up to but not including `until`; none if `until` is not later. */
export function listDays(from: CivilDate, until: CivilDate): CivilDate[] {
  const first = numberOf(from);
  return Array.from({ length: Math.max(0, daysBetween(from, until)) }, (_, days) => dayAt(first + days));
}

export function isDayWithin(date: CivilDate, range: DayRange): boolean {
  return range.from <= date && date < range.until;
}

/** Days since 1 January 1970. A week view counts days hundreds of times: 0.1 µs instead of 3 µs an answer. */
function numberOf(date: CivilDate): number {
  const known = numbers.get(date);
  if (known !== undefined) return known;
  const { year, month, day } = plain(date);
  const number = Date.UTC(year, month - 1, day) / dayInMs;
  if (numbers.size >= mostNumbers) numbers.clear();
  numbers.set(date, number);
  return number;
}

function dayAt(number: number): CivilDate {
  return new Date(number * dayInMs).toISOString().slice(0, -"T00:00:00.000Z".length);
}

const dayInMs = 86_400_000;
const numbers = new Map<CivilDate, number>();
const mostNumbers = 4_000;

/** @throws RangeError if the text is no day: it should have been parsed where it came in. */
function plain(date: CivilDate): Temporal.PlainDate {
  return Temporal.PlainDate.from(date);
}
