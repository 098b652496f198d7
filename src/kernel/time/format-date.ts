import { type Locale, languageTag } from "../i18n/locales.ts";
import { type CivilDate, partsOf, weekdayOf } from "./civil-date.ts";
import { findEra, japaneseYear } from "./eras.ts";

export const weekdaysInJapanese = ["日", "月", "火", "水", "木", "金", "土"] as const;

/** How each of them is read where it stands alone. */
export const weekdayReadings = ["にち", "げつ", "か", "すい", "もく", "きん", "ど"] as const;

/** 令和8年12月4日. Days before 1873 keep the western year. */
export function formatWareki(date: CivilDate): string {
  const { month, day } = partsOf(date);
  return `${yearOf(date, "ja")}年${month}月${day}日`;
}

/** The year of a day, without 年: 令和8; 2026 in やさしい日本語 and English. */
export function yearOf(date: CivilDate, locale: Locale): string {
  const { year } = partsOf(date);
  const era = locale === "ja" ? findEra(date) : undefined;
  return era === undefined ? String(year) : `${era.name}${japaneseYear(year - era.base)}`;
}

/**
 * ja 令和8年12月4日（金） · ja-easy 2026年12月4日（金曜日） · en Friday, 4 December 2026. Without year where the page says the year
 * elsewhere; without weekday for days long past, birthdays, and dates of issue.
 */
export function formatDate(
  date: CivilDate,
  locale: Locale,
  options: { readonly year?: boolean; readonly weekday?: boolean } = {},
): string {
  const { year: withYear = true, weekday: withWeekday = true } = options;
  if (locale === "en") return english(withYear, withWeekday).format(utcNoon(date));
  const { year, month, day } = partsOf(date);
  const written = !withYear
    ? `${month}月${day}日`
    : locale === "ja"
      ? formatWareki(date)
      : `${year}年${month}月${day}日`;
  if (!withWeekday) return written;
  const weekday = weekdaysInJapanese[weekdayOf(date)];
  return `${written}（${weekday}${locale === "ja-easy" ? "曜日" : ""}）`;
}

/** Intl wants an instant; noon in UTC, formatted in UTC, is that day whatever the server's own zone. */
function utcNoon(date: CivilDate): Date {
  return new Date(`${date}T12:00:00Z`);
}

const englishFormats = new Map<string, Intl.DateTimeFormat>();

function english(withYear: boolean, withWeekday: boolean): Intl.DateTimeFormat {
  const id = `${withYear} ${withWeekday}`;
  let format = englishFormats.get(id);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(`${languageTag.en}-GB`, {
      timeZone: "UTC",
      day: "numeric",
      month: "long",
      ...(withYear ? { year: "numeric" } : {}),
      ...(withWeekday ? { weekday: "long" } : {}),
    });
    englishFormats.set(id, format);
  }
  return format;
}
