import type { Locale } from "../i18n/locales.ts";
import { type CivilDate, type DayRange, partsOf } from "./civil-date.ts";
import { japaneseYear } from "./eras.ts";

/** 会計年度, named by the year in which it begins on 1 April (地方自治法 208条). */
export function fiscalYearOf(date: CivilDate): number {
  const { year, month } = partsOf(date);
  return month >= 4 ? year : year - 1;
}

export function rangeOfFiscalYear(fiscalYear: number): DayRange {
  return { from: `${fiscalYear}-04-01`, until: `${fiscalYear + 1}-04-01` };
}

/** The era's first fiscal year. 2019 is 令和元年度 although it began in 平成 (閣議決定, 1 April 2019). */
const firstFiscalYears = [
  { era: "令和", first: 2019 },
  { era: "平成", first: 1989 },
  { era: "昭和", first: 1926 },
] as const;

/** 令和8年度; 2026年度 in やさしい日本語; FY2026 in English. */
export function formatFiscalYear(fiscalYear: number, locale: Locale): string {
  if (locale === "en") return `FY${fiscalYear}`;
  const found = firstFiscalYears.find(({ first }) => fiscalYear >= first);
  if (locale === "ja-easy" || found === undefined) return `${fiscalYear}年度`;
  return `${found.era}${japaneseYear(fiscalYear - found.first + 1)}年度`;
}

/** The same with the reading of its word in やさしい日本語: 2026年度《ねんど》. */
export function formatFiscalYearWithReading(fiscalYear: number, locale: Locale): string {
  const text = formatFiscalYear(fiscalYear, locale);
  return locale === "ja-easy" ? text.replace("年度", "年度《ねんど》") : text;
}

/** 令和8 · 2026 · FY2026: where a column says already that these are fiscal years. */
export function formatBareFiscalYear(fiscalYear: number, locale: Locale): string {
  return formatFiscalYear(fiscalYear, locale).replace("年度", "");
}

/** R8 · 2026: in a narrow drawing. */
export function formatNarrowFiscalYear(fiscalYear: number, locale: Locale): string {
  if (locale !== "ja") return String(fiscalYear);
  return formatBareFiscalYear(fiscalYear, locale)
    .replace("令和", "R")
    .replace("平成", "H")
    .replace("昭和", "S")
    .replace("元", "1");
}
