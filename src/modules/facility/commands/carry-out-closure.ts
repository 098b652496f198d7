import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Work } from "../../../kernel/jobs/types.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { isTaking } from "../rules/booking.ts";
import { causeOf } from "../rules/closure.ts";
import { findBooking } from "../store/booking.ts";
import {
  findClosure,
  isInClosure,
  listClosuresUnderWay,
  listWaiting,
  lockMet,
  moveClosure,
  noteTrouble,
  settleMet,
} from "../store/closure.ts";
import type { Booking } from "../types/booking.ts";
import { endBooking, goesBack, refundNow } from "./cancel-booking.ts";
import { standAgain } from "./stand-again.ts";
import { tellBooker } from "./tell-booker.ts";

/**
 * Cancels what closures met: each booking in a transaction of its own, so that a worker that dies in the middle has done
 * some wholly and the others not at all, and whoever comes next goes on with those. What is refused (nobody knows yet
 * whether money moved) is noted, and tried again each minute.
 */
export async function carryOutClosures(work: Work): Promise<void> {
  for (const { id: closureId } of await listClosuresUnderWay(work.city.db, work.city.clock.now())) {
    if (!(await work.perform(beginClosure, { closureId }))) continue;
    for (const bookingId of await listWaiting(work.city.db, closureId)) {
      await cancelOne(work, { closureId, bookingId });
    }
    await work.perform(finishClosure, { closureId });
  }
}

async function cancelOne(work: Work, one: { closureId: string; bookingId: string }): Promise<void> {
  try {
    await work.perform(cancelForClosure, one);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await work.perform(
      ({ tx }: Act, trouble: string) => noteTrouble(tx, one.closureId, one.bookingId, trouble),
      error.code,
    );
  }
}

/** False if it was lifted meanwhile. */
export async function beginClosure(act: Act, { closureId }: { closureId: string }): Promise<boolean> {
  const closure = await findClosure(act.tx, closureId, { forUpdate: true });
  if (closure?.state === "planned") await moveClosure(act.tx, closureId, { state: "carrying-out", at: act.now });
  return closure?.state === "planned" || closure?.state === "carrying-out";
}

/** The code is taken back, the money is asked back, the mail is written: all of it or nothing. What has moved away stays. */
export async function cancelForClosure(act: Act, input: { closureId: string; bookingId: string }): Promise<void> {
  const { closureId, bookingId } = input;
  const met = await lockMet(act.tx, closureId, bookingId);
  const closure = await findClosure(act.tx, closureId);
  if (closure === undefined || met?.state !== "waiting") return;
  const booking = await dropAskedChange(act, await findBooking(act.tx, bookingId, { forUpdate: true }), closure.words);
  const isMet =
    booking !== undefined && isTaking(booking, act.now) && (await isInClosure(act.tx, closureId, bookingId));
  if (!isMet) {
    return settleMet(act.tx, closureId, bookingId, { state: "ended-before", refund: 0, at: act.now });
  }
  const money = await refundNow(act, booking, causeOf[closure.kind]);
  await endBooking(act, booking, money.amount, { reason: closure.words, notice: "facility.closed" });
  await settleMet(act.tx, closureId, bookingId, { state: "cancelled", refund: goesBack(money), at: act.now });
}

/** Where only what a change asks for is closed, the booking stands. Its booker is told that the change is no longer asked for. */
async function dropAskedChange(act: Act, booking: Booking | undefined, reason: string): Promise<Booking | undefined> {
  if (booking === undefined) return undefined;
  const again = await standAgain(act, booking);
  if (again !== booking) await tellBooker(act, booking, "facility.change-refused", { reason });
  return again;
}

/** Done when nothing waits any more. */
export async function finishClosure(act: Act, { closureId }: { closureId: string }): Promise<void> {
  const closure = await findClosure(act.tx, closureId, { forUpdate: true });
  if (closure?.state !== "carrying-out" || (await listWaiting(act.tx, closureId)).length > 0) return;
  await moveClosure(act.tx, closureId, { state: "done", at: act.now });
  await audit(act, { what: "closure.done", subject: `closure/${closureId}` });
}
