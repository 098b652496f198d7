import { fits } from "../../rules/condition.ts";
import type { Calendar } from "../../types/calendar.ts";
import { type DayCondition, type DayType, dayTypes } from "../../types/calendar.ts";

/** A kind of day that a calendar can tell apart. */
export type KindOfDay = { readonly dayType: DayType; readonly month: number };

export const kindsOfDay: readonly KindOfDay[] = dayTypes.flatMap((dayType) =>
  Array.from({ length: 12 }, (_, index) => ({ dayType, month: index + 1 })),
);

export function daysThatFit(when: DayCondition | undefined): readonly KindOfDay[] {
  return kindsOfDay.filter((kind) => fits(when, kind));
}

export function hoursOn(calendar: Calendar, kind: KindOfDay): Calendar["hours"][number] | undefined {
  return calendar.hours.find((row) => fits(row.when, kind));
}
