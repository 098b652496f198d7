import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { DoorTables } from "../tables.ts";
import type { LockFailure, ShelterDoorState } from "../types.ts";

export type Shelter = {
  readonly id: string;
  readonly isDrill: boolean;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly confirmedBy: string | undefined;
  readonly confirmedAt: Date | undefined;
  readonly withdrawnBy: string | undefined;
  readonly withdrawnAt: Date | undefined;
  readonly endAskedBy: string | undefined;
  readonly endAskedAt: Date | undefined;
  readonly endedBy: string | undefined;
  readonly endedAt: Date | undefined;
};

const select = (db: Db | Tx) => db.withTables<DoorTables>().selectFrom("door.shelter").selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof select>["executeTakeFirstOrThrow"]>>;

const toShelter = (row: Row): Shelter => ({
  id: row.id,
  isDrill: row.is_drill,
  reason: row.reason,
  askedBy: row.asked_by,
  askedAt: row.asked_at,
  confirmedBy: row.confirmed_by ?? undefined,
  confirmedAt: row.confirmed_at ?? undefined,
  withdrawnBy: row.withdrawn_by ?? undefined,
  withdrawnAt: row.withdrawn_at ?? undefined,
  endAskedBy: row.end_asked_by ?? undefined,
  endAskedAt: row.end_asked_at ?? undefined,
  endedBy: row.ended_by ?? undefined,
  endedAt: row.ended_at ?? undefined,
});

/** Newest first; at most 50. */
export async function listShelters(db: Db | Tx): Promise<Shelter[]> {
  return (await select(db).orderBy("asked_at", "desc").orderBy("id").limit(50).execute()).map(toShelter);
}

export async function findShelter(db: Db | Tx, id: string): Promise<Shelter | undefined> {
  const row = await select(db).where("id", "=", id).executeTakeFirst();
  return row && toShelter(row);
}

export async function lockShelter(tx: Tx, id: string): Promise<Shelter | undefined> {
  const row = await select(tx).where("id", "=", id).forUpdate().executeTakeFirst();
  return row && toShelter(row);
}

export async function insertShelter(
  tx: Tx,
  shelter: Pick<Shelter, "id" | "isDrill" | "reason" | "askedBy" | "askedAt">,
  doors: readonly { readonly id: string; readonly isByHand: boolean }[],
): Promise<void> {
  const tables = tx.withTables<DoorTables>();
  await tables
    .insertInto("door.shelter")
    .values({
      id: shelter.id,
      is_drill: shelter.isDrill,
      reason: shelter.reason,
      asked_by: shelter.askedBy,
      asked_at: shelter.askedAt,
    })
    .execute();
  await tables
    .insertInto("door.shelter_door")
    .values(
      doors.map(({ id, isByHand }) => ({
        shelter_id: shelter.id,
        door_id: id,
        state: isByHand ? ("by-hand" as const) : ("opening" as const),
        holds: false,
        changed_at: shelter.askedAt,
      })),
    )
    .execute();
}

/** Four eyes: that the second person is another one, the constraints of the table judge. */
export async function stampShelter(
  tx: Tx,
  id: string,
  stamp: { what: "confirmed" | "withdrawn" | "end-asked" | "ended"; by: string; at: Date },
): Promise<void> {
  const { by, at } = stamp;
  const fields = {
    confirmed: { confirmed_by: by, confirmed_at: at },
    withdrawn: { withdrawn_by: by, withdrawn_at: at },
    "end-asked": { end_asked_by: by, end_asked_at: at },
    ended: { ended_by: by, ended_at: at },
  }[stamp.what];
  await tx.withTables<DoorTables>().updateTable("door.shelter").set(fields).where("id", "=", id).execute();
}

/** From now on these doors are held; a drill holds none. */
export async function beginHolding(tx: Tx, shelterId: string, now: Date): Promise<void> {
  await tx
    .withTables<DoorTables>()
    .updateTable("door.shelter_door")
    .set({ holds: true, changed_at: now })
    .where("shelter_id", "=", shelterId)
    .execute();
}

export async function beginClosing(tx: Tx, shelterId: string, now: Date): Promise<void> {
  await sql`
    update door.shelter_door
    set state = case state when 'by-hand' then 'closed' else 'closing' end, changed_at = ${now},
      last_failure = null, next_try_at = null
    where shelter_id = ${shelterId} and state in ('opening', 'open', 'by-hand')`.execute(tx);
}

export type ShelterDoor = {
  readonly shelterId: string;
  readonly doorId: string;
  readonly doorName: LocalText;
  readonly place: LocalText | undefined;
  readonly facilityId: string | undefined;
  readonly adapter: string;
  readonly address: string;
  readonly state: ShelterDoorState;
  readonly changedAt: Date;
  readonly lastFailure: Exclude<LockFailure["reason"], "code-taken"> | undefined;
  readonly nextTryAt: Date | undefined;
  readonly isDrill: boolean;
};

const selectDoors = (db: Db | Tx) =>
  db
    .withTables<DoorTables>()
    .selectFrom("door.shelter_door as held")
    .innerJoin("door.shelter as shelter", "shelter.id", "held.shelter_id")
    .innerJoin("door.door as door", "door.id", "held.door_id")
    .select([
      "held.shelter_id",
      "held.door_id",
      "held.state",
      "held.changed_at",
      "held.last_failure",
      "held.next_try_at",
    ])
    .select(["door.name", "door.place", "door.facility_id", "door.adapter", "door.address", "shelter.is_drill"]);

type DoorRow = Awaited<ReturnType<ReturnType<typeof selectDoors>["executeTakeFirstOrThrow"]>>;

const toShelterDoor = (row: DoorRow): ShelterDoor => ({
  shelterId: row.shelter_id,
  doorId: row.door_id,
  doorName: row.name,
  place: row.place ?? undefined,
  facilityId: row.facility_id ?? undefined,
  adapter: row.adapter,
  address: row.address,
  state: row.state,
  changedAt: row.changed_at,
  lastFailure: row.last_failure ?? undefined,
  nextTryAt: row.next_try_at ?? undefined,
  isDrill: row.is_drill,
});

export async function listShelterDoors(db: Db | Tx, shelterId: string): Promise<ShelterDoor[]> {
  return (await selectDoors(db).where("held.shelter_id", "=", shelterId).orderBy("held.door_id").execute()).map(
    toShelterDoor,
  );
}

/** Doors of confirmed shelters and drills that are still to be opened or closed, and may be tried now. */
export async function listShelterDoorsDue(db: Db | Tx, now: Date): Promise<ShelterDoor[]> {
  const rows = await selectDoors(db)
    .where("shelter.confirmed_at", "is not", null)
    .where("held.state", "in", ["opening", "closing"])
    .where((or) => or.or([or("held.next_try_at", "is", null), or("held.next_try_at", "<=", now)]))
    .orderBy("held.door_id")
    .execute();
  return rows.map(toShelterDoor);
}

/** The door in the shelter that holds it. */
export async function findHolding(db: Db | Tx, doorId: string): Promise<ShelterDoor | undefined> {
  const row = await selectDoors(db)
    .where("held.door_id", "=", doorId)
    .where("held.holds", "=", true)
    .where("held.state", "<>", "closed")
    .executeTakeFirst();
  return row && toShelterDoor(row);
}

/** Ids of the doors that stand open as a shelter now. */
export async function listHeldDoors(db: Db | Tx): Promise<Set<string>> {
  const rows = await db
    .withTables<DoorTables>()
    .selectFrom("door.shelter_door")
    .select("door_id")
    .where("holds", "=", true)
    .where("state", "=", "open")
    .execute();
  return new Set(rows.map((row) => row.door_id));
}

export async function lockShelterDoor(tx: Tx, shelterId: string, doorId: string): Promise<ShelterDoor | undefined> {
  const row = await selectDoors(tx)
    .where("held.shelter_id", "=", shelterId)
    .where("held.door_id", "=", doorId)
    .forUpdate("held")
    .executeTakeFirst();
  return row && toShelterDoor(row);
}

export async function changeShelterDoor(
  tx: Tx,
  { shelterId, doorId }: Pick<ShelterDoor, "shelterId" | "doorId">,
  change: {
    state?: ShelterDoorState;
    changedAt?: Date;
    lastFailure: ShelterDoor["lastFailure"] | null;
    nextTryAt: Date | null;
  },
): Promise<void> {
  await tx
    .withTables<DoorTables>()
    .updateTable("door.shelter_door")
    .set({
      state: change.state,
      changed_at: change.changedAt,
      last_failure: change.lastFailure ?? null,
      next_try_at: change.nextTryAt,
    })
    .where("shelter_id", "=", shelterId)
    .where("door_id", "=", doorId)
    .execute();
}
