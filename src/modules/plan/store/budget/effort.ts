import { sql } from "kysely";
import type { Act } from "../../../../kernel/act.ts";
import { personOf } from "../../../../kernel/actor.ts";
import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { Output } from "../../types/budget.ts";
import type { Decimal } from "../../types/words.ts";
import { tables } from "../tables.ts";

/** 人工 of a year by project's code. */
export async function listEffort(db: Db | Tx, planId: string, year: number): Promise<Map<string, Decimal>> {
  const rows = await tables(db)
    .selectFrom("plan.staff_effort")
    .select(["project_code", "persons"])
    .where("plan_id", "=", planId)
    .where("year", "=", year)
    .execute();
  return new Map(rows.map(({ project_code, persons }) => [project_code, persons]));
}

export type Effort = { readonly project: string; readonly year: number; readonly persons: Decimal };

/** All at once; what is the same stays untouched. Gives how many changed. */
export async function storeEffort(
  act: Act,
  planId: string,
  efforts: readonly Effort[],
  isSample = false,
): Promise<number> {
  const { rows } = await sql<{ changed: number }>`
    with typed as (
      select * from jsonb_to_recordset(${JSON.stringify(efforts)}::jsonb) as (project text, year int, persons numeric)
    ), stored as (
      insert into plan.staff_effort as kept (plan_id, project_code, year, persons, is_sample, typed_by, typed_at)
      select ${planId}, project, year, persons, ${isSample}, ${personOf(act.actor) ?? null}::uuid, ${act.now} from typed
      on conflict (plan_id, project_code, year) do update
        set persons = excluded.persons, is_sample = excluded.is_sample, typed_by = excluded.typed_by, typed_at = excluded.typed_at
        where kept.persons <> excluded.persons
      returning 1
    )
    select count(*) as changed from stored`.execute(act.tx);
  return rows[0]?.changed ?? 0;
}

/** Those that were emptied. */
export async function removeEffort(act: Act, planId: string, year: number, projects: readonly string[]): Promise<void> {
  if (projects.length === 0) return;
  await tables(act.tx)
    .deleteFrom("plan.staff_effort")
    .where("plan_id", "=", planId)
    .where("year", "=", year)
    .where("project_code", "in", projects)
    .execute();
}

/** 活動の量 of a project, the first year first. */
export async function listOutputs(db: Db | Tx, planId: string, project: string): Promise<Output[]> {
  return tables(db)
    .selectFrom("plan.project_output")
    .select(["year", "name", "unit", "amount"])
    .where("plan_id", "=", planId)
    .where("project_code", "=", project)
    .orderBy("year")
    .execute();
}

export async function storeOutput(
  act: Act,
  planId: string,
  project: string,
  { year, name, unit, amount }: Output,
  isSample = false,
): Promise<void> {
  const typed = {
    name,
    unit,
    amount,
    is_sample: isSample,
    typed_by: personOf(act.actor) ?? null,
    typed_at: act.now,
  };
  await tables(act.tx)
    .insertInto("plan.project_output")
    .values({ plan_id: planId, project_code: project, year, ...typed })
    .onConflict((conflict) => conflict.columns(["plan_id", "project_code", "year"]).doUpdateSet(typed))
    .execute();
}
