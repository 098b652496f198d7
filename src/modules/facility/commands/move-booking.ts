import type { Act } from "../../../kernel/act.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { type Cause, nextState } from "../rules/states.ts";
import { type Change, changeBooking } from "../store/booking.ts";
import type { Booking, BookingState } from "../types/booking.ts";

/** Moves a locked booking along the table of transitions; what is not in the table is refused. */
export async function moveBooking(act: Act, booking: Booking, by: Cause, change: Change = {}): Promise<BookingState> {
  const state = nextState(booking.state, by);
  if (state === undefined) throw new Refusal("facility.wrong-state");
  await changeBooking(act.tx, booking.id, { ...change, state });
  return state;
}
