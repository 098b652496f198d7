import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { BudgetRow, BudgetStage } from "../../types/budget.ts";
import { tables } from "../tables.ts";

export type BudgetFilter = {
  readonly project?: string | undefined;
  readonly year?: number | undefined;
  /** All projects under this node, at any depth. */
  readonly node?: string | undefined;
};

/** By project, year and stage (当初, 補正, 決算). */
export async function listBudget(db: Db | Tx, planId: string, filter: BudgetFilter = {}): Promise<BudgetRow[]> {
  const { project, year, node } = filter;
  const rows = await tables(db)
    .selectFrom("plan.budget")
    .selectAll()
    .where("plan_id", "=", planId)
    .$if(project !== undefined, (query) => query.where("project_code", "=", project ?? ""))
    .$if(year !== undefined, (query) => query.where("year", "=", year ?? 0))
    .$if(node !== undefined, (query) => query.where(isUnder(planId, node ?? "")))
    .orderBy("project_code")
    .orderBy("year")
    .orderBy(stageOrder)
    .execute();
  return rows.map((row) => ({
    planId: row.plan_id,
    project: row.project_code,
    year: row.year,
    stage: row.stage,
    funding: {
      national: row.national,
      prefecture: row.prefecture,
      bond: row.bond,
      other: row.other,
      general: row.general,
    },
    total: row.total,
    isSample: row.is_sample,
  }));
}

/** The initial budget of a project in a year, in yen; undefined if nobody brought one. */
export async function findInitial(
  db: Db | Tx,
  planId: string,
  project: string,
  year: number,
): Promise<number | undefined> {
  const rows = await listBudget(db, planId, { project, year });
  return rows.find(({ stage }) => stage === "initial")?.total;
}

/** The years for which a plan has any amount, newest first. */
export async function listBudgetYears(db: Db | Tx, planId: string): Promise<number[]> {
  const rows = await tables(db)
    .selectFrom("plan.budget")
    .select("year")
    .distinct()
    .where("plan_id", "=", planId)
    .orderBy("year", "desc")
    .execute();
  return rows.map(({ year }) => year);
}

export type BudgetChange = {
  readonly stage: BudgetStage;
  readonly year: number;
  /** Yen; undefined: it was new. */
  readonly before: number | undefined;
  readonly after: number;
  readonly reason: string | undefined;
  readonly changedAt: Date;
};

/** What was changed after it was first brought, newest first. */
export async function listBudgetChanges(db: Db | Tx, planId: string, project: string): Promise<BudgetChange[]> {
  const { rows } = await sql<{
    stage: BudgetStage;
    year: number;
    before: number;
    after: number;
    reason: string | null;
    changed_at: Date;
  }>`
    select stage, year, (before ->> 'total')::bigint as before, (after ->> 'total')::bigint as after, reason, changed_at
    from plan.budget_change
    where plan_id = ${planId} and project_code = ${project} and before is not null
    order by id desc limit 100`.execute(db);
  return rows.map(({ changed_at, reason, ...row }) => ({ ...row, reason: reason ?? undefined, changedAt: changed_at }));
}

/** 当初, 補正, 決算: the order in which they come to be. */
export const stageOrder = sql<number>`array_position(array['initial', 'supplementary', 'settled'], stage)`;

/**
 * Whether a row's project stands under a node, at any depth; removed ones too, because their money was spent. `is true` keeps the
 * planner from making a join of it, which walked the tree for each row: 1.3 s for 2,000 projects with 10 years; so the codes
 * are hashed once.
 */
export function isUnder(planId: string, node: string, column = "project_code"): RawBuilder<boolean> {
  return sql`(${sql.ref(column)} in (
    with recursive under as (
      select code from plan.node where plan_id = ${planId} and code = ${node}
      union
      select child.code from plan.node child join under on child.parent = under.code where child.plan_id = ${planId}
    )
    select project.code from plan.project project join under on project.node_code = under.code
    where project.plan_id = ${planId})) is true`;
}
