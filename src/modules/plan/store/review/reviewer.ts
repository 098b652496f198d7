import { sql } from "kysely";
import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { PlanTables } from "../../tables.ts";
import type { ReviewExclusion, Reviewer } from "../../types/review.ts";
import { tables } from "../tables.ts";

/** The board of a round: the chair first, then in the order in which they were named; those who were removed last. */
export async function listReviewers(db: Db | Tx, roundId: string): Promise<readonly Reviewer[]> {
  const rows = await tables(db)
    .selectFrom("plan.reviewer")
    .selectAll()
    .where("round_id", "=", roundId)
    .orderBy(sql`removed_at is not null`)
    .orderBy("is_chair", "desc")
    .orderBy("named_at")
    .orderBy("person_id")
    .execute();
  return rows.map(reviewerOf);
}

/** On the board now; undefined also for somebody who was removed. */
export async function findReviewer(db: Db | Tx, roundId: string, personId: string): Promise<Reviewer | undefined> {
  const row = await tables(db)
    .selectFrom("plan.reviewer")
    .selectAll()
    .where("round_id", "=", roundId)
    .where("person_id", "=", personId)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return row && reviewerOf(row);
}

/** Somebody who was removed earlier is on the board again. */
export async function upsertReviewer(
  tx: Tx,
  reviewer: {
    readonly roundId: string;
    readonly personId: string;
    readonly isChair: boolean;
    readonly publicTitle: string;
    readonly namedBy: string | undefined;
    readonly namedAt: Date;
  },
): Promise<void> {
  const fields = {
    is_chair: reviewer.isChair,
    public_title: reviewer.publicTitle,
    named_by: reviewer.namedBy ?? null,
    named_at: reviewer.namedAt,
    removed_at: null,
    removal_reason: null,
  };
  await tables(tx)
    .insertInto("plan.reviewer")
    .values({ round_id: reviewer.roundId, person_id: reviewer.personId, ...fields })
    .onConflict((conflict) => conflict.columns(["round_id", "person_id"]).doUpdateSet(fields))
    .execute();
}

/** One chair, or none. */
export async function storeChair(tx: Tx, roundId: string, personId: string | undefined): Promise<void> {
  await tables(tx).updateTable("plan.reviewer").set({ is_chair: false }).where("round_id", "=", roundId).execute();
  if (personId === undefined) return;
  await tables(tx)
    .updateTable("plan.reviewer")
    .set({ is_chair: true })
    .where("round_id", "=", roundId)
    .where("person_id", "=", personId)
    .where("removed_at", "is", null)
    .execute();
}

export async function storeRemoval(
  tx: Tx,
  removal: { readonly roundId: string; readonly personId: string; readonly reason: string; readonly now: Date },
): Promise<void> {
  await tables(tx)
    .updateTable("plan.reviewer")
    .set({ removed_at: removal.now, removal_reason: removal.reason, is_chair: false })
    .where("round_id", "=", removal.roundId)
    .where("person_id", "=", removal.personId)
    .execute();
}

export function listExclusions(db: Db | Tx, sheetId: string): Promise<readonly ReviewExclusion[]> {
  return tables(db)
    .selectFrom("plan.review_exclusion")
    .select(["sheet_id as sheetId", "person_id as personId", "reason"])
    .where("sheet_id", "=", sheetId)
    .orderBy("excluded_at")
    .execute();
}

export async function storeExclusion(
  tx: Tx,
  exclusion: ReviewExclusion & { readonly excludedBy: string | undefined; readonly excludedAt: Date },
): Promise<void> {
  const fields = {
    reason: exclusion.reason,
    excluded_by: exclusion.excludedBy ?? null,
    excluded_at: exclusion.excludedAt,
  };
  await tables(tx)
    .insertInto("plan.review_exclusion")
    .values({ sheet_id: exclusion.sheetId, person_id: exclusion.personId, ...fields })
    .onConflict((conflict) => conflict.columns(["sheet_id", "person_id"]).doUpdateSet(fields))
    .execute();
}

export async function dropExclusion(tx: Tx, sheetId: string, personId: string): Promise<void> {
  await tables(tx)
    .deleteFrom("plan.review_exclusion")
    .where("sheet_id", "=", sheetId)
    .where("person_id", "=", personId)
    .execute();
}

function reviewerOf(row: Row): Reviewer {
  return {
    roundId: row.round_id,
    personId: row.person_id,
    isChair: row.is_chair,
    publicTitle: row.public_title,
    namedAt: row.named_at,
    removedAt: row.removed_at ?? undefined,
    removalReason: row.removal_reason ?? undefined,
  };
}

type Row = Omit<PlanTables["plan.reviewer"], "is_chair"> & { is_chair: boolean };
