import { addDays, type CivilDate, partsOf, weekdayOf } from "../../../../kernel/time/civil-date.ts";
import { type Case, fits, isInYearlySpan, isNth, nameOfWeekday } from "../../rules/condition.ts";
import type { Calendar } from "../../types/calendar.ts";
import { type DayCondition, type DayType, dayTypes } from "../../types/calendar.ts";

/** A kind of day that a calendar can tell apart; `on` is one of these days, where conditions ask for dates. */
export type KindOfDay = Pick<Case, "dayType" | "nextDay" | "month" | "on">;

type MaybeCondition = DayCondition | undefined;

const byTypeAndMonth: readonly KindOfDay[] = dayTypes.flatMap((dayType) =>
  Array.from({ length: 12 }, (_, index) => ({ dayType, month: index + 1 })),
);

const known = new Map<string, readonly KindOfDay[]>();

/**
 * One day of each kind that these conditions can tell apart: day type and month, and where they name dates, weekdays or nth
 * weekdays, these too. The same conditions give the same days, so that two answers can be compared day by day.
 */
export function kindsOfDay(conditions: readonly MaybeCondition[]): readonly KindOfDay[] {
  const dates = conditions.flatMap((when) => when?.dates ?? []);
  const nths = conditions.flatMap((when) => when?.nth ?? []);
  const named = conditions.flatMap((when) => (when?.weekdays === undefined ? [] : [when.weekdays]));
  const asksNext = conditions.some((when) => when?.nextDay !== undefined);
  if (dates.length === 0 && nths.length === 0 && named.length === 0 && !asksNext) return byTypeAndMonth;
  const key = JSON.stringify([dates, nths, named, asksNext]);
  const found = known.get(key) ?? findKinds(dates, nths, named, asksNext);
  known.set(key, found);
  return found;
}

/** After 28 years weekdays and leap days come again; any weekday may be a holiday. */
function findKinds(
  dates: NonNullable<DayCondition["dates"]>,
  nths: NonNullable<DayCondition["nth"]>,
  named: readonly NonNullable<DayCondition["weekdays"]>[],
  asksNext: boolean,
): readonly KindOfDay[] {
  const kinds = new Map<string, KindOfDay>();
  const last: CivilDate = nths.length === 0 && named.length === 0 ? "2030-12-31" : "2051-12-31";
  for (let on: CivilDate = "2024-01-01"; on <= last; on = addDays(on, 1)) {
    const { month } = partsOf(on);
    const marks = [
      ...dates.map((span) => isInYearlySpan(span, on.slice(5))),
      ...nths.map(({ weekday, nth }) => weekday === nameOfWeekday(on) && nth.some((one) => isNth(one, on))),
      ...named.map((weekdays) => weekdays.includes(nameOfWeekday(on))),
    ].map(Number);
    const nexts = asksNext ? ([usualTypeOf(addDays(on, 1)), "holiday"] as const) : [undefined];
    for (const dayType of [usualTypeOf(on), "holiday"] as const) {
      for (const nextDay of nexts) {
        const key = `${dayType} ${nextDay ?? ""} ${month} ${marks.join("")}`;
        if (!kinds.has(key)) kinds.set(key, { dayType, nextDay, month, on });
      }
    }
  }
  return [...kinds.values()];
}

function usualTypeOf(on: CivilDate): DayType {
  const weekday = weekdayOf(on);
  return weekday === 6 ? "saturday" : weekday === 0 ? "sunday" : "weekday";
}

export function daysThatFit(when: MaybeCondition, among: readonly MaybeCondition[]): readonly KindOfDay[] {
  return kindsOfDay(among).filter((kind) => fits(when, kind));
}

export function hoursOn(calendar: Calendar, kind: KindOfDay): Calendar["hours"][number] | undefined {
  return calendar.hours.find((row) => fits(row.when, kind));
}
