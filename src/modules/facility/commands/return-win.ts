import { randomInt } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { emit } from "../../../kernel/jobs/emit.ts";
import { getTerms } from "../rules/facility.ts";
import { returnAt, returnRanges } from "../rules/return-time.ts";
import { type Change, changeBooking, listReturned } from "../store/booking.ts";
import type { Booking } from "../types/booking.ts";
import { rulesOf } from "./rules-of.ts";

/**
 * What is written beside the end of a booking that was won in a draw: its room stays taken until a minute that nobody
 * knows beforehand (abuse case 9: given up for somebody who waits for it). Nothing for any other booking, and nothing
 * for what begins before that: it could not be used any more.
 */
export async function returnLater(act: Act, booking: Booking): Promise<Pick<Change, "returnsAt">> {
  if (booking.winId === undefined || booking.used.from <= act.now) return {};
  const { facility, space } = await rulesOf(act, booking);
  const rule = getTerms(facility, space).lottery;
  if (rule === undefined) return {};
  const returnsAt = returnAt(returnRanges(rule.returnWindow, act.now, act.city.config.zone), randomInt);
  return { returnsAt };
}

/** Whoever draws is told in the same transaction that a win has ended: the next in order may be waiting. */
export async function tellWinEnded(act: Act, booking: Booking): Promise<void> {
  if (booking.winId !== undefined)
    await emit(act, "facility.win-ended", { bookingId: booking.id, winId: booking.winId });
}

/** Opens what has waited for its minute. */
export async function returnWins(act: Act): Promise<number> {
  const returned = await listReturned(act.tx, act.now);
  for (const booking of returned) {
    await changeBooking(act.tx, booking.id, { returnsAt: null });
    await audit(act, { what: "booking.returned", subject: `booking/${booking.id}` });
  }
  return returned.length;
}
