import type { Act } from "../../../kernel/act.ts";
import { type Actor, personOf } from "../../../kernel/actor.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { forbidden, notFound } from "../../../kernel/refusal.ts";
import { type GroupRole, roleInGroup } from "../../identity/index.ts";
import { mayAt, type policy } from "../policy.ts";
import { findBooking } from "../store/booking.ts";
import type { Booking } from "../types/booking.ts";

/** What the members of a group may do with a booking that one of them made for it. Who made it may do everything. */
const groupMay = {
  see: ["owner", "officer", "member"],
  cancel: ["owner", "officer"],
  pay: [],
} as const satisfies Readonly<Record<string, readonly GroupRole[]>>;

/**
 * A booking for the person who made it, or for a member of the group for which it was made. Anybody else gets the same
 * 404 as for a booking that does not exist; a member who may see it but not do this gets 403.
 */
export async function getOwnBooking(
  act: { readonly tx: Db | Tx; readonly actor: Actor },
  bookingId: string,
  options: { to?: keyof typeof groupMay; forUpdate?: boolean } = {},
): Promise<Booking> {
  const booking = await findBooking(act.tx, bookingId, options);
  if (booking === undefined || !(await canDo(act, booking, "see"))) throw notFound();
  if (!(await canDo(act, booking, options.to ?? "see"))) throw forbidden();
  return booking;
}

export async function canDo(
  act: { readonly tx: Db | Tx; readonly actor: Actor },
  booking: Booking,
  errand: keyof typeof groupMay,
): Promise<boolean> {
  const personId = personOf(act.actor);
  if (act.actor.kind !== "resident" || personId === undefined) return false;
  if (booking.bookerId === personId) return true;
  const role = booking.groupId && (await roleInGroup(act.tx, booking.groupId, personId));
  return role ? (groupMay[errand] as readonly GroupRole[]).includes(role) : false;
}

/** A booking for a member of staff, who thereby looks at a person's data: the person can see that. */
export async function openBookingAsStaff(act: Act, input: { bookingId: string }): Promise<Booking> {
  const booking = await getBookingAsStaff(act, input.bookingId, "see");
  await audit(act, { what: "booking.seen", subject: `booking/${booking.id}`, about: booking.bookerId });
  return booking;
}

/** For commands of staff, which write their own audit row. One of another section's facility is not there. */
export async function getBookingAsStaff(
  act: Act,
  bookingId: string,
  errand: keyof typeof policy,
  options: { forUpdate?: boolean } = {},
): Promise<Booking> {
  if (act.actor.kind !== "staff") throw notFound();
  const booking = await findBooking(act.tx, bookingId, options);
  if (booking === undefined || !mayAt(act, errand, booking.facilityId)) throw notFound();
  return booking;
}
