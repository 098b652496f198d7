import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { lockSorted } from "../../../kernel/db/lock.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { takeCash } from "../../payment/index.ts";
import { requireMay } from "../policy.ts";
import type { CancelledBy } from "../rules/refund.ts";
import { daysOfSeries, mostOfSeries } from "../rules/series.ts";
import { changeBooking, listBookingsOfSeries } from "../store/booking.ts";
import { findClosedBecause } from "../store/closure.ts";
import { isTaken } from "../store/occupancy.ts";
import { findSeries, insertSeries } from "../store/series.ts";
import type { Booking } from "../types/booking.ts";
import type { Series } from "../types/series.ts";
import { readAccount } from "./account.ts";
import { makeAtCounter } from "./book-at-counter.ts";
import { endBooking, refundNow } from "./cancel-booking.ts";
import { giveCode, takeCode } from "./entry-code.ts";
import { getBookingAsStaff } from "./own-booking.ts";
import { type PlannedUse, planUse, type UseAsked } from "./plan-use.ts";
import { lockForLimits, refuseOverLimits } from "./refuse-over-limits.ts";
import { rulesOf } from "./rules-of.ts";
import { lockNames } from "./take-units.ts";
import { tellSeries } from "./tell-series.ts";

export type SeriesAsked = {
  /** The first day, which is booked already: its room, hours, use and booker are those of the others. */
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
  /** Of the days that can be had. */
  readonly total: number;
};

/** Which days are free, closed, taken or against the rules, each with its price. Nothing happens. */
export async function planSeries(act: Act, asked: SeriesAsked): Promise<SeriesPlan> {
  requireMay(act.actor, "book");
  const first = await getBookingAsStaff(act, asked.bookingId);
  const isLiving = first.state === "reserved" || first.state === "confirmed";
  if (!isLiving || first.use === undefined || first.bookerId === undefined || first.seriesId !== undefined)
    throw new Refusal("facility.staff-series-first");
  const dates = daysOfSeries({ ...asked, firstOn: first.on });
  if (dates.length === 0) throw new Refusal("facility.staff-series-none", { status: 422, field: "last" });
  if (dates.length > mostOfSeries) {
    const params = { most: mostOfSeries };
    throw new Refusal("facility.staff-series-too-many", { status: 422, field: "last", params });
  }
  const days: DayOfSeries[] = [];
  for (const on of dates) days.push(await judgeDay(act, first, on, dates));
  const total = days.reduce((sum, day) => sum + (day.ok ? day.planned.quote.total : 0), 0);
  return { first, days, total };
}

async function judgeDay(act: Act, first: Booking, on: CivilDate, dates: readonly CivilDate[]): Promise<DayOfSeries> {
  try {
    const choice = { spaceId: first.spaceId, on, slots: first.slots };
    const planned = await planUse(act, choice, useOf(first), { anyMoment: true, firstDay: first.on });
    const because = await findClosedBecause(act.tx, planned.units, planned.taken);
    if (because !== undefined) throw new Refusal("facility.closed-off", { params: { ...because } });
    if (await isTaken(act.tx, planned.units, planned.taken)) throw new Refusal("facility.not-free");
    const others = dates.filter((other) => other !== on);
    await refuseOverLimits(act, { ...planned, party: partyOf(first), alsoOn: others });
    return { on, ok: true, planned };
  } catch (error) {
    if (error instanceof Refusal && error.status !== 404) return { on, ok: false, refusal: error };
    throw error;
  }
}

/**
 * All of the days, or none; or, if that was chosen, those that can be had. The units of all days are locked in one call
 * before the first is taken. `expected` is what the page promised: days and sum.
 */
export async function bookSeries(
  act: Act,
  input: SeriesAsked & { onlyFree: boolean; expected: { days: number; total: number } },
): Promise<Series> {
  const clerk = requireMay(act.actor, "book");
  const { onlyFree, expected, ...asked } = input;
  const wanted = await planSeries(act, asked);
  const free = wanted.days.flatMap((day) => (day.ok ? [day.planned] : []));
  await lockSorted(
    act.tx,
    "facility",
    free.flatMap((planned) => {
      const limits = lockForLimits({ ...planned, party: partyOf(wanted.first) });
      return [...lockNames(planned.units, planned.stock), ...(limits === undefined ? [] : [limits])];
    }),
  );
  await getBookingAsStaff(act, asked.bookingId, { forUpdate: true });
  // Under the locks once more: what was free may be taken by now, and the first day given up.
  const plan = await planSeries(act, asked);
  const chosen = plan.days.flatMap((day) => (day.ok ? [day.planned] : []));
  if (!onlyFree && chosen.length < plan.days.length)
    throw new Refusal("facility.staff-series-not-all", { field: "only" });
  if (chosen.length !== expected.days || plan.total !== expected.total || chosen.length === 0)
    throw new Refusal("facility.staff-series-changed");
  const { first } = plan;
  const series: Series = {
    id: randomUUID(),
    kind: asked.kind,
    facilityId: first.facilityId,
    spaceId: first.spaceId,
    slots: first.slots,
    firstOn: first.on,
    lastOn: asked.lastOn,
    leftOut: asked.leftOut,
    bookerId: first.bookerId ?? "",
    groupId: first.groupId,
    madeBy: clerk.personId,
    madeAt: act.now,
  };
  await insertSeries(act.tx, series);
  await join(act, first, series.id);
  for (const planned of chosen) {
    await makeAtCounter(act, planned, { use: useOf(first), bookerId: series.bookerId, series: series.id });
  }
  await audit(act, {
    what: "booking.series-made",
    subject: `booking/${first.id}`,
    about: first.bookerId,
    counts: { days: chosen.length, total: plan.total },
  });
  await tellSeries(act, series, "facility.series-made", {});
  return series;
}

/** The first day was booked alone; from now on the one code of the series opens for it. */
async function join(act: Act, first: Booking, seriesId: string): Promise<void> {
  const { facility, space } = await rulesOf(act, first);
  await takeCode(act, first, facility);
  await changeBooking(act.tx, first.id, { seriesId });
  if (first.state === "confirmed") await giveCode(act, { ...first, seriesId }, facility, space);
}

export type SeriesView = { readonly series: Series; readonly bookings: readonly Booking[] };

/** A series with all its days, for staff; the look is recorded. */
export async function seeSeries(act: Act, input: { seriesId: string }): Promise<SeriesView> {
  requireMay(act.actor, "see");
  const found = await getSeries(act, input.seriesId);
  await audit(act, { what: "booking.series-seen", subject: `series/${found.series.id}`, about: found.series.bookerId });
  return found;
}

async function getSeries(act: Act, seriesId: string): Promise<SeriesView> {
  const series = await findSeries(act.tx, seriesId);
  if (series === undefined) throw notFound();
  return { series, bookings: await listBookingsOfSeries(act.tx, seriesId) };
}

/** The days that can still be cancelled or paid. */
export function livingOf(bookings: readonly Booking[], now: Date): readonly Booking[] {
  return bookings.filter(({ state, used }) => (state === "reserved" || state === "confirmed") && used.from > now);
}

/** What would go back for the days from this one on. */
export async function refundOfRest(
  act: Parameters<typeof refundNow>[0],
  bookings: readonly Booking[],
  by: CancelledBy,
): Promise<number> {
  let refund = 0;
  for (const booking of bookings) refund += (await refundNow(act, booking, by)).amount;
  return refund;
}

/** All days from one on that have not begun, with one mail. A single day is cancelled on its own page. */
export async function cancelRestOfSeries(
  act: Act,
  input: { seriesId: string; from: CivilDate; reason: string; by: CancelledBy; expected: number },
): Promise<{ refund: number }> {
  requireMay(act.actor, "cancel");
  const { series, bookings } = await getSeries(act, input.seriesId);
  const rest = livingOf(bookings, act.now).filter(({ on }) => on >= input.from);
  if (rest.length === 0) throw new Refusal("facility.wrong-state");
  const locked: Booking[] = [];
  for (const { id } of rest.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    locked.push(await getBookingAsStaff(act, id, { forUpdate: true }));
  }
  let refund = 0;
  for (const booking of locked) {
    const { amount } = await refundNow(act, booking, input.by);
    refund += amount;
    await endBooking(act, booking, amount, { reason: input.reason, silent: true });
  }
  if (refund !== input.expected) throw new Refusal("facility.refund-changed");
  await tellSeries(act, series, "facility.series-cancelled", { from: input.from, reason: input.reason, refund });
  return { refund };
}

/** The cash for all days that are not paid, in one go; each day has its own receipt, because each can be given back alone. */
export async function takeCashForSeries(
  act: Act,
  input: { seriesId: string; expected: number },
): Promise<{ receipts: number }> {
  requireMay(act.actor, "book");
  const { bookings } = await getSeries(act, input.seriesId);
  const open = await listOpenPayments(act.tx, bookings);
  const sum = open.reduce((total, { amount }) => total + amount, 0);
  if (sum !== input.expected || open.length === 0) throw new Refusal("facility.staff-series-changed");
  for (const { id, amount } of open) await takeCash(act, { paymentId: id, received: amount });
  return { receipts: open.length };
}

export async function listOpenPayments(
  tx: Db | Tx,
  bookings: readonly Booking[],
): Promise<readonly { readonly id: string; readonly amount: number }[]> {
  const open = [];
  for (const booking of bookings.filter(({ state }) => state === "reserved")) {
    const { open: payment } = await readAccount(tx, booking.id);
    if (payment !== undefined) open.push({ id: payment.id, amount: payment.amount });
  }
  return open;
}

function useOf({ use, groupId }: Booking): UseAsked {
  if (use === undefined) throw new Refusal("facility.wrong-state");
  return { ...use, groupId };
}

const partyOf = ({ bookerId = "", groupId }: Booking) => ({ personId: bookerId, groupId });
