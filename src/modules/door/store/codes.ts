import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { installAheadMs } from "../rules.ts";
import type { DoorTables } from "../tables.ts";
import type { CodeFailure, CodeState, Window } from "../types.ts";
import { toWindows, windowsOf } from "./windows.ts";

/** One code at one door, with the window of its access. */
export type Code = {
  readonly accessId: string;
  readonly doorId: string;
  readonly state: CodeState;
  readonly slot: number | undefined;
  readonly sealed: string | undefined;
  readonly subjectKind: string;
  /** In order, not touching. */
  readonly windows: readonly Window[];
  readonly requestedAt: Date;
  readonly revokedAt: Date | undefined;
  readonly verifiedAt: Date | undefined;
  readonly keptUntil: Date | undefined;
  readonly adapter: string;
  readonly busyUntil: Date | undefined;
  readonly failures: number;
  readonly lastFailure: CodeFailure | undefined;
  readonly nextTryAt: Date | undefined;
};

const select = (db: Db | Tx) =>
  db
    .withTables<DoorTables>()
    .selectFrom("door.access_door as code")
    .innerJoin("door.access as access", "access.id", "code.access_id")
    .innerJoin("door.door as place", "place.id", "code.door_id")
    .select(["code.access_id", "code.door_id", "code.state", "code.slot", "code.verified_at", "code.busy_until"])
    .select(["code.failures", "code.last_failure", "code.next_try_at", "code.kept_until"])
    .select(["access.code_sealed", "access.subject_kind", "access.requested_at", "access.revoked_at", "place.adapter"])
    .select(windowsOf("access").as("windows"));

type Row = Awaited<ReturnType<ReturnType<typeof select>["executeTakeFirstOrThrow"]>>;

const toCode = (row: Row): Code => ({
  accessId: row.access_id,
  doorId: row.door_id,
  state: row.state,
  slot: row.slot ?? undefined,
  sealed: row.code_sealed ?? undefined,
  subjectKind: row.subject_kind,
  windows: toWindows(row.windows),
  requestedAt: row.requested_at,
  revokedAt: row.revoked_at ?? undefined,
  verifiedAt: row.verified_at ?? undefined,
  keptUntil: row.kept_until ?? undefined,
  adapter: row.adapter,
  busyUntil: row.busy_until ?? undefined,
  failures: row.failures,
  lastFailure: row.last_failure ?? undefined,
  nextTryAt: row.next_try_at ?? undefined,
});

/** Codes that may need a step now; rules.ts decides. Those of a door that is not to be tried yet are left out. */
export async function listDueCodes(db: Db | Tx, now: Date): Promise<Code[]> {
  const rows = await select(db)
    .innerJoin("door.door_state as door", "door.door_id", "code.door_id")
    .where("code.state", "<>", "removed")
    .where((or) => or.or([or("door.next_try_at", "is", null), or("door.next_try_at", "<=", now)]))
    .where((or) => or.or([or("code.next_try_at", "is", null), or("code.next_try_at", "<=", now)]))
    .where((or) => or.or([or("code.busy_until", "is", null), or("code.busy_until", "<=", now)]))
    .where((or) =>
      or.or([
        or("access.from_at", "<=", new Date(+now + installAheadMs)),
        or("access.revoked_at", "is not", null),
        // on the lock, although its window was moved far away
        or("code.state", "<>", "requested"),
      ]),
    )
    // what must leave a lock goes first, then what is needed first
    .orderBy(sql`code.state = 'removing' or access.revoked_at is not null or access.until_at <= ${now}`, "desc")
    .orderBy("access.from_at")
    .orderBy("code.access_id")
    .execute();
  return rows.map(toCode);
}

export async function listCodesOfDoor(db: Db | Tx, doorId: string): Promise<Code[]> {
  const rows = await select(db)
    .where("code.door_id", "=", doorId)
    .where("code.state", "<>", "removed")
    .orderBy("access.from_at")
    .execute();
  return rows.map(toCode);
}

export async function lockCode(tx: Tx, accessId: string, doorId: string): Promise<Code | undefined> {
  const row = await select(tx)
    .where("code.access_id", "=", accessId)
    .where("code.door_id", "=", doorId)
    .forUpdate("code")
    .executeTakeFirst();
  return row && toCode(row);
}

export type CodeChange = {
  readonly state?: CodeState;
  readonly slot?: number;
  readonly verifiedAt?: Date;
  readonly keptUntil?: Date | null;
  readonly busyUntil?: Date | null;
  readonly failures?: number;
  readonly lastFailure?: CodeFailure | null;
  readonly nextTryAt?: Date | null;
};

export async function changeCode(tx: Tx, { accessId, doorId }: Pick<Code, "accessId" | "doorId">, change: CodeChange) {
  await tx
    .withTables<DoorTables>()
    .updateTable("door.access_door")
    .set({
      state: change.state,
      slot: change.slot,
      verified_at: change.verifiedAt,
      kept_until: change.keptUntil,
      busy_until: change.busyUntil,
      failures: change.failures,
      last_failure: change.lastFailure,
      next_try_at: change.nextTryAt,
    })
    .where("access_id", "=", accessId)
    .where("door_id", "=", doorId)
    .execute();
}

/** The code has left the door: its place is free, and the door does not get this code again before `freeAt`. */
export async function markRemoved(
  tx: Tx,
  { accessId, doorId }: Pick<Code, "accessId" | "doorId">,
  now: Date,
  freeAt: Date,
): Promise<void> {
  await tx
    .withTables<DoorTables>()
    .updateTable("door.access_door")
    .set({
      state: "removed",
      removed_at: now,
      busy_until: null,
      failures: 0,
      last_failure: null,
      next_try_at: null,
      reserved_during: sql<string>`tstzrange(lower(reserved_during), greatest(${freeAt}, lower(reserved_during)))`,
    })
    .where("access_id", "=", accessId)
    .where("door_id", "=", doorId)
    .execute();
}

/** The place that has been free for longest, so that a late report of an opening is not taken for somebody else's. */
export async function findFreeSlot(tx: Tx, doorId: string, codeSlots: number): Promise<number | undefined> {
  const { rows } = await sql<{ slot: number }>`
    select slot from generate_series(1, ${codeSlots}) as slot
    where not exists (select from door.access_door used
      where used.door_id = ${doorId} and used.slot = slot.slot and used.state <> 'removed')
    order by (select max(removed_at) from door.access_door last where last.door_id = ${doorId} and last.slot = slot.slot)
      nulls first, slot
    limit 1`.execute(tx);
  return rows[0]?.slot;
}

/** The code's access and door if a place of the lock was used at this instant. */
export async function findCodeInSlot(tx: Tx, doorId: string, slot: number, at: Date): Promise<Code | undefined> {
  const row = await select(tx)
    .where("code.door_id", "=", doorId)
    .where("code.slot", "=", slot)
    .where((or) => or.or([or("code.removed_at", "is", null), or("code.removed_at", ">=", at)]))
    .orderBy("code.removed_at", (order) => order.asc().nullsLast())
    .executeTakeFirst();
  return row && toCode(row);
}

/** For systems that know people and not places: the holder is the access. */
export async function findCodeOfHolder(tx: Tx, doorId: string, holder: string): Promise<Code | undefined> {
  const row = await select(tx)
    .where("code.door_id", "=", doorId)
    .where(sql<boolean>`access.id::text = ${holder}`)
    .executeTakeFirst();
  return row && toCode(row);
}

/** After a lock was away or has been replaced it is asked for all its codes again. */
export async function doubtCodes(tx: Tx, doorId: string): Promise<void> {
  await tx
    .withTables<DoorTables>()
    .updateTable("door.access_door")
    .set({ verified_at: null, next_try_at: null })
    .where("door_id", "=", doorId)
    .where("state", "in", ["installed", "enabled"])
    .execute();
}

/** The same for one code at all its doors. */
export async function doubtCodesOf(tx: Tx, accessId: string): Promise<void> {
  await tx
    .withTables<DoorTables>()
    .updateTable("door.access_door")
    .set({ verified_at: null, next_try_at: null, kept_until: null })
    .where("access_id", "=", accessId)
    .where("state", "<>", "removed")
    .execute();
}

/** What waited for the lock to fetch it is looked at now. */
export async function hurryCodes(tx: Tx, doorId: string): Promise<void> {
  await tx
    .withTables<DoorTables>()
    .updateTable("door.access_door")
    .set({ next_try_at: null })
    .where("door_id", "=", doorId)
    .where("last_failure", "=", "not-yet")
    .where("state", "<>", "removed")
    .execute();
}
