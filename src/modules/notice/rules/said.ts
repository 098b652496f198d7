import { type Locale, languageTag, localText } from "../../../kernel/i18n/locales.ts";
import { withBrackets } from "../../../kernel/i18n/translate.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { civilDateOf, wallTimeOf } from "../../../kernel/time/instant.ts";
import { formatTimeRange, formatWallTime } from "../../../kernel/time/wall-time.ts";
import type { Said } from "../types.ts";
import { cleanLine, withoutLinks } from "./clean.ts";

/** Puts a value into words of the language; texts of people and of city files become one clean line. */
export function sayValue(value: Said, locale: Locale, zone: string): string {
  if (typeof value === "string") return withoutLinks(cleanLine(value));
  if (typeof value === "number") return value.toLocaleString(languageTag[locale]);
  if ("yen" in value) return formatYen(value.yen, locale);
  if ("on" in value) return formatDate(value.on, locale, { year: false });
  if ("from" in value) return formatTimeRange(value, locale);
  if ("at" in value) return sayInstant(new Date(value.at), locale, zone);
  if ("by" in value) return sayDeadline(new Date(value.by), locale, zone);
  return cleanLine(withBrackets(localText(value, locale)));
}

function sayInstant(instant: Date, locale: Locale, zone: string): string {
  const day = formatDate(civilDateOf(instant, zone), locale, { year: false });
  const time = formatWallTime(wallTimeOf(instant, zone), locale);
  return locale === "en" ? `${day}, ${time}` : `${day}${time}`;
}

function sayDeadline(instant: Date, locale: Locale, zone: string): string {
  if (wallTimeOf(instant, zone) !== "00:00") return sayInstant(instant, locale, zone);
  return formatDate(civilDateOf(new Date(instant.getTime() - 1), zone), locale, { year: false });
}
