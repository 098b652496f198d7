import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../../../kernel/db/types.ts";
import { type CostParts, costOf } from "../../rules/budget/cost.ts";
import {
  type BudgetSource,
  type BudgetStage,
  budgetSources,
  budgetStages,
  type Cost,
  type StageCost,
} from "../../types/budget.ts";
import { isUnder } from "./amounts.ts";

/** What all projects under a node cost in a year, with its parts at any depth: a measure, a policy. */
export async function costOfNode(db: Db | Tx, planId: string, code: string, year: number): Promise<Cost> {
  const scope = sql`${isUnder(planId, code)} and year = ${year}`;
  const found = await readCosts(db, planId, scope, sql`''`);
  return found[0]?.cost ?? emptyCost(year);
}

export async function costOfPlan(db: Db | Tx, planId: string, year: number): Promise<Cost> {
  const found = await readCosts(db, planId, sql`year = ${year}`, sql`''`);
  return found[0]?.cost ?? emptyCost(year);
}

/** What one project costs in each year that has anything, the first year first. */
export async function listCostsOfProject(db: Db | Tx, planId: string, project: string): Promise<Cost[]> {
  const found = await readCosts(db, planId, sql`project_code = ${project}`, sql`''`);
  return found.map(({ cost }) => cost);
}

/** Of one year, by project's code. */
export async function listProjectCosts(
  db: Db | Tx,
  planId: string,
  year: number,
  node?: string,
): Promise<Map<string, Cost>> {
  const under = node === undefined ? sql`` : sql`and ${isUnder(planId, node)}`;
  const found = await readCosts(db, planId, sql`year = ${year} ${under}`, sql`project_code`);
  return new Map(found.map(({ key, cost }) => [key, cost]));
}

/** Of one year, by the code of the node that the projects stand under directly; sums of wider nodes: `addUp`. */
export async function listNodeCosts(db: Db | Tx, planId: string, year: number): Promise<Map<string, Cost>> {
  const nodeOf = sql`(select node_code from plan.project where project.plan_id = ${planId} and project.code = project_code)`;
  const found = await readCosts(db, planId, sql`year = ${year}`, nodeOf);
  return new Map(found.map(({ key, cost }) => [key, cost]));
}

function emptyCost(year: number): Cost {
  return costOf({
    year,
    projects: 0,
    stages: {},
    isSettled: false,
    persons: undefined,
    staffUnitCost: undefined,
    staffCost: undefined,
    isSample: false,
  });
}

type Sums = Readonly<Record<`${BudgetStage}_${BudgetSource | "total"}`, number | null>>;

type CostRow = Sums & {
  key: string;
  year: number;
  projects: number;
  with_budget: number;
  settled: number;
  persons: string | null;
  unit_cost: number | null;
  staff_cost: number | null;
  is_sample: boolean;
};

const amounts = [...budgetSources, "total"] as const;
const columns = sql.join(amounts.map((amount) => sql.ref(amount)));
const nothing = sql.join(amounts.map(() => sql`null::bigint`));
const sums = sql.join(
  budgetStages.flatMap((stage) =>
    amounts.map(
      (amount) =>
        sql`(sum(${sql.ref(amount)}) filter (where stage = ${sql.lit(stage)}))::bigint as ${sql.ref(`${stage}_${amount}`)}`,
    ),
  ),
);

/** One pass for any grouping: amounts by stage, and the staff beside them. */
async function readCosts(
  db: Db | Tx,
  planId: string,
  scope: RawBuilder<unknown>,
  key: RawBuilder<unknown>,
): Promise<{ key: string; cost: Cost }[]> {
  const { rows } = await sql<CostRow>`
    select key, year, ${sums}, count(distinct project_code) as projects, bool_or(is_sample) as is_sample,
      count(distinct project_code) filter (where stage is not null) as with_budget,
      count(distinct project_code) filter (where stage = 'settled') as settled,
      sum(persons) as persons, min(unit_cost) as unit_cost, sum(round(persons * unit_cost))::bigint as staff_cost
    from (
      select ${key} as key, year, project_code, stage, ${columns}, is_sample, null::numeric as persons, null::integer as unit_cost
      from plan.budget where plan_id = ${planId} and ${scope}
      union all
      select ${key}, year, project_code, null, ${nothing}, is_sample, persons,
        (select round.staff_unit_cost from plan.round where round.plan_id = staff_effort.plan_id and round.year = staff_effort.year)
      from plan.staff_effort where plan_id = ${planId} and ${scope}
    ) as all_rows
    group by key, year order by key, year`.execute(db);
  return rows.map((row) => ({ key: row.key, cost: costOf(partsOf(row)) }));
}

function partsOf(row: CostRow): CostParts {
  return {
    year: row.year,
    projects: row.projects,
    stages: Object.fromEntries(budgetStages.flatMap((stage) => stageOf(row, stage) ?? [])),
    isSettled: row.with_budget > 0 && row.with_budget === row.settled,
    persons: row.persons ?? undefined,
    staffUnitCost: row.unit_cost ?? undefined,
    staffCost: row.staff_cost ?? undefined,
    isSample: row.is_sample,
  };
}

function stageOf(row: CostRow, stage: BudgetStage): [BudgetStage, StageCost][] | undefined {
  const total = row[`${stage}_total`];
  if (total === null) return undefined;
  const amount = (source: BudgetSource) => row[`${stage}_${source}`] ?? 0;
  const funding = {
    national: amount("national"),
    prefecture: amount("prefecture"),
    bond: amount("bond"),
    other: amount("other"),
    general: amount("general"),
  };
  return [[stage, { funding, total }]];
}
