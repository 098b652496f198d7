import type { InstantRange } from "../../../kernel/time/range.ts";
import { widenRange } from "../../../kernel/time/range.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { SlotRun } from "../types/timetable.ts";
import { runOfSlots } from "./choice.ts";
import { occupyingStates } from "./states.ts";

/** The slots of a booking, by the rules it was made by. */
export function runOfBooking(facility: Facility, space: Space, booking: Booking): SlotRun {
  return runOfSlots(facility, space, booking.on, booking.slots);
}

/** What a booking keeps free: its use with the space's buffers. */
export function takenByBooking(space: Space, booking: Booking): InstantRange {
  return widenRange(booking.used, space.buffer.beforeMinutes, space.buffer.afterMinutes);
}

/** Whether it still takes its room: what is over by its time takes nothing, whether or not a job has noticed yet. */
export function isTaking({ state, holdUntil, payBy }: Booking, now: Date): boolean {
  if (state === "held") return holdUntil !== undefined && holdUntil > now;
  if (state === "reserved") return payBy !== undefined && payBy > now;
  return (occupyingStates as readonly string[]).includes(state);
}
