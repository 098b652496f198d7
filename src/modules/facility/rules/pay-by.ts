import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { rangeOfDay } from "../../../kernel/time/range.ts";
import type { PaymentRule } from "../types/terms.ts";
import type { SlotRun } from "../types/timetable.ts";
import { usedDuring } from "./choice.ts";

export type PayBy = {
  /** The last day on which it can be paid. */
  readonly day: CivilDate;
  /** The first instant at which it is too late: the end of that day, or the start of the use if that is earlier. */
  readonly at: Date;
};

/**
 * 仮予約 (コンビニ, 窓口) is paid within so many days, and so many days before the use; the earlier counts. Whoever books
 * later than that has until the end of the day of the booking, but never beyond the start of the use.
 */
export function payByOf(rule: PaymentRule, run: SlotRun, bookedAt: Date, zone: string): PayBy {
  const booked = civilDateOf(bookedAt, zone);
  const last = earlier(addDays(booked, rule.withinDays), addDays(run.on, -rule.daysBefore));
  const day = later(last, booked);
  const endOfDay = rangeOfDay(day, zone).until;
  const start = usedDuring(run, zone).from;
  return { day, at: endOfDay.getTime() < start.getTime() ? endOfDay : start };
}

function earlier(a: CivilDate, b: CivilDate): CivilDate {
  return a < b ? a : b;
}

function later(a: CivilDate, b: CivilDate): CivilDate {
  return earlier(a, b) === a ? b : a;
}
