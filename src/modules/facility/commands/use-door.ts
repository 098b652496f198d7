import type { Act } from "../../../kernel/act.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { openDoor, reenterDoor, type Subject, viewCode } from "../../door/index.ts";
import { accessSubjectOf } from "./entry-code.ts";
import { getOwnBooking } from "./own-booking.ts";

/** The booker opens a door of the booking from its page; the module door checks the window and the door. */
export async function openDoorOfBooking(act: Act, input: { bookingId: string; doorId: string }): Promise<void> {
  await openDoor(act, { subject: await confirmedSubject(act, input.bookingId), doorId: input.doorId });
}

/** Once more after the end, for lights and things left behind; the module door keeps the limit. */
export async function reenterDoorOfBooking(act: Act, input: { bookingId: string; doorId: string }): Promise<void> {
  await reenterDoor(act, { subject: await confirmedSubject(act, input.bookingId), doorId: input.doorId });
}

/** The booker sees the access code; each look is recorded. */
export async function viewCodeOfBooking(act: Act, input: { bookingId: string }): Promise<void> {
  await viewCode(act, { subject: await confirmedSubject(act, input.bookingId) });
}

async function confirmedSubject(act: Act, bookingId: string): Promise<Subject> {
  const booking = await getOwnBooking(act, bookingId);
  if (booking.state !== "confirmed") throw new Refusal("facility.wrong-state");
  return accessSubjectOf(booking);
}
