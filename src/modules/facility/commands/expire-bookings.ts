import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { abandonPayment, listPaymentsFor, refundSubject } from "../../payment/index.ts";
import { listOverdue } from "../store/booking.ts";
import type { Booking } from "../types/booking.ts";
import { heldFor, isCovered } from "./account.ts";
import { refundNow } from "./cancel-booking.ts";
import { moveBooking } from "./move-booking.ts";
import { returnLater, tellWinEnded } from "./return-win.ts";
import { standAgain } from "./stand-again.ts";
import { tellBooker } from "./tell-booker.ts";

/** Ends what was not paid in time. Nothing depends on this job being prompt: who wants the room ends it as well. */
export async function expireBookings(act: Act): Promise<number> {
  let ended = 0;
  for (const booking of await listOverdue(act.tx, act.now)) if (await expireBooking(act, booking)) ended += 1;
  return ended;
}

/**
 * A hold goes silently; a reservation that was promised to somebody does not. A request on which nobody decided before its use
 * began was never a permit: all that was paid goes back. False, and nothing is changed, if it was
 * paid in time, or a number for the convenience store was given out, and the news of that is still on its way. It is time that ends a booking and not the person who happens
 * to look: so the system acts, whoever asked.
 */
export async function expireBooking(asked: Act, booking: Booking): Promise<boolean> {
  const act: Act = { ...asked, actor: { kind: "system", job: "facility.expire" } };
  if (await endAskedChange(act, booking)) return true;
  const subject = { kind: "booking", id: booking.id };
  const payments = await listPaymentsFor(act.tx, subject);
  if (booking.state === "held" && payments.some(({ state }) => state === "pending")) return false;
  for (const { id, charged } of payments) if (charged === 0 && !(await abandonUnpaid(act, id))) return false;
  const held = await heldFor(act.tx, booking.id);
  const kept = held.price + held.deposit;
  const isUndecided = booking.state === "requested";
  if (kept > 0 && !isUndecided && isCovered(booking, held)) return false;
  // After a change the difference did not come: what was paid before goes back as after a cancellation.
  const price = held.price > 0 ? (isUndecided ? held.price : (await refundNow(act, booking, "booker")).amount) : 0;
  const refund = price + held.deposit;
  const settled = kept > 0 ? { settledAt: act.now } : {};
  await moveBooking(act, booking, "time", { endedAt: act.now, ...settled, ...(await returnLater(act, booking)) });
  if (refund > 0)
    await refundSubject(act, { subject, amount: refund, deposit: held.deposit, reason: "facility.change-unpaid" });
  await audit(act, { what: "booking.expired", subject: `booking/${booking.id}` });
  await tellWinEnded(act, booking);
  if (isUndecided) await tellBooker(act, booking, "facility.undecided", { refund });
  else if (kept > 0) await tellBooker(act, booking, "facility.expired-change", { refund });
  else if (booking.state === "reserved") await tellBooker(act, booking, "facility.expired");
  return true;
}

/** A change on which nobody decided in time is over, and the booking stands as it was. False if none waits. */
async function endAskedChange(act: Act, booking: Booking): Promise<boolean> {
  if ((await standAgain(act, booking)) === booking) return false;
  await audit(act, { what: "booking.change-undecided", subject: `booking/${booking.id}` });
  await tellBooker(act, booking, "facility.change-undecided");
  return true;
}

/** False if money came, be it in this very second: only the payment's own lock knows. */
async function abandonUnpaid(act: Act, paymentId: string): Promise<boolean> {
  try {
    await abandonPayment(act, { paymentId });
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === "payment.already-paid") return false;
    throw error;
  }
}
