import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import type { PenaltyRule } from "../types/terms.ts";

/** Why points are given. */
export const offences = ["no-show", "late-cancel"] as const;
export type Offence = (typeof offences)[number];

/** Points that somebody has, each with the day on which it was earned. Those that were taken back on appeal are left out. */
export type Points = { readonly on: CivilDate; readonly points: number };

/** How many points this costs by the file; 0 where it costs none. */
export function pointsFor({ noShow, lateCancel }: PenaltyRule, offence: Offence): number {
  return offence === "no-show" ? noShow : lateCancel;
}

/** A cancellation after the end of the n-th day before the use is late. */
export function isLateCancel({ lateFrom }: PenaltyRule, cancelledOn: CivilDate, usedOn: CivilDate): boolean {
  return cancelledOn > addDays(usedOn, -lateFrom);
}

/**
 * Until which day (included) this person or group cannot book; undefined if they can. It begins on the day on which the
 * points of the last `withinDays` days reached the threshold; points earned later may begin it again.
 */
export function suspendedUntil(rule: PenaltyRule, earned: readonly Points[], today: CivilDate): CivilDate | undefined {
  const past = earned.filter(({ on }) => on <= today).toSorted((a, b) => (a.on < b.on ? -1 : 1));
  const last = past.findLast(({ on }) => sumUntil(rule, past, on) >= rule.suspendAt);
  if (last === undefined) return undefined;
  const until = addDays(last.on, rule.suspendForDays);
  return today <= until ? until : undefined;
}

function sumUntil({ withinDays }: PenaltyRule, earned: readonly Points[], on: CivilDate): number {
  const from = addDays(on, 1 - withinDays);
  return earned.reduce((sum, one) => (from <= one.on && one.on <= on ? sum + one.points : sum), 0);
}
