import { sql } from "kysely";
import type { Db, Tx } from "../../../../kernel/db/types.ts";

/** Boards of rounds that are not closed on which the person sits now. */
export async function countOpenBoards(db: Db | Tx, personId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from plan.reviewer as reviewer join plan.round as round on round.id = reviewer.round_id
    where reviewer.person_id = ${personId} and reviewer.removed_at is null and round.state <> 'closed'
  `.execute(db);
  return rows[0]?.count ?? 0;
}

export async function countBoards(db: Db | Tx, personId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from plan.reviewer where person_id = ${personId}
  `.execute(db);
  return rows[0]?.count ?? 0;
}

/**
 * What was handed in stays under a number that leads nowhere; drafts and all notes go. The joint verdict stays as the board
 * decided it.
 */
export async function detachReviewer(tx: Tx, personId: string, pseudonym: string): Promise<void> {
  await sql`delete from plan.review where person_id = ${personId} and handed_in_at is null`.execute(tx);
  await sql`update plan.review set person_id = ${pseudonym}, notes = null where person_id = ${personId}`.execute(tx);
  await sql`update plan.reviewer set person_id = ${pseudonym} where person_id = ${personId}`.execute(tx);
  await sql`update plan.review_exclusion set person_id = ${pseudonym} where person_id = ${personId}`.execute(tx);
  await sql`update plan.joint_verdict set decided_by = null where decided_by = ${personId}`.execute(tx);
}

/** On the board of a round that is open now. */
export async function isOnOpenBoard(db: Db | Tx, personId: string): Promise<boolean> {
  return (await countOpenBoards(db, personId)) > 0;
}
