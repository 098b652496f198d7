import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { emit, later } from "../../../kernel/jobs/emit.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { instantOf } from "../../../kernel/time/instant.ts";
import { findPayment, findPaymentOf, openPayment, refundPayment } from "../../payment/index.ts";
import { runOfBooking, takenByBooking } from "../rules/booking.ts";
import { getTerms } from "../rules/facility.ts";
import { beginHold, isHoldOpen } from "../rules/hold.ts";
import { payByOf } from "../rules/pay-by.ts";
import { findAfterUse } from "../store/after-use.ts";
import { changeBooking, findBooking } from "../store/booking.ts";
import { listUnitsOf } from "../store/occupancy.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { PayWay } from "../types/terms.ts";
import { keptFor } from "./account.ts";
import { describePayment } from "./describe-payment.ts";
import { giveCode } from "./entry-code.ts";
import { moveBooking } from "./move-booking.ts";
import { getOwnBooking } from "./own-booking.ts";
import { rulesOf } from "./rules-of.ts";
import { claimUnits } from "./take-units.ts";
import { tellBooker } from "./tell-booker.ts";

/** Where the person goes next after the answers were checked. */
export type NextStep = { readonly kind: "pay"; readonly paymentId: string } | { readonly kind: "done" };

/**
 * The answers are right, and this is how it will be paid. Nothing to pay: confirmed at once. At the counter: reserved
 * (仮予約) until the deadline of the ordinance. Online: a payment is opened and the hold goes on.
 */
export async function settleBooking(act: Act, input: { bookingId: string; way: PayWay }): Promise<NextStep> {
  const booking = await getOwnBooking(act, input.bookingId, { to: "pay", forUpdate: true });
  if (booking.state === "confirmed" || booking.state === "reserved") return nextOf(act, booking);
  if (booking.state !== "held" || !isHoldOpen({ until: booking.holdUntil ?? act.now }, act.now)) {
    throw new Refusal("facility.hold-over");
  }
  if (booking.amount === 0) {
    await confirmBooking(act, booking);
    return { kind: "done" };
  }
  const { facility, space } = await rulesOf(act, booking);
  const rule = getTerms(facility, space).payment;
  if (!rule.ways.includes(input.way)) throw new Refusal("facility.pay-way", { status: 422, field: "way" });
  const payBy = payByOf(rule, runOfBooking(facility, space, booking), act.now, act.city.config.zone);
  const isFirstTime = (await findPaymentOf(act.tx, { kind: "booking", id: booking.id })) === undefined;
  const paymentId = await openPaymentFor(act, booking, facility, space, payBy.at);
  // At the counter, by invoice and by direct debit the money comes later; the room is kept until the deadline.
  if (input.way !== "online") {
    await reserveBooking(act, booking, payBy.at);
    return { kind: "done" };
  }
  // Ten full minutes for the provider's page, but only once: coming back and going again does not prolong it.
  if (isFirstTime) await changeBooking(act.tx, booking.id, { holdUntil: beginHold(act.now).until });
  return { kind: "pay", paymentId };
}

/** The money is there, or there is none to pay: the room is theirs, and the doors learn the code. */
export async function confirmBooking(
  act: Act,
  booking: Booking,
  { silent = false }: { silent?: boolean } = {},
): Promise<void> {
  await moveBooking(act, booking, "pay", { settledAt: act.now, endedAt: null, holdUntil: null });
  const { facility, space } = await rulesOf(act, booking);
  await giveCode(act, booking, facility, space);
  await remindTheDayBefore(act, booking);
  // Who was asked to pay is told that it has come; who booked at once, that it is booked. One mail either way.
  if (!silent) await tellBooker(act, booking, booking.state === "reserved" ? "facility.paid" : "facility.confirmed");
  await audit(act, { what: "booking.confirmed", subject: `booking/${booking.id}` });
  await emit(act, "facility.booking-confirmed", { bookingId: booking.id });
}

/** 仮予約: kept until the day by which it must be paid. */
export async function reserveBooking(
  act: Act,
  booking: Booking,
  payBy: Date,
  { silent = false }: { silent?: boolean } = {},
): Promise<void> {
  await moveBooking(act, booking, "pay-later", { payBy, holdUntil: null });
  if (!silent) await tellBooker(act, { ...booking, payBy }, "facility.pay-by");
  await audit(act, { what: "booking.reserved", subject: `booking/${booking.id}` });
}

/** A convenience-store number was given out: the room is kept until that number's end. */
export async function followPendingPayment(act: Act, input: { bookingId: string; dueAt: Date }): Promise<void> {
  const booking = await findBooking(act.tx, input.bookingId, { forUpdate: true });
  if (booking?.state === "held") await reserveBooking(act, booking, input.dueAt);
}

/**
 * Money came in. A hold or a reservation becomes confirmed. If it had run out: confirmed if the room is still free, else
 * everything goes back by itself and the person is told. Money for a booking that was cancelled goes back as well.
 */
export async function followPayment(
  act: Act,
  input: { bookingId: string; paymentId: string; late?: boolean },
): Promise<void> {
  const booking = await findBooking(act.tx, input.bookingId, { forUpdate: true });
  if (booking === undefined) return;
  // Settled before: this news comes a second time, and what was cancelled since was given back by the rule.
  if (booking.settledAt !== undefined) {
    if (input.late === true) await returnLateDifference(act, booking, input.paymentId);
    return;
  }
  if (booking.state === "held" || booking.state === "reserved") {
    // After a change the old payment is no longer all of it.
    if ((await keptFor(act.tx, booking.id)) >= booking.amount) await confirmBooking(act, booking);
    return;
  }
  if (booking.state === "expired" && (await isStillFree(act, booking))) return confirmBooking(act, booking);
  await refundPayment(act, { paymentId: input.paymentId, amount: booking.amount, reason: "facility.too-late" });
  await changeBooking(act.tx, booking.id, { settledAt: act.now });
  const kind = booking.state === "cancelled" ? "facility.cancelled" : "facility.refunded-late";
  await tellBooker(act, booking, kind, { refund: booking.amount });
  await audit(act, { what: "booking.paid-too-late", subject: `booking/${booking.id}` });
}

/** A difference that nobody asks for any more, and that a shop still took: what is more than it costs goes back. */
async function returnLateDifference(act: Act, booking: Booking, paymentId: string): Promise<void> {
  const payment = await findPayment(act.tx, paymentId);
  if (payment?.supplements === undefined) return;
  const kept = payment.charged - payment.refunded - payment.refunding;
  const stands = booking.state === "confirmed";
  const { total: afterUse = 0 } = (await findAfterUse(act.tx, booking.id)) ?? {};
  const surplus = stands ? (await keptFor(act.tx, booking.id)) - booking.amount - afterUse : kept;
  const amount = Math.min(kept, surplus);
  if (amount <= 0) return;
  await refundPayment(act, { paymentId, amount, reason: "facility.too-late", refundId: paymentId });
  await audit(act, { what: "booking.paid-too-late", subject: `booking/${booking.id}` });
}

async function isStillFree(act: Act, booking: Booking): Promise<boolean> {
  if (booking.used.from <= act.now) return false;
  const { space } = await rulesOf(act, booking);
  try {
    await claimUnits(act, await listUnitsOf(act.tx, booking.id), takenByBooking(space, booking));
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

async function nextOf(act: Act, booking: Booking): Promise<NextStep> {
  const payment = await findPaymentOf(act.tx, { kind: "booking", id: booking.id });
  return booking.state === "reserved" && payment !== undefined
    ? { kind: "pay", paymentId: payment.id }
    : { kind: "done" };
}

export async function openPaymentFor(
  act: Act,
  booking: Booking,
  facility: Facility,
  space: Space,
  payBy: Date,
): Promise<string> {
  const subject = { kind: "booking", id: booking.id };
  const open = await findPaymentOf(act.tx, subject);
  if (open !== undefined && open.state !== "abandoned" && open.state !== "expired") return open.id;
  return openPayment(act, {
    subject,
    ...(booking.bookerId === undefined ? {} : { payerId: booking.bookerId }),
    amount: booking.amount,
    ...describePayment(act, booking, facility, space),
    dueAt: payBy,
    returnPath: `/bookings/${booking.id}/done`,
    staffPath: `/staff/bookings/${booking.id}`,
  });
}

export async function remindTheDayBefore(act: Act, booking: Booking): Promise<void> {
  const at = instantOf(addDays(booking.on, -1), "10:00", act.city.config.zone);
  if (at <= act.now) return;
  await later(act, {
    name: "facility.remind",
    data: { bookingId: booking.id },
    startAfter: at,
    once: `${booking.id}/${booking.on}`,
  });
}
