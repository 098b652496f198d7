import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { Tie } from "../rules/tie.ts";

export type Handover = {
  readonly winId: string;
  readonly bookingId: string;
  readonly tie: Tie;
  readonly seenAt: Date;
};

/** A win that was given up since then, with who had won it and what they had. */
export type GivenUp = {
  readonly winId: string;
  readonly bookingId: string;
  readonly entryId: string;
  readonly roundId: string;
  readonly code: string;
  readonly personId: string;
  readonly groupId: string | null;
};

export async function listGivenUp(tx: Tx, since: Date): Promise<readonly GivenUp[]> {
  const { rows } = await sql<GivenUp>`
    select win.id as "winId", booking_id as "bookingId", entry.id as "entryId", win.round_id as "roundId", code,
      person_id as "personId", group_id as "groupId"
    from lottery.win join lottery.entry on entry.id = entry_id
    where win.state = 'ended' and ended_at >= ${since}`.execute(tx);
  return rows;
}

/** False if it was noticed before. */
export async function insertHandover(tx: Tx, { winId, bookingId, tie, seenAt }: Handover): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into lottery.handover (win_id, booking_id, tie, seen_at) values (${winId}, ${bookingId}, ${tie}, ${seenAt})
    on conflict (win_id, booking_id) do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function listHandovers(db: Db | Tx, roundId: string): Promise<readonly (Handover & GivenUp)[]> {
  const { rows } = await sql<Handover & GivenUp>`
    select win.id as "winId", handover.booking_id as "bookingId", tie, seen_at as "seenAt", entry.id as "entryId",
      win.round_id as "roundId", code, person_id as "personId", group_id as "groupId"
    from lottery.handover join lottery.win on win.id = win_id join lottery.entry on entry.id = entry_id
    where win.round_id = ${roundId}::uuid order by seen_at, handover.booking_id`.execute(db);
  return rows;
}

export async function countHandovers(db: Db | Tx, roundIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; n: number }>`
    select round_id as id, count(*) as n from lottery.handover join lottery.win on win.id = win_id
    where round_id = any (${roundIds}::uuid[]) group by round_id`.execute(db);
  return new Map(rows.map(({ id, n }) => [id, n]));
}
