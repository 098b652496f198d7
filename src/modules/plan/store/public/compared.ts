import { sql } from "kysely";
import type { Db } from "../../../../kernel/db/types.ts";
import type { IndicatorDefinition, Verdict } from "../../types/indicator.ts";
import type { Decimal } from "../../types/words.ts";

/** An indicator that was published for both years, with no more of its definition than what says which way is better. */
export type Compared = {
  readonly id: string;
  readonly definition: Pick<IndicatorDefinition, "better" | "breaks">;
  readonly before: { readonly year: number; readonly value: Decimal | undefined; readonly verdict: Verdict };
  readonly after: { readonly year: number; readonly value: Decimal | undefined; readonly verdict: Verdict };
};

/** In the plan's order. Definitions and judgements are long: they are read for the rows that are shown only. */
export async function listCompared(db: Db, planId: string, from: number, to: number): Promise<Compared[]> {
  const { rows } = await sql<{
    id: string;
    better: "up" | "down";
    breaks: IndicatorDefinition["breaks"];
    value_from: Decimal | null;
    verdict_from: Verdict;
    value_to: Decimal | null;
    verdict_to: Verdict;
  }>`
    select indicator.id, indicator.definition ->> 'better' as better, indicator.definition -> 'breaks' as breaks,
      before.value as value_from, before.verdict as verdict_from, after.value as value_to, after.verdict as verdict_to
    from plan.indicator as indicator
    join plan.published_figure as before on before.plan_id = ${planId} and before.year = ${from}::int
      and before.replaced_by is null and before.indicator_id = indicator.id
    join plan.published_figure as after on after.plan_id = ${planId} and after.year = ${to}::int
      and after.replaced_by is null and after.indicator_id = indicator.id
    where indicator.plan_id = ${planId} and indicator.removed_in is null
    order by indicator.position, indicator.id
  `.execute(db);
  return rows.map(({ id, better, breaks, value_from, verdict_from, value_to, verdict_to }) => ({
    id,
    definition: { better, breaks },
    before: { year: from, value: value_from ?? undefined, verdict: verdict_from },
    after: { year: to, value: value_to ?? undefined, verdict: verdict_to },
  }));
}

export async function listDefinitions(
  db: Db,
  planId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, IndicatorDefinition>> {
  const { rows } = await sql<{ id: string; definition: IndicatorDefinition }>`
    select id, definition from plan.indicator where plan_id = ${planId} and id = any(${ids}::text[])
  `.execute(db);
  return new Map(rows.map(({ id, definition }) => [id, definition]));
}
