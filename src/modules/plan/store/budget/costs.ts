import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../../../kernel/db/types.ts";
import { type CostParts, costOf } from "../../rules/budget/cost.ts";
import type { BudgetStage, Cost, StageCost } from "../../types/budget.ts";
import { codesUnder } from "./amounts.ts";

/** What all projects under a node cost in a year, with its parts at any depth: a measure, a policy. */
export async function costOfNode(db: Db | Tx, planId: string, code: string, year: number): Promise<Cost> {
  const scope = sql`project_code in (${codesUnder(planId, code)}) and year = ${year}`;
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
  const under = node === undefined ? sql`` : sql`and project_code in (${codesUnder(planId, node)})`;
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

type CostRow = {
  key: string;
  year: number;
  stage: BudgetStage | null;
  national: number;
  prefecture: number;
  bond: number;
  other: number;
  general: number;
  total: number;
  projects: number;
  is_settled: boolean;
  persons: string | null;
  unit_cost: number | null;
  staff_cost: number | null;
  is_sample: boolean;
};

/** One query for any grouping: amounts by stage, and the staff beside them. */
async function readCosts(
  db: Db | Tx,
  planId: string,
  scope: RawBuilder<unknown>,
  key: RawBuilder<unknown>,
): Promise<{ key: string; cost: Cost }[]> {
  const { rows } = await sql<CostRow>`
    with amounts as materialized (
      select ${key} as key, * from plan.budget where plan_id = ${planId} and ${scope}
    ), efforts as materialized (
      select ${key} as key, staff_effort.*, round(persons * round.staff_unit_cost)::bigint as cost, round.staff_unit_cost as unit_cost
      from plan.staff_effort left join (select year as round_year, staff_unit_cost from plan.round where round.plan_id = ${planId}) as round
        on round_year = year
      where plan_id = ${planId} and ${scope}
    ), groups as (
      select key, year, count(distinct project_code) as projects, bool_or(is_sample) as is_sample,
        bool_and(is_settled) filter (where is_budget) as is_settled
      from (
        select key, year, project_code, bool_or(is_sample) as is_sample, true as is_budget, bool_or(stage = 'settled') as is_settled
        from amounts group by key, year, project_code
        union all
        select key, year, project_code, is_sample, false, false from efforts
      ) as each_project group by key, year
    ), staff as (
      select key, year, sum(persons) as persons, sum(cost)::bigint as cost, min(unit_cost) as unit_cost from efforts group by key, year
    ), sums as (
      select key, year, stage, sum(national)::bigint as national, sum(prefecture)::bigint as prefecture, sum(bond)::bigint as bond,
        sum(other)::bigint as other, sum(general)::bigint as general, sum(total)::bigint as total
      from amounts group by key, year, stage
    )
    select groups.key, groups.year, sums.stage, sums.national, sums.prefecture, sums.bond, sums.other, sums.general, sums.total,
      groups.projects, coalesce(groups.is_settled, false) as is_settled, staff.persons, staff.unit_cost, staff.cost as staff_cost, groups.is_sample
    from groups left join staff using (key, year) left join sums using (key, year)
    order by groups.key, groups.year`.execute(db);

  const groups = new Map<string, { row: CostRow; stages: Partial<Record<BudgetStage, StageCost>> }>();
  for (const row of rows) {
    const id = `${row.key} ${row.year}`;
    const group = groups.get(id) ?? { row, stages: {} };
    groups.set(id, group);
    if (row.stage === null) continue;
    const { national, prefecture, bond, other, general, total } = row;
    group.stages[row.stage] = { funding: { national, prefecture, bond, other, general }, total };
  }
  return [...groups.values()].map(({ row, stages }) => ({ key: row.key, cost: costOf(partsOf(row, stages)) }));
}

function partsOf(row: CostRow, stages: CostParts["stages"]): CostParts {
  return {
    year: row.year,
    projects: row.projects,
    stages,
    isSettled: row.is_settled,
    persons: row.persons ?? undefined,
    staffUnitCost: row.unit_cost ?? undefined,
    staffCost: row.staff_cost ?? undefined,
    isSample: row.is_sample,
  };
}
