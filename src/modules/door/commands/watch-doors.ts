import type { Act } from "../../../kernel/act.ts";
import { commandLifeMs } from "../rules.ts";
import { failForgottenCommands } from "../store/commands.ts";
import { findDoor, listDoors } from "../store/doors.ts";
import { findHolding } from "../store/shelters.ts";
import type { LockFailure, LockReport } from "../types.ts";
import { keepPool } from "./give-spare-code.ts";
import { noteHeldDoor } from "./hold-shelter.ts";
import { lockHeard, lockSilent } from "./note-lock.ts";
import { reviewAlarms } from "./review-alarms.ts";
import { tellAlarms } from "./tell-by-mail.ts";

/** Each minute: what nobody answered has failed, every door's alarms are looked at anew, and what nobody took is told. */
export async function watchDoors(act: Act): Promise<void> {
  await failForgottenCommands(act.tx, new Date(+act.now - 2 * commandLifeMs), act.now);
  for (const door of await listDoors(act.tx)) {
    const held = await findHolding(act.tx, door.id);
    if (held !== undefined) await noteHeldDoor(act, held, door.lockState);
    if (door.spareCodes > 0) await keepPool(act, { doorId: door.id });
    await reviewAlarms(act, door.id);
  }
  await tellAlarms(act);
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
