import type { Act } from "../../../kernel/act.ts";
import { personOf } from "../../../kernel/actor.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { findGroup, roleInGroup } from "../../identity/index.ts";
import { runOfBooking } from "../rules/booking.ts";
import { dueOf } from "../rules/due.ts";
import { getTerms } from "../rules/facility.ts";
import { isHoldOpen, judgeUnpaid } from "../rules/hold.ts";
import { payByOf } from "../rules/pay-by.ts";
import { repeatKindsFor } from "../rules/series.ts";
import { refusalOf } from "../rules/words.ts";
import { findObstacles } from "../store/occupancy.ts";
import type { Booking } from "../types/booking.ts";
import type { Series } from "../types/series.ts";
import type { PayWay } from "../types/terms.ts";
import { endBooking, goesBack, refundNow } from "./cancel-booking.ts";
import { canDo, getOwnBooking } from "./own-booking.ts";
import {
  chooseDays,
  lockForSeries,
  planDays,
  type SeriesAsked,
  type SeriesPlan,
  type SeriesWay,
  useOf,
} from "./plan-series.ts";
import type { PlannedUse } from "./plan-use.ts";
import { rulesOf } from "./rules-of.ts";
import { beginSeries, getSeries, livingOf, type SeriesView } from "./series.ts";
import { askFirst, confirmBooking, openPaymentFor, reserveBooking, settleLater } from "./settle-booking.ts";
import { takeUnits } from "./take-units.ts";
import { tellSeries } from "./tell-series.ts";

/** Whether the ordinance lets this booking be repeated by who made it: the link is shown, and the page answers. */
export async function canRepeat(
  act: Pick<Act, "city" | "actor" | "now"> & { readonly tx: Db | Tx },
  booking: Booking,
): Promise<boolean> {
  const { facility, space } = await rulesOf(act, booking);
  const kinds = repeatKindsFor(getTerms(facility, space), booking.use?.categoryId);
  return kinds.length > 0 && isFirst(booking, act.now) && (await mayRepeat(act, booking));
}

/** A choice that is being kept, or a booking that stands, of today or later. Wins of a draw are not repeated. */
function isFirst({ state, holdUntil, seriesId, winId, used, use }: Booking, now: Date): boolean {
  const lives =
    state === "reserved" ||
    state === "confirmed" ||
    (state === "held" && holdUntil !== undefined && isHoldOpen({ until: holdUntil }, now));
  return lives && seriesId === undefined && winId === undefined && use !== undefined && used.from > now;
}

/** The owner or an officer of a group that is registered, for the booking that they made for it. */
async function mayRepeat(
  { tx, actor }: Pick<Act, "actor"> & { readonly tx: Db | Tx },
  { groupId, bookerId }: Booking,
): Promise<boolean> {
  const personId = personOf(actor);
  if (groupId === undefined || personId === undefined || personId !== bookerId) return false;
  const role = await roleInGroup(tx, groupId, personId);
  if (role !== "owner" && role !== "officer") return false;
  const registration = (await findGroup(tx, groupId))?.registration;
  return registration?.state === "registered" || registration?.isDeemed === true;
}

/** Which days can be had, each with its price, or why not. Nothing happens. */
export async function planOwnSeries(act: Act, asked: SeriesAsked): Promise<SeriesPlan> {
  return planFrom(act, await getOwnBooking(act, asked.bookingId, { to: "pay" }), asked);
}

async function planFrom(act: Act, first: Booking, asked: SeriesAsked): Promise<SeriesPlan> {
  const { facility, space } = await rulesOf(act, first);
  const { series: rule } = getTerms(facility, space);
  const kinds = repeatKindsFor(getTerms(facility, space), first.use?.categoryId);
  if (rule === undefined || !kinds.includes(asked.kind)) {
    throw new Refusal("facility.series-not-here", { status: 422, field: "kind" });
  }
  if (!isFirst(first, act.now)) throw new Refusal("facility.series-first");
  if (!(await mayRepeat(act, first))) throw new Refusal("facility.series-group", { status: 422, field: "kind" });
  const way: SeriesWay = {
    words: "facility.series",
    most: rule.most - 1,
    moment: rule.opens === "first-day" ? { firstDay: first.on } : {},
  };
  return planDays(act, first, asked, way);
}

/**
 * All of the days or, if that was chosen, those that can be had, and the first one with them. Each is a booking with a
 * payment of its own, as at the counter, because each can be moved, given up and refunded alone; they are reserved until
 * their own deadlines, and the counter takes the cash for all at once. A series is one thing that is asked for: its days are
 * not counted against the choices that a person may keep, but nobody with too many unpaid bookings begins one.
 */
export async function bookOwnSeries(
  act: Act,
  input: SeriesAsked & { onlyFree: boolean; expected: { days: number; total: number }; way: PayWay },
): Promise<Series> {
  const { onlyFree, expected, way, ...asked } = input;
  await lockForSeries(act, await getOwnBooking(act, asked.bookingId, { to: "pay" }));
  const first = await getOwnBooking(act, asked.bookingId, { to: "pay", forUpdate: true });
  const plan = await planFrom(act, first, asked);
  await refuseUnpaid(act, first);
  const chosen = chooseDays(plan, { onlyFree, expected }, { words: "facility.series" });
  const series = await beginSeries(act, first, asked, undefined);
  if (first.state === "held") await settle(act, { ...first, seriesId: series.id }, way);
  for (const planned of chosen) await settle(act, await takeDay(act, planned, first, series), way);
  await audit(act, {
    what: "booking.series-made",
    subject: `booking/${first.id}`,
    counts: { days: chosen.length, total: plan.total },
  });
  await tellSeries(act, series, "facility.series-made", {});
  return series;
}

async function refuseUnpaid(act: Act, { bookerId }: Booking): Promise<void> {
  const nothing = { unitIds: [], during: { from: act.now, until: act.now }, holdsOf: bookerId, now: act.now };
  const tooMany = judgeUnpaid((await findObstacles(act.tx, nothing)).unpaid, act.city.config.bookings.mostUnpaid);
  if (tooMany !== undefined) throw refusalOf(tooMany, act.locale);
}

function takeDay(act: Act, planned: PlannedUse, first: Booking, series: Series): Promise<Booking> {
  const { groupId, ...use } = useOf(first);
  const { facility, space, run } = planned;
  const payBy = payByOf(getTerms(facility, space).payment, run, act.now, act.city.config.zone).at;
  const party = { personId: series.bookerId, groupId };
  return takeUnits(
    act,
    {
      state: "held",
      channel: "web",
      facilityId: facility.id,
      effectiveFrom: facility.effectiveFrom,
      spaceId: space.id,
      on: run.on,
      slots: run.slots.map(({ id }) => id),
      used: planned.used,
      bookerId: series.bookerId,
      groupId,
      madeBy: undefined,
      madeAt: act.now,
      use: { ...use, answers: planned.answers },
      quote: planned.quote,
      amount: planned.quote.total,
      holdUntil: payBy,
      holdExtensions: 0,
      payBy: undefined,
      settledAt: undefined,
      block: undefined,
      seriesId: series.id,
    },
    planned.units,
    planned.taken,
    { limits: { ...planned, party }, stock: planned.stock },
  );
}

/** Free, or paid afterwards: confirmed. Else reserved, and paid on the web or at the counter until its deadline. */
async function settle(act: Act, day: Booking, way: PayWay): Promise<void> {
  const { facility, space } = await rulesOf(act, day);
  if (await askFirst(act, day, { facility, space, way }, { silent: true })) return;
  if (dueOf(day) === 0) return confirmBooking(act, day, { silent: true });
  if (await settleLater(act, day, { facility, space, way }, { silent: true })) return;
  const run = runOfBooking(facility, space, day);
  const payBy = payByOf(getTerms(facility, space).payment, run, act.now, act.city.config.zone).at;
  await openPaymentFor(act, day, facility, space, payBy);
  await reserveBooking(act, day, payBy, { silent: true });
}

/** A series for who made it, or for a member of the group for which it was made. */
export async function getOwnSeries(
  act: Pick<Act, "actor"> & { readonly tx: Db | Tx },
  seriesId: string,
): Promise<SeriesView & { readonly canCancel: boolean; readonly canPay: boolean }> {
  const { series, bookings } = await getSeries(act, seriesId);
  const [first] = bookings;
  if (first === undefined || !(await canDo(act, first, "see"))) throw notFound();
  return {
    series,
    bookings,
    canCancel: await canDo(act, first, "cancel"),
    canPay: await canDo(act, first, "pay"),
  };
}

/** All days from one on that have not begun, with one mail. A single day is cancelled on its own page. */
export async function cancelRestOfOwnSeries(
  act: Act,
  input: { seriesId: string; from: CivilDate; expected: number },
): Promise<{ refund: number }> {
  const { series, bookings } = await getOwnSeries(act, input.seriesId);
  const rest = livingOf(bookings, act.now).filter(({ on }) => on >= input.from);
  if (rest.length === 0) throw new Refusal("facility.series-nothing-left", { status: 422, field: "from" });
  let refund = 0;
  for (const { id } of rest.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const booking = await getOwnBooking(act, id, { to: "cancel", forUpdate: true });
    const money = await refundNow(act, booking, "booker");
    refund += goesBack(money);
    await endBooking(act, booking, money.amount, { silent: true });
  }
  if (refund !== input.expected) throw new Refusal("facility.refund-changed");
  await tellSeries(act, series, "facility.series-ended", { from: input.from, refund });
  return { refund };
}
