import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import type { Booking, Choice } from "../types/booking.ts";
import type { Terms } from "../types/terms.ts";
import type { Reason } from "../types/words.ts";
import type { Case } from "./condition.ts";
import { refundOf } from "./refund.ts";

/** The last day on which the booker may change it; undefined: at the counter only; "any": until it begins. */
export type LastChangeDay = CivilDate | "any" | undefined;

/**
 * Until when a booker may change a booking. Where the ordinance is silent: as long as a cancellation would give everything
 * back, because a change is then no more than cancelling and booking anew. What costs nothing can be changed until it
 * begins.
 */
export function lastChangeDay(terms: Terms, booking: Booking, given: Case | undefined): LastChangeDay {
  if (terms.changes !== undefined) return addDays(booking.on, -terms.changes.daysBefore);
  if (booking.amount === 0) return "any";
  return refundOf(terms.refund, { on: booking.on, use: booking.on, paid: 0, by: "booker", given }).lastFullDay;
}

/** Why this booking cannot be changed now; by staff until it begins, by the booker until the last day for that. */
export function judgeChange(
  terms: Terms,
  booking: Booking,
  by: { readonly who: "booker" | "staff"; readonly given: Case | undefined },
  now: Date,
  zone: string,
): Reason | undefined {
  if (booking.state !== "reserved" && booking.state !== "confirmed") return no("facility.wrong-state");
  if (booking.block !== undefined || booking.use === undefined) return no("facility.wrong-state");
  if (booking.used.from <= now) return no("facility.change-begun");
  if (by.who === "staff") return undefined;
  const last = lastChangeDay(terms, booking, by.given);
  if (last === undefined) return no("facility.change-at-counter");
  if (last === "any" || civilDateOf(now, zone) <= last) return undefined;
  return { code: "facility.change-too-late", field: undefined, params: { last: { day: last } } };
}

/**
 * Until when a change waits for its decision: undecided a day before what stands, it stands, so that nobody has to guess in the
 * morning which of the two is theirs. Asked later than that, until the first of the two begins.
 */
export function changeEndsAt(stands: Pick<Booking, "used">, wanted: Pick<Booking, "used">, now: Date): Date {
  const dayBefore = stands.used.from.getTime() - 24 * 60 * 60_000;
  const first = dayBefore > now.getTime() ? dayBefore : stands.used.from.getTime();
  return new Date(Math.min(first, wanted.used.from.getTime()));
}

/** A room that was won in a draw stays the room that was won: else a win could be traded for another. */
export function judgeMove(booking: Booking, choice: Choice): Reason | undefined {
  return booking.winId !== undefined && !isSameChoice(booking, choice) ? no("facility.change-won") : undefined;
}

export function isSameChoice(booking: Booking, choice: Choice): boolean {
  const sorted = (slots: readonly string[]) => [...new Set(slots)].sort().join();
  return (
    booking.spaceId === choice.spaceId && booking.on === choice.on && sorted(booking.slots) === sorted(choice.slots)
  );
}

const no = (code: Reason["code"]): Reason => ({ code, field: undefined, params: {} });
