import { sql } from "kysely";
import type { Db } from "../../../../kernel/db/types.ts";
import type { Achievement, IndicatorDefinition, Verdict } from "../../types/indicator.ts";
import type { Decimal } from "../../types/words.ts";

export type IndicatorLine = {
  readonly definition: IndicatorDefinition;
  readonly value: Decimal | undefined;
  readonly verdict: Verdict;
  readonly achievement: Achievement | undefined;
};

/**
 * One page of the indicators in force, in the plan's order, and how many stand how. What was not published for the year is unknown.
 * `nodes`: those of these parts; undefined: all. Judgements are long, so only those of the page are read.
 */
export async function readIndicatorPage(
  db: Db,
  asked: {
    readonly planId: string;
    readonly year: number | undefined;
    readonly nodes: readonly string[] | undefined;
    readonly verdict: Verdict | undefined;
    readonly page: number;
    readonly perPage: number;
  },
): Promise<{
  readonly tally: Record<Verdict, number>;
  readonly page: number;
  readonly lines: readonly IndicatorLine[];
}> {
  const { planId, year = 0, nodes, verdict, perPage } = asked;
  const standing = sql`
    select indicator.id, indicator.position, coalesce(figure.verdict, 'unknown') as verdict
    from plan.indicator as indicator
    left join plan.published_figure as figure on figure.plan_id = ${planId} and figure.year = ${year}::int
      and figure.replaced_by is null and figure.indicator_id = indicator.id
    where indicator.plan_id = ${planId} and indicator.removed_in is null
      and (${nodes === undefined}::boolean or indicator.node_code = any(${nodes ?? []}::text[]))`;
  const counted = await sql<{ verdict: Verdict; count: number }>`
    select verdict, count(*) as count from (${standing}) as standing group by verdict
  `.execute(db);
  const tally = { good: 0, late: 0, unknown: 0 };
  for (const row of counted.rows) {
    if (verdict === undefined || row.verdict === verdict) tally[row.verdict] = Number(row.count);
  }
  const pages = Math.max(1, Math.ceil((tally.good + tally.late + tally.unknown) / perPage));
  const page = Math.min(asked.page, pages);
  const { rows } = await sql<{
    definition: IndicatorDefinition;
    value: Decimal | null;
    verdict: Verdict;
    achievement: Achievement | null;
  }>`
    with page as (
      select id, position, verdict from (${standing}) as standing
      where ${verdict ?? null}::text is null or verdict = ${verdict ?? null}::text
      order by position, id limit ${perPage}::int offset ${(page - 1) * perPage}::int
    )
    select indicator.definition, figure.value, page.verdict, figure.achievement
    from page
    join plan.indicator as indicator on indicator.plan_id = ${planId} and indicator.id = page.id
    left join plan.published_figure as figure on figure.plan_id = ${planId} and figure.indicator_id = page.id
      and figure.year = ${year}::int and figure.replaced_by is null
    order by page.position, page.id
  `.execute(db);
  const lines = rows.map((row) => ({
    ...row,
    value: row.value ?? undefined,
    achievement: row.achievement ?? undefined,
  }));
  return { tally, page, lines };
}
