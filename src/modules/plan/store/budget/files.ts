import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Act } from "../../../../kernel/act.ts";
import { personOf } from "../../../../kernel/actor.ts";
import type { Db, Tx } from "../../../../kernel/db/types.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import type { BudgetStage, Funding } from "../../types/budget.ts";
import { tables } from "../tables.ts";

/** One line of a file, in yen. */
export type FileRow = Funding & {
  readonly project: string;
  readonly year: number;
  readonly stage: BudgetStage;
  readonly total: number;
};

export type BudgetFile = {
  readonly id: string;
  readonly planId: string;
  readonly name: string;
  readonly broughtBy: string | undefined;
  readonly broughtAt: Date;
  readonly appliedAt: Date | undefined;
};

/** Keeps what was read until somebody has seen what it would change. */
export async function insertFile(
  act: Act,
  planId: string,
  name: string,
  rows: readonly FileRow[],
): Promise<{ id: string }> {
  const id = randomUUID();
  await tables(act.tx)
    .insertInto("plan.budget_file")
    .values({
      id,
      plan_id: planId,
      name,
      rows: JSON.stringify(rows),
      brought_by: personOf(act.actor) ?? null,
      brought_at: act.now,
    })
    .execute();
  return { id };
}

export async function findFile(db: Db | Tx, planId: string, id: string): Promise<BudgetFile | undefined> {
  const row = await tables(db)
    .selectFrom("plan.budget_file")
    .select(["id", "plan_id", "name", "brought_by", "brought_at", "applied_at"])
    .where("plan_id", "=", planId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    planId: row.plan_id,
    name: row.name,
    broughtBy: row.brought_by ?? undefined,
    broughtAt: row.brought_at,
    appliedAt: row.applied_at ?? undefined,
  };
}

export async function getFileForUpdate(act: Act, planId: string, id: string): Promise<BudgetFile> {
  await tables(act.tx).selectFrom("plan.budget_file").select("id").where("id", "=", id).forUpdate().execute();
  const file = await findFile(act.tx, planId, id);
  if (file === undefined) throw notFound();
  return file;
}

export type Difference = {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Changed amounts of years that are closed: they ask for a reason. */
  readonly settledChanged: number;
  /** Names this very difference: if anything moved since it was shown, it is another. */
  readonly digest: string;
};

const compared = (planId: string, id: string) => sql`
  select file.*, old.total as before,
    case when old.plan_id is null then 'added'
      when (old.national, old.prefecture, old.bond, old.other, old.general)
        is distinct from (file.national, file.prefecture, file.bond, file.other, file.general) then 'changed'
      else 'unchanged' end as kind,
    jsonb_build_object('national', old.national, 'prefecture', old.prefecture, 'bond', old.bond, 'other', old.other,
      'general', old.general, 'total', old.total) as old_amounts
  from plan.budget_file, jsonb_to_recordset(rows) as file (project text, year int, stage text, national bigint,
    prefecture bigint, bond bigint, other bigint, general bigint, total bigint)
  left join plan.budget old on old.plan_id = ${planId} and old.project_code = file.project and old.year = file.year
    and old.stage = file.stage
  where budget_file.id = ${id}`;

/** What the file would change, counted. */
export async function compareFile(db: Db | Tx, planId: string, id: string): Promise<Difference> {
  const { rows } = await sql<Omit<Difference, "settledChanged"> & { settled_changed: number }>`
    with compared as materialized (${compared(planId, id)})
    select count(*) filter (where kind = 'added') as added, count(*) filter (where kind = 'changed') as changed,
      count(*) filter (where kind = 'unchanged') as unchanged,
      count(*) filter (where kind = 'changed' and stage = 'settled') as settled_changed,
      encode(sha256(convert_to(coalesce(string_agg(project || year || stage || kind || old_amounts, ',' order by project, year, stage), ''), 'UTF8')), 'hex') as digest
    from compared`.execute(db);
  const [row] = rows;
  if (row === undefined) throw notFound();
  const { settled_changed: settledChanged, ...counts } = row;
  return { ...counts, settledChanged };
}

export type DifferenceRow = {
  readonly project: string;
  readonly year: number;
  readonly stage: BudgetStage;
  readonly kind: "added" | "changed";
  /** Yen. */
  readonly before: number | undefined;
  readonly after: number;
};

/** What is new and what changes, changes first; at most `limit`. */
export async function listDifference(db: Db | Tx, planId: string, id: string, limit: number): Promise<DifferenceRow[]> {
  const { rows } = await sql<Omit<DifferenceRow, "before"> & { before: number | null }>`
    select project, year, stage, kind, before, total as after from (${compared(planId, id)}) as compared
    where kind <> 'unchanged'
    order by kind desc, year desc, project, stage limit ${limit}`.execute(db);
  return rows.map(({ before, ...row }) => ({ ...row, before: before ?? undefined }));
}

/** All lines in one statement, and what they replaced kept beside them. */
export async function applyFile(
  act: Act,
  planId: string,
  id: string,
  options: { readonly reason: string | undefined; readonly isSample?: boolean },
): Promise<void> {
  const { reason, isSample = false } = options;
  const by = personOf(act.actor) ?? null;
  await sql`
    with compared as materialized (${compared(planId, id)}), kept as (
      insert into plan.budget_change (plan_id, project_code, year, stage, before, after, file_id, reason, changed_by, changed_at)
      select ${planId}, project, year, stage, case when kind = 'changed' then old_amounts end,
        jsonb_build_object('national', national, 'prefecture', prefecture, 'bond', bond, 'other', other, 'general', general, 'total', total),
        ${id}::uuid, ${reason ?? null}, ${by}::uuid, ${act.now}
      from compared where kind <> 'unchanged'
    )
    insert into plan.budget (plan_id, project_code, year, stage, national, prefecture, bond, other, general, total, is_sample, brought_by, brought_at)
    select ${planId}, project, year, stage, national, prefecture, bond, other, general, total, ${isSample}, ${by}::uuid, ${act.now}
    from compared where kind <> 'unchanged'
    on conflict (plan_id, project_code, year, stage) do update set national = excluded.national, prefecture = excluded.prefecture,
      bond = excluded.bond, other = excluded.other, general = excluded.general, total = excluded.total,
      is_sample = excluded.is_sample, brought_by = excluded.brought_by, brought_at = excluded.brought_at`.execute(
    act.tx,
  );
  if (by === null) return;
  await tables(act.tx)
    .updateTable("plan.budget_file")
    .set({ applied_at: act.now, applied_by: by, reason: reason ?? null })
    .where("id", "=", id)
    .execute();
}
