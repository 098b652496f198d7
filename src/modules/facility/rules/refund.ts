import { percentOfYen, wholeYenDown } from "../../../kernel/money/yen.ts";
import { addDays, addMonths, type CivilDate } from "../../../kernel/time/civil-date.ts";
import type { CancelledBy, RefundCause, RefundRule, RefundStep, RefundSteps } from "../types/terms.ts";
import type { Words } from "../types/words.ts";
import { type Case, fits } from "./condition.ts";

export type { CancelledBy } from "../types/terms.ts";

export type Refund = {
  readonly percent: number;
  /** Whole yen, fractions dropped; whole units of the rule's `roundTo`. */
  readonly amount: number;
  /** Which rule gave this percentage, in words. */
  readonly reason: Words;
  /** Until this day (included) everything is given back; undefined where the ordinance never does. */
  readonly lastFullDay: CivilDate | undefined;
};

/** `given` chooses among the rule's tables (a rehearsal's, a group's); without it the main one counts. */
export function refundOf(
  rule: RefundRule,
  cancelled: {
    readonly on: CivilDate;
    readonly use: CivilDate;
    readonly paid: number;
    readonly by: CancelledBy;
    readonly given?: Case | undefined;
  },
): Refund {
  const { on, use, paid, by, given } = cancelled;
  const table = refundStepsFor(rule, given);
  const lastFullDay = findLastFullDay(table, use);
  const caused = by === "booker" ? undefined : percentFor(rule, by);
  if (caused !== undefined && by !== "booker") {
    return { percent: caused, amount: shareOf(rule, paid, caused), reason: becauseOf(by, caused), lastFullDay };
  }
  const step = table.steps.find((one) => on <= lastDayOf(one, use));
  const percent = step?.percent ?? 0;
  return {
    percent,
    amount: shareOf(rule, paid, percent),
    reason: step === undefined ? noneLeft(table, use) : untilThen(step, use),
    lastFullDay,
  };
}

/** The rule for one day of use as a list to show: until when how much. */
export function listRefunds(
  rule: RefundRule,
  use: CivilDate,
  given?: Case,
): readonly { readonly until: CivilDate; readonly percent: number }[] {
  return refundStepsFor(rule, given).steps.map((step) => ({ until: lastDayOf(step, use), percent: step.percent }));
}

export function refundStepsFor(rule: RefundRule, given: Case | undefined): RefundSteps {
  if (given === undefined) return rule;
  return rule.exceptions?.find(({ when }) => fits(when, given)) ?? rule;
}

/** The last day on which this step holds. 「30日前の日の前日」 of 31 October is 30 September; counted with the day of use, 30日前 is 2 October. */
export function lastDayOf({ daysBefore = 0, monthsBefore, counting }: RefundStep, use: CivilDate): CivilDate {
  const named = monthsBefore === undefined ? addDays(use, -daysBefore) : addMonths(use, -monthsBefore);
  if (counting === undefined) return named;
  return addDays(named, counting === "day-before" ? -1 : 1);
}

/** What the ordinance gives back for this cause; undefined where the day decides as it does for the booker's own wish. */
function percentFor(rule: RefundRule, cause: RefundCause): number | undefined {
  const named = rule.causes?.find((one) => one.cause === cause)?.percent;
  return named ?? (cause === "illness" ? undefined : 100);
}

function shareOf({ roundTo = 1 }: RefundRule, paid: number, percent: number): number {
  if (percent === 100) return paid;
  const share = percentOfYen(paid, String(percent), wholeYenDown);
  return share - (share % roundTo);
}

function findLastFullDay({ steps }: RefundSteps, use: CivilDate): CivilDate | undefined {
  const full = steps.findLast(({ percent }) => percent === 100);
  return full && lastDayOf(full, use);
}

function becauseOf(cause: RefundCause, percent: number): Words {
  return cause === "city" && percent === 100
    ? { key: "facility.rule.refund.city", params: {} }
    : { key: "facility.rule.refund.cause", params: { cause, percent } };
}

function untilThen(step: RefundStep, use: CivilDate): Words {
  return {
    key: "facility.rule.refund.until",
    params: { until: { day: lastDayOf(step, use) }, percent: step.percent },
  };
}

function noneLeft({ steps }: RefundSteps, use: CivilDate): Words {
  const last = steps.at(-1);
  if (last === undefined) return { key: "facility.rule.refund.never", params: {} };
  return { key: "facility.rule.refund.none", params: { from: { day: addDays(lastDayOf(last, use), 1) } } };
}
