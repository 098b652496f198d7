import type { Db } from "../../../../kernel/db/types.ts";
import { getSheetFigures } from "../evaluation/figures.ts";
import { findPlan } from "../plan.ts";
import { findRound, findSheet } from "../sheet.ts";

/** A sheet as it would be printed today. Which of its fields are public, the paper decides. */
export async function findDraft(db: Db, sheetId: string) {
  const sheet = await findSheet(db, sheetId);
  const round = sheet && (await findRound(db, sheet.roundId));
  const plan = round && (await findPlan(db, round.planId));
  if (sheet === undefined || round === undefined || plan === undefined) return undefined;
  return { sheet, round, plan, figures: await getSheetFigures(db, round, sheet) };
}

export type Draft = NonNullable<Awaited<ReturnType<typeof findDraft>>>;
