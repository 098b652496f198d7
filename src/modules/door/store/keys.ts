import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { DoorTables } from "../tables.ts";
import type { KeyPlaces, KeyState, Subject, Window } from "../types.ts";

export type KeyUse = Window & {
  readonly id: string;
  readonly accessId: string;
  readonly doorId: string;
  readonly state: KeyState;
};

const select = (db: Db | Tx) =>
  db
    .withTables<DoorTables>()
    .selectFrom("door.key_use")
    .select(["id", "access_id", "door_id", "from_at", "until_at", "state"]);

type Row = Awaited<ReturnType<ReturnType<typeof select>["executeTakeFirstOrThrow"]>>;

const toKeyUse = (row: Row): KeyUse => ({
  id: row.id,
  accessId: row.access_id,
  doorId: row.door_id,
  from: row.from_at,
  until: row.until_at,
  state: row.state,
});

export async function insertKeyUses(
  tx: Tx,
  accessId: string,
  doors: readonly string[],
  windows: readonly Window[],
): Promise<void> {
  const rows = doors.flatMap((doorId) =>
    windows.map(({ from, until }) => ({
      id: crypto.randomUUID(),
      access_id: accessId,
      door_id: doorId,
      from_at: from,
      until_at: until,
    })),
  );
  if (rows.length > 0) await tx.withTables<DoorTables>().insertInto("door.key_use").values(rows).execute();
}

export async function listKeyUsesOf(db: Db | Tx, accessId: string): Promise<KeyUse[]> {
  return (await select(db).where("access_id", "=", accessId).orderBy("from_at").execute()).map(toKeyUse);
}

/** Those that wait or are out, at one door. */
export async function listOpenKeyUses(db: Db | Tx, doorId: string): Promise<KeyUse[]> {
  const rows = await select(db)
    .where("door_id", "=", doorId)
    .where("state", "in", ["waiting", "out"])
    .orderBy("from_at")
    .execute();
  return rows.map(toKeyUse);
}

export async function lockKeyUse(tx: Tx, id: string): Promise<KeyUse | undefined> {
  const row = await select(tx).where("id", "=", id).forUpdate().executeTakeFirst();
  return row && toKeyUse(row);
}

export async function changeKeyUse(
  tx: Tx,
  id: string,
  change: { state: "out" | "back"; by: string; at: Date } | { state: "not-needed" },
): Promise<void> {
  const stamps =
    change.state === "out"
      ? { out_at: change.at, out_by: change.by }
      : change.state === "back"
        ? { back_at: change.at, back_by: change.by }
        : {};
  await tx
    .withTables<DoorTables>()
    .updateTable("door.key_use")
    .set({ state: change.state, ...stamps })
    .where("id", "=", id)
    .execute();
}

/** What has not been fetched is not needed any more; what is out stays out until it is back. */
export async function dropWaitingKeys(tx: Tx, accessId: string): Promise<void> {
  await tx
    .withTables<DoorTables>()
    .updateTable("door.key_use")
    .set({ state: "not-needed" })
    .where("access_id", "=", accessId)
    .where("state", "=", "waiting")
    .execute();
}

/** Before the windows are set anew: nothing has happened to these yet. */
export async function deleteWaitingKeys(tx: Tx, accessId: string): Promise<void> {
  await tx
    .withTables<DoorTables>()
    .deleteFrom("door.key_use")
    .where("access_id", "=", accessId)
    .where("state", "=", "waiting")
    .execute();
}

export type KeyUseAtCounter = KeyUse & {
  readonly doorName: LocalText;
  readonly place: LocalText | undefined;
  readonly facilityId: string | undefined;
  readonly places: KeyPlaces;
  readonly subject: Subject;
  /** Of a box: when staff last said its number. */
  readonly boxSetAt: Date | undefined;
  readonly outAt: Date | undefined;
  readonly backAt: Date | undefined;
};

/** For the counter: what is out, what is needed in a range, and what came back in it. */
export async function listKeysAtCounter(db: Db | Tx, range: Window): Promise<KeyUseAtCounter[]> {
  const rows = await db
    .withTables<DoorTables>()
    .selectFrom("door.key_use as use")
    .innerJoin("door.door as door", "door.id", "use.door_id")
    .innerJoin("door.access as access", "access.id", "use.access_id")
    .leftJoin("door.key_box as box", "box.door_id", "use.door_id")
    .select(["use.id", "use.access_id", "use.door_id", "use.from_at", "use.until_at", "use.state"])
    .select(["use.out_at", "use.back_at", "door.name", "door.place", "door.facility_id", "door.key"])
    .select(["access.subject_kind", "access.subject_id", "box.set_at as box_set_at"])
    .where("use.state", "<>", "not-needed")
    .where((or) =>
      or.or([
        or("use.state", "=", "out"),
        or.and([or("use.from_at", "<", range.until), or("use.until_at", ">", range.from)]),
      ]),
    )
    .orderBy("use.from_at")
    .orderBy("use.id")
    .execute();
  return rows.flatMap((row) =>
    row.key === null
      ? []
      : {
          ...toKeyUse(row),
          doorName: row.name,
          place: row.place ?? undefined,
          facilityId: row.facility_id ?? undefined,
          places: row.key,
          subject: { kind: row.subject_kind, id: row.subject_id },
          boxSetAt: row.box_set_at ?? undefined,
          outAt: row.out_at ?? undefined,
          backAt: row.back_at ?? undefined,
        },
  );
}

export type KeyBox = { readonly sealed: string; readonly setAt: Date };

export async function findKeyBox(db: Db | Tx, doorId: string): Promise<KeyBox | undefined> {
  const row = await db
    .withTables<DoorTables>()
    .selectFrom("door.key_box")
    .select(["number_sealed", "set_at"])
    .where("door_id", "=", doorId)
    .executeTakeFirst();
  return row && { sealed: row.number_sealed, setAt: row.set_at };
}

/** False if it is the number that the box had before. */
export async function setKeyBox(
  tx: Tx,
  box: { doorId: string; sealed: string; mark: string; by: string; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into door.key_box (door_id, number_sealed, number_mark, set_at, set_by)
    values (${box.doorId}, ${box.sealed}, ${box.mark}, ${box.at}, ${box.by})
    on conflict (door_id) do update set number_sealed = excluded.number_sealed, number_mark = excluded.number_mark,
      set_at = excluded.set_at, set_by = excluded.set_by
      where key_box.number_mark <> excluded.number_mark
    returning door_id`.execute(tx);
  return rows.length === 1;
}

/** The end of the last use of a box that is over: since then somebody knows its number. */
export async function findLastUseEnd(tx: Tx, doorId: string, now: Date): Promise<Date | undefined> {
  const row = await tx
    .withTables<DoorTables>()
    .selectFrom("door.key_use")
    .select("until_at")
    .where("door_id", "=", doorId)
    .where("until_at", "<=", now)
    .where("state", "<>", "not-needed")
    .orderBy("until_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.until_at;
}
