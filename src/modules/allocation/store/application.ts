import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { Application } from "../types.ts";

export async function insertApplication(tx: Tx, one: Omit<Application, "withdrawnAt">): Promise<void> {
  await sql`
    insert into allocation.application (id, season_id, group_id, person_id, entered_by, number, use, words, is_named, asked_at)
    values (${one.id}, ${one.seasonId}, ${one.groupId}, ${one.personId}, ${one.enteredBy ?? null}, ${one.number},
      ${JSON.stringify(one.use)}, ${one.words ?? null}, ${one.isNamed}, ${one.askedAt})`.execute(tx);
  for (const [index, frameId] of one.wishes.entries()) {
    await sql`insert into allocation.wish (application_id, rank, frame_id)
      values (${one.id}, ${index + 1}, ${frameId})`.execute(tx);
  }
}

export async function withdraw(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`update allocation.application set withdrawn_at = ${at} where id = ${id}::uuid`.execute(tx);
}

export async function findApplication(db: Db | Tx, id: string): Promise<Application | undefined> {
  return (await list(db, sql`id = ${id}::uuid`))[0];
}

/** What the group asks for now in this season. */
export async function findOfGroup(db: Db | Tx, seasonId: string, groupId: string): Promise<Application | undefined> {
  const living = sql`season_id = ${seasonId}::uuid and group_id = ${groupId}::uuid and withdrawn_at is null`;
  return (await list(db, living))[0];
}

/** Those that stand, by their numbers. */
export function listOfSeason(db: Db | Tx, seasonId: string): Promise<Application[]> {
  return list(db, sql`season_id = ${seasonId}::uuid and withdrawn_at is null order by number, id`);
}

export function listOfGroups(db: Db | Tx, groupIds: readonly string[]): Promise<Application[]> {
  return list(db, sql`group_id = any (${groupIds}::uuid[]) and withdrawn_at is null order by asked_at desc, id`);
}

export async function countLiving(db: Db | Tx, personId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from allocation.application join allocation.season on season.id = season_id
    where person_id = ${personId}::uuid and withdrawn_at is null and state in ('open', 'closed', 'confirming')`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

export async function countAll(db: Db | Tx, personId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from allocation.application where person_id = ${personId}::uuid`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function detachPerson(tx: Tx, personId: string, nobody: string): Promise<void> {
  await sql`update allocation.application set person_id = ${nobody}::uuid where person_id = ${personId}::uuid`.execute(
    tx,
  );
}

async function list(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Application[]> {
  const { rows } = await sql<Row>`
    select id, season_id, group_id, person_id, entered_by, number, use, words, is_named, asked_at, withdrawn_at,
      array(select frame_id::text from allocation.wish where application_id = application.id order by rank) as wishes
    from allocation.application where ${condition}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    seasonId: row.season_id,
    groupId: row.group_id,
    personId: row.person_id,
    enteredBy: row.entered_by ?? undefined,
    number: row.number,
    use: row.use,
    words: row.words ?? undefined,
    isNamed: row.is_named,
    askedAt: row.asked_at,
    withdrawnAt: row.withdrawn_at ?? undefined,
    wishes: row.wishes,
  }));
}

type Row = {
  id: string;
  season_id: string;
  group_id: string;
  person_id: string;
  entered_by: string | null;
  number: number;
  use: Application["use"];
  words: string | null;
  is_named: boolean;
  asked_at: Date;
  withdrawn_at: Date | null;
  wishes: string[];
};
