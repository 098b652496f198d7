import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { DoorTables } from "../tables.ts";
import type { CodeState, Subject } from "../types.ts";

export type Access = {
  readonly id: string;
  readonly subject: Subject;
  readonly personId: string | undefined;
  readonly sealed: string | undefined;
  readonly from: Date;
  readonly until: Date;
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
  from_at: Date;
  until_at: Date;
  revoked_at: Date | null;
  reason: string | null;
};

const toAccess = (row: Row): Access => ({
  id: row.id,
  subject: { kind: row.subject_kind, id: row.subject_id },
  personId: row.person_id ?? undefined,
  sealed: row.code_sealed ?? undefined,
  from: row.from_at,
  until: row.until_at,
  revokedAt: row.revoked_at ?? undefined,
  reason: row.reason ?? undefined,
});

/** The live one, else the one that was asked for last. */
export async function findAccessOf(db: Db | Tx, subject: Subject): Promise<Access | undefined> {
  const row = await db
    .withTables<DoorTables>()
    .selectFrom("door.access")
    .selectAll()
    .where("subject_kind", "=", subject.kind)
    .where("subject_id", "=", subject.id)
    .orderBy("revoked_at", (order) => order.desc().nullsFirst())
    .orderBy("requested_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && toAccess(row);
}

export async function findAccessById(db: Db | Tx, id: string): Promise<Access | undefined> {
  const row = await db
    .withTables<DoorTables>()
    .selectFrom("door.access")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
  return row && toAccess(row);
}

export async function insertAccess(
  tx: Tx,
  access: {
    id: string;
    subject: Subject;
    personId: string | undefined;
    reason: string | undefined;
    sealed: string;
    mark: string;
    doors: readonly string[];
    from: Date;
    until: Date;
    now: Date;
  },
): Promise<void> {
  const { id, subject, from, until, now } = access;
  const tables = tx.withTables<DoorTables>();
  await tables
    .insertInto("door.access")
    .values({
      id,
      subject_kind: subject.kind,
      subject_id: subject.id,
      person_id: access.personId ?? null,
      reason: access.reason ?? null,
      code_sealed: access.sealed,
      from_at: from,
      until_at: until,
      requested_at: now,
    })
    .execute();
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
    .select(["subject_id", "until_at", "state"])
    .where("door_id", "=", doorId)
    .where("subject_kind", "=", kind)
    .where("revoked_at", "is", null)
    .where("until_at", ">", now)
    .orderBy("requested_at", "desc")
    .execute();
  return rows.map((row) => ({ subjectId: row.subject_id, until: row.until_at, isReady: row.state === "enabled" }));
}
