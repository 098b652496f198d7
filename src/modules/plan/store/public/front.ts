import { sql } from "kysely";
import type { Db } from "../../../../kernel/db/types.ts";
import type { LocalText } from "../../../../kernel/i18n/locales.ts";
import type { Achievement, IndicatorDefinition, Verdict } from "../../types/indicator.ts";
import type { PlanNode } from "../../types/plan.ts";
import type { Decimal } from "../../types/words.ts";
import { tables } from "../tables.ts";

/** A part in force: where it hangs; its words only if it stands on top. */
export type PlanPart = {
  readonly code: string;
  readonly parent: string | undefined;
  readonly top: PlanNode | undefined;
};

/** All parts of a plan, in its order, light enough to be counted up. */
export async function listParts(db: Db, planId: string): Promise<PlanPart[]> {
  const { rows } = await sql<{ code: string; parent: string | null; top: PlanNode | null }>`
    select code, parent, case when parent is null then definition end as top
    from plan.node where plan_id = ${planId} and removed_in is null order by position, code
  `.execute(db);
  return rows.map(({ code, parent, top }) => ({ code, parent: parent ?? undefined, top: top ?? undefined }));
}

/** An indicator that is late or cannot be measured. */
export type RestlessRow = {
  readonly definition: IndicatorDefinition;
  readonly nodeTitle: LocalText;
  readonly value: Decimal | undefined;
  readonly verdict: Verdict;
  readonly achievement: Achievement;
};

/** Those that are late first, then those that cannot be measured, in the order of the parts. */
export async function listRestless(db: Db, planId: string, year: number, limit: number): Promise<RestlessRow[]> {
  const { rows } = await sql<{
    definition: IndicatorDefinition;
    node_title: LocalText;
    value: Decimal | null;
    verdict: Verdict;
    achievement: Achievement;
  }>`
    with first as materialized (
      select indicator_id, node_code, verdict from plan.published_figure
      where plan_id = ${planId} and year = ${year} and replaced_by is null and verdict in ('late', 'unknown')
      order by verdict, node_code, indicator_id limit ${limit}
    )
    select indicator.definition, node.definition -> 'title' as node_title, figure.value, first.verdict, figure.achievement
    from first
    join plan.indicator as indicator on indicator.plan_id = ${planId} and indicator.id = first.indicator_id
    join plan.node as node on node.plan_id = ${planId} and node.code = first.node_code
    cross join lateral (
      select value, achievement from plan.published_figure as one
      where one.plan_id = ${planId} and one.indicator_id = first.indicator_id and one.year = ${year} and one.replaced_by is null
      limit 1
    ) as figure
    order by first.verdict, first.node_code, indicator.position
  `.execute(db);
  return rows.map(({ node_title, value, ...row }) => ({ ...row, nodeTitle: node_title, value: value ?? undefined }));
}

/** The fiscal years that were published, the newest first. */
export async function listPublishedYears(db: Db, planId: string): Promise<number[]> {
  const rows = await tables(db)
    .selectFrom("plan.publication")
    .select("year")
    .distinct()
    .where("plan_id", "=", planId)
    .orderBy("year", "desc")
    .execute();
  return rows.map(({ year }) => year);
}

/** Whether any value of the plan is invented. */
export async function hasSamples(db: Db, planId: string): Promise<boolean> {
  const row = await tables(db)
    .selectFrom("plan.figure")
    .select("id")
    .where("plan_id", "=", planId)
    .where("is_sample", "=", true)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
