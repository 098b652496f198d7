import type { Act } from "../../../kernel/act.ts";
import { wallTimeOf } from "../../../kernel/time/instant.ts";
import { type NoticeKind, sendNotice } from "../../notice/index.ts";
import type { Booking } from "../types/booking.ts";
import { rulesOf } from "./rules-of.ts";

/** A mail to the booker about a booking. Never a code, only the way to its page. */
export async function tellBooker(
  act: Act,
  booking: Booking,
  kind: NoticeKind,
  more: { refund?: number; reason?: string } = {},
): Promise<void> {
  if (booking.bookerId === undefined) return;
  const { facility, space } = await rulesOf(act, booking);
  const { zone } = act.city.config;
  await sendNotice(act, {
    to: { personId: booking.bookerId },
    kind,
    params: {
      facility: facility.name,
      space: space.name,
      day: { on: booking.on },
      time: { from: wallTimeOf(booking.used.from, zone), to: wallTimeOf(booking.used.until, zone) },
      amount: { yen: booking.amount },
      deadline: booking.payBy === undefined ? "" : { at: booking.payBy.toISOString() },
      refund: { yen: more.refund ?? 0 },
      reason: more.reason ?? "",
    },
    link: `/bookings/${booking.id}`,
    subject: { kind: "booking", id: booking.id },
  });
}
