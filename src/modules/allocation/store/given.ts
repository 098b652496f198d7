import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { KeptFrame } from "../../facility/index.ts";
import type { Given, LeftOut, Pattern } from "../types.ts";

export type NewGiven = Omit<Given, "state" | "seriesId" | "leftOut" | "trouble">;

/** With each of its days: what is given already is refused by given_no_overlap. */
export async function insertGiven(
  tx: Tx,
  given: NewGiven,
  days: readonly (KeptFrame & { readonly on: CivilDate })[],
): Promise<void> {
  await sql`
    insert into allocation.given (id, season_id, application_id, frame_id, pattern, from_on, until_on, without, given_by,
      given_at)
    values (${given.id}, ${given.seasonId}, ${given.applicationId}, ${given.frameId}, ${given.pattern}, ${given.from},
      ${given.until}, ${given.without}::date[], ${given.givenBy}, ${given.givenAt})`.execute(tx);
  const rows = days.flatMap(({ on, unitIds, during }) => unitIds.map((unit) => ({ on, unit, ...during })));
  await sql`
    insert into allocation.given_day (given_id, season_id, used_on, unit_id, taken_during)
    select ${given.id}::uuid, ${given.seasonId}::uuid, used_on, unit_id, tstzrange(taken_from, taken_until)
    from unnest(${rows.map(({ on }) => on)}::date[], ${rows.map(({ unit }) => unit)}::text[],
      ${rows.map(({ from }) => from)}::timestamptz[], ${rows.map(({ until }) => until)}::timestamptz[])
      as day (used_on, unit_id, taken_from, taken_until)`.execute(tx);
}

export async function deleteGiven(tx: Tx, id: string): Promise<void> {
  await sql`delete from allocation.given where id = ${id}::uuid`.execute(tx);
}

export async function findGiven(
  db: Db | Tx,
  id: string,
  options: { forUpdate?: boolean } = {},
): Promise<Given | undefined> {
  return (await list(db, sql`id = ${id}::uuid ${options.forUpdate ? sql`for update` : sql``}`))[0];
}

export function listGiven(db: Db | Tx, seasonId: string): Promise<Given[]> {
  return list(db, sql`season_id = ${seasonId}::uuid order by given_at, id`);
}

/** What still waits for its series. */
export async function listWaiting(db: Db | Tx, seasonId: string): Promise<readonly string[]> {
  const waiting = sql`season_id = ${seasonId}::uuid and state = 'given' order by given_at, id`;
  return (await list(db, waiting)).map(({ id }) => id);
}

export async function listDays(db: Db | Tx, givenId: string): Promise<readonly CivilDate[]> {
  const { rows } = await sql<{ on: CivilDate }>`
    select distinct used_on as on from allocation.given_day where given_id = ${givenId}::uuid order by 1`.execute(db);
  return rows.map(({ on }) => on);
}

export async function settleGiven(
  tx: Tx,
  id: string,
  how: {
    readonly state: "booked" | "refused";
    readonly seriesId?: string;
    readonly leftOut: readonly LeftOut[];
    readonly trouble?: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    update allocation.given set state = ${how.state}, series_id = ${how.seriesId ?? null}::uuid,
      left_out = ${JSON.stringify(how.leftOut)}, trouble = ${how.trouble ?? null}, settled_at = ${how.at}
    where id = ${id}::uuid`.execute(tx);
}

/** Frames and days that seasons gave between two days of use: for figures. */
export async function countGivenDays(
  db: Db | Tx,
  period: { readonly from: CivilDate; readonly until: CivilDate },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct (given_id, used_on)) as count
    from allocation.given_day join allocation.given on given.id = given_id
    where state = 'booked' and used_on >= ${period.from}::date and used_on < ${period.until}::date
      and not exists (
        select from jsonb_array_elements(left_out) as one where (one ->> 'on')::date = used_on
      )`.execute(db);
  return rows[0]?.count ?? 0;
}

async function list(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Given[]> {
  const { rows } = await sql<Row>`
    select id, season_id, application_id, frame_id, pattern, from_on, until_on, without::text[] as without, given_by,
      given_at, state, series_id, left_out, trouble
    from allocation.given where ${condition}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    seasonId: row.season_id,
    applicationId: row.application_id,
    frameId: row.frame_id,
    pattern: row.pattern,
    from: row.from_on,
    until: row.until_on,
    without: row.without,
    givenBy: row.given_by,
    givenAt: row.given_at,
    state: row.state,
    seriesId: row.series_id ?? undefined,
    leftOut: row.left_out,
    trouble: row.trouble ?? undefined,
  }));
}

type Row = {
  id: string;
  season_id: string;
  application_id: string;
  frame_id: string;
  pattern: Pattern;
  from_on: CivilDate;
  until_on: CivilDate;
  without: CivilDate[];
  given_by: string;
  given_at: Date;
  state: Given["state"];
  series_id: string | null;
  left_out: LeftOut[];
  trouble: string | null;
};
