import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { DoorTables } from "../tables.ts";
import type { CodeState, Subject, Window } from "../types.ts";
import { asMultirange, type StoredWindow, toWindows, windowsOf } from "./windows.ts";

export type Access = {
  readonly id: string;
  readonly subject: Subject;
  readonly personId: string | undefined;
  readonly sealed: string | undefined;
  /** In order, not touching. */
  readonly windows: readonly Window[];
  readonly graceMinutes: number;
  readonly revokedAt: Date | undefined;
  /** For what staff handed it out. */
  readonly reason: string | undefined;
};

type Row = {
  id: string;
  subject_kind: string;
  subject_id: string;
  person_id: string | null;
  code_sealed: string | null;
  windows: StoredWindow[];
  grace_minutes: number;
  revoked_at: Date | null;
  reason: string | null;
};

const toAccess = (row: Row): Access => ({
  id: row.id,
  subject: { kind: row.subject_kind, id: row.subject_id },
  personId: row.person_id ?? undefined,
  sealed: row.code_sealed ?? undefined,
  windows: toWindows(row.windows),
  graceMinutes: row.grace_minutes,
  revokedAt: row.revoked_at ?? undefined,
  reason: row.reason ?? undefined,
});

const select = (db: Db | Tx) =>
  db
    .withTables<DoorTables>()
    .selectFrom("door.access")
    .select(["id", "subject_kind", "subject_id", "person_id", "code_sealed", "grace_minutes", "revoked_at", "reason"])
    .select(windowsOf("door.access").as("windows"));

/** The live one, else the one that was asked for last. */
export async function findAccessOf(db: Db | Tx, subject: Subject): Promise<Access | undefined> {
  const row = await select(db)
    .where("subject_kind", "=", subject.kind)
    .where("subject_id", "=", subject.id)
    .orderBy("revoked_at", (order) => order.desc().nullsFirst())
    .orderBy("requested_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && toAccess(row);
}

export async function findAccessById(db: Db | Tx, id: string): Promise<Access | undefined> {
  const row = await select(db).where("id", "=", id).executeTakeFirst();
  return row && toAccess(row);
}

export type NewAccess = {
  readonly id: string;
  readonly subject: Subject;
  readonly personId: string | undefined;
  readonly reason: string | undefined;
  readonly sealed: string;
  readonly mark: string;
  /** Those with locks; keys have rows of their own. */
  readonly doors: readonly string[];
  readonly windows: readonly [Window, ...Window[]];
  readonly graceMinutes: number;
  readonly now: Date;
};

export async function insertAccess(tx: Tx, access: NewAccess): Promise<void> {
  const { id, subject, windows, now } = access;
  const tables = tx.withTables<DoorTables>();
  await tables
    .insertInto("door.access")
    .values({
      id,
      subject_kind: subject.kind,
      subject_id: subject.id,
      person_id: access.personId ?? null,
      reason: access.reason ?? null,
      code_sealed: access.doors.length === 0 ? null : access.sealed,
      ...storedWindows(windows),
      grace_minutes: access.graceMinutes,
      requested_at: now,
    })
    .execute();
  if (access.doors.length === 0) return;
  await tables
    .insertInto("door.access_door")
    .values(
      access.doors.map((doorId) => ({
        access_id: id,
        door_id: doorId,
        state: "requested" as const,
        code_mark: access.mark,
        reserved_during: sql<string>`tstzrange(${now}, null)`,
      })),
    )
    .execute();
}

function storedWindows(windows: readonly [Window, ...Window[]]) {
  const until_at = (windows.at(-1) ?? windows[0]).until;
  return { windows: asMultirange(windows), from_at: windows[0].from, until_at };
}

export async function changeWindows(tx: Tx, accessId: string, windows: readonly [Window, ...Window[]]): Promise<void> {
  const tables = tx.withTables<DoorTables>();
  await tables.updateTable("door.access").set(storedWindows(windows)).where("id", "=", accessId).execute();
}

/** A code of the pool is handed out: from now on it is a spare code with its own end. */
export async function turnIntoSpare(
  tx: Tx,
  access: { readonly id: string; readonly kind: string; readonly reason: string; readonly window: Window },
): Promise<void> {
  const tables = tx.withTables<DoorTables>();
  await tables.updateTable("door.access_door").set({ next_try_at: null }).where("access_id", "=", access.id).execute();
  await tables
    .updateTable("door.access")
    .set({ subject_kind: access.kind, reason: access.reason, ...storedWindows([access.window]) })
    .where("id", "=", access.id)
    .execute();
}

/** Whether somebody else's window is open at this door: codes of the pool and spare codes are nobody's window. */
export async function isUsedByOthers(tx: Tx, doorId: string, accessId: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists(
      select from door.access
      where id <> ${accessId} and revoked_at is null and windows @> ${now}::timestamptz
        and subject_kind not in ('pool', 'spare')
        and (exists(select from door.access_door where access_id = id and door_id = ${doorId})
          or exists(select from door.key_use where access_id = id and door_id = ${doorId}))
    ) as used`.execute(tx);
  return rows[0]?.used === true;
}

/** How many codes a subject was given since then: a lock that calls every code taken is not asked for ever. */
export async function countAccessesOf(tx: Tx, subject: Subject, since: Date): Promise<number> {
  const row = await tx
    .withTables<DoorTables>()
    .selectFrom("door.access")
    .select(sql<number>`count(*)`.as("count"))
    .where("subject_kind", "=", subject.kind)
    .where("subject_id", "=", subject.id)
    .where("requested_at", ">=", since)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function markRevoked(tx: Tx, accessId: string, now: Date): Promise<void> {
  const tables = tx.withTables<DoorTables>();
  // Waiting for a better moment is over: what can be taken back is taken back now.
  // Codes first, then their access: the order in which the steps lock them too.
  await tables.updateTable("door.access_door").set({ next_try_at: null }).where("access_id", "=", accessId).execute();
  await tables.updateTable("door.access").set({ revoked_at: now }).where("id", "=", accessId).execute();
}

/** When the code has left all doors nobody needs it any more. */
export async function eraseCodeIfGone(tx: Tx, accessId: string): Promise<void> {
  const tables = tx.withTables<DoorTables>();
  // Two doors may be done at the same moment: the second one must see the first.
  await tables.selectFrom("door.access").select("id").where("id", "=", accessId).forUpdate().execute();
  await tables
    .updateTable("door.access")
    .set({ code_sealed: null })
    .where("id", "=", accessId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("door.access_door").where("access_id", "=", accessId).where("state", "<>", "removed"))),
    )
    .execute();
}

/** Keyed hashes of the codes that these doors have or had lately. */
export async function listReservedMarks(tx: Tx, doors: readonly string[], now: Date): Promise<string[]> {
  const rows = await tx
    .withTables<DoorTables>()
    .selectFrom("door.access_door")
    .select("code_mark")
    .distinct()
    .where("door_id", "in", [...doors])
    .where(sql<boolean>`reserved_during && tstzrange(${now}, null)`)
    .execute();
  return rows.map((row) => row.code_mark);
}

export async function listCodeStates(db: Db | Tx, accessId: string): Promise<Map<string, CodeState>> {
  const rows = await db
    .withTables<DoorTables>()
    .selectFrom("door.access_door")
    .select(["door_id", "state"])
    .where("access_id", "=", accessId)
    .orderBy("door_id")
    .execute();
  return new Map(rows.map((row) => [row.door_id, row.state]));
}

/** Accesses of one kind that are valid at this door, newest first. */
export async function listLiveAccessesAt(db: Db | Tx, doorId: string, kind: string, now: Date) {
  const rows = await db
    .withTables<DoorTables>()
    .selectFrom("door.access")
    .innerJoin("door.access_door", "access_id", "id")
    .select(["id", "subject_id", "until_at", "state"])
    .where("door_id", "=", doorId)
    .where("subject_kind", "=", kind)
    .where("revoked_at", "is", null)
    .where("until_at", ">", now)
    .orderBy("requested_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    subjectId: row.subject_id,
    until: row.until_at,
    isReady: row.state === "enabled",
  }));
}
