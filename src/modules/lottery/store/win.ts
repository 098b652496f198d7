import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { Win, WinState } from "../types.ts";

export async function insertWin(tx: Tx, win: Omit<Win, "state">): Promise<void> {
  await sql`
    insert into lottery.win (id, round_id, entry_id, rank, booking_id, awarded_at, confirm_by, instead_of)
    values (${win.id}, ${win.roundId}, ${win.entryId}, ${win.rank}, ${win.bookingId}, ${win.awardedAt}, ${win.confirmBy},
      ${win.insteadOf ?? null})`.execute(tx);
}

export async function findWin(
  db: Db | Tx,
  id: string,
  options: { forUpdate?: boolean } = {},
): Promise<Win | undefined> {
  const [found] = await list(db, sql`id = ${id}::uuid ${options.forUpdate ? sql`for update` : sql``}`);
  return found;
}

export function listWinsOfRound(db: Db | Tx, roundId: string): Promise<Win[]> {
  return list(db, sql`round_id = ${roundId}::uuid order by awarded_at, id`);
}

export function listWinsOfEntries(db: Db | Tx, entryIds: readonly string[]): Promise<Win[]> {
  return list(db, sql`entry_id = any (${entryIds}::uuid[]) order by rank`);
}

export async function moveWin(tx: Tx, id: string, state: WinState, endedAt?: Date): Promise<void> {
  await sql`update lottery.win set state = ${state}, ended_at = ${endedAt ?? null} where id = ${id}::uuid`.execute(tx);
}

export async function countUnanswered(db: Db | Tx, roundId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from lottery.win where round_id = ${roundId}::uuid and state = 'awarded'`.execute(db);
  return rows[0]?.n ?? 0;
}

async function list(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Win[]> {
  const { rows } = await sql<Row>`
    select id, round_id, entry_id, rank, booking_id, state, awarded_at, confirm_by, instead_of
    from lottery.win where ${condition}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    roundId: row.round_id,
    entryId: row.entry_id,
    rank: row.rank,
    bookingId: row.booking_id,
    state: row.state,
    awardedAt: row.awarded_at,
    confirmBy: row.confirm_by,
    insteadOf: row.instead_of ?? undefined,
  }));
}

type Row = {
  id: string;
  round_id: string;
  entry_id: string;
  rank: number;
  booking_id: string;
  state: WinState;
  awarded_at: Date;
  confirm_by: Date;
  instead_of: string | null;
};
