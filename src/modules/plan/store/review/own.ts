import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { Direction } from "../../types/evaluation.ts";
import type { OwnReview, Scores } from "../../types/review.ts";
import { tables } from "../tables.ts";

/**
 * The only reads and writes of a review with its notes. All of them ask for the person: nobody else's review can be had here.
 */
export async function findOwnReview(db: Db | Tx, sheetId: string, personId: string): Promise<OwnReview | undefined> {
  const row = await tables(db)
    .selectFrom("plan.review")
    .selectAll()
    .where("sheet_id", "=", sheetId)
    .where("person_id", "=", personId)
    .executeTakeFirst();
  return (
    row && {
      sheetId: row.sheet_id,
      scores: row.scores as Scores,
      verdict: row.verdict ?? undefined,
      comment: row.comment ?? undefined,
      notes: row.notes ?? undefined,
      savedAt: row.saved_at,
      handedInAt: row.handed_in_at ?? undefined,
    }
  );
}

export async function storeOwnReview(
  tx: Tx,
  review: {
    readonly sheetId: string;
    readonly personId: string;
    readonly scores: Scores;
    readonly verdict: Direction | undefined;
    readonly comment: string | undefined;
    readonly notes: string | undefined;
    readonly savedAt: Date;
    readonly handedInAt: Date | undefined;
  },
): Promise<void> {
  const fields = {
    scores: JSON.stringify(review.scores),
    verdict: review.verdict ?? null,
    comment: review.comment ?? null,
    notes: review.notes ?? null,
    saved_at: review.savedAt,
    handed_in_at: review.handedInAt ?? null,
  };
  await tables(tx)
    .insertInto("plan.review")
    .values({ sheet_id: review.sheetId, person_id: review.personId, ...fields })
    .onConflict((conflict) => conflict.columns(["sheet_id", "person_id"]).doUpdateSet(fields))
    .execute();
}

export async function takeBackOwnReview(tx: Tx, sheetId: string, personId: string): Promise<void> {
  await tables(tx)
    .updateTable("plan.review")
    .set({ handed_in_at: null })
    .where("sheet_id", "=", sheetId)
    .where("person_id", "=", personId)
    .execute();
}
