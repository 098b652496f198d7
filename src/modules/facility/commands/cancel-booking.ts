import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { translator } from "../../../kernel/i18n/translate.ts";
import { emit } from "../../../kernel/jobs/emit.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import type { NoticeKind } from "../../notice/index.ts";
import { abandonPayment, amendPayment, listPaymentsFor, type PaymentView, refundSubject } from "../../payment/index.ts";
import { requireMay } from "../policy.ts";
import { caseOfBooking } from "../rules/booking.ts";
import { getTerms } from "../rules/facility.ts";
import { type CancelledBy, type Refund, refundOf } from "../rules/refund.ts";
import { asItStood, findAskedChange } from "../store/asked-change.ts";
import type { Booking } from "../types/booking.ts";
import { heldOf, isOpen } from "./account.ts";
import { takeCode } from "./entry-code.ts";
import { moveBooking } from "./move-booking.ts";
import { getBookingAsStaff, getOwnBooking } from "./own-booking.ts";
import { returnLater, tellWinEnded } from "./return-win.ts";
import { rulesOf } from "./rules-of.ts";
import { standAgain } from "./stand-again.ts";
import { tellBooker } from "./tell-booker.ts";

/** The booker cancels. `expectedRefund` is what the page promised: if the rule gives another sum by now, ask again. */
export async function cancelOwnBooking(
  act: Act,
  input: { bookingId: string; expectedRefund: number },
): Promise<{ refund: number }> {
  const booking = await getOwnBooking(act, input.bookingId, { to: "cancel", forUpdate: true });
  if (booking.used.from <= act.now) throw new Refusal("facility.already-begun");
  const refund = await refundNow(act, booking, "booker");
  if (refund.amount !== input.expectedRefund) throw new Refusal("facility.refund-changed");
  await endBooking(act, booking, refund.amount);
  return { refund: refund.amount };
}

/** Somebody gives up a hold before it is settled. What has become more than a hold by then is cancelled on its own page. */
export async function dropHold(act: Act, input: { bookingId: string }): Promise<Booking> {
  const booking = await getOwnBooking(act, input.bookingId, { to: "cancel", forUpdate: true });
  if (booking.state !== "held") throw new Refusal("facility.wrong-state");
  await endBooking(act, booking, 0);
  return booking;
}

/** Staff cancel, with a reason that the booker reads. By the city's fault everything is given back, whatever the day. */
export async function cancelBookingByStaff(
  act: Act,
  input: { bookingId: string; reason: string; by: CancelledBy; expectedRefund?: number },
): Promise<{ refund: number }> {
  requireMay(act.actor, "cancel");
  const booking = await getBookingAsStaff(act, input.bookingId, "cancel", { forUpdate: true });
  const refund = await refundNow(act, booking, input.by);
  if (refund.amount !== (input.expectedRefund ?? refund.amount)) throw new Refusal("facility.refund-changed");
  await endBooking(act, booking, refund.amount, { reason: input.reason });
  return { refund: refund.amount };
}

/** What a cancellation does to the money. `amount` is what the rule takes off what was paid or is owed. */
export type CancelMoney = Refund & {
  /** Of the price, what really goes back: the rest of the amount is no longer owed. */
  readonly back: number;
  /** 保証金 goes back whole. */
  readonly deposit: number;
  /** 後納: what is still to be paid. */
  readonly owed: number;
};

/** All that really goes back: of the price what was paid, and the deposit. */
export const goesBack = ({ back, deposit }: CancelMoney): number => back + deposit;

/** What would be given back if it were cancelled now. Shown before, computed again when it happens. */
export async function refundNow(
  act: Pick<Act, "city" | "now"> & { readonly tx: Db | Tx },
  given: Booking,
  by: CancelledBy,
): Promise<CancelMoney> {
  const booking = await asItStands(act.tx, given);
  const { facility, space } = await rulesOf(act, booking);
  const payments = await listPaymentsFor(act.tx, { kind: "booking", id: booking.id });
  const held = heldOf(payments);
  const billed = held.price + (payments.find(isOwed)?.amount ?? 0);
  const refund = refundOf(getTerms(facility, space).refund, {
    on: civilDateOf(act.now, act.city.config.zone),
    use: booking.on,
    paid: billed,
    by,
    given: caseOfBooking(facility, space, booking, act.city.config),
  });
  const left = billed - refund.amount;
  return {
    ...refund,
    back: Math.max(0, held.price - left),
    deposit: held.deposit,
    owed: Math.max(0, left - held.price),
  };
}

/** What cancelling gives up: while a change waits for a decision that is the booking as it stands. */
export async function asItStands(tx: Db | Tx, booking: Booking): Promise<Booking> {
  const asked = booking.state === "requested" ? await findAskedChange(tx, booking.id) : undefined;
  return asked === undefined ? booking : asItStood(booking, asked);
}

/** To be paid although it was used, or is paid when it was: cancelling it late costs what the rule keeps. */
const isOwed = (payment: PaymentView) => isOpen(payment) && payment.owedBy !== undefined;

/** The doors forget the code first, then the money goes back. `refund`: of the price, as refundNow gives it. */
export async function endBooking(
  act: Act,
  given: Booking,
  refund: number,
  options: { reason?: string | undefined; notice?: NoticeKind; silent?: boolean } = {},
): Promise<void> {
  const { reason, notice, silent = false } = options;
  // A change that waits for a decision ends first: what is given up is the booking that stands.
  const booking = await standAgain(actForPayer(act, given), given);
  const subject = { kind: "booking", id: booking.id };
  const payments = await listPaymentsFor(act.tx, subject);
  // Money that is there is accounted for now, whether or not its news has arrived.
  const settledAt = payments.some(({ charged }) => charged > 0) ? { settledAt: booking.settledAt ?? act.now } : {};
  await moveBooking(act, booking, "cancel", {
    endedAt: act.now,
    endReason: reason ?? null,
    ...settledAt,
    ...(await returnLater(act, booking)),
  });
  await takeCode(act, booking, (await rulesOf(act, booking)).facility);
  const returned = await returnMoney(actForPayer(act, booking), payments, refund, reason ?? "facility.cancelled");
  await audit(act, {
    what: booking.block === undefined ? "booking.cancelled" : "block.removed",
    subject: `booking/${booking.id}`,
    about: booking.bookerId,
    reason,
    counts: { refund: returned },
  });
  if (booking.state !== "held" && booking.block === undefined && !silent) {
    const kind = notice ?? (reason === undefined ? "facility.cancelled" : "facility.cancelled-by-staff");
    await tellBooker(act, booking, kind, { refund: returned, ...(reason === undefined ? {} : { reason }) });
  }
  await emit(act, "facility.booking-cancelled", { bookingId: booking.id });
  await tellWinEnded(act, booking);
}

/** All payments of the booking, the newest first, and the deposit whole. Gives what goes back. */
async function returnMoney(
  act: Act,
  payments: readonly PaymentView[],
  refund: number,
  reason: string,
): Promise<number> {
  const held = heldOf(payments);
  const owed = payments.find(isOwed);
  for (const payment of payments)
    if (isOpen(payment) && payment !== owed) await abandonPayment(act, { paymentId: payment.id });
  const left = held.price + (owed?.amount ?? 0) - refund;
  const returned = Math.max(0, held.price - left) + held.deposit;
  if (owed !== undefined) {
    const label = translator(act.locale).text("facility.cancel.fee");
    const lines = left > 0 ? [{ label, amount: left }] : [];
    await amendPayment(act, { paymentId: owed.id, amount: left, lines, reason });
  } else if (returned > 0) {
    const [{ subject }] = payments as [PaymentView];
    await refundSubject(act, { subject, amount: returned, deposit: held.deposit, reason });
  }
  return returned;
}

/** An officer cancels for the group: that this is allowed was decided here, and the money goes back to who paid it. */
function actForPayer(act: Act, booking: Booking): Act {
  const isOfficer = act.actor.kind === "resident" && act.actor.personId !== booking.bookerId;
  return isOfficer ? { ...act, actor: { kind: "system", job: "facility.cancel-for-group" } } : act;
}
