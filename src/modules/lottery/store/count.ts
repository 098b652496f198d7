import { sql } from "kysely";
import type { Db } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";

/** Entries for months of use that begin in the half-open range, and those that won at least once. */
export async function countOutcome(
  db: Db,
  period: { readonly from: CivilDate; readonly until: CivilDate },
): Promise<{ entries: number; winners: number }> {
  const { rows } = await sql<{ entries: number; winners: number }>`
    select count(*) as entries,
      count(*) filter (where exists (select from lottery.win where win.entry_id = entry.id)) as winners
    from lottery.entry join lottery.round on round.id = round_id
    where withdrawn_at is null and left_out_at is null and state in ('published', 'confirming', 'over')
      and month >= ${period.from}::date and month < ${period.until}::date`.execute(db);
  return rows[0] ?? { entries: 0, winners: 0 };
}

export type RoundOutcome = {
  readonly setId: string;
  readonly month: CivilDate;
  readonly entries: number;
  readonly choices: number;
  readonly wins: number;
  readonly listHash: string;
};

/** Rounds whose result is out, the oldest first. */
export async function listOutcomes(db: Db): Promise<RoundOutcome[]> {
  const { rows } = await sql<RoundOutcome>`
    select set_id as "setId", month, list_hash as "listHash",
      (select count(*) from lottery.entry where round_id = round.id and withdrawn_at is null and left_out_at is null) as entries,
      (select count(*) from lottery.choice join lottery.entry on entry.id = entry_id
        where round_id = round.id and withdrawn_at is null and left_out_at is null) as choices,
      (select count(*) from lottery.win where win.round_id = round.id and instead_of is null) as wins
    from lottery.round join lottery.closing on closing.round_id = round.id
    where state in ('published', 'confirming', 'over') order by month, set_id`.execute(db);
  return rows;
}
