import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { ReviewerRole } from "../rules/evaluation/movers.ts";
import type { Round, Sheet, SheetStep } from "../types/evaluation.ts";
import { roundOf, sheetOf, stepOf } from "./evaluation/rows.ts";
import { tables } from "./tables.ts";

export async function findRound(db: Db | Tx, roundId: string): Promise<Round | undefined> {
  const row = await tables(db).selectFrom("plan.round").selectAll().where("id", "=", roundId).executeTakeFirst();
  return row && roundOf(row);
}

/** Newest year first. */
export async function listRounds(db: Db | Tx, planId?: string): Promise<readonly Round[]> {
  let query = tables(db).selectFrom("plan.round").selectAll();
  if (planId !== undefined) query = query.where("plan_id", "=", planId);
  const rows = await query.orderBy("year", "desc").orderBy("plan_id").execute();
  return rows.map(roundOf);
}

export async function findSheet(db: Db | Tx, sheetId: string): Promise<Sheet | undefined> {
  const row = await tables(db).selectFrom("plan.sheet").selectAll().where("id", "=", sheetId).executeTakeFirst();
  return row && sheetOf(row);
}

/** Locked until the transaction ends: two who press at once are one after the other. */
export async function findSheetForUpdate(tx: Tx, sheetId: string): Promise<Sheet | undefined> {
  const query = tables(tx).selectFrom("plan.sheet").selectAll().where("id", "=", sheetId).forUpdate();
  const row = await query.executeTakeFirst();
  return row && sheetOf(row);
}

/** In the plan's order; measures first. */
export async function listSheets(db: Db | Tx, roundId: string): Promise<readonly Sheet[]> {
  const rows = await tables(db)
    .selectFrom("plan.sheet")
    .selectAll()
    .where("round_id", "=", roundId)
    .orderBy("kind")
    .orderBy("position")
    .orderBy("subject")
    .execute();
  return rows.map(sheetOf);
}

export type PublishedSheet = Sheet & { readonly planId: string; readonly year: number; readonly publishedAt: Date };

/** What the public may see. Newest year first, then the plan's order. */
export async function listPublishedSheets(
  db: Db | Tx,
  planId: string,
  options: { readonly subject?: string; readonly year?: number; readonly kind?: Sheet["kind"] } = {},
): Promise<readonly PublishedSheet[]> {
  let query = tables(db)
    .selectFrom("plan.sheet as sheet")
    .innerJoin("plan.round as round", "round.id", "sheet.round_id")
    .selectAll("sheet")
    .select(["round.year", "round.plan_id"])
    .where("round.plan_id", "=", planId)
    .where("sheet.state", "=", "published");
  if (options.subject !== undefined) query = query.where("sheet.subject", "=", options.subject);
  if (options.year !== undefined) query = query.where("round.year", "=", options.year);
  if (options.kind !== undefined) query = query.where("sheet.kind", "=", options.kind);
  const rows = await query
    .orderBy("round.year", "desc")
    .orderBy("sheet.kind")
    .orderBy("sheet.position")
    .orderBy("sheet.subject")
    .execute();
  return rows.flatMap(({ year, plan_id, ...row }) => {
    const sheet = sheetOf(row);
    return sheet.publishedAt === undefined ? [] : [{ ...sheet, planId: plan_id, year, publishedAt: sheet.publishedAt }];
  });
}

/** Oldest first. */
export async function listSteps(db: Db | Tx, sheetId: string): Promise<readonly SheetStep[]> {
  const query = tables(db).selectFrom("plan.sheet_step").selectAll().where("sheet_id", "=", sheetId);
  const rows = await query.orderBy("moved_at").orderBy("number").execute();
  return rows.map(stepOf);
}

/** How the sheet's round names this resident. */
export async function findReviewerRole(db: Db | Tx, roundId: string, personId: string): Promise<ReviewerRole> {
  const row = await tables(db)
    .selectFrom("plan.reviewer")
    .select("is_chair")
    .where("round_id", "=", roundId)
    .where("person_id", "=", personId)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return row === undefined ? undefined : row.is_chair ? "chair" : "reviewer";
}
