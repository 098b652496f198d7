import type { Act } from "../../../kernel/act.ts";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { findBooking } from "../store/booking.ts";
import { tellBooker } from "./tell-booker.ts";

/** The day before, if it is still theirs and was not moved to another day since. */
export async function remindBooker(act: Act, input: { bookingId: string }): Promise<void> {
  const booking = await findBooking(act.tx, input.bookingId);
  if (booking?.state !== "confirmed" || booking.used.from <= act.now) return;
  if (booking.on <= addDays(civilDateOf(act.now, act.city.config.zone), 1))
    await tellBooker(act, booking, "facility.reminder");
}
