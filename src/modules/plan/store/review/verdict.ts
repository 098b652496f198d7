import { sql } from "kysely";
import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { Direction } from "../../types/evaluation.ts";
import type { HandedInReview, JointVerdict, Votes } from "../../types/review.ts";
import { tables } from "../tables.ts";

/**
 * What the reviewers handed in, without their names and their notes, in an order that tells nothing. Empty until the board
 * discusses the sheet: before that nobody but the writer sees a review.
 */
export async function listReviews(db: Db | Tx, sheetId: string): Promise<readonly HandedInReview[]> {
  const rows = await tables(db)
    .selectFrom("plan.review as review")
    .innerJoin("plan.sheet as sheet", "sheet.id", "review.sheet_id")
    .select(["review.scores", "review.verdict", "review.comment"])
    .where("review.sheet_id", "=", sheetId)
    .where("review.handed_in_at", "is not", null)
    .where("sheet.state", "in", ["discussing", "answering", "final", "published"])
    .orderBy(sql`md5(review.sheet_id::text || review.person_id::text)`)
    .execute();
  return rows.map(({ scores, verdict, comment }) => ({
    scores: scores as HandedInReview["scores"],
    verdict: verdict as Direction,
    comment: comment ?? "",
  }));
}

/** Who has handed in, and since when; not what. For the planner, and to know when the board may begin. */
export async function listHandedIn(
  db: Db | Tx,
  sheetId: string,
): Promise<readonly { readonly personId: string; readonly handedInAt: Date }[]> {
  const rows = await tables(db)
    .selectFrom("plan.review")
    .select(["person_id", "handed_in_at"])
    .where("sheet_id", "=", sheetId)
    .where("handed_in_at", "is not", null)
    .execute();
  return rows.map((row) => ({ personId: row.person_id, handedInAt: row.handed_in_at as Date }));
}

export async function findVerdict(db: Db | Tx, sheetId: string): Promise<JointVerdict | undefined> {
  return (await listVerdicts(db, [sheetId])).get(sheetId);
}

/** By sheet. */
export async function listVerdicts(
  db: Db | Tx,
  sheetIds: readonly string[],
): Promise<ReadonlyMap<string, JointVerdict>> {
  if (sheetIds.length === 0) return new Map();
  const rows = await tables(db)
    .selectFrom("plan.joint_verdict")
    .selectAll()
    .where("sheet_id", "in", [...sheetIds])
    .execute();
  return new Map(
    rows.map((row) => [
      row.sheet_id,
      {
        sheetId: row.sheet_id,
        verdict: row.verdict,
        votes: row.votes as Votes,
        voted: row.voted,
        reviewers: row.reviewers,
        comment: row.comment,
        decidedAt: row.decided_at,
      },
    ]),
  );
}

/** Once: the database refuses a second one. */
export async function insertVerdict(
  tx: Tx,
  verdict: JointVerdict & { readonly decidedBy: string | undefined },
): Promise<void> {
  await tables(tx)
    .insertInto("plan.joint_verdict")
    .values({
      sheet_id: verdict.sheetId,
      verdict: verdict.verdict,
      votes: JSON.stringify(verdict.votes),
      voted: verdict.voted,
      reviewers: verdict.reviewers,
      comment: verdict.comment,
      decided_by: verdict.decidedBy ?? null,
      decided_at: verdict.decidedAt,
    })
    .execute();
}
