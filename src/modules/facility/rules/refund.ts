import { percentOfYen, wholeYenDown } from "../../../kernel/money/yen.ts";
import { addDays, type CivilDate, daysBetween } from "../../../kernel/time/civil-date.ts";
import type { RefundRule } from "../types/terms.ts";
import type { Words } from "../types/words.ts";

/** Whose doing the cancellation is. The city's own (a closure, a broken roof) gives everything back, whatever the day. */
export type CancelledBy = "booker" | "city";

export type Refund = {
  readonly percent: number;
  /** Whole yen, fractions dropped. */
  readonly amount: number;
  /** Which rule gave this percentage, in words. */
  readonly reason: Words;
  /** Until this day (included) everything is given back; undefined where the ordinance never does. */
  readonly lastFullDay: CivilDate | undefined;
};

export function refundOf(
  rule: RefundRule,
  cancelled: { readonly on: CivilDate; readonly use: CivilDate; readonly paid: number; readonly by: CancelledBy },
): Refund {
  const lastFullDay = findLastFullDay(rule, cancelled.use);
  if (cancelled.by === "city") {
    return {
      percent: 100,
      amount: cancelled.paid,
      reason: { key: "facility.rule.refund.city", params: {} },
      lastFullDay,
    };
  }
  const left = daysBetween(cancelled.on, cancelled.use);
  const step = rule.steps.find(({ daysBefore }) => left >= daysBefore);
  const percent = step?.percent ?? 0;
  return {
    percent,
    amount: percentOfYen(cancelled.paid, String(percent), wholeYenDown),
    reason: step === undefined ? noneLeft(rule, cancelled.use) : untilThen(step, cancelled.use),
    lastFullDay,
  };
}

/** The rule for one day of use as a list to show: until when how much. */
export function listRefunds(
  rule: RefundRule,
  use: CivilDate,
): readonly { readonly until: CivilDate; readonly percent: number }[] {
  return rule.steps.map(({ daysBefore, percent }) => ({ until: addDays(use, -daysBefore), percent }));
}

function findLastFullDay(rule: RefundRule, use: CivilDate): CivilDate | undefined {
  return listRefunds(rule, use).findLast(({ percent }) => percent === 100)?.until;
}

function untilThen(step: RefundRule["steps"][number], use: CivilDate): Words {
  return {
    key: "facility.rule.refund.until",
    params: { until: { day: addDays(use, -step.daysBefore) }, percent: step.percent },
  };
}

function noneLeft(rule: RefundRule, use: CivilDate): Words {
  const last = rule.steps.at(-1);
  if (last === undefined) return { key: "facility.rule.refund.never", params: {} };
  return { key: "facility.rule.refund.none", params: { from: { day: addDays(use, 1 - last.daysBefore) } } };
}
