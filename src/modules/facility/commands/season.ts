import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { lockSorted } from "../../../kernel/db/lock.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { pickSlots, takenDuring } from "../rules/choice.ts";
import { dueOf } from "../rules/due.ts";
import { getTerms } from "../rules/facility.ts";
import { payByOf } from "../rules/pay-by.ts";
import { slotsOfTimetable } from "../rules/slots.ts";
import { stockTakenBy, unitsTakenBy } from "../rules/stock.ts";
import { findClosedBecause } from "../store/closure.ts";
import { getSpaceOn } from "../store/facility.ts";
import { isTaken } from "../store/occupancy.ts";
import { insertKept, type KeptFrame, releaseKept, setSeason } from "../store/season.ts";
import { insertSeries } from "../store/series.ts";
import type { Choice } from "../types/booking.ts";
import type { Facility } from "../types/facility.ts";
import type { Slot } from "../types/timetable.ts";
import { type DayOfSeries, judgeDay } from "./plan-series.ts";
import type { PlannedUse, UseAsked } from "./plan-use.ts";
import { lockForLimits } from "./refuse-over-limits.ts";
import { askFirst, confirmBooking, openPaymentFor, reserveBooking, settleLater, waysOf } from "./settle-booking.ts";
import { lockNames, takeUnits } from "./take-units.ts";

/** What a frame takes on a day; undefined if the room is not lent then, or its rules do not know these slots. */
export async function findFrameOn(act: Pick<Act, "city" | "tx">, choice: Choice): Promise<KeptFrame | undefined> {
  const { facility, space } = await getSpaceOn(act.city, choice.spaceId, choice.on, act.tx);
  const picked = pickSlots(facility, space, choice, act.city.config);
  return picked.ok ? { unitIds: space.units, during: takenDuring(space, picked.run, act.city.config.zone) } : undefined;
}

/** Nothing is booked, blocked or closed off in it now. */
export async function isFrameFree({ tx }: Pick<Act, "tx">, { unitIds, during }: KeptFrame): Promise<boolean> {
  const isClosed = (await findClosedBecause(tx, unitIds, during)) !== undefined;
  return !isClosed && !(await isTaken(tx, unitIds, during));
}

/** All slots that a facility's timetables know, each once: what a season can be cut from. A night or a week is no weekly hour. */
export function listSlotsOf(facility: Facility): readonly Slot[] {
  const all = facility.timetables.flatMap(slotsOfTimetable).filter(({ endsAfterDays }) => endsAfterDays === undefined);
  return all.filter(({ id }, index) => all.findIndex((slot) => slot.id === id) === index);
}

/**
 * Keeps these hours for a season: nobody books them first come until `releaseFrames`. What is booked already stays. Under
 * the locks that bookings take, so that nobody slips in between.
 */
export async function keepFrames(act: Act, input: { seasonId: string; frames: readonly KeptFrame[] }): Promise<void> {
  const units = input.frames.flatMap(({ unitIds }) => unitIds);
  await lockSorted(act.tx, "facility", lockNames(units, []));
  await insertKept(act.tx, input.seasonId, input.frames);
}

export function releaseFrames(act: Act, { seasonId }: { seasonId: string }): Promise<void> {
  return releaseKept(act.tx, seasonId);
}

/** One group's frame of a season, on the days that the meeting gave it. */
export type SeasonFrame = {
  readonly seasonId: string;
  readonly spaceId: string;
  readonly slots: readonly string[];
  readonly dates: readonly CivilDate[];
  readonly use: UseAsked;
  /** Who asked for the group. */
  readonly bookerId: string;
};

/**
 * Which of these days can be had, each with its price, or why not. Nothing happens. All rules of the ordinance hold, limits too;
 * only the day from which everybody may book does not, because the city gives these hours out itself.
 */
export async function planSeasonFrame(act: Act, frame: SeasonFrame): Promise<readonly DayOfSeries[]> {
  const party = { personId: frame.bookerId, groupId: frame.use.groupId };
  const days: DayOfSeries[] = [];
  const accepted: PlannedUse[] = [];
  for (const on of frame.dates) {
    const day = await judgeDay(act, { ...frame, party }, on, accepted, { anyMoment: true });
    days.push(day);
    if (day.ok) accepted.push(day.planned);
  }
  return days;
}

/**
 * The same, and what can be had is booked as one series (`id` is given by the caller, so that a job that comes twice makes
 * it once). Free, or paid afterwards: confirmed. Else reserved until its own deadline before the use, however early in the
 * year it was given.
 */
export async function bookSeasonFrame(
  act: Act,
  frame: SeasonFrame & { readonly id: string; readonly madeBy: string },
): Promise<readonly DayOfSeries[]> {
  const [firstOn] = frame.dates;
  const lastOn = frame.dates.at(-1);
  if (firstOn === undefined || lastOn === undefined) return [];
  await lockFrame(act, frame, firstOn);
  const days = await planSeasonFrame(act, frame);
  const planned = days.flatMap((day) => (day.ok ? [day.planned] : []));
  const [first] = planned;
  if (first === undefined) return days;
  const { id, spaceId, slots, bookerId, madeBy, use } = frame;
  const leftOut = days.flatMap(({ on, ok }) => (ok ? [] : [on]));
  await insertSeries(act.tx, {
    id,
    kind: "season",
    facilityId: first.facility.id,
    spaceId,
    slots,
    firstOn,
    lastOn,
    leftOut,
    bookerId,
    groupId: use.groupId,
    madeBy,
    madeAt: act.now,
  });
  await setSeason(act.tx, id, frame.seasonId);
  for (const one of planned) await makeDay(act, one, frame);
  await audit(act, {
    what: "booking.season-made",
    subject: `series/${id}`,
    about: bookerId,
    counts: { days: planned.length, left: leftOut.length },
  });
  return days;
}

async function lockFrame(act: Act, { spaceId, use, bookerId }: SeasonFrame, on: CivilDate): Promise<void> {
  const { facility, space } = await getSpaceOn(act.city, spaceId, on, act.tx);
  const names = lockNames(unitsTakenBy(facility, space, use.extras), stockTakenBy(facility, use.extras));
  const party = { personId: bookerId, groupId: use.groupId };
  await lockSorted(act.tx, "facility", [...names, lockForLimits(party)]);
}

async function makeDay(
  act: Act,
  planned: PlannedUse,
  frame: SeasonFrame & { readonly id: string; readonly madeBy: string },
): Promise<void> {
  const { facility, space, run, used } = planned;
  const { groupId, ...use } = frame.use;
  const { zone } = act.city.config;
  const { payment } = getTerms(facility, space);
  // withinDays counts from the booking; these were given months before. daysBefore and a day of the month still count.
  const payBy = payByOf({ ...payment, withinDays: 366 }, run, act.now, zone).at;
  const booking = await takeUnits(
    act,
    {
      state: "held",
      channel: "counter",
      facilityId: facility.id,
      effectiveFrom: facility.effectiveFrom,
      spaceId: space.id,
      on: run.on,
      slots: run.slots.map(({ id }) => id),
      used,
      bookerId: frame.bookerId,
      groupId,
      madeBy: frame.madeBy,
      madeAt: act.now,
      use: { ...use, answers: planned.answers },
      quote: planned.quote,
      amount: planned.quote.total,
      holdUntil: payBy,
      holdExtensions: 0,
      payBy: undefined,
      settledAt: undefined,
      block: undefined,
      seriesId: frame.id,
    },
    planned.units,
    planned.taken,
    {
      limits: { ...planned, party: { personId: frame.bookerId, groupId } },
      stock: planned.stock,
      seasonId: frame.seasonId,
    },
  );
  const silent = { silent: true };
  if (await askFirst(act, booking, { facility, space }, silent)) return;
  if (dueOf(booking) === 0) return confirmBooking(act, booking, silent);
  // 後納 where the ordinance has it and no account is needed for it.
  const way = waysOf(act, booking, facility, space).later.find((one) => one !== "debit");
  if (way !== undefined && (await settleLater(act, booking, { facility, space, way }, silent))) return;
  await openPaymentFor(act, booking, facility, space, payBy);
  await reserveBooking(act, booking, payBy, silent);
}
