import type { Html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { withRuby } from "../../../../kernel/i18n/translate.ts";
import { type CivilDate, weekdayOf } from "../../../../kernel/time/civil-date.ts";
import { weekdayReadings, weekdaysInJapanese } from "../../../../kernel/time/format-date.ts";

export function monthName(on: CivilDate, locale: View["locale"]): string {
  return (locale === "en" ? englishMonth : japaneseMonth).format(new Date(`${on}T12:00:00Z`));
}

/** Made once: making a format costs a thousand times as much as using it. */
const englishMonth = new Intl.DateTimeFormat("en", { month: "short", timeZone: "UTC" });
const japaneseMonth = new Intl.DateTimeFormat("ja", { month: "short", timeZone: "UTC" });

export function weekdayName(on: CivilDate, { locale }: View): Html | string {
  const index = weekdayOf(on);
  if (locale === "en") return ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][index] ?? "";
  const name = weekdaysInJapanese[index] ?? "";
  return locale === "ja-easy" ? withRuby(`${name}《${weekdayReadings[index]}》`) : name;
}
