import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { type DayRange, listDays } from "../../../kernel/time/civil-date.ts";
import { requireMayAt } from "../policy.ts";
import { isTaking } from "../rules/booking.ts";
import { listBookingsOn } from "../store/booking.ts";
import { listOverNight } from "./bookings-of-day.ts";
import { type NamedBooking, nameAll } from "./see-bookings.ts";

/** Some days of one house, with names: one row of the log for the look. */
export async function seeSpan(
  act: Act,
  { facilityId, days }: { facilityId: string; days: DayRange },
): Promise<readonly NamedBooking[]> {
  requireMayAt(act, "see", facilityId);
  const bookings = [...(await listOverNight(act.city, act.tx, days.from, facilityId))];
  for (const on of listDays(days.from, days.until))
    bookings.push(...(await listBookingsOn(act.tx, on, { facilityId })));
  const taking = bookings.filter((booking) => isTaking(booking, act.now));
  await audit(act, {
    what: "facility.board-seen",
    subject: `days/${days.from}/${days.until}`,
    counts: { bookings: taking.length },
  });
  return nameAll(act, taking);
}
