import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { Round, Sheet, SheetForm } from "../../types/evaluation.ts";
import { tables } from "../tables.ts";
import { roundOf } from "./rows.ts";

export async function keepForm(tx: Tx, kind: Sheet["kind"], form: SheetForm, at: Date): Promise<void> {
  const row = { form: JSON.stringify(form), brought_at: at };
  await tables(tx)
    .insertInto("plan.sheet_form")
    .values({ kind, ...row })
    .onConflict((conflict) => conflict.column("kind").doUpdateSet(row))
    .execute();
}

/** The forms as the city has them now. undefined until it has brought both. */
export async function findForms(db: Db | Tx): Promise<Round["forms"] | undefined> {
  const rows = await tables(db).selectFrom("plan.sheet_form").select(["kind", "form"]).execute();
  const of = (kind: Sheet["kind"]) => rows.find((row) => row.kind === kind)?.form as SheetForm | undefined;
  const [measure, project] = [of("measure"), of("project")];
  return measure && project && { measure, project };
}

export async function findRoundForUpdate(tx: Tx, roundId: string): Promise<Round | undefined> {
  const query = tables(tx).selectFrom("plan.round").selectAll().where("id", "=", roundId).forUpdate();
  const row = await query.executeTakeFirst();
  return row && roundOf(row);
}

export async function findRoundOfYear(db: Db | Tx, planId: string, year: number): Promise<Round | undefined> {
  const query = tables(db).selectFrom("plan.round").selectAll().where("plan_id", "=", planId).where("year", "=", year);
  const row = await query.executeTakeFirst();
  return row && roundOf(row);
}

export async function insertRound(tx: Tx, round: Round, by: string | undefined, at: Date): Promise<void> {
  await tables(tx)
    .insertInto("plan.round")
    .values({
      id: round.id,
      plan_id: round.planId,
      year: round.year,
      state: round.state,
      due: JSON.stringify(round.due),
      forms: JSON.stringify(round.forms),
      staff_unit_cost: round.staffUnitCost,
      is_sample: round.isSample,
      opened_by: by ?? null,
      opened_at: at,
    })
    .execute();
}

export async function updateDueDates(tx: Tx, roundId: string, due: Round["due"]): Promise<void> {
  const query = tables(tx)
    .updateTable("plan.round")
    .set({ due: JSON.stringify(due) });
  await query.where("id", "=", roundId).execute();
}

export async function markClosed(tx: Tx, roundId: string, by: string | undefined, at: Date): Promise<void> {
  const query = tables(tx)
    .updateTable("plan.round")
    .set({ state: "closed", closed_by: by ?? null, closed_at: at });
  await query.where("id", "=", roundId).execute();
}
