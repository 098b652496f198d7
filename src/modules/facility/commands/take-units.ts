import { randomInt, randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { lockSorted } from "../../../kernel/db/lock.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import type { InstantRange } from "../../../kernel/time/range.ts";
import { judgeHolds, judgeUnpaid } from "../rules/hold.ts";
import { refusalOf } from "../rules/words.ts";
import { insertBooking, listOverdue } from "../store/booking.ts";
import { findObstacles, isTaken } from "../store/occupancy.ts";
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
  options: ClaimOptions = {},
): Promise<Booking> {
  await claimUnits(act, unitIds, during, options);
  const id = randomUUID();
  for (;;) {
    const number = `${randomLetters()}-${randomLetters()}`;
    const full = { ...booking, id, number, sequence: 0, endedAt: undefined, endReason: undefined };
    if (await insertBooking(act.tx, full, unitIds, during)) return full;
  }
}

/** `holdsOf`: this person keeps choices; they are counted under the same lock, and too many are refused. */
export type ClaimOptions = { readonly holdsOf?: string };

/** Under the lock and free, or refused. The lock lasts until the transaction ends. */
export async function claimUnits(
  act: Act,
  unitIds: readonly string[],
  during: InstantRange,
  { holdsOf }: ClaimOptions = {},
): Promise<void> {
  const { tx, now, city } = act;
  const booker = holdsOf === undefined ? [] : [`booker/${holdsOf}`];
  await lockSorted(tx, "facility", [...unitIds.map((id) => `unit/${id}`), ...booker]);
  const found = await findObstacles(tx, { unitIds, during, holdsOf, now });
  const tooMany = judgeHolds(found.openHolds) ?? judgeUnpaid(found.unpaid, city.config.bookings.mostUnpaid);
  if (tooMany !== undefined) throw refusalOf(tooMany, act.locale);
  if (!found.isTaken) return;
  for (const overdue of await listOverdue(act.tx, act.now, { unitIds })) await expireBooking(act, overdue);
  if (await isTaken(act.tx, unitIds, during)) throw new Refusal("facility.taken", { field: "slots" });
}

/** Without I, O, 0 and 1, which people mix up on the telephone. */
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

function randomLetters(): string {
  return Array.from({ length: 3 }, () => letters[randomInt(letters.length)]).join("");
}
