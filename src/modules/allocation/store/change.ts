import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { Frame, Season, SeasonChange } from "../types.ts";
import { insertFrames } from "./season.ts";

/** What a season is from now on, the rooms that come, and what everybody reads about it. */
export async function changeSeason(
  tx: Tx,
  id: string,
  to: Pick<Season, "name" | "words" | "closesAt" | "meetingOn">,
  {
    frames,
    changes,
    by,
    at,
  }: { frames: readonly Omit<Frame, "note">[]; changes: readonly SeasonChange[]; by: string; at: Date },
): Promise<void> {
  await sql`
    update allocation.season set name = ${to.name}, words = ${to.words ?? null}, closes_at = ${to.closesAt},
      meeting_on = ${to.meetingOn} where id = ${id}::uuid`.execute(tx);
  await insertFrames(tx, frames);
  await sql`
    insert into allocation.season_change (season_id, changed_at, changed_by, changes)
    values (${id}::uuid, ${at}, ${by}::uuid, ${JSON.stringify(changes)}::jsonb)`.execute(tx);
}

export type ChangesOnce = { readonly at: Date; readonly changes: readonly SeasonChange[] };

/** Newest first. */
export async function listChangesOf(db: Db | Tx, seasonId: string): Promise<readonly ChangesOnce[]> {
  const { rows } = await sql<ChangesOnce>`
    select changed_at as "at", changes from allocation.season_change
    where season_id = ${seasonId}::uuid order by id desc limit 50`.execute(db);
  return rows;
}
