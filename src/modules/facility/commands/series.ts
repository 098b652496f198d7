import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { takeCash } from "../../payment/index.ts";
import { requireMay, requireMayAt } from "../policy.ts";
import type { CancelledBy } from "../rules/refund.ts";
import { mostOfSeries } from "../rules/series.ts";
import { changeBooking, listBookingsOfSeries } from "../store/booking.ts";
import { findSeries, insertSeries } from "../store/series.ts";
import type { Booking } from "../types/booking.ts";
import type { Series } from "../types/series.ts";
import type { PayWay } from "../types/terms.ts";
import { isOpen, readAccount } from "./account.ts";
import { makeAtCounter } from "./book-at-counter.ts";
import { endBooking, goesBack, refundNow } from "./cancel-booking.ts";
import { giveCode, takeCode } from "./entry-code.ts";
import { getBookingAsStaff } from "./own-booking.ts";
import {
  chooseDays,
  lockForSeries,
  planDays,
  type SeriesAsked,
  type SeriesPlan,
  type SeriesWay,
  useOf,
} from "./plan-series.ts";
import { rulesOf } from "./rules-of.ts";
import { tellSeries } from "./tell-series.ts";

const counter: SeriesWay = { words: "facility.staff-series", most: mostOfSeries, moment: { anyMoment: true } };

/** Which days are free, closed, taken or against the rules, each with its price. Nothing happens. */
export async function planSeries(act: Act, asked: SeriesAsked): Promise<SeriesPlan> {
  requireMay(act.actor, "book");
  return planFrom(act, await getBookingAsStaff(act, asked.bookingId, "book"), asked);
}

function planFrom(act: Act, first: Booking, asked: SeriesAsked): Promise<SeriesPlan> {
  const isLiving = first.state === "reserved" || first.state === "confirmed";
  if (!isLiving || first.use === undefined || first.bookerId === undefined || first.seriesId !== undefined)
    throw new Refusal("facility.staff-series-first");
  return planDays(act, first, asked, { ...counter, moment: { ...counter.moment, firstDay: first.on } });
}

/** All of the days, or none; or, if that was chosen, those that can be had. `expected` is what the page promised. */
export async function bookSeries(
  act: Act,
  input: SeriesAsked & { onlyFree: boolean; expected: { days: number; total: number } },
): Promise<Series> {
  const clerk = requireMay(act.actor, "book");
  const { onlyFree, expected, ...asked } = input;
  await lockForSeries(act, await getBookingAsStaff(act, asked.bookingId, "book"));
  const first = await getBookingAsStaff(act, asked.bookingId, "book", { forUpdate: true });
  const plan = await planFrom(act, first, asked);
  const chosen = chooseDays(plan, { onlyFree, expected }, counter);
  const series = await beginSeries(act, first, asked, clerk.personId);
  // 後納: the other days are paid as the first one is.
  const way = await laterWayOf(act.tx, first);
  for (const planned of chosen) {
    await makeAtCounter(act, planned, { use: useOf(first), bookerId: series.bookerId, series: series.id, way });
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

/** The series and its first day. */
export async function beginSeries(
  act: Act,
  first: Booking,
  asked: SeriesAsked,
  madeBy: string | undefined,
): Promise<Series> {
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
    madeBy,
    madeAt: act.now,
  };
  await insertSeries(act.tx, series);
  await join(act, first, series.id);
  return series;
}

/** The way in which this booking is paid when it was used; undefined if it is paid before. */
async function laterWayOf(tx: Tx, booking: Booking): Promise<PayWay | undefined> {
  const { payments } = await readAccount(tx, booking.id);
  const owed = payments.find((payment) => isOpen(payment) && payment.owedBy !== undefined);
  return owed?.ways.find((way) => way !== "counter");
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
  const found = await getSeries(act, input.seriesId);
  requireMayAt(act, "see", found.series.facilityId);
  await audit(act, { what: "booking.series-seen", subject: `series/${found.series.id}`, about: found.series.bookerId });
  return found;
}

export async function getSeries(act: { readonly tx: Db | Tx }, seriesId: string): Promise<SeriesView> {
  const series = await findSeries(act.tx, seriesId);
  if (series === undefined) throw notFound();
  return { series, bookings: await listBookingsOfSeries(act.tx, seriesId) };
}

const isStanding = (state: Booking["state"]) => state === "requested" || state === "reserved" || state === "confirmed";

/** The days that can still be cancelled or paid. */
export function livingOf(bookings: readonly Booking[], now: Date): readonly Booking[] {
  return bookings.filter(({ state, used }) => isStanding(state) && used.from > now);
}

/** What would go back for the days from this one on. */
export async function refundOfRest(
  act: Parameters<typeof refundNow>[0],
  bookings: readonly Booking[],
  by: CancelledBy,
): Promise<number> {
  let refund = 0;
  for (const booking of bookings) refund += goesBack(await refundNow(act, booking, by));
  return refund;
}

/** All days from one on that have not begun, with one mail. A single day is cancelled on its own page. */
export async function cancelRestOfSeries(
  act: Act,
  input: { seriesId: string; from: CivilDate; reason: string; by: CancelledBy; expected: number },
): Promise<{ refund: number }> {
  const { series, bookings } = await getSeries(act, input.seriesId);
  requireMayAt(act, "cancel", series.facilityId);
  const rest = livingOf(bookings, act.now).filter(({ on }) => on >= input.from);
  if (rest.length === 0) throw new Refusal("facility.wrong-state");
  const locked: Booking[] = [];
  for (const { id } of rest.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    locked.push(await getBookingAsStaff(act, id, "cancel", { forUpdate: true }));
  }
  let refund = 0;
  for (const booking of locked) {
    const money = await refundNow(act, booking, input.by);
    refund += goesBack(money);
    await endBooking(act, booking, money.amount, { reason: input.reason, silent: true });
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
  const { series, bookings } = await getSeries(act, input.seriesId);
  requireMayAt(act, "book", series.facilityId);
  const open = await listOpenPayments(act.tx, bookings);
  const sum = open.reduce((total, { amount }) => total + amount, 0);
  if (sum !== input.expected || open.length === 0) throw new Refusal("facility.staff-series-changed");
  for (const { id, amount } of open) await takeCash(act, { paymentId: id, received: amount });
  return { receipts: open.length };
}

export async function listOpenPayments(
  tx: Db | Tx,
  bookings: readonly Booking[],
): Promise<readonly { readonly id: string; readonly amount: number; readonly bookingId: string }[]> {
  const open = [];
  for (const booking of bookings.filter(({ state }) => state === "reserved")) {
    const { open: payment } = await readAccount(tx, booking.id);
    if (payment !== undefined) open.push({ id: payment.id, amount: payment.amount, bookingId: booking.id });
  }
  return open;
}
