import { accept, type Reason, type Result, refuse } from "../result.ts";
import { addDays, type CivilDate, civilDateFrom, partsOf, weekdayOf } from "./civil-date.ts";
import { type Era, findEraByName, firstSolarYear, japaneseYear } from "./eras.ts";
import { formatWareki, weekdaysInJapanese } from "./format-date.ts";

export type DateRead = {
  readonly date: CivilDate;
  /** The day is right but has another name: 平成31年5月1日 is 令和元年5月1日. */
  readonly note: Reason | undefined;
};

/**
 * Reads a day as people write it: 令和8年12月4日, 令和元年5月1日, R1.5.1, 平31.4.30, ２０２６／１２／４, 2026年12月4日（金）, 20261204. A day
 * without a year (12月4日, 12/4) is read if `onOrAfter` is given: it is the next such day from there on.
 */
export function parseJapaneseDate(text: string, options: { readonly onOrAfter?: CivilDate } = {}): Result<DateRead> {
  const typed = text.normalize("NFKC").replace(/\s/gu, "");
  const [, written = "", weekday] = /^(.*?)(?:\(([日月火水木金土])(?:曜日?)?\))?$/u.exec(typed) ?? [];
  const read = readDay(written, options.onOrAfter);
  if (!read.ok || weekday === undefined) return read;
  const actual = weekdaysInJapanese[weekdayOf(read.value.date)] ?? "";
  return weekday === actual
    ? read
    : refuse("field.date-weekday", { day: formatWareki(read.value.date), weekday: actual });
}

const monthAndDay = String.raw`(\d{1,2})(?:月|[-./])(\d{1,2})日?$`;
const eraDay = new RegExp(
  String.raw`^(明治|大正|昭和|平成|令和|[明大昭平令]|[MTSHR])(元|\d{1,2})(?:年|[-./])${monthAndDay}`,
  "iu",
);
const westernDay = new RegExp(String.raw`^([1-9]\d{3})(?:年|[-./])${monthAndDay}`, "u");
const digitsOnly = /^([1-9]\d{3})(\d\d)(\d\d)$/;
const dayWithoutYear = new RegExp(`^${monthAndDay}`, "u");
const shortYear = /^\d{1,2}[-./年]/u;

function readDay(text: string, onOrAfter: CivilDate | undefined): Result<DateRead> {
  const [, name = "", yearOfEra, ...ofEra] = eraDay.exec(text) ?? [];
  const era = findEraByName(name);
  if (era !== undefined) {
    return readEraDay(era, yearOfEra === "元" ? 1 : Number(yearOfEra), Number(ofEra[0]), Number(ofEra[1]));
  }
  const western = westernDay.exec(text) ?? digitsOnly.exec(text);
  if (western !== null) return named(civilDateFrom(Number(western[1]), Number(western[2]), Number(western[3])));
  const yearless = dayWithoutYear.exec(text);
  if (yearless !== null && onOrAfter !== undefined) {
    return named(nextDay(Number(yearless[1]), Number(yearless[2]), onOrAfter));
  }
  return refuse(yearless !== null || shortYear.test(text) ? "field.date-year" : "field.date");
}

function named(day: Result<CivilDate>): Result<DateRead> {
  return day.ok ? accept({ date: day.value, note: undefined }) : day;
}

/** Decides the year before it looks whether the day exists: in November, 2月29日 means next year's, and is explained. */
function nextDay(month: number, day: number, onOrAfter: CivilDate): Result<CivilDate> {
  const reference = partsOf(onOrAfter);
  const isOver = month < reference.month || (month === reference.month && day < reference.day);
  return civilDateFrom(isOver ? reference.year + 1 : reference.year, month, day);
}

/**
 * A day that its era does not have is refused with its right name, since it may as well be a slip of the year. Only the
 * day after an era's last is accepted (昭和64年1月8日): forms printed before the change say so.
 */
function readEraDay(era: Era, yearOfEra: number, month: number, day: number): Result<DateRead> {
  if (yearOfEra < 1) return refuse("field.date-era-year", { era: era.name });
  const year = era.base + yearOfEra;
  if (year < firstSolarYear) return refuse("field.date-lunar");
  const found = civilDateFrom(year, month, day);
  if (!found.ok) return found;
  const date = found.value;
  const right = formatWareki(date);
  const isTooEarly = date < era.first;
  const isTooLate = era.last !== undefined && date > era.last;
  if (!isTooEarly && !isTooLate) return accept({ date, note: undefined });
  if (era.last !== undefined && date === addDays(era.last, 1)) {
    const typed = `${era.name}${japaneseYear(yearOfEra)}年${month}月${day}日`;
    return accept({ date, note: { key: "kernel.date-other-name", params: { typed, right } } });
  }
  if (isTooEarly) return refuse("field.date-before-era", { era: era.name, first: nameIn(era, era.first), right });
  return refuse("field.date-after-era", { era: era.name, last: nameIn(era, era.last ?? date), right });
}

function nameIn(era: Era, date: CivilDate): string {
  const { year, month, day } = partsOf(date);
  return `${era.name}${japaneseYear(year - era.base)}年${month}月${day}日`;
}
