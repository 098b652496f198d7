import type { Act } from "../../../kernel/act.ts";
import { findAccess, requestCode, rescheduleCode, revokeCode, type Subject, type Window } from "../../door/index.ts";
import { entryDuring } from "../rules/entry.ts";
import { listConfirmedOfSeries } from "../store/booking.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";

/** Whose code opens the doors: a booking's own, or the one of all days of its series. */
export function accessSubjectOf({ id, seriesId }: Booking): Subject {
  return seriesId === undefined ? { kind: "booking", id } : { kind: "series", id: seriesId };
}

/** The doors learn the code of a booking that is confirmed, or its new time. A series keeps one code for all its days. */
export async function giveCode(act: Act, booking: Booking, facility: Facility, space: Space): Promise<void> {
  const subject = accessSubjectOf(booking);
  const windows = await windowsOf(act, booking, facility);
  if (space.doors.length === 0 || windows.length === 0) return;
  const live = await findAccess(act.tx, subject);
  if (live !== undefined && live.revokedAt === undefined) {
    if (haveSameDoors(live, space)) return rescheduleCode(act, { subject, windows });
    await revokeCode(act, { subject });
  }
  await requestCode(act, {
    subject,
    ...(booking.bookerId === undefined ? {} : { personId: booking.bookerId }),
    doors: [...space.doors],
    windows,
    graceMinutes: facility.entry.graceMinutes,
  });
}

/** The doors forget a booking's time; a series keeps its code for the days that are left. The booking has ended by now. */
export async function takeCode(act: Act, booking: Booking, facility: Facility): Promise<void> {
  const subject = accessSubjectOf(booking);
  const windows = booking.seriesId === undefined ? [] : await windowsOf(act, booking, facility);
  const live = await findAccess(act.tx, subject);
  if (live === undefined || live.revokedAt !== undefined) return;
  if (windows.length === 0) return revokeCode(act, { subject });
  await rescheduleCode(act, { subject, windows });
}

/** From what stands in the table: the booking itself may have changed in this transaction. */
async function windowsOf(act: Act, booking: Booking, facility: Facility): Promise<readonly Window[]> {
  const uses =
    booking.seriesId === undefined
      ? [booking.used]
      : (await listConfirmedOfSeries(act.tx, booking.seriesId)).map(({ used }) => used);
  return uses.map((used) => entryDuring(facility.entry, used)).filter(({ until }) => until > act.now);
}

type Live = NonNullable<Awaited<ReturnType<typeof findAccess>>>;

function haveSameDoors(live: Live, space: Space): boolean {
  const known = [...live.doors, ...live.keys].map(({ id }) => id).sort();
  return known.join() === [...new Set(space.doors)].sort().join();
}
