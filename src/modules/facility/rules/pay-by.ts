import { addDays, addMonths, type CivilDate, startOfMonth } from "../../../kernel/time/civil-date.ts";
import { civilDateOf, instantOf } from "../../../kernel/time/instant.ts";
import { rangeOfDay } from "../../../kernel/time/range.ts";
import type { PaymentRule, PayWay } from "../types/terms.ts";
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
  return byDay === undefined ? [] : [dayIn(byDay.of === "booking" ? booked : use, byDay)];
}

/** A day of a month so many months later; the month's last where it has no such day. */
function dayIn(from: CivilDate, { months, day }: { months: number; day: number | "last" }): CivilDate {
  const month = addMonths(startOfMonth(from), months);
  const last = addDays(addMonths(month, 1), -1);
  return day === "last" ? last : earlier(`${month.slice(0, 8)}${String(day).padStart(2, "0")}`, last);
}

/** How a use can be paid: before it, and (後納) when it is over, by a day of its own. */
export type PayWays = {
  readonly now: readonly PayWay[];
  readonly later: readonly PayWay[];
  readonly owedBy: PayBy | undefined;
};

/** A deposit is always paid before the use: then nothing is paid later. */
export function payWaysFor(
  rule: PaymentRule,
  use: {
    readonly categoryId: string | undefined;
    readonly on: CivilDate;
    /** The day on which it ends, where that is a later one. */
    readonly lastOn?: CivilDate | undefined;
    readonly deposit: number;
  },
  zone: string,
): PayWays {
  const { deferred, ways } = rule;
  const isFor = deferred?.categories?.includes(use.categoryId ?? "") ?? true;
  if (deferred === undefined || use.deposit > 0 || !isFor) return { now: ways, later: [], owedBy: undefined };
  const day = dayIn(use.on, deferred);
  // A use that ends on the last day of the month is paid on the day after it at the earliest.
  const ends = use.lastOn ?? use.on;
  const owed = day > ends ? day : addDays(ends, 1);
  return {
    now: ways.filter((way) => !deferred.ways.includes(way)),
    later: ways.filter((way) => deferred.ways.includes(way)),
    owedBy: { day: owed, at: rangeOfDay(owed, zone).until },
  };
}

function earlier(a: CivilDate, b: CivilDate): CivilDate {
  return a < b ? a : b;
}
