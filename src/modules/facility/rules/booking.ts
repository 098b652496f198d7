import type { InstantRange } from "../../../kernel/time/range.ts";
import { widenRange } from "../../../kernel/time/range.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { SlotRun } from "../types/timetable.ts";
import { runOfSlots } from "./choice.ts";

/** The slots of a booking, by the rules it was made by. */
export function runOfBooking(facility: Facility, space: Space, booking: Booking): SlotRun {
  return runOfSlots(facility, space, booking.on, booking.slots);
}

/** What a booking keeps free: its use with the space's buffers. */
export function takenByBooking(space: Space, booking: Booking): InstantRange {
  return widenRange(booking.used, space.buffer.beforeMinutes, space.buffer.afterMinutes);
}
