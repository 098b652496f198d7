import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { Alarm, ToldIncident } from "../rules.ts";
import type { DoorTables } from "../tables.ts";
import type { AlarmKind, Subject } from "../types.ts";

export type OpenIncident = { readonly id: string; readonly kind: AlarmKind; readonly accessId: string | undefined };

export async function listOpenIncidents(tx: Tx, doorId: string): Promise<OpenIncident[]> {
  const rows = await tx
    .withTables<DoorTables>()
    .selectFrom("door.incident")
    .select(["id", "kind", "access_id"])
    .where("door_id", "=", doorId)
    .where("closed_at", "is", null)
    .execute();
  return rows.map((row) => ({ id: row.id, kind: row.kind, accessId: row.access_id ?? undefined }));
}

export async function openIncident(tx: Tx, doorId: string, alarm: Alarm, now: Date): Promise<void> {
  await tx
    .withTables<DoorTables>()
    .insertInto("door.incident")
    .values({
      id: crypto.randomUUID(),
      door_id: doorId,
      kind: alarm.kind,
      access_id: alarm.accessId ?? null,
      since: alarm.since,
      opened_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function closeIncidents(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .withTables<DoorTables>()
    .updateTable("door.incident")
    .set({ closed_at: now })
    .where("id", "in", [...ids])
    .execute();
}

/** False if it is over, was taken by somebody before, or belongs to another door. */
export async function takeIncident(tx: Tx, incident: { id: string; doorId: string; personId: string; now: Date }) {
  const result = await tx
    .withTables<DoorTables>()
    .updateTable("door.incident")
    .set({ taken_by: incident.personId, taken_at: incident.now })
    .where("id", "=", incident.id)
    .where("door_id", "=", incident.doorId)
    .where("closed_at", "is", null)
    .where("taken_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export type IncidentToTell = ToldIncident & {
  readonly id: string;
  readonly doorId: string;
  readonly doorName: LocalText;
  readonly place: LocalText | undefined;
  readonly facilityId: string | undefined;
  readonly since: Date;
};

/** Open ones that nobody has taken; rules.ts decides of which a mail is due. */
export async function listUntaken(tx: Tx): Promise<IncidentToTell[]> {
  const rows = await tx
    .withTables<DoorTables>()
    .selectFrom("door.incident as incident")
    .innerJoin("door.door as door", "door.id", "door_id")
    .select(["incident.id", "door_id", "kind", "since", "opened_at", "taken_at", "told_at", "told_count"])
    .select(["name", "place", "facility_id"])
    .where("closed_at", "is", null)
    .where("taken_at", "is", null)
    .orderBy("since")
    .orderBy("incident.id")
    .forUpdate("incident")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    doorId: row.door_id,
    doorName: row.name,
    place: row.place ?? undefined,
    facilityId: row.facility_id ?? undefined,
    kind: row.kind,
    since: row.since,
    openedAt: row.opened_at,
    takenAt: row.taken_at ?? undefined,
    toldAt: row.told_at ?? undefined,
    toldCount: row.told_count,
  }));
}

export async function markTold(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await tx
    .withTables<DoorTables>()
    .updateTable("door.incident")
    .set((row) => ({ told_at: now, told_count: row("told_count", "+", 1) }))
    .where("id", "in", [...ids])
    .execute();
}

export type AlarmView = {
  readonly id: string;
  readonly kind: AlarmKind;
  readonly doorId: string;
  readonly doorName: LocalText;
  readonly place: LocalText | undefined;
  readonly facilityId: string | undefined;
  readonly since: Date;
  readonly batteryPercent: number | undefined;
  /** False: a key box whose number staff have never given us. */
  readonly hasBoxNumber: boolean;
  readonly takenAt: Date | undefined;
  readonly takenBy: string | undefined;
  /** Whose code is meant, or who comes next to this door: a window that is open or will be. */
  readonly hurts:
    | { readonly subject: Subject; readonly from: Date; readonly until: Date; readonly isCodeInDoor: boolean }
    | undefined;
};

/** Open alarms, the gravest first. */
export async function listAlarms(db: Db | Tx, now: Date): Promise<AlarmView[]> {
  const { rows } = await sql<AlarmRow>`
    select incident.id, incident.kind, incident.door_id, door.name, door.place, door.facility_id, incident.since, incident.taken_at, incident.taken_by,
      state.battery_percent, key_box.door_id is not null as has_box_number, hurt.subject_kind, hurt.subject_id, hurt.from_at, hurt.until_at, hurt.state
    from door.incident
    join door.door on door.id = incident.door_id
    join door.door_state state on state.door_id = incident.door_id
    left join door.key_box on key_box.door_id = incident.door_id
    left join lateral (
      select access.subject_kind, access.subject_id, lower(one) as from_at, upper(one) as until_at, code.state
      from door.access_door code join door.access on access.id = code.access_id
        cross join lateral unnest(access.windows) as one
      where code.door_id = incident.door_id and access.subject_kind <> 'pool'
        and case when incident.access_id is null then access.revoked_at is null and upper(one) > ${now}
          else access.id = incident.access_id end
      order by upper(one) <= ${now}, lower(one) limit 1
    ) hurt on true
    where incident.closed_at is null
    order by array_position(array['code-not-removed', 'code-not-installed', 'code-not-enabled', 'not-closed', 'no-free-slot',
      'unreachable', 'key-overdue', 'wrong-codes', 'box-number', 'battery-low'], incident.kind), hurt.from_at nulls last, incident.since`.execute(
    db,
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    doorId: row.door_id,
    doorName: row.name,
    place: row.place ?? undefined,
    facilityId: row.facility_id ?? undefined,
    since: row.since,
    batteryPercent: row.battery_percent ?? undefined,
    hasBoxNumber: row.has_box_number,
    takenAt: row.taken_at ?? undefined,
    takenBy: row.taken_by ?? undefined,
    hurts:
      row.subject_kind && row.subject_id && row.from_at && row.until_at
        ? {
            subject: { kind: row.subject_kind, id: row.subject_id },
            from: row.from_at,
            until: row.until_at,
            isCodeInDoor: row.state === "enabled",
          }
        : undefined,
  }));
}

type AlarmRow = {
  id: string;
  kind: AlarmKind;
  door_id: string;
  name: LocalText;
  place: LocalText | null;
  facility_id: string | null;
  since: Date;
  taken_at: Date | null;
  taken_by: string | null;
  battery_percent: number | null;
  has_box_number: boolean;
  subject_kind: string | null;
  subject_id: string | null;
  from_at: Date | null;
  until_at: Date | null;
  state: string | null;
};
