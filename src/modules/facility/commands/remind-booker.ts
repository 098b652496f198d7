import type { Act } from "../../../kernel/act.ts";
import { findBooking } from "../store/booking.ts";
import { tellBooker } from "./tell-booker.ts";

/** The day before, if it is still theirs. */
export async function remindBooker(act: Act, input: { bookingId: string }): Promise<void> {
  const booking = await findBooking(act.tx, input.bookingId);
  if (booking?.state === "confirmed" && booking.used.from > act.now)
    await tellBooker(act, booking, "facility.reminder");
}
