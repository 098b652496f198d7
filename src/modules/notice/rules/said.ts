import { type Locale, languageTag, localText } from "../../../kernel/i18n/locales.ts";
import type { CivilDate, WallTime } from "../../../kernel/time/civil-date.ts";
import type { Said } from "../types.ts";
import { cleanLine } from "./clean.ts";

/** Puts a value into words of the language; texts of people and of city files become one clean line. */
export function sayValue(value: Said, locale: Locale, zone: string): string {
  if (typeof value === "string") return cleanLine(value);
  if (typeof value === "number") return value.toLocaleString(languageTag[locale]);
  if ("yen" in value) return sayYen(value.yen, locale);
  if ("on" in value) return sayDay(value.on, locale);
  if ("from" in value) return saySpan(value.from, value.until, locale);
  if ("at" in value) return sayInstant(new Date(value.at), locale, zone);
  return cleanLine(localText(value, locale));
}

function sayYen(yen: number, locale: Locale): string {
  const digits = yen.toLocaleString(languageTag[locale]);
  return locale === "en" ? `¥${digits}` : `${digits}円`;
}

function sayDay(day: CivilDate, locale: Locale): string {
  const noon = new Date(`${day}T12:00:00Z`);
  return locale === "en"
    ? englishDay("UTC").format(noon)
    : japaneseDay("UTC").format(noon).replace("(", "（").replace(")", "）");
}

function saySpan(from: WallTime, until: WallTime, locale: Locale): string {
  return locale === "en" ? `${from}–${until}` : `${sayJapaneseTime(from)}から${sayJapaneseTime(until)}まで`;
}

function sayInstant(instant: Date, locale: Locale, zone: string): string {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(instant);
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(instant);
  return locale === "en" ? `${sayDay(day, locale)}, ${time}` : `${sayDay(day, locale)}${sayJapaneseTime(time)}`;
}

/** "18:00" → 18時, "09:30" → 9時30分: times in text, as the look has them. */
function sayJapaneseTime(time: WallTime): string {
  const [hours, minutes] = time.split(":").map(Number);
  return minutes ? `${hours}時${minutes}分` : `${hours}時`;
}

const englishDay = (timeZone: string) =>
  new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "long", day: "numeric", month: "long", year: "numeric" });
const japaneseDay = (timeZone: string) =>
  new Intl.DateTimeFormat("ja", { timeZone, weekday: "short", day: "numeric", month: "long" });
