import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { emit } from "../../../kernel/jobs/emit.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { amendPayment, findPaymentOf } from "../../payment/index.ts";
import { requireMay } from "../policy.ts";
import { isTaking, runOfBooking } from "../rules/booking.ts";
import { caseOf } from "../rules/case.ts";
import { isSameChoice, judgeChange, judgeMove } from "../rules/change.ts";
import { dueOf } from "../rules/due.ts";
import { getTerms } from "../rules/facility.ts";
import { payByOf, payWaysFor } from "../rules/pay-by.ts";
import { refusalOf } from "../rules/words.ts";
import { changeBooking, findBooking, getBookingRow } from "../store/booking.ts";
import { insertChange, replaceUnits, rewriteBooking, snapshotOf } from "../store/change.ts";
import { listUnitsOf } from "../store/occupancy.ts";
import { listGrantedReductions } from "../store/reduction.ts";
import type { ApprovalRule } from "../types/approval.ts";
import type { Booking, Choice } from "../types/booking.ts";
import { heldFor, isCovered, isOpen, readAccount } from "./account.ts";
import { listUndecided } from "./ask-approval.ts";
import { askForChange } from "./asked-change.ts";
import { describePayment } from "./describe-payment.ts";
import { giveCode, takeCode } from "./entry-code.ts";
import { moveBooking } from "./move-booking.ts";
import { getBookingAsStaff, getOwnBooking } from "./own-booking.ts";
import { type PlannedUse, planUse, type UseAsked } from "./plan-use.ts";
import { rulesOf } from "./rules-of.ts";
import { confirmBooking, openPaymentFor, remindTheDayBefore } from "./settle-booking.ts";
import { claimUnits } from "./take-units.ts";
import { tellBooker } from "./tell-booker.ts";

export type ChangeAsked = {
  readonly bookingId: string;
  readonly choice: Choice;
  /** As the booking's form gives it; the group stays who it was. */
  readonly use: UseAsked;
};

export type ChangePlan = {
  readonly booking: Booking;
  readonly planned: PlannedUse;
  /** Yen that were paid and did not go back. */
  readonly kept: number;
  /** What is to be paid besides, and until when; nothing of it if it is all paid. */
  readonly missing: number;
  readonly payBy: Date;
  /** It is paid when it was used, by then: nothing is missing now. */
  readonly owedBy: Date | undefined;
  /** What goes back. */
  readonly refund: number;
  /** Why somebody decides on what it becomes; empty: nobody does, or it was decided for what it is. */
  readonly approvals: readonly ApprovalRule[];
};

type Who = "booker" | "staff";

function payWaysOf({ facility, space, run, quote }: PlannedUse, categoryId: string, zone: string) {
  return payWaysFor(
    getTerms(facility, space).payment,
    { categoryId, on: run.on, lastOn: run.lastOn, deposit: quote.deposit ?? 0 },
    zone,
  );
}

/** What a change would cost and give back, judged by all rules. Nothing happens. */
export async function planChange(act: Act, asked: ChangeAsked, who: Who): Promise<ChangePlan> {
  const booking = await loadFor(act, asked.bookingId, who);
  const { facility, space } = await rulesOf(act, booking);
  const terms = getTerms(facility, space);
  const { zone } = act.city.config;
  const given = booking.use && caseOf(space, runOfBooking(facility, space, booking), booking.use, act.city.config);
  const reason = judgeChange(terms, booking, { who, given }, act.now, zone) ?? judgeMove(booking, asked.choice);
  if (reason !== undefined) throw refusalOf(reason, act.locale);
  const stays = isSameChoice(booking, asked.choice);
  const { groupId, facilityId } = booking;
  const { on } = asked.choice;
  const grantedReductions = await listGrantedReductions(act.tx, { bookingId: booking.id, groupId, facilityId, on });
  const use = { ...asked.use, groupId, grantedReductions };
  const planned = await planUse(act, asked.choice, use, { anyMoment: stays || who === "staff", inLottery: stays });
  if (planned.facility.id !== booking.facilityId)
    throw new Refusal("facility.change-other-house", { status: 422, field: "space" });
  const { payments, held } = await readAccount(act.tx, booking.id);
  const isOwed = payments.some((payment) => isOpen(payment) && payment.owedBy !== undefined);
  const { at } = payByOf(getTerms(planned.facility, planned.space).payment, planned.run, act.now, zone);
  // Who changes does not get longer to pay for what was to be paid sooner.
  const payBy = booking.payBy !== undefined && booking.state === "reserved" && booking.payBy < at ? booking.payBy : at;
  const { total, deposit = 0 } = planned.quote;
  const due = { price: total - held.price, deposit: deposit - held.deposit };
  const missing = Math.max(0, due.price) + Math.max(0, due.deposit);
  const refund = Math.max(0, -due.price) + Math.max(0, -due.deposit);
  // 後納 stays 後納, by the month of the new day.
  const owedBy = isOwed ? payWaysOf(planned, use.categoryId, zone).owedBy?.at : undefined;
  return {
    booking,
    planned,
    kept: held.price + held.deposit,
    missing: owedBy === undefined ? missing : 0,
    owedBy,
    payBy,
    refund,
    approvals: await listUndecided(act, booking.id, planned.facility, planned.approvals),
  };
}

/** 予約の変更 by the booker. `expected` is the price that the page promised. */
export function changeOwnBooking(act: Act, input: ChangeAsked & { expected: number }): Promise<Booking> {
  return change(act, input, "booker", undefined);
}

/** By staff, with a reason that the booker reads. */
export function changeBookingByStaff(
  act: Act,
  input: ChangeAsked & { expected: number; reason: string },
): Promise<Booking> {
  return change(act, input, "staff", input.reason);
}

/**
 * Old and new units are locked in one call before the row, as everywhere; then all of it happens at once: the units, the
 * price, the money, the doors. What becomes dearer waits for the difference as a reservation does, and so do its doors.
 */
async function change(
  act: Act,
  input: ChangeAsked & { expected: number },
  who: Who,
  reason: string | undefined,
): Promise<Booking> {
  const plan = await planChange(act, input, who);
  const { booking: before, planned } = plan;
  if (planned.quote.total !== input.expected) throw new Refusal("facility.price-changed");
  const party = before.bookerId === undefined ? undefined : { personId: before.bookerId, groupId: before.groupId };
  const fromStock = await claimUnits(act, planned.units, planned.taken, {
    moving: { id: before.id, unitIds: await listUnitsOf(act.tx, before.id) },
    stock: planned.stock,
    ...(party === undefined ? {} : { limits: { ...planned, party, except: before.id } }),
  });
  const locked = await findBooking(act.tx, before.id, { forUpdate: true });
  if (locked === undefined || locked.sequence !== before.sequence || !isTaking(locked, act.now))
    throw new Refusal("facility.wrong-state");

  if (plan.approvals.length > 0)
    return askForChange(act, locked, { ...input, plan, units: [...planned.units, ...fromStock], who, reason });
  const isElsewhere = planned.space.id !== before.spaceId;
  if (isElsewhere && before.seriesId !== undefined && before.state === "confirmed") await leaveSeries(act, before);
  const { groupId: _, ...use } = input.use;
  await rewriteBooking(act.tx, before.id, {
    effectiveFrom: planned.facility.effectiveFrom,
    spaceId: planned.space.id,
    on: planned.run.on,
    slots: planned.run.slots.map(({ id }) => id),
    used: planned.used,
    use: { ...use, answers: planned.answers },
    quote: planned.quote,
    seriesId: isElsewhere ? undefined : before.seriesId,
  });
  await replaceUnits(act.tx, before.id, [...planned.units, ...fromStock], planned.taken);
  const after = await getBookingRow(act.tx, before.id);
  await insertChange(act.tx, before.id, {
    at: act.now,
    byStaff: who === "staff",
    reason,
    before: snapshotOf(before),
    after: snapshotOf(after),
  });
  await audit(act, {
    what: "booking.changed",
    subject: `booking/${before.id}`,
    about: before.bookerId,
    reason,
    counts: { before: before.amount, after: after.amount },
  });
  await settleChange(act, before, after, plan);
  await emit(act, "facility.booking-changed", { bookingId: before.id });
  const { missing, refund } = plan;
  const told = { ...after, payBy: missing > 0 ? plan.payBy : after.payBy };
  await tellBooker(act, told, missing > 0 ? "facility.changed-pay" : "facility.changed", {
    refund,
    missing,
    ...(reason === undefined ? {} : { reason }),
  });
  return getBookingRow(act.tx, before.id);
}

/** The money, and with it the state: confirmed if all is paid, else reserved until the difference is there. */
export async function settleChange(
  act: Act,
  before: Booking,
  after: Booking,
  plan: Pick<ChangePlan, "payBy" | "owedBy"> & { readonly planned: Pick<PlannedUse, "facility" | "space"> },
): Promise<void> {
  const { planned, payBy, owedBy } = plan;
  const { facility, space } = planned;
  const payment = await findPaymentOf(act.tx, { kind: "booking", id: before.id });
  if (payment !== undefined) {
    const { lines, description } = describePayment(act, after, facility, space);
    await amendPayment(act, {
      paymentId: payment.id,
      amount: dueOf(after),
      lines,
      description,
      dueAt: payBy,
      owedBy,
      reason: "facility.changed",
    });
  } else if (dueOf(after) > 0) await openPaymentFor(act, after, facility, space, payBy);

  const isOwed = owedBy === undefined && !isCovered(after, await heldFor(act.tx, before.id));
  if (isOwed && before.state === "confirmed") {
    await moveBooking(act, after, "owe", { payBy, settledAt: null });
    await takeCode(act, before, facility);
  } else if (isOwed) await changeBooking(act.tx, before.id, { payBy });
  else if (before.state === "reserved") await confirmBooking(act, after, { silent: true });
  else {
    await giveCode(act, after, facility, space);
    if (after.on !== before.on) await remindTheDayBefore(act, after);
  }
}

/** A day that goes to another room has other doors: it leaves the code of its series to the other days. */
async function leaveSeries(act: Act, booking: Booking): Promise<void> {
  const { facility } = await rulesOf(act, booking);
  await changeBooking(act.tx, booking.id, { seriesId: null });
  await takeCode(act, booking, facility);
}

function loadFor(act: Act, bookingId: string, who: Who): Promise<Booking> {
  if (who === "booker") return getOwnBooking(act, bookingId, { to: "pay" });
  requireMay(act.actor, "change");
  return getBookingAsStaff(act, bookingId, "change");
}
