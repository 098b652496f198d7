import type { Act } from "../../../kernel/act.ts";
import { type Actor, personOf } from "../../../kernel/actor.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { roleInGroup } from "../../identity/index.ts";
import { findBooking } from "../store/booking.ts";
import type { Booking } from "../types/booking.ts";

/**
 * A booking for the person who made it, or for a member of the group for which it was made. Anybody else gets the same
 * 404 as for a booking that does not exist.
 */
export async function getOwnBooking(
  act: { readonly tx: Db | Tx; readonly actor: Actor },
  bookingId: string,
  options: { forUpdate?: boolean } = {},
): Promise<Booking> {
  const booking = await findBooking(act.tx, bookingId, options);
  const personId = personOf(act.actor);
  if (booking === undefined || act.actor.kind !== "resident" || personId === undefined) throw notFound();
  if (booking.bookerId === personId) return booking;
  const role = booking.groupId && (await roleInGroup(act.tx, booking.groupId, personId));
  if (!role) throw notFound();
  return booking;
}

/** A booking for a member of staff, who thereby looks at a person's data: the person can see that. */
export async function openBookingAsStaff(act: Act, input: { bookingId: string }): Promise<Booking> {
  const booking = await getBookingAsStaff(act, input.bookingId);
  await audit(act, { what: "booking.seen", subject: `booking/${booking.id}`, about: booking.bookerId });
  return booking;
}

/** For commands of staff, which write their own audit row. */
export async function getBookingAsStaff(
  act: Act,
  bookingId: string,
  options: { forUpdate?: boolean } = {},
): Promise<Booking> {
  if (act.actor.kind !== "staff") throw notFound();
  const booking = await findBooking(act.tx, bookingId, options);
  if (booking === undefined) throw notFound();
  return booking;
}
