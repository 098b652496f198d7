import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { requireMay } from "../policy.ts";
import { takeIncident } from "../store/incidents.ts";

/** Somebody says that they go and see to it, so that not everybody goes. */
export async function takeAlarm(act: Act, { doorId, alarmId }: { doorId: string; alarmId: string }): Promise<void> {
  requireMay(act.actor, "takeAlarm");
  const isTaken = await takeIncident(act.tx, { id: alarmId, doorId, personId: act.actor.personId, now: act.now });
  if (!isTaken) throw new Refusal("door.alarm.gone");
  await audit(act, { what: "door.alarm-taken", subject: `door/${doorId}` });
}
