import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { lockSorted } from "../../../kernel/db/lock.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import type { InstantRange } from "../../../kernel/time/range.ts";
import { paymentPath } from "../../payment/index.ts";
import { runOfBooking } from "../rules/booking.ts";
import { pickSlots } from "../rules/choice.ts";
import { dueOf } from "../rules/due.ts";
import { findSpace, getTerms } from "../rules/facility.ts";
import { payByOf } from "../rules/pay-by.ts";
import { changeBooking } from "../store/booking.ts";
import { listFacilitiesOn } from "../store/facility.ts";
import { listOccupancies } from "../store/occupancy.ts";
import type { Booking, Choice } from "../types/booking.ts";
import type { PayWay } from "../types/terms.ts";
import { getOwnBooking } from "./own-booking.ts";
import { planUse, type UseAsked } from "./plan-use.ts";
import { rulesOf } from "./rules-of.ts";
import { askFirst, confirmBooking, openPaymentFor, settleLater } from "./settle-booking.ts";
import { takeUnits } from "./take-units.ts";

/** A choice in a draw, judged as a booking would be except for the moment. Refuses with all that is wrong. */
export function judgeWish(act: Act, input: { choice: Choice; use: UseAsked }) {
  return planUse(act, input.choice, input.use, { anyMoment: true, inLottery: true });
}

/** Whether a choice of long ago can still be used: the day is open, and the room is lent in these slots. */
export async function isWishOpen(act: Act, choice: Choice): Promise<boolean> {
  const facilities = await listFacilitiesOn(act.city, choice.on, act.tx);
  return facilities.some((facility) => {
    const space = findSpace(facility, choice.spaceId);
    return space !== undefined && pickSlots(facility, space, choice, act.city.config).ok;
  });
}

/** What a draw must know: how these units are taken. All of them are locked until the transaction ends. */
export async function lockForDraw(act: Act, input: { unitIds: readonly string[]; during: InstantRange }) {
  await lockSorted(
    act.tx,
    "facility",
    input.unitIds.map((id) => `unit/${id}`),
  );
  return listOccupancies(act.tx, input.unitIds, input.during, act.now);
}

/**
 * A room for who won it: reserved until `confirmBy`, by the same way into the table as every other booking. With
 * `insteadOf`, a win that was given up hands its units over in the same transaction.
 */
export async function awardBooking(
  act: Act,
  input: {
    choice: Choice;
    use: UseAsked;
    bookerId: string;
    winId: string;
    confirmBy: Date;
    insteadOf?: string | undefined;
  },
): Promise<Booking> {
  const planned = await judgeWish(act, input);
  const { facility, space, run } = planned;
  const { groupId, ...use } = input.use;
  if (input.insteadOf !== undefined) await changeBooking(act.tx, input.insteadOf, { returnsAt: null });
  const booking = await takeUnits(
    act,
    {
      state: "reserved",
      channel: "web",
      facilityId: facility.id,
      effectiveFrom: facility.effectiveFrom,
      spaceId: space.id,
      on: run.on,
      slots: run.slots.map(({ id }) => id),
      used: planned.used,
      bookerId: input.bookerId,
      groupId,
      madeBy: undefined,
      madeAt: act.now,
      use: { ...use, answers: planned.answers },
      quote: planned.quote,
      amount: planned.quote.total,
      holdUntil: undefined,
      holdExtensions: 0,
      // A use that begins sooner is confirmed until it begins.
      payBy: new Date(Math.min(input.confirmBy.getTime(), planned.used.from.getTime())),
      settledAt: undefined,
      block: undefined,
      winId: input.winId,
    },
    planned.units,
    planned.taken,
    { stock: planned.stock },
  );
  await audit(act, { what: "booking.awarded", subject: `booking/${booking.id}`, about: input.bookerId });
  return booking;
}

/** Where a win goes on: nothing is left to do, or this page asks for the money. */
export type TakenWin = { readonly kind: "done" } | { readonly kind: "pay"; readonly path: string };

/**
 * 確定: the winner takes it. Nothing to pay: confirmed. Else a payment is opened; its deadline is the one of the win, or
 * the ordinance's usual one where 確定 is enough.
 */
export async function takeWin(act: Act, input: { bookingId: string; way: PayWay }): Promise<TakenWin> {
  const booking = await getOwnBooking(act, input.bookingId, { to: "pay", forUpdate: true });
  if (
    booking.winId === undefined ||
    booking.state !== "reserved" ||
    booking.payBy === undefined ||
    booking.payBy <= act.now
  )
    throw new Refusal("facility.wrong-state");
  const { facility, space } = await rulesOf(act, booking);
  if (await askFirst(act, booking, { facility, space, way: input.way })) {
    await audit(act, { what: "booking.win-taken", subject: `booking/${booking.id}` });
    return { kind: "done" };
  }
  if (dueOf(booking) === 0) {
    await confirmBooking(act, booking);
    return { kind: "done" };
  }
  const { payment, lottery } = getTerms(facility, space);
  if (await settleLater(act, booking, { facility, space, way: input.way })) {
    await audit(act, { what: "booking.win-taken", subject: `booking/${booking.id}` });
    return { kind: "done" };
  }
  const usual = payByOf(payment, runOfBooking(facility, space, booking), act.now, act.city.config.zone).at;
  const payBy = lottery?.payment === "by-terms" ? usual : booking.payBy;
  await changeBooking(act.tx, booking.id, { payBy });
  const paymentId = await openPaymentFor(act, booking, facility, space, payBy);
  await audit(act, { what: "booking.win-taken", subject: `booking/${booking.id}` });
  return input.way === "online" ? { kind: "pay", path: paymentPath(paymentId) } : { kind: "done" };
}
