import type { Act } from "../../../kernel/act.ts";
import { type Alarm, alarmsAt, wrongCodesWithinMs } from "../rules.ts";
import { listCodesOfDoor } from "../store/codes.ts";
import { findDoor } from "../store/doors.ts";
import { listRefusals } from "../store/entries.ts";
import { closeIncidents, listOpenIncidents, openIncident } from "../store/incidents.ts";
import { findKeyBox, findLastUseEnd, listOpenKeyUses } from "../store/keys.ts";
import { findHolding } from "../store/shelters.ts";

/** Opens an incident for each new alarm of this door and closes those that are over. */
export async function reviewAlarms(act: Act, doorId: string): Promise<void> {
  const door = await findDoor(act.tx, doorId);
  if (door === undefined) return;
  const refusedAt = await listRefusals(act.tx, doorId, new Date(+act.now - wrongCodesWithinMs));
  const codes = await listCodesOfDoor(act.tx, doorId);
  const keys = door.key === undefined ? [] : await listOpenKeyUses(act.tx, doorId);
  const box =
    door.key?.box === true ? await lookAtBox(act, doorId, keys.find(({ until }) => until > act.now)?.from) : undefined;
  const shelter = await findHolding(act.tx, doorId);
  const alarms = alarmsAt({ ...door, refusedAt, codes, keys, box, shelter }, act.now);
  const open = await listOpenIncidents(act.tx, doorId);
  const keyOf = ({ kind, accessId }: Pick<Alarm, "kind"> & { accessId?: string | undefined }) =>
    `${kind} ${accessId ?? ""}`;
  const wanted = new Set(alarms.map(keyOf));
  const known = new Set(open.map(keyOf));
  const over = open.filter((incident) => !wanted.has(keyOf(incident)));
  await closeIncidents(
    act.tx,
    over.map(({ id }) => id),
    act.now,
  );
  for (const alarm of alarms) {
    if (known.has(keyOf(alarm))) continue;
    await openIncident(act.tx, doorId, alarm, act.now);
    act.city.log.warn("door.alarm", { door: doorId, kind: alarm.kind });
  }
}

async function lookAtBox(act: Act, doorId: string, nextUseFrom: Date | undefined) {
  const box = await findKeyBox(act.tx, doorId);
  return { numberSetAt: box?.setAt, lastUsedUntil: await findLastUseEnd(act.tx, doorId, act.now), nextUseFrom };
}
