import type { Act } from "../../../kernel/act.ts";
import { commandLifeMs } from "../rules.ts";
import { failForgottenCommands } from "../store/commands.ts";
import { findDoor, listDoors } from "../store/doors.ts";
import type { LockFailure, LockReport } from "../types.ts";
import { lockHeard, lockSilent } from "./note-lock.ts";
import { reviewAlarms } from "./review-alarms.ts";

/** Each minute: what nobody answered has failed, and every door's alarms are looked at anew. */
export async function watchDoors(act: Act): Promise<void> {
  await failForgottenCommands(act.tx, new Date(+act.now - 2 * commandLifeMs), act.now);
  for (const { id } of await listDoors(act.tx)) await reviewAlarms(act, id);
}

export async function notePing(
  act: Act,
  { doorId, answer }: { doorId: string; answer: LockReport | LockFailure["reason"] },
): Promise<void> {
  const door = await findDoor(act.tx, doorId);
  if (door === undefined) return;
  if (typeof answer === "string") await lockSilent(act, door);
  else await lockHeard(act, door, act.now, answer);
}
