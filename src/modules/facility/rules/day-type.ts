import { addDays, type CivilDate, partsOf, weekdayOf } from "../../../kernel/time/civil-date.ts";
import { holidayOn } from "../../../kernel/time/holiday.ts";
import type { DayType, Town } from "../types/calendar.ts";
import type { Case } from "./condition.ts";

/** A holiday is a holiday, whatever weekday it falls on. */
export function dayTypeOf(on: CivilDate, town: Town): DayType {
  return dayCaseOf(on, town).dayType;
}

/** What a table can ask about a day. */
export function dayCaseOf(on: CivilDate, town: Town): Case {
  const days = known.get(town) ?? new Map<CivilDate, Case>();
  const found = days.get(on);
  if (found !== undefined) return found;
  if (days.size >= mostDays) days.clear();
  const given = {
    dayType: typeOf(on, town),
    nextDay: typeOf(addDays(on, 1), town),
    month: partsOf(on).month,
    on,
  };
  days.set(on, given);
  known.set(town, days);
  return given;
}

/** A week view asks a dozen times about each of its days. */
const known = new WeakMap<Town, Map<CivilDate, Case>>();
const mostDays = 4_000;

function typeOf(on: CivilDate, town: Town): DayType {
  if (holidayOn(on, town).kind === "holiday") return "holiday";
  const weekday = weekdayOf(on);
  return weekday === 6 ? "saturday" : weekday === 0 ? "sunday" : "weekday";
}
