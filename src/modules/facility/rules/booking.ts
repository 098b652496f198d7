import { addDays } from "../../../kernel/time/civil-date.ts";
import { civilDateOf, wallTimeOf } from "../../../kernel/time/instant.ts";
import type { InstantRange } from "../../../kernel/time/range.ts";
import { widenRange } from "../../../kernel/time/range.ts";
import type { TimeRange } from "../../../kernel/time/wall-time.ts";
import type { Booking } from "../types/booking.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { SlotRun } from "../types/timetable.ts";
import { caseOf } from "./case.ts";
import { runOfSlots } from "./choice.ts";
import type { Case } from "./condition.ts";
import { occupyingStates } from "./states.ts";

/** The slots of a booking, by the rules it was made by. */
export function runOfBooking(facility: Facility, space: Space, booking: Booking): SlotRun {
  return runOfSlots(facility, space, booking.on, booking.slots);
}

/** Its hours on the wall; the end of a day is 24:00, and an end on a later day names that day. */
export function hoursOfUse({ from, until }: InstantRange, zone: string): TimeRange {
  const begins = civilDateOf(from, zone);
  const at = wallTimeOf(until, zone);
  const [to, ends] = at === "00:00" ? ["24:00", addDays(civilDateOf(until, zone), -1)] : [at, civilDateOf(until, zone)];
  return { from: wallTimeOf(from, zone), to, ...(ends === begins ? {} : { lastOn: ends }) };
}

/** All that the tables of its ordinance can ask about it; undefined for a block, which has no use. */
export function caseOfBooking(facility: Facility, space: Space, booking: Booking, town: Town): Case | undefined {
  const { use } = booking;
  return use && caseOf(space, runOfBooking(facility, space, booking), use, town);
}

/** What a booking keeps free: its use with the space's buffers. */
export function takenByBooking(space: Space, booking: Booking): InstantRange {
  return widenRange(booking.used, space.buffer.beforeMinutes, space.buffer.afterMinutes);
}

/** Whether it still takes its room: what is over by its time takes nothing, whether or not a job has noticed yet. */
export function isTaking({ state, holdUntil, payBy, used }: Booking, now: Date): boolean {
  if (state === "held") return holdUntil !== undefined && holdUntil > now;
  if (state === "reserved") return payBy !== undefined && payBy > now;
  // Nobody decided before it began: it never became a permit.
  if (state === "requested") return used.from > now;
  return (occupyingStates as readonly string[]).includes(state);
}
