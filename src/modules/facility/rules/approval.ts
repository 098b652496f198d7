import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { rangeOfDay } from "../../../kernel/time/range.ts";
import type { ApprovalRule, PermitCondition } from "../types/approval.ts";
import type { Facility } from "../types/facility.ts";
import type { Terms } from "../types/terms.ts";
import { type Case, fits } from "./condition.ts";

/** Why somebody must decide on this use; empty: it is booked as it is. */
export function listApprovals({ approval = [] }: Terms, given: Case): readonly ApprovalRule[] {
  return approval.filter(({ when }) => fits(when, given));
}

/**
 * By when it is to be decided: of all rules that fit the earliest day, to its end. What is asked later than that is decided
 * on the same day, and never after the use has begun. Nothing is granted when this instant passes.
 */
export function decideByOf(
  rules: readonly ApprovalRule[],
  asked: { readonly at: Date; readonly use: CivilDate; readonly start: Date },
  zone: string,
): Date {
  const today = civilDateOf(asked.at, zone);
  const days = rules.flatMap(({ daysToDecide, decideBefore }) => [
    addDays(today, daysToDecide),
    addDays(asked.use, -decideBefore),
  ]);
  const [earliest = today] = [asked.use, ...days].sort();
  const [, decideOn = today] = [today, earliest].sort();
  const { until } = rangeOfDay(decideOn, zone);
  return until.getTime() < asked.start.getTime() ? until : asked.start;
}

/** The ordinance's standard conditions that fit this use. */
export function conditionsFor(
  { permitConditions = [] }: Facility,
  given: Case | undefined,
): readonly PermitCondition[] {
  return given === undefined ? [] : permitConditions.filter(({ when }) => fits(when, given));
}
