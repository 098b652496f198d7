import { addDays, addMonths, type CivilDate, startOfMonth } from "../../../kernel/time/civil-date.ts";
import { civilDateOf, instantOf } from "../../../kernel/time/instant.ts";
import { rangeOfDay } from "../../../kernel/time/range.ts";
import type { PaymentRule } from "../types/terms.ts";
import type { SlotRun } from "../types/timetable.ts";
import { usedDuring } from "./choice.ts";

export type PayBy = {
  /** The last day on which it can be paid. */
  readonly day: CivilDate;
  /** The first instant at which it is too late: the end of that day (or the rule's time), or the start of the use if that is earlier. */
  readonly at: Date;
};

/**
 * 仮予約 (コンビニ, 窓口) is paid within so many days, so many days before the use, and by a day of the month where the rule has
 * one; the earliest counts. Whoever books later than that has until the end of the day of the booking, but never beyond
 * the start of the use.
 */
export function payByOf(rule: PaymentRule, run: SlotRun, bookedAt: Date, zone: string): PayBy {
  const booked = civilDateOf(bookedAt, zone);
  const days = [
    addDays(booked, rule.withinDays),
    addDays(run.on, -rule.daysBefore),
    ...dayOfMonth(rule, booked, run.on),
  ];
  const last = days.reduce(earlier);
  const byRule = instantOf(last, rule.at ?? "24:00", zone);
  const [day, limit] = byRule > bookedAt ? [last, byRule] : [booked, rangeOfDay(booked, zone).until];
  const start = usedDuring(run, zone).from;
  return { day, at: limit.getTime() < start.getTime() ? limit : start };
}

function dayOfMonth({ byDay }: PaymentRule, booked: CivilDate, use: CivilDate): readonly CivilDate[] {
  if (byDay === undefined) return [];
  const month = addMonths(startOfMonth(byDay.of === "booking" ? booked : use), byDay.months);
  const last = addDays(addMonths(month, 1), -1);
  const day = byDay.day === "last" ? last : `${month.slice(0, 8)}${String(byDay.day).padStart(2, "0")}`;
  return [earlier(day, last)];
}

function earlier(a: CivilDate, b: CivilDate): CivilDate {
  return a < b ? a : b;
}
