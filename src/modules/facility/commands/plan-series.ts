import type { Act } from "../../../kernel/act.ts";
import { lockSorted } from "../../../kernel/db/lock.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { daysOfSeries } from "../rules/series.ts";
import { stockTakenBy, unitsTakenBy } from "../rules/stock.ts";
import { findClosedBecause } from "../store/closure.ts";
import type { Party } from "../store/limits.ts";
import { isTaken } from "../store/occupancy.ts";
import { isKept } from "../store/season.ts";
import type { Booking } from "../types/booking.ts";
import { type PlannedUse, planUse, type UseAsked } from "./plan-use.ts";
import { lockForLimits, refuseOverLimits } from "./refuse-over-limits.ts";
import { rulesOf } from "./rules-of.ts";
import { lockNames } from "./take-units.ts";

export type SeriesAsked = {
  /** The first day, which is booked or held already: its room, hours, use and booker are those of the others. */
  readonly bookingId: string;
  readonly kind: "days" | "weekly";
  /** Included. */
  readonly lastOn: CivilDate;
  readonly leftOut: readonly CivilDate[];
};

/** A day that could be had, or why not. */
export type DayOfSeries = { readonly on: CivilDate } & (
  | { readonly ok: true; readonly planned: PlannedUse }
  | { readonly ok: false; readonly refusal: Refusal }
);

export type SeriesPlan = {
  readonly first: Booking;
  readonly days: readonly DayOfSeries[];
  /** Of the days that can be had, without the first one. */
  readonly total: number;
};

/** How the days are judged: the counter may book before they open; on the web each opens by itself, or all by the first. */
export type SeriesWay = {
  /** Of refusals: facility.staff-series-… for the counter. */
  readonly words: "facility.staff-series" | "facility.series";
  /** Days besides the first one. */
  readonly most: number;
  readonly moment: { readonly anyMoment?: boolean; readonly firstDay?: CivilDate };
};

/** Which days are free, closed, taken or against the rules, each with its price. Nothing happens. */
export async function planDays(act: Act, first: Booking, asked: SeriesAsked, way: SeriesWay): Promise<SeriesPlan> {
  const dates = daysOfSeries({ ...asked, firstOn: first.on });
  if (dates.length === 0) throw new Refusal(`${way.words}-none`, { status: 422, field: "last" });
  if (dates.length > way.most) {
    throw new Refusal(`${way.words}-too-many`, { status: 422, field: "last", params: { most: way.most } });
  }
  const days: DayOfSeries[] = [];
  const accepted: PlannedUse[] = [];
  const same = { spaceId: first.spaceId, slots: first.slots, use: useOf(first), party: partyOf(first) };
  for (const on of dates) {
    const day = await judgeDay(act, same, on, accepted, way.moment);
    days.push(day);
    if (day.ok) accepted.push(day.planned);
  }
  return { first, days, total: accepted.reduce((sum, planned) => sum + planned.quote.total, 0) };
}

/** A use of the same slots on several days. */
export type DayAsked = {
  readonly spaceId: string;
  readonly slots: readonly string[];
  readonly use: UseAsked;
  readonly party: Party;
  /** Of a season that was given out: what it keeps is not in its way. */
  readonly seasonId?: string;
};

/** Limits are counted over the days before it too, although none of them is written yet. */
export async function judgeDay(
  act: Act,
  asked: DayAsked,
  on: CivilDate,
  besides: readonly PlannedUse[],
  moment: SeriesWay["moment"],
): Promise<DayOfSeries> {
  const { spaceId, slots, use, party, seasonId } = asked;
  try {
    const planned = await planUse(act, { spaceId, on, slots }, use, moment);
    const because = await findClosedBecause(act.tx, planned.units, planned.taken);
    if (because !== undefined) throw new Refusal("facility.closed-off", { params: { ...because } });
    if (await isTaken(act.tx, planned.units, planned.taken)) throw new Refusal("facility.not-free");
    if (await isKept(act.tx, planned.units, planned.taken, seasonId)) throw new Refusal("facility.in-season");
    await refuseOverLimits(act, { ...planned, party, besides });
    return { on, ok: true, planned };
  } catch (error) {
    if (error instanceof Refusal && error.status !== 404) return { on, ok: false, refusal: error };
    throw error;
  }
}

/**
 * Locks what the days will take before any of them is judged: they take the units that the first one takes, so one call
 * is enough, and who judges first and locks then loses every race to single bookings (measured: never won in 400).
 */
export async function lockForSeries(act: Act, first: Booking): Promise<void> {
  const { facility, space } = await rulesOf(act, first);
  const { extras } = useOf(first);
  const names = lockNames(unitsTakenBy(facility, space, extras), stockTakenBy(facility, extras));
  await lockSorted(act.tx, "facility", [...names, lockForLimits(partyOf(first))]);
}

/** The days that are booked now: all, or those that can be had. `expected` is what the page promised: days and sum. */
export function chooseDays(
  plan: SeriesPlan,
  { onlyFree, expected }: { onlyFree: boolean; expected: { readonly days: number; readonly total: number } },
  { words }: Pick<SeriesWay, "words">,
): readonly PlannedUse[] {
  const chosen = plan.days.flatMap((day) => (day.ok ? [day.planned] : []));
  if (!onlyFree && chosen.length < plan.days.length) throw new Refusal(`${words}-not-all`, { field: "only" });
  if (chosen.length !== expected.days || plan.total !== expected.total || chosen.length === 0)
    throw new Refusal(`${words}-changed`);
  return chosen;
}

export function useOf({ use, groupId }: Booking): UseAsked {
  if (use === undefined) throw new Refusal("facility.wrong-state");
  return { ...use, groupId };
}

export const partyOf = ({ bookerId = "", groupId }: Booking): Party => ({ personId: bookerId, groupId });
