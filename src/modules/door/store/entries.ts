import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { DoorTables } from "../tables.ts";
import type { EntryKind, Subject } from "../types.ts";

/** False if the opening of this command is already in the log. */
export async function insertEntry(
  tx: Tx,
  entry: {
    doorId: string;
    at: Date;
    kind: EntryKind;
    slot?: number | undefined;
    accessId?: string | undefined;
    commandId?: string | undefined;
    now: Date;
  },
): Promise<boolean> {
  const result = await tx
    .withTables<DoorTables>()
    .insertInto("door.entry")
    .values({
      door_id: entry.doorId,
      at: entry.at,
      kind: entry.kind,
      slot: entry.slot ?? null,
      access_id: entry.accessId ?? null,
      command_id: entry.commandId ?? null,
      recorded_at: entry.now,
    })
    .onConflict((conflict) => conflict.column("command_id").where("command_id", "is not", null).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export type Entry = {
  readonly id: number;
  readonly doorId: string;
  readonly at: Date;
  readonly kind: EntryKind;
  readonly subject: Subject | undefined;
};

/** Newest first; at most 200. */
export async function listEntries(
  db: Db | Tx,
  filter: { doorId?: string; subject?: Subject; from?: Date; until?: Date; limit?: number } = {},
): Promise<Entry[]> {
  const { doorId, subject, from, until, limit = 200 } = filter;
  let query = db
    .withTables<DoorTables>()
    .selectFrom("door.entry as entry")
    .leftJoin("door.access as access", "access.id", "entry.access_id")
    .select(["entry.id", "entry.door_id", "entry.at", "entry.kind", "access.subject_kind", "access.subject_id"]);
  if (doorId !== undefined) query = query.where("entry.door_id", "=", doorId);
  if (from !== undefined) query = query.where("entry.at", ">=", from);
  if (until !== undefined) query = query.where("entry.at", "<", until);
  if (subject !== undefined) {
    query = query.where("access.subject_kind", "=", subject.kind).where("access.subject_id", "=", subject.id);
  }
  const rows = await query.orderBy("entry.at", "desc").orderBy("entry.id", "desc").limit(limit).execute();
  return rows.map((row) => ({
    id: row.id,
    doorId: row.door_id,
    at: row.at,
    kind: row.kind,
    subject: row.subject_kind && row.subject_id ? { kind: row.subject_kind, id: row.subject_id } : undefined,
  }));
}

/** Instants of refused codes, oldest first. */
export async function listRefusals(db: Db | Tx, doorId: string, since: Date): Promise<Date[]> {
  const rows = await db
    .withTables<DoorTables>()
    .selectFrom("door.entry")
    .select("at")
    .where("door_id", "=", doorId)
    .where("kind", "=", "refused")
    .where("at", ">", since)
    .orderBy("at")
    .execute();
  return rows.map((row) => row.at);
}

/** Openings by code and by the page, in a half-open range. */
export async function countUses(db: Db | Tx, from: Date, until: Date): Promise<number> {
  const row = await db
    .withTables<DoorTables>()
    .selectFrom("door.entry")
    .select(sql<number>`count(*)`.as("count"))
    .where("kind", "in", ["code", "app"])
    .where("at", ">=", from)
    .where("at", "<", until)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** A use whose entry is asked for: the whole subject, or one day of a series. */
export type UseAsked = Subject & { readonly from?: Date | undefined; readonly until?: Date | undefined };

/**
 * Whether anybody came in by a code, a page or a fetched key of these subjects; in the order of the question, in one query.
 * For no-shows: ask after the use. A door that was opened in another way (by staff, from inside) does not count. Of a room with
 * nothing but a key box, and of a door that stood open as a shelter meanwhile, nobody can say who came: that is no no-show.
 */
export async function wasEntered(db: Db | Tx, uses: readonly UseAsked[]): Promise<boolean[]> {
  if (uses.length === 0) return [];
  const asked = JSON.stringify(
    uses.map(({ kind, id, from, until }) => ({ kind, id, from: from ?? null, until: until ?? null })),
  );
  const { rows } = await sql<{ entered: boolean }>`
    select exists(
        select from door.access join door.entry on entry.access_id = access.id
        where access.subject_kind = asked.kind and access.subject_id = asked.id and entry.kind in ('code', 'app')
          and (asked.from is null or entry.at >= asked.from) and (asked.until is null or entry.at < asked.until)
      ) or exists(
        select from door.access join door.key_use on key_use.access_id = access.id
        where access.subject_kind = asked.kind and access.subject_id = asked.id
          and (asked.from is null or key_use.out_at >= asked.from) and (asked.until is null or key_use.out_at < asked.until)
          and key_use.out_at is not null
      ) or exists(
        select from door.access join door.key_use on key_use.access_id = access.id join door.door on door.id = key_use.door_id
        where access.subject_kind = asked.kind and access.subject_id = asked.id and (door.key->>'box')::boolean
          and not exists(select from door.access_door where access_door.access_id = access.id)
      ) or exists(
        select from door.access join door.access_door on access_door.access_id = access.id
          join door.shelter_door held on held.door_id = access_door.door_id and held.holds
          join door.shelter on shelter.id = held.shelter_id
        where access.subject_kind = asked.kind and access.subject_id = asked.id
          and access.windows * tstzmultirange(tstzrange(asked.from, asked.until))
            && tstzrange(shelter.confirmed_at, shelter.ended_at)
      ) as entered
    from rows from (
      jsonb_to_recordset(${asked}::jsonb) as (kind text, id text, "from" timestamptz, until timestamptz)
    ) with ordinality as asked(kind, id, "from", until, place)
    order by place`.execute(db);
  return rows.map(({ entered }) => entered);
}
