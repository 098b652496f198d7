import type { Act } from "../../../kernel/act.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { retryAfterMs } from "../rules.ts";
import { doubtCodes } from "../store/codes.ts";
import { type Door, noteHeard, noteReport, noteUnreachable } from "../store/doors.ts";
import type { LockReport } from "../types.ts";
import { reviewAlarms } from "./review-alarms.ts";
import { settleAt, settleNow } from "./settle.ts";

/** The lock was heard. If it had been away, its codes are doubted and everything that waited for it is done now. */
export async function lockHeard(act: Act, door: Door, at: Date, report?: LockReport): Promise<void> {
  if (report !== undefined) await noteReport(act.tx, door.id, report);
  // A bridge that starts repeats what it knew: an old message proves nothing about now.
  const isFresh = +act.now - +at < freshForMs;
  const isBack = isFresh && door.unreachableSince !== undefined;
  if (isFresh) await noteHeard(act.tx, door.id, at);
  if (isBack) {
    await doubtCodes(act.tx, door.id);
    await settleNow(act);
  }
  const isOtherBattery = report?.batteryPercent !== undefined && report.batteryPercent !== door.batteryPercent;
  if (isBack || isOtherBattery) await reviewAlarms(act, door.id);
}

const freshForMs = 5 * 60_000;

/** The lock did not answer; it is tried again, rarer and rarer, until it is heard. */
export async function lockSilent(act: Act, door: Door): Promise<void> {
  const nextTryAt = new Date(+act.now + retryAfterMs(door.failures + 1));
  await noteUnreachable(act.tx, door.id, act.now, nextTryAt);
  await later(act, settleAt(nextTryAt));
  await reviewAlarms(act, door.id);
}
