import { sql } from "kysely";
import type { Db } from "../../../../kernel/db/types.ts";
import type { LocalText } from "../../../../kernel/i18n/locales.ts";
import type { IndicatorDefinition } from "../../types/indicator.ts";
import type { PlanNode, ProjectDefinition } from "../../types/plan.ts";

export type FoundPart = { readonly above: LocalText | undefined; readonly isRemoved: boolean } & (
  | { readonly kind: "node"; readonly part: PlanNode }
  | { readonly kind: "indicator"; readonly part: IndicatorDefinition }
  | { readonly kind: "project"; readonly part: ProjectDefinition }
);

/** Parts that hold all the words, which come folded. Parts first, then indicators, then projects; what is in force first. */
export async function searchParts(
  db: Db,
  planId: string,
  words: readonly string[],
  limit: number,
): Promise<FoundPart[]> {
  if (words.length === 0) return [];
  // Every word must be there; % and _ are letters like any other.
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
  const { rows } = await sql<FoundPart>`
    (select 'node' as kind, node.definition as part, above.definition -> 'title' as above,
      node.removed_in is not null as "isRemoved"
    from plan.node as node left join plan.node as above on above.plan_id = node.plan_id and above.code = node.parent
    where node.plan_id = ${planId} and node.search like all(${patterns}::text[])
    order by node.removed_in nulls first, node.position limit ${limit})
    union all
    (select 'indicator', indicator.definition, node.definition -> 'title', indicator.removed_in is not null
    from plan.indicator as indicator join plan.node as node on node.plan_id = indicator.plan_id and node.code = indicator.node_code
    where indicator.plan_id = ${planId} and indicator.search like all(${patterns}::text[])
    order by indicator.removed_in nulls first, indicator.position limit ${limit})
    union all
    (select 'project', project.definition, node.definition -> 'title', project.removed_in is not null
    from plan.project as project join plan.node as node on node.plan_id = project.plan_id and node.code = project.node_code
    where project.plan_id = ${planId} and project.search like all(${patterns}::text[])
    order by project.removed_in nulls first, project.position limit ${limit})
  `.execute(db);
  return rows.map((row) => ({ ...row, above: row.above ?? undefined }) as FoundPart);
}
