import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../../kernel/db/types.ts";
import type { Achievement, IndicatorDefinition } from "../../types/indicator.ts";
import type { PlanNode } from "../../types/plan.ts";

const pageSize = 2_000;

/**
 * All rows in the order of a unique key, a page at a time: the file is written while it is read, no page is skipped over, and
 * memory does not grow with the table.
 */
async function* readPages<Row>(read: (after: Row | undefined) => Promise<readonly Row[]>): AsyncGenerator<Row> {
  let last: Row | undefined;
  for (;;) {
    const rows = await read(last);
    yield* rows;
    last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
  }
}

/** (a, b) > (last a, last b); true for the first page. */
function following(columns: RawBuilder<unknown>, last: readonly RawBuilder<unknown>[] | undefined) {
  return last === undefined ? sql`true` : sql`(${columns}) > (${sql.join(last)})`;
}

export type NodeLine = {
  readonly plan_id: string;
  readonly code: string;
  readonly definition: PlanNode;
  readonly level_name: string | null;
  readonly has_page: boolean | null;
  readonly removed_in: number | null;
  readonly sample: boolean;
};

export function eachNode(db: Db): AsyncGenerator<NodeLine> {
  return readPages(async (last?: NodeLine) => {
    const { rows } = await sql<NodeLine>`
      select node.plan_id, node.code, node.definition, named.level_name, named.has_page,
        node.removed_in, (plan.head -> 'sample')::boolean as sample
      from plan.node as node
      join plan.plan as plan on plan.id = node.plan_id
      left join lateral (
        select each -> 'name' ->> 'ja' as level_name, (each -> 'hasPage')::boolean as has_page
        from jsonb_array_elements(plan.head -> 'levels') as each where each ->> 'id' = node.level limit 1
      ) as named on true
      where ${following(sql`node.plan_id, node.code`, last && [sql`${last.plan_id}`, sql`${last.code}`])}
      order by node.plan_id, node.code limit ${pageSize}
    `.execute(db);
    return rows;
  });
}

export type IndicatorLine = {
  readonly plan_id: string;
  readonly id: string;
  readonly definition: IndicatorDefinition;
  readonly removed_in: number | null;
  readonly rule_set: string;
};

export function eachIndicator(db: Db): AsyncGenerator<IndicatorLine> {
  return readPages(async (last?: IndicatorLine) => {
    const { rows } = await sql<IndicatorLine>`
      select indicator.plan_id, indicator.id, indicator.definition, indicator.removed_in,
        coalesce(indicator.definition ->> 'ruleSet', plan.head ->> 'ruleSet') as rule_set
      from plan.indicator as indicator join plan.plan as plan on plan.id = indicator.plan_id
      where ${following(sql`indicator.plan_id, indicator.id`, last && [sql`${last.plan_id}`, sql`${last.id}`])}
      order by indicator.plan_id, indicator.id limit ${pageSize}
    `.execute(db);
    return rows;
  });
}

export type ValueLine = {
  readonly plan_id: string;
  readonly indicator_id: string;
  readonly year: number;
  readonly node_code: string;
  readonly name: string;
  readonly unit: string;
  readonly value: string | null;
  readonly verdict: string;
  readonly achievement: Achievement;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly certainty: string | null;
  readonly origin: string | null;
  readonly source: string | null;
  readonly rule: string | null;
  readonly counted_at: Date | null;
  readonly published_at: Date;
  readonly is_sample: boolean;
};

/** Published, and not replaced by a later publication. Never a note, and nobody's id. */
export function eachValue(db: Db): AsyncGenerator<ValueLine> {
  return readPages(async (last?: ValueLine) => {
    const { rows } = await sql<ValueLine>`
      select published.plan_id, published.indicator_id, published.year, published.node_code, published.value, published.verdict,
        published.achievement, indicator.definition -> 'name' ->> 'ja' as name, indicator.definition -> 'unit' ->> 'ja' as unit,
        figure.numerator, figure.denominator, figure.certainty, figure.origin, figure.source, figure.rule, figure.counted_at,
        publication.published_at, coalesce(figure.is_sample, false) as is_sample
      from plan.published_figure as published
      join plan.publication as publication on publication.id = published.publication_id
      join plan.indicator as indicator on indicator.plan_id = published.plan_id and indicator.id = published.indicator_id
      left join plan.figure as figure on figure.id = published.figure_id
      where published.replaced_by is null and ${following(
        sql`published.plan_id, published.indicator_id, published.year`,
        last && [sql`${last.plan_id}`, sql`${last.indicator_id}`, sql`${last.year}::int`],
      )}
      order by published.plan_id, published.indicator_id, published.year limit ${pageSize}
    `.execute(db);
    return rows;
  });
}

export type BudgetLineOut = {
  readonly plan_id: string;
  readonly project_code: string;
  readonly name: string;
  readonly node_code: string;
  readonly year: number;
  readonly stage: string;
  readonly national: number;
  readonly prefecture: number;
  readonly bond: number;
  readonly other: number;
  readonly general: number;
  readonly total: number;
  readonly is_sample: boolean;
};

export function eachBudgetLine(db: Db): AsyncGenerator<BudgetLineOut> {
  return readPages(async (last?: BudgetLineOut) => {
    const { rows } = await sql<BudgetLineOut>`
      select budget.plan_id, budget.project_code, project.definition -> 'name' ->> 'ja' as name, project.node_code, budget.year,
        budget.stage, budget.national, budget.prefecture, budget.bond, budget.other, budget.general, budget.total,
        budget.is_sample
      from plan.budget as budget
      join plan.project as project on project.plan_id = budget.plan_id and project.code = budget.project_code
      where ${following(
        sql`budget.plan_id, budget.project_code, budget.year, budget.stage`,
        last && [sql`${last.plan_id}`, sql`${last.project_code}`, sql`${last.year}::int`, sql`${last.stage}`],
      )}
      order by budget.plan_id, budget.project_code, budget.year, budget.stage limit ${pageSize}
    `.execute(db);
    return rows;
  });
}

/** The plans and years of which sheets are published. */
export async function listPublishedYears(
  db: Db,
): Promise<readonly { readonly planId: string; readonly year: number }[]> {
  const { rows } = await sql<{ planId: string; year: number }>`
    select round.plan_id as "planId", round.year from plan.round
    where exists (select from plan.sheet where sheet.round_id = round.id and sheet.state = 'published')
    order by round.plan_id, round.year
  `.execute(db);
  return rows;
}
