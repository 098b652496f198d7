import holidayJp from "@holiday-jp/holiday_jp";
import type { CityConfig } from "../city-config.ts";
import type { LocalText } from "../i18n/locales.ts";
import type { CivilDate } from "./civil-date.ts";

export type Holiday = { readonly name: LocalText; readonly by: "city" | "nation" };

/**
 * unknown: no list of national holidays reaches that year. Whoever asks must say so and not treat the day as ordinary.
 */
export type HolidayStatus =
  | { readonly kind: "holiday"; readonly holiday: Holiday }
  | { readonly kind: "none" }
  | { readonly kind: "unknown" };

/**
 * Whether a day is a national holiday (with substitute days and 国民の休日) or one of the city's own days, which win. The
 * list knows 1970 to 2050; the equinoxes of years to come are computed, and become law each February for the next year.
 */
export function holidayOn(date: CivilDate, config: Pick<CityConfig, "holidays">): HolidayStatus {
  const own = config.holidays.find(({ on }) => on === date || on === date.slice(5));
  if (own !== undefined) return { kind: "holiday", holiday: { name: own.name, by: "city" } };
  if (!knownYears.has(date.slice(0, 4))) return { kind: "unknown" };
  const found = national.get(date);
  if (found === undefined) return { kind: "none" };
  return { kind: "holiday", holiday: { name: { ja: found.name, en: found.name_en }, by: "nation" } };
}

/** The package's functions make local Dates of their arguments; its list of strings does not depend on the zone. */
const national = new Map(Object.entries(holidayJp.holidays));
const knownYears = new Set([...national.keys()].map((date) => date.slice(0, 4)));
