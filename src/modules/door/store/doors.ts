import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { DoorTables } from "../tables.ts";
import type { DoorDefinition, KeyPlaces, LockReport, LockState } from "../types.ts";

export type Door = {
  readonly id: string;
  readonly name: LocalText;
  readonly place: LocalText | undefined;
  readonly facilityId: string | undefined;
  readonly adapter: string;
  readonly address: string;
  readonly codeSlots: number;
  readonly spareCodes: number;
  /** Only of a door that has a key instead of a lock that can be spoken to. */
  readonly key: KeyPlaces | undefined;
  /** False also while the lock has not been heard at all. */
  readonly reachable: boolean;
  readonly unreachableSince: Date | undefined;
  readonly batteryPercent: number | undefined;
  readonly lockState: LockState;
  readonly heardAt: Date | undefined;
  readonly failures: number;
  readonly nextTryAt: Date | undefined;
};

const select = (db: Db | Tx) =>
  db.withTables<DoorTables>().selectFrom("door.door").innerJoin("door.door_state", "door_id", "id").selectAll();

type Row = Awaited<ReturnType<ReturnType<typeof select>["executeTakeFirstOrThrow"]>>;

const toDoor = (row: Row): Door => ({
  id: row.id,
  name: row.name,
  place: row.place ?? undefined,
  facilityId: row.facility_id ?? undefined,
  adapter: row.adapter,
  address: row.address,
  codeSlots: row.code_slots,
  spareCodes: row.spare_codes,
  key: row.key ?? undefined,
  reachable: row.reachable === true,
  unreachableSince: row.unreachable_since ?? undefined,
  batteryPercent: row.battery_percent ?? undefined,
  lockState: row.lock_state,
  heardAt: row.heard_at ?? undefined,
  failures: row.failures,
  nextTryAt: row.next_try_at ?? undefined,
});

export async function listDoors(db: Db | Tx): Promise<Door[]> {
  return (await select(db).orderBy("id").execute()).map(toDoor);
}

export async function findDoor(db: Db | Tx, id: string): Promise<Door | undefined> {
  const row = await select(db).where("id", "=", id).executeTakeFirst();
  return row && toDoor(row);
}

export async function findDoorAt(db: Db | Tx, adapter: string, address: string): Promise<Door | undefined> {
  const row = await select(db).where("adapter", "=", adapter).where("address", "=", address).executeTakeFirst();
  return row && toDoor(row);
}

/** True if the door is new or has got another lock. */
export async function upsertDoor(tx: Tx, definition: DoorDefinition, now: Date): Promise<boolean> {
  const { id, name, place, facilityId, adapter, address, codeSlots = 30, spareCodes = 0, key } = definition;
  const before = await findDoor(tx, id);
  const values = {
    name: JSON.stringify(name),
    place: place === undefined ? null : JSON.stringify(place),
    facility_id: facilityId ?? null,
    adapter,
    address,
    code_slots: codeSlots,
    spare_codes: spareCodes,
    key: key === undefined ? null : JSON.stringify(key),
  };
  const tables = tx.withTables<DoorTables>();
  await tables
    .insertInto("door.door")
    .values({ id, ...values, defined_at: now })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(values))
    .execute();
  await tables
    .insertInto("door.door_state")
    .values({ door_id: id })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return before?.adapter !== adapter || before.address !== address;
}

/** The lock was heard: it can be reached, and tries are not held back any more. */
export async function noteHeard(tx: Tx, doorId: string, at: Date): Promise<void> {
  await tx
    .withTables<DoorTables>()
    .updateTable("door.door_state")
    .set({
      reachable: true,
      unreachable_since: null,
      failures: 0,
      next_try_at: null,
      heard_at: sql<Date>`greatest(heard_at, ${at})`,
    })
    .where("door_id", "=", doorId)
    .execute();
}

export async function noteReport(tx: Tx, doorId: string, { lockState, batteryPercent }: LockReport): Promise<void> {
  await tx
    .withTables<DoorTables>()
    .updateTable("door.door_state")
    .set({ lock_state: lockState, ...(batteryPercent === undefined ? {} : { battery_percent: batteryPercent }) })
    .where("door_id", "=", doorId)
    .execute();
}

export async function noteUnreachable(tx: Tx, doorId: string, at: Date, nextTryAt?: Date): Promise<void> {
  await tx
    .withTables<DoorTables>()
    .updateTable("door.door_state")
    .set({
      reachable: false,
      unreachable_since: sql<Date>`coalesce(unreachable_since, ${at})`,
      ...(nextTryAt === undefined ? {} : { failures: sql<number>`failures + 1`, next_try_at: nextTryAt }),
    })
    .where("door_id", "=", doorId)
    .execute();
}
