import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { Sheet } from "../../types/evaluation.ts";
import { tables } from "../tables.ts";
import { sheetOf } from "./rows.ts";

/** The sheets of one subject in all rounds of a plan, newest year first: also those that are not public. Staff only. */
export async function listSheetsOf(
  db: Db | Tx,
  planId: string,
  of: Pick<Sheet, "kind" | "subject">,
): Promise<readonly (Sheet & { readonly year: number })[]> {
  const rows = await tables(db)
    .selectFrom("plan.sheet as sheet")
    .innerJoin("plan.round as round", "round.id", "sheet.round_id")
    .selectAll("sheet")
    .select("round.year")
    .where("round.plan_id", "=", planId)
    .where("sheet.kind", "=", of.kind)
    .where("sheet.subject", "=", of.subject)
    .orderBy("round.year", "desc")
    .execute();
  return rows.map(({ year, ...row }) => ({ ...sheetOf(row), year }));
}
