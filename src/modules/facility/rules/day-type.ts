import { type CivilDate, partsOf, weekdayOf } from "../../../kernel/time/civil-date.ts";
import { holidayOn } from "../../../kernel/time/holiday.ts";
import type { DayType, Town } from "../types/calendar.ts";
import type { Case } from "./condition.ts";

/** A holiday is a holiday, whatever weekday it falls on. */
export function dayTypeOf(on: CivilDate, town: Town): DayType {
  if (holidayOn(on, town).kind === "holiday") return "holiday";
  const weekday = weekdayOf(on);
  return weekday === 6 ? "saturday" : weekday === 0 ? "sunday" : "weekday";
}

/** What a table can ask about a day. */
export function dayCaseOf(on: CivilDate, town: Town): Case {
  return { dayType: dayTypeOf(on, town), month: partsOf(on).month, on };
}
