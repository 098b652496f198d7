import type { Booking } from "../types/booking.ts";

/** 保証金 of a booking: paid with the price, kept apart, and given back. Whole yen. */
export function depositOf({ quote }: Pick<Booking, "quote">): number {
  return quote?.deposit ?? 0;
}

/** All that is paid before the use: price and deposit. */
export function dueOf(booking: Pick<Booking, "quote" | "amount">): number {
  return booking.amount + depositOf(booking);
}
