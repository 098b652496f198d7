import { randomInt, randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { lockSorted } from "../../../kernel/db/lock.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import type { InstantRange } from "../../../kernel/time/range.ts";
import { insertBooking, listOverdue } from "../store/booking.ts";
import { insertOccupancies, isTaken } from "../store/occupancy.ts";
import type { Booking } from "../types/booking.ts";
import { expireBooking } from "./expire-bookings.ts";

export type NewBooking = Omit<Booking, "id" | "number" | "sequence" | "endedAt" | "endReason">;

/**
 * The one way into the table: holds, counter bookings and blocks all pass here. Locks the units in sorted order, ends
 * what is overdue on them, looks, and writes. Whoever comes second is refused with facility.taken.
 */
export async function takeUnits(
  act: Act,
  booking: NewBooking,
  unitIds: readonly string[],
  during: InstantRange,
): Promise<Booking> {
  await claimUnits(act, unitIds, during);
  const written = await writeWithNumber(act, booking);
  await insertOccupancies(act.tx, written.id, unitIds, during);
  return written;
}

/** Under the lock and free, or refused. The lock lasts until the transaction ends. */
export async function claimUnits(act: Act, unitIds: readonly string[], during: InstantRange): Promise<void> {
  await lockSorted(act.tx, "facility.unit", unitIds);
  if (!(await isTaken(act.tx, unitIds, during))) return;
  for (const overdue of await listOverdue(act.tx, act.now, { unitIds })) await expireBooking(act, overdue);
  if (await isTaken(act.tx, unitIds, during)) throw new Refusal("facility.taken", { field: "slots" });
}

/** Without I, O, 0 and 1, which people mix up on the telephone. */
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

async function writeWithNumber(act: Act, booking: NewBooking): Promise<Booking> {
  const id = randomUUID();
  for (;;) {
    const number = `${randomLetters()}-${randomLetters()}`;
    const full = { ...booking, id, number, sequence: 0, endedAt: undefined, endReason: undefined };
    if (await insertBooking(act.tx, full)) return full;
  }
}

function randomLetters(): string {
  return Array.from({ length: 3 }, () => letters[randomInt(letters.length)]).join("");
}
