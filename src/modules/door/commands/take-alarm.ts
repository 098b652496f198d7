import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { requireMayAt } from "../policy.ts";
import { findDoor } from "../store/doors.ts";
import { takeIncident } from "../store/incidents.ts";

/** Somebody says that they go and see to it, so that not everybody goes. */
export async function takeAlarm(act: Act, { doorId, alarmId }: { doorId: string; alarmId: string }): Promise<void> {
  const { personId } = requireMayAt(act, "takeAlarm", await findDoor(act.tx, doorId));
  const isTaken = await takeIncident(act.tx, { id: alarmId, doorId, personId, now: act.now });
  if (!isTaken) throw new Refusal("door.alarm.gone");
  await audit(act, { what: "door.alarm-taken", subject: `door/${doorId}` });
}
