import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { emit } from "../../../kernel/jobs/emit.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import type { NoticeKind } from "../../notice/index.ts";
import { abandonPayment, listPaymentsFor, refundSubject } from "../../payment/index.ts";
import { requireMay } from "../policy.ts";
import { caseOfBooking } from "../rules/booking.ts";
import { getTerms } from "../rules/facility.ts";
import { type CancelledBy, type Refund, refundOf } from "../rules/refund.ts";
import type { Booking } from "../types/booking.ts";
import { keptFor } from "./account.ts";
import { takeCode } from "./entry-code.ts";
import { moveBooking } from "./move-booking.ts";
import { getBookingAsStaff, getOwnBooking } from "./own-booking.ts";
import { returnLater, tellWinEnded } from "./return-win.ts";
import { rulesOf } from "./rules-of.ts";
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
  const booking = await getBookingAsStaff(act, input.bookingId, { forUpdate: true });
  const refund = await refundNow(act, booking, input.by);
  if (refund.amount !== (input.expectedRefund ?? refund.amount)) throw new Refusal("facility.refund-changed");
  await endBooking(act, booking, refund.amount, { reason: input.reason });
  return { refund: refund.amount };
}

/** What would be given back if it were cancelled now. Shown before, computed again when it happens. */
export async function refundNow(
  act: Pick<Act, "city" | "now"> & { readonly tx: Db | Tx },
  booking: Booking,
  by: CancelledBy,
): Promise<Refund> {
  const { facility, space } = await rulesOf(act, booking);
  return refundOf(getTerms(facility, space).refund, {
    on: civilDateOf(act.now, act.city.config.zone),
    use: booking.on,
    paid: await keptFor(act.tx, booking.id),
    by,
    given: caseOfBooking(facility, space, booking, act.city.config),
  });
}

/** The doors forget the code first, then the money goes back. */
export async function endBooking(
  act: Act,
  booking: Booking,
  refund: number,
  options: { reason?: string | undefined; notice?: NoticeKind; silent?: boolean } = {},
): Promise<void> {
  const { reason, notice, silent = false } = options;
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
  const forPayer = actForPayer(act, booking);
  for (const { id, state } of payments) {
    if (state === "open" || state === "pending") await abandonPayment(forPayer, { paymentId: id });
  }
  if (refund > 0) await refundSubject(forPayer, { subject, amount: refund, reason: reason ?? "facility.cancelled" });
  await audit(act, {
    what: booking.block === undefined ? "booking.cancelled" : "block.removed",
    subject: `booking/${booking.id}`,
    about: booking.bookerId,
    reason,
    counts: { refund },
  });
  if (booking.state !== "held" && booking.block === undefined && !silent) {
    const kind = notice ?? (reason === undefined ? "facility.cancelled" : "facility.cancelled-by-staff");
    await tellBooker(act, booking, kind, { refund, ...(reason === undefined ? {} : { reason }) });
  }
  await emit(act, "facility.booking-cancelled", { bookingId: booking.id });
  await tellWinEnded(act, booking);
}

/** An officer cancels for the group: that this is allowed was decided here, and the money goes back to who paid it. */
function actForPayer(act: Act, booking: Booking): Act {
  const isOfficer = act.actor.kind === "resident" && act.actor.personId !== booking.bookerId;
  return isOfficer ? { ...act, actor: { kind: "system", job: "facility.cancel-for-group" } } : act;
}
