import { addDays, type CivilDate, weekdayOf } from "../../../kernel/time/civil-date.ts";
import type { Town } from "../types/calendar.ts";
import { dayTypeOf } from "./day-type.ts";

/** Twice a week for a year; who needs more makes two. */
export const mostOfBlocks = 110;

export type WeeklyAsked = {
  /** 0 Sunday … 6 Saturday. */
  readonly weekdays: readonly number[];
  readonly firstOn: CivilDate;
  /** Included. */
  readonly lastOn: CivilDate;
  readonly leftOut: readonly CivilDate[];
  /** 祝日 are left out by themselves. */
  readonly withoutHolidays: boolean;
};

/** The days of these weekdays from the first to the last, without what is left out; at most one more than may be. */
export function daysOfBlocks(asked: WeeklyAsked, town: Town): readonly CivilDate[] {
  const { weekdays, firstOn, lastOn, leftOut, withoutHolidays } = asked;
  const days: CivilDate[] = [];
  for (let on = firstOn; on <= lastOn && days.length <= mostOfBlocks; on = addDays(on, 1)) {
    const isAsked = weekdays.includes(weekdayOf(on)) && !leftOut.includes(on);
    if (isAsked && !(withoutHolidays && dayTypeOf(on, town) === "holiday")) days.push(on);
  }
  return days;
}
