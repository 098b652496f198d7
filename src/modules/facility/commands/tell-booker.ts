import type { Act } from "../../../kernel/act.ts";
import type { LocalText } from "../../../kernel/i18n/locales.ts";
import { type NoticeKind, sendNotice } from "../../notice/index.ts";
import { hoursOfUse } from "../rules/booking.ts";
import type { Booking } from "../types/booking.ts";
import { rulesOf } from "./rules-of.ts";

/** What is said beside the day and the room. `refund` is what goes back now, in whole yen. */
type More = {
  readonly refund?: number;
  readonly missing?: number;
  readonly reason?: string;
  readonly conditions?: readonly LocalText[];
};

/** The room is gone: the mail leads to other free times, not to the booking. */
const leadsToSearch: ReadonlySet<NoticeKind> = new Set([
  "facility.expired",
  "facility.undecided",
  "facility.refunded-late",
]);

/** A mail to the booker about a booking. Never a code, only the way to its page. */
export async function tellBooker(act: Act, booking: Booking, kind: NoticeKind, more: More = {}): Promise<void> {
  if (booking.bookerId === undefined) return;
  const { facility, space } = await rulesOf(act, booking);
  await sendNotice(act, {
    to: { personId: booking.bookerId },
    kind,
    params: {
      facility: facility.name,
      space: space.name,
      day: { on: booking.on },
      time: hoursOfUse(booking.used, act.city.config.zone),
      amount: { yen: booking.amount },
      deadline: booking.payBy === undefined ? "" : { by: booking.payBy.toISOString() },
      decide: booking.decideBy === undefined ? "" : { by: booking.decideBy.toISOString() },
      refund: { yen: more.refund ?? 0 },
      missing: { yen: more.missing ?? 0 },
      reason: more.reason ?? "",
    },
    lines: linesOf(booking, kind, more),
    link: leadsToSearch.has(kind) ? `/spaces/${space.id}?day=${booking.on}` : `/bookings/${booking.id}`,
    subject: { kind: "booking", id: booking.id },
  });
}

function linesOf(booking: Booking, kind: NoticeKind, { refund = 0, conditions = [] }: More) {
  const yen = (key: "facility.notice.label.amount" | "facility.notice.label.refund", amount: number) =>
    amount === 0 ? [] : [{ label: { key }, value: { yen: amount } }];
  if (kind === "facility.confirmed") return yen("facility.notice.label.amount", booking.amount);
  const set = conditions.map((value) => ({ label: { key: "facility.notice.label.condition" as const }, value }));
  return [
    ...(kind === "facility.approved-pay" ? yen("facility.notice.label.amount", booking.amount) : []),
    ...set,
    ...yen("facility.notice.label.refund", refund),
  ];
}
