import { addDays, addMonths, type CivilDate, partsOf, startOfMonth } from "../../../kernel/time/civil-date.ts";
import type { Closing, HolidayMove, MovingClosing, Town } from "../types/calendar.ts";
import type { Words } from "../types/words.ts";
import { fits, isInYearlySpan, isNth, nameOfWeekday } from "./condition.ts";
import { dayCaseOf, dayTypeOf } from "./day-type.ts";

/** Why this closing closes that day, or undefined. `all` are the calendar's closings, for those that pass over others. */
export function closedBy(closing: Closing, on: CivilDate, town: Town, all: readonly Closing[]): Words | undefined {
  switch (closing.kind) {
    case "holidays":
      return isOnHolidays(closing, on, town) ? { key: "facility.calendar.holidays", params: {} } : undefined;
    case "yearly":
      return isInYearlySpan(closing, on.slice(5)) ? closedFor(closing) : undefined;
    case "dates":
      return closing.from <= on && on <= closing.to ? closedFor(closing) : undefined;
    default:
      return closedByPattern(closing, on, town, all);
  }
}

/** Whether it is for this space; without a space only what closes the whole house counts. */
export function isFor({ spaces }: { readonly spaces?: readonly string[] | undefined }, spaceId?: string): boolean {
  return spaces === undefined || (spaceId !== undefined && spaces.includes(spaceId));
}

function closedByPattern(
  closing: MovingClosing,
  on: CivilDate,
  town: Town,
  all: readonly Closing[],
): Words | undefined {
  if (isRegular(closing, on, town) && !isMovedAway(closing, on, town)) {
    return closing.reason === undefined ? wordsOf(closing, on) : closedFor({ reason: closing.reason });
  }
  const missed = findMissed(closing, on, town, all);
  if (missed === undefined) return undefined;
  if (closing.reason !== undefined) return closedFor({ reason: closing.reason });
  const key = dayTypeOf(missed, town) === "holiday" ? "facility.calendar.shifted" : "facility.calendar.moved";
  return { key, params: { missed: { day: missed } } };
}

/** A day of the pattern, before anybody asks whether it is a holiday. */
function isRegular(closing: MovingClosing, on: CivilDate, town: Town): boolean {
  return isOfPattern(closing, on, town) && (closing.when === undefined || fits(closing.when, dayCaseOf(on, town)));
}

function isOfPattern(closing: MovingClosing, on: CivilDate, town: Town): boolean {
  switch (closing.kind) {
    case "weekly":
      return nameOfWeekday(on) === closing.weekday;
    case "nth":
      return nameOfWeekday(on) === closing.weekday && closing.nth.some((nth) => isNth(nth, on));
    case "monthly": {
      const { day } = partsOf(on);
      return closing.days.some((one) => (one === "last" ? isLastOfMonth(on) : one === day));
    }
    case "day-after-holiday":
      return dayTypeOf(addDays(on, -1), town) === "holiday";
  }
}

function isMovedAway({ ifHoliday, weekendToo }: MovingClosing, on: CivilDate, town: Town): boolean {
  if (ifHoliday === "closed") return false;
  const dayType = dayTypeOf(on, town);
  return dayType === "holiday" || (weekendToo === true && dayType !== "weekday");
}

/**
 * The regular day whose closing moved to this one. Days between them must all be such that the closing could not stop
 * there, so a chain of holidays (4 to 6 May) is passed over; other closing days only where the file says so.
 */
function findMissed(closing: MovingClosing, on: CivilDate, town: Town, all: readonly Closing[]): CivilDate | undefined {
  const { ifHoliday } = closing;
  if (ifHoliday === "closed" || ifHoliday === "open") return undefined;
  const canStop = (day: CivilDate) =>
    isStop(closing, day, town) && !(passesOver(closing) && isClosedOtherwise(closing, day, town, all));
  if (!canStop(on)) return undefined;
  const back = ifHoliday.startsWith("next") ? -1 : 1;
  let day = addDays(on, back);
  for (let steps = 0; steps < mostSteps; steps += 1, day = addDays(day, back)) {
    if (isRegular(closing, day, town) && isMovedAway(closing, day, town)) return day;
    if (canStop(day)) return undefined;
  }
  return undefined;
}

/** No closing wanders further than a month; a calendar that is closed all year must not be searched without end. */
const mostSteps = 31;

/** What kind of day a moved closing may stop on. */
function isStop({ ifHoliday }: MovingClosing, day: CivilDate, town: Town): boolean {
  if (ifHoliday === "next-day" || ifHoliday === "previous-day") return true;
  const dayType = dayTypeOf(day, town);
  return ifHoliday.endsWith("weekday") ? dayType === "weekday" : dayType !== "holiday";
}

function passesOver({ ifHoliday, passOver }: { ifHoliday: HolidayMove; passOver?: boolean | undefined }): boolean {
  return passOver === true || ifHoliday.endsWith("-open-day");
}

/** By others as they fall, moved where they do not pass over in their turn; and by this one's own days that stay. */
function isClosedOtherwise(closing: MovingClosing, day: CivilDate, town: Town, all: readonly Closing[]): boolean {
  return all.some((other) => {
    if (!isFor(other, closing.spaces?.[0])) return false;
    if ("ifHoliday" in other && (other === closing || passesOver(other))) {
      return isRegular(other, day, town) && !isMovedAway(other, day, town);
    }
    return closedBy(other, day, town, all) !== undefined;
  });
}

function isOnHolidays(closing: Closing & { kind: "holidays" }, on: CivilDate, town: Town): boolean {
  return dayTypeOf(on, town) === "holiday" && !(closing.except?.includes(nameOfWeekday(on)) ?? false);
}

function wordsOf(closing: MovingClosing, on: CivilDate): Words {
  switch (closing.kind) {
    case "weekly":
      return { key: "facility.calendar.weekly", params: { weekday: closing.weekday } };
    case "nth": {
      const nth = closing.nth.find((one) => isNth(one, on)) ?? "last";
      return { key: "facility.calendar.nth", params: { weekday: closing.weekday, nth: String(nth) } };
    }
    case "monthly": {
      const { day } = partsOf(on);
      return { key: "facility.calendar.monthly", params: { day: closing.days.includes(day) ? String(day) : "last" } };
    }
    case "day-after-holiday":
      return { key: "facility.calendar.day-after-holiday", params: {} };
  }
}

function closedFor({ reason }: { readonly reason: Words["params"][string] }): Words {
  return { key: "facility.calendar.closing", params: { reason } };
}

function isLastOfMonth(on: CivilDate): boolean {
  return addDays(on, 1) === addMonths(startOfMonth(on), 1);
}
