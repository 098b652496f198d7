import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { LotteryRule } from "../../facility/index.ts";
import type { Round, RoundState } from "../types.ts";

export type NewRound = Omit<Round, "state" | "publicNumber">;

/** False if the round of that month is there already. */
export async function insertRound(tx: Tx, round: NewRound): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into lottery.round (id, set_id, month, space_ids, rule, state, announced_at, opens_at, closes_at, draw_at,
      result_at, confirm_by, commitment, secret_sealed)
    values (${round.id}, ${round.setId}, ${round.month}, ${round.spaceIds}, ${JSON.stringify(round.rule)}, 'announced',
      ${round.announcedAt}, ${round.opensAt}, ${round.closesAt}, ${round.drawAt}, ${round.resultAt}, ${round.confirmBy},
      ${round.commitment}, ${round.secretSealed})
    on conflict on constraint round_once_a_month do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** `forUpdate`: nobody moves it; `forShare`: it stays in its state while entries are written. */
export async function findRound(
  db: Db | Tx,
  id: string,
  options: { forUpdate?: boolean; forShare?: boolean } = {},
): Promise<Round | undefined> {
  const lock = options.forUpdate ? sql`for update` : options.forShare ? sql`for share` : sql``;
  const [found] = await list(db, sql`id = ${id}::uuid ${lock}`);
  return found;
}

export function listRounds(db: Db | Tx, limit = 60): Promise<Round[]> {
  return list(db, sql`true order by month desc, set_id limit ${limit}`);
}

/** Rounds in this state whose instant has come; `instant` says which of theirs. */
export async function listDueRounds(
  db: Db | Tx,
  state: RoundState,
  instant: "opens" | "closes" | "draw" | "result" | "confirm",
  now: Date,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from lottery.round
    where state = ${state} and ${now} >= case ${instant}::text
      when 'opens' then opens_at when 'closes' then closes_at when 'draw' then draw_at
      when 'result' then result_at else confirm_by end
    order by month, id`.execute(db);
  return rows.map(({ id }) => id);
}

export async function moveRound(tx: Tx, id: string, state: RoundState): Promise<void> {
  await sql`update lottery.round set state = ${state} where id = ${id}::uuid`.execute(tx);
}

/** The later instants move with the draw. */
export async function postponeRound(
  tx: Tx,
  id: string,
  times: Pick<Round, "drawAt" | "resultAt" | "confirmBy">,
): Promise<void> {
  await sql`update lottery.round
    set draw_at = ${times.drawAt}, result_at = ${times.resultAt}, confirm_by = ${times.confirmBy}
    where id = ${id}::uuid`.execute(tx);
}

export async function setPublicNumber(tx: Tx, id: string, publicNumber: string): Promise<void> {
  await sql`update lottery.round set public_number = ${publicNumber} where id = ${id}::uuid`.execute(tx);
}

export type Closing = { readonly closedAt: Date; readonly entriesCsv: string; readonly listHash: string };

export async function insertClosing(tx: Tx, roundId: string, closing: Closing): Promise<void> {
  await sql`insert into lottery.closing (round_id, closed_at, entries_csv, list_hash)
    values (${roundId}, ${closing.closedAt}, ${closing.entriesCsv}, ${closing.listHash})`.execute(tx);
}

export async function findClosing(db: Db | Tx, roundId: string): Promise<Closing | undefined> {
  const { rows } = await sql<Closing>`
    select closed_at as "closedAt", entries_csv as "entriesCsv", list_hash as "listHash"
    from lottery.closing where round_id = ${roundId}::uuid`.execute(db);
  return rows[0];
}

export type Draw = {
  readonly drawnAt: Date;
  readonly publicNumber: string;
  readonly takenCsv: string;
  readonly seed: string;
  readonly resultCsv: string;
};

export async function insertDraw(tx: Tx, roundId: string, dueAt: Date, draw: Draw): Promise<void> {
  await sql`insert into lottery.draw (round_id, drawn_at, due_at, public_number, taken_csv, seed, result_csv)
    values (${roundId}, ${draw.drawnAt}, ${dueAt}, ${draw.publicNumber}, ${draw.takenCsv}, ${draw.seed}, ${draw.resultCsv})
  `.execute(tx);
}

export async function findDraw(db: Db | Tx, roundId: string): Promise<Draw | undefined> {
  const { rows } = await sql<Draw>`
    select drawn_at as "drawnAt", public_number as "publicNumber", taken_csv as "takenCsv", seed, result_csv as "resultCsv"
    from lottery.draw where round_id = ${roundId}::uuid`.execute(db);
  return rows[0];
}

async function list(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Round[]> {
  const { rows } = await sql<Row>`
    select id, set_id, month, space_ids, rule, state, announced_at, opens_at, closes_at, draw_at, result_at, confirm_by,
      commitment, secret_sealed, public_number
    from lottery.round where ${condition}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    setId: row.set_id,
    month: row.month,
    spaceIds: row.space_ids,
    rule: row.rule,
    state: row.state,
    announcedAt: row.announced_at,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    drawAt: row.draw_at,
    resultAt: row.result_at,
    confirmBy: row.confirm_by,
    commitment: row.commitment,
    secretSealed: row.secret_sealed,
    publicNumber: row.public_number ?? undefined,
  }));
}

type Row = {
  id: string;
  set_id: string;
  month: string;
  space_ids: string[];
  rule: LotteryRule;
  state: RoundState;
  announced_at: Date;
  opens_at: Date;
  closes_at: Date;
  draw_at: Date;
  result_at: Date;
  confirm_by: Date;
  commitment: string;
  secret_sealed: string;
  public_number: string | null;
};
