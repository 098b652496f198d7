import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { abandonPayment, findPaymentOf } from "../../payment/index.ts";
import { listOverdue } from "../store/booking.ts";
import type { Booking } from "../types/booking.ts";
import { moveBooking } from "./move-booking.ts";
import { tellBooker } from "./tell-booker.ts";

/** Ends what was not paid in time. Nothing depends on this job being prompt: who wants the room ends it as well. */
export async function expireBookings(act: Act): Promise<number> {
  const overdue = await listOverdue(act.tx, act.now);
  for (const booking of overdue) await expireBooking(act, booking);
  return overdue.length;
}

/** A hold goes silently; a reservation that was promised to somebody does not. */
export async function expireBooking(act: Act, booking: Booking): Promise<void> {
  await moveBooking(act, booking, "time", { endedAt: act.now });
  const payment = await findPaymentOf(act.tx, { kind: "booking", id: booking.id });
  if (payment !== undefined) await abandonPayment(act, { paymentId: payment.id });
  await audit(act, { what: "booking.expired", subject: `booking/${booking.id}` });
  if (booking.state === "reserved") await tellBooker(act, booking, "facility.expired");
}
