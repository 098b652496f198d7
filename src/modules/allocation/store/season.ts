import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate, WallTime } from "../../../kernel/time/civil-date.ts";
import type { Frame, Season, SeasonState } from "../types.ts";

export type NewSeason = Omit<
  Season,
  "state" | "closedBy" | "closedAt" | "confirmedBy" | "confirmedAt" | "endedBecause"
>;

export async function insertSeason(tx: Tx, season: NewSeason, frames: readonly Omit<Frame, "note">[]): Promise<void> {
  await sql`
    insert into allocation.season (id, facility_id, name, words, first_on, last_on, opens_at, closes_at, meeting_on,
      most_wishes, most_given, categories, state, made_by, made_at)
    values (${season.id}, ${season.facilityId}, ${season.name}, ${season.words ?? null}, ${season.firstOn}, ${season.lastOn},
      ${season.opensAt}, ${season.closesAt}, ${season.meetingOn}, ${season.mostWishes}, ${season.mostGiven},
      ${season.categories}, 'open', ${season.madeBy}, ${season.madeAt})`.execute(tx);
  await insertFrames(tx, frames);
}

export async function insertFrames(tx: Tx, frames: readonly Omit<Frame, "note">[]): Promise<void> {
  for (const frame of frames) {
    await sql`
      insert into allocation.frame (id, season_id, space_id, weekday, slots, units, from_time, to_time)
      values (${frame.id}, ${frame.seasonId}, ${frame.spaceId}, ${frame.weekday}, ${frame.slots}, ${frame.units}, ${frame.from},
        ${frame.to})`.execute(tx);
  }
}

/** With `forUpdate` nobody else changes the season's table until the transaction ends. */
export async function findSeason(
  db: Db | Tx,
  id: string,
  options: { forUpdate?: boolean; forShare?: boolean } = {},
): Promise<Season | undefined> {
  const lock = options.forUpdate ? sql`for update` : options.forShare ? sql`for share` : sql``;
  return (await list(db, sql`where id = ${id}::uuid ${lock}`))[0];
}

/** The newest first. */
export function listSeasons(db: Db | Tx): Promise<Season[]> {
  return list(db, sql`order by first_on desc, made_at desc, id`);
}

export function listConfirming(db: Db | Tx): Promise<Season[]> {
  return list(db, sql`where state = 'confirming' order by confirmed_at`);
}

export async function moveSeason(
  tx: Tx,
  id: string,
  change: {
    readonly state: SeasonState;
    readonly closed?: { readonly by: string; readonly at: Date } | null;
    readonly confirmed?: { readonly by: string; readonly at: Date };
    readonly doneAt?: Date;
    readonly because?: string;
  },
): Promise<void> {
  const sets: RawBuilder<unknown>[] = [sql`state = ${change.state}`];
  const { closed, confirmed, doneAt, because } = change;
  if (closed !== undefined) sets.push(sql`closed_by = ${closed?.by ?? null}::uuid, closed_at = ${closed?.at ?? null}`);
  if (confirmed !== undefined) sets.push(sql`confirmed_by = ${confirmed.by}, confirmed_at = ${confirmed.at}`);
  if (doneAt !== undefined) sets.push(sql`done_at = ${doneAt}`);
  if (because !== undefined) sets.push(sql`ended_because = ${because}`);
  await sql`update allocation.season set ${sql.join(sets)} where id = ${id}::uuid`.execute(tx);
}

/** In the order of a table: space, time, weekday from Monday. */
export async function listFrames(db: Db | Tx, seasonId: string): Promise<Frame[]> {
  const { rows } = await sql<FrameRow>`
    select id, season_id, space_id, weekday, slots, units, from_time, to_time, note from allocation.frame
    where season_id = ${seasonId}::uuid order by space_id, from_time, (weekday + 6) % 7, id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    seasonId: row.season_id,
    spaceId: row.space_id,
    weekday: row.weekday,
    slots: row.slots,
    units: row.units,
    from: row.from_time,
    to: row.to_time,
    note: row.note ?? undefined,
  }));
}

export async function findFrameSeason(db: Db | Tx, frameId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select season_id as id from allocation.frame where id = ${frameId}::uuid`.execute(db);
  return rows[0]?.id;
}

export async function setNote(tx: Tx, frameId: string, note: string | undefined): Promise<void> {
  await sql`update allocation.frame set note = ${note ?? null} where id = ${frameId}::uuid`.execute(tx);
}

type FrameRow = {
  id: string;
  season_id: string;
  space_id: string;
  weekday: number;
  slots: string[];
  units: string[];
  from_time: WallTime;
  to_time: WallTime;
  note: string | null;
};

async function list(db: Db | Tx, rest: RawBuilder<unknown>): Promise<Season[]> {
  const { rows } = await sql<Row>`
    select id, facility_id, name, words, first_on, last_on, opens_at, closes_at, meeting_on, most_wishes, most_given,
      categories, state, made_by, made_at, closed_by, closed_at, confirmed_by, confirmed_at, ended_because
    from allocation.season ${rest}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    facilityId: row.facility_id,
    name: row.name,
    words: row.words ?? undefined,
    firstOn: row.first_on,
    lastOn: row.last_on,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    meetingOn: row.meeting_on,
    mostWishes: row.most_wishes,
    mostGiven: row.most_given,
    categories: row.categories,
    state: row.state,
    madeBy: row.made_by,
    madeAt: row.made_at,
    closedBy: row.closed_by ?? undefined,
    closedAt: row.closed_at ?? undefined,
    confirmedBy: row.confirmed_by ?? undefined,
    confirmedAt: row.confirmed_at ?? undefined,
    endedBecause: row.ended_because ?? undefined,
  }));
}

type Row = {
  id: string;
  facility_id: string;
  name: string;
  words: string | null;
  first_on: CivilDate;
  last_on: CivilDate;
  opens_at: Date;
  closes_at: Date;
  meeting_on: CivilDate;
  most_wishes: number;
  most_given: number;
  categories: string[];
  state: SeasonState;
  made_by: string;
  made_at: Date;
  closed_by: string | null;
  closed_at: Date | null;
  confirmed_by: string | null;
  confirmed_at: Date | null;
  ended_because: string | null;
};
