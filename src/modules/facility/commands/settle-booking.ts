import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { emit, later } from "../../../kernel/jobs/emit.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { instantOf } from "../../../kernel/time/instant.ts";
import { findMandateOf, findPayment, findPaymentOf, openPayment, refundPayment } from "../../payment/index.ts";
import { hoursOfUse, runOfBooking, takenByBooking } from "../rules/booking.ts";
import { depositOf, dueOf } from "../rules/due.ts";
import { getTerms } from "../rules/facility.ts";
import { beginHold, isHoldOpen } from "../rules/hold.ts";
import { type PayWays, payByOf, payWaysFor } from "../rules/pay-by.ts";
import { findAfterUse } from "../store/after-use.ts";
import { changeBooking, findBooking } from "../store/booking.ts";
import { listUnitsOf } from "../store/occupancy.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { PayWay } from "../types/terms.ts";
import { heldFor, heldOf, isCovered } from "./account.ts";
import { askApproval, listApprovalsFor } from "./ask-approval.ts";
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
 * (仮予約) until the deadline of the ordinance. Online: a payment is opened and the hold goes on. What somebody must decide on
 * first is asked for (申請中), and paid when it was approved.
 */
export async function settleBooking(act: Act, input: { bookingId: string; way: PayWay }): Promise<NextStep> {
  const booking = await getOwnBooking(act, input.bookingId, { to: "pay", forUpdate: true });
  if (booking.state === "confirmed" || booking.state === "reserved" || booking.state === "requested")
    return nextOf(act, booking);
  if (booking.state !== "held" || !isHoldOpen({ until: booking.holdUntil ?? act.now }, act.now)) {
    throw new Refusal("facility.hold-over");
  }
  const { facility, space } = await rulesOf(act, booking);
  if (await askFirst(act, booking, { facility, space, way: input.way })) return { kind: "done" };
  if (dueOf(booking) === 0) {
    await confirmBooking(act, booking);
    return { kind: "done" };
  }
  const rule = getTerms(facility, space).payment;
  if (await settleLater(act, booking, { facility, space, way: input.way })) return { kind: "done" };
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

/** True if somebody has to decide first, and is asked now. The way to pay is kept for then, so it must be one by now. */
export async function askFirst(
  act: Act,
  booking: Booking,
  { facility, space, way }: { facility: Facility; space: Space; way?: PayWay | undefined },
  { silent = false }: { silent?: boolean } = {},
): Promise<boolean> {
  const rules = await listApprovalsFor(act, booking, { facility, space });
  if (rules.length === 0) return false;
  if (way !== undefined && dueOf(booking) > 0)
    await assertWay(act, booking, waysOf(act, booking, facility, space), way);
  await askApproval(act, booking, { facility, rules, way, silent });
  return true;
}

/**
 * 後納: confirmed at once, and what it costs is owed when it was used. False if it is paid before. A way that the ordinance does
 * not have is refused, and a debit from an account that nobody knows.
 */
export async function settleLater(
  act: Act,
  booking: Booking,
  { facility, space, way }: { facility: Facility; space: Space; way: PayWay },
  { silent = false }: { silent?: boolean } = {},
): Promise<boolean> {
  const ways = waysOf(act, booking, facility, space);
  const { later, owedBy } = ways;
  await assertWay(act, booking, ways, way);
  if (owedBy === undefined || !later.includes(way)) return false;
  await openPaymentFor(act, booking, facility, space, owedBy.at, way);
  await confirmBooking(act, booking, { silent });
  return true;
}

async function assertWay(act: Act, booking: Booking, { now, later }: PayWays, way: PayWay): Promise<void> {
  if (!now.includes(way) && !later.includes(way)) throw new Refusal("facility.pay-way", { status: 422, field: "way" });
  if (way === "debit" && (booking.bookerId === undefined || !(await findMandateOf(act.tx, booking.bookerId))))
    throw new Refusal("facility.pay-debit-none", { status: 422, field: "way" });
}

/** How this booking can be paid by its own version of the ordinance. */
export function waysOf(act: Pick<Act, "city">, booking: Booking, facility: Facility, space: Space): PayWays {
  const { lastOn } = hoursOfUse(booking.used, act.city.config.zone);
  const use = { categoryId: booking.use?.categoryId, on: booking.on, lastOn, deposit: depositOf(booking) };
  return payWaysFor(getTerms(facility, space).payment, use, act.city.config.zone);
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
    if (isCovered(booking, await heldFor(act.tx, booking.id))) await confirmBooking(act, booking);
    return;
  }
  // The money is counted when somebody has decided; if that is a no, it goes back then.
  if (booking.state === "requested") return;
  if (booking.state === "expired" && (await isStillFree(act, booking))) return confirmBooking(act, booking);
  const back = await refundAll(act, input.paymentId);
  await changeBooking(act.tx, booking.id, { settledAt: act.now });
  const kind = booking.state === "cancelled" ? "facility.cancelled" : "facility.refunded-late";
  await tellBooker(act, booking, kind, { refund: back });
  await audit(act, { what: "booking.paid-too-late", subject: `booking/${booking.id}` });
}

/** Price and deposit: nothing of it was for anything. */
async function refundAll(act: Act, paymentId: string): Promise<number> {
  const payment = await findPayment(act.tx, paymentId);
  if (payment === undefined) return 0;
  const amount = payment.charged - payment.refunded - payment.refunding;
  const deposit = payment.depositHeld;
  if (amount > 0) await refundPayment(act, { paymentId, amount, deposit, reason: "facility.too-late" });
  return amount;
}

/** A difference that nobody asks for any more, and that a shop still took: what is more than it costs goes back. */
async function returnLateDifference(act: Act, booking: Booking, paymentId: string): Promise<void> {
  const payment = await findPayment(act.tx, paymentId);
  if (payment?.supplements === undefined) return;
  const kept = heldOf([payment]);
  const stands = booking.state === "confirmed";
  const { total: afterUse = 0 } = (await findAfterUse(act.tx, booking.id)) ?? {};
  const all = await heldFor(act.tx, booking.id);
  const price = Math.min(kept.price, stands ? all.price - booking.amount - afterUse : kept.price);
  const deposit = Math.min(kept.deposit, stands ? all.deposit - depositOf(booking) : kept.deposit);
  const back = { price: Math.max(0, price), deposit: Math.max(0, deposit) };
  const amount = back.price + back.deposit;
  if (amount === 0) return;
  await refundPayment(act, {
    paymentId,
    amount,
    deposit: back.deposit,
    reason: "facility.too-late",
    refundId: paymentId,
  });
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
  way?: PayWay,
): Promise<string> {
  const subject = { kind: "booking", id: booking.id };
  const open = await findPaymentOf(act.tx, subject);
  if (open !== undefined && open.state !== "abandoned" && open.state !== "expired") return open.id;
  const { now, later, owedBy } = waysOf(act, booking, facility, space);
  const isLater = way !== undefined && later.includes(way);
  return openPayment(act, {
    subject,
    // Whoever is owed money takes it at the counter as well.
    ways: isLater ? [way, "counter"] : now,
    ...(isLater && { owedBy: owedBy?.at }),
    ...(booking.bookerId === undefined ? {} : { payerId: booking.bookerId }),
    amount: dueOf(booking),
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
