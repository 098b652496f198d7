import type { Act } from "../../../kernel/act.ts";
import { emit, later } from "../../../kernel/jobs/emit.ts";
import { dropWantedUnits, findAskedChange } from "../store/asked-change.ts";
import { getBookingRow } from "../store/booking.ts";
import { rewriteBooking } from "../store/change.ts";
import type { Booking } from "../types/booking.ts";
import { isCovered, readAccount } from "./account.ts";
import { giveCode } from "./entry-code.ts";
import { moveBooking } from "./move-booking.ts";
import { rulesOf } from "./rules-of.ts";

/**
 * The change is not allowed, or wanted no more: the booking, locked by the caller, is again what it was, with its units, its
 * code and its money, and what was only asked for is free. A booking that no change waits for is given back as it is.
 */
export async function standAgain(act: Act, booking: Booking): Promise<Booking> {
  const asked = booking.state === "requested" ? await findAskedChange(act.tx, booking.id) : undefined;
  if (asked === undefined) return booking;
  const { stood } = asked;
  await rewriteBooking(act.tx, booking.id, stood);
  await dropWantedUnits(act.tx, booking.id);
  await moveBooking(act, booking, stood.state === "confirmed" ? "stand" : "stand-unpaid", {
    payBy: stood.payBy ?? null,
    settledAt: stood.settledAt ?? null,
    decideBy: null,
  });
  const again = await getBookingRow(act.tx, booking.id);
  const { facility, space } = await rulesOf(act, again);
  if (again.state === "confirmed") await giveCode(act, again, facility, space);
  else await hearOfMoney(act, again);
  await emit(act, "facility.booking-changed", { bookingId: booking.id });
  return again;
}

/** News of money was put aside while somebody decided: it is heard now. */
async function hearOfMoney(act: Act, booking: Booking): Promise<void> {
  const { held, payment } = await readAccount(act.tx, booking.id);
  if (payment === undefined || !isCovered(booking, held)) return;
  const data = { paymentId: payment.id, subject: payment.subject };
  await later(act, { name: "facility.follow-payment", data });
}
