import { sql } from "kysely";
import type { Db } from "../../../../kernel/db/types.ts";
import type { Direction } from "../../types/evaluation.ts";
import type { IndicatorDefinition, Verdict } from "../../types/indicator.ts";
import type { Decimal } from "../../types/words.ts";

/** A verdict that is another one than in the year before. */
export type Shift = {
  readonly definition: IndicatorDefinition;
  readonly from: Verdict;
  readonly to: Verdict;
  readonly before: Decimal | undefined;
  readonly now: Decimal | undefined;
  readonly publishedAt: Date;
};

/** The indicators whose verdict changed, those that became better first. */
export async function listShifts(db: Db, planId: string, year: number, limit: number): Promise<Shift[]> {
  const { rows } = await sql<{
    definition: IndicatorDefinition;
    from: Verdict;
    to: Verdict;
    before: Decimal | null;
    now: Decimal | null;
    published_at: Date;
  }>`
    with pair as materialized (
      select indicator_id, max(node_code) filter (where year = ${year}) as node_code,
        max(verdict) filter (where year = ${year}) as after, max(verdict) filter (where year = ${year - 1}) as before
      from plan.published_figure
      where plan_id = ${planId} and year in (${year}, ${year - 1}) and replaced_by is null group by indicator_id
    ), moved as materialized (
      select * from pair where after <> before
      order by after = 'unknown' or before = 'unknown', after, node_code, indicator_id limit ${limit}
    )
    select indicator.definition, moved.before as "from", moved.after as "to", before.value as before, now.value as now,
      publication.published_at
    from moved
    join plan.indicator as indicator on indicator.plan_id = ${planId} and indicator.id = moved.indicator_id
    cross join lateral (select value, publication_id from plan.published_figure as one where one.plan_id = ${planId}
      and one.indicator_id = moved.indicator_id and one.year = ${year} and one.replaced_by is null limit 1) as now
    cross join lateral (select value from plan.published_figure as one where one.plan_id = ${planId}
      and one.indicator_id = moved.indicator_id and one.year = ${year - 1} and one.replaced_by is null limit 1) as before
    join plan.publication as publication on publication.id = now.publication_id
  `.execute(db);
  return rows.map(({ before, now, published_at, ...row }) => ({
    ...row,
    before: before ?? undefined,
    now: now ?? undefined,
    publishedAt: published_at,
  }));
}

/** What the board said of a part, and what the budget answered. */
export type VoiceOfYear = {
  readonly subject: string;
  readonly kind: "measure" | "project";
  readonly title: string;
  readonly at: Date;
} & (
  | { readonly by: "board"; readonly verdict: Direction; readonly comment: string; readonly year: number }
  | {
      readonly by: "budget";
      readonly decided: number;
      readonly before: number;
      readonly answer: string;
      readonly isSample: boolean;
    }
);

/** The newest of each, of published sheets only. */
export async function listVoicesOfYear(db: Db, planId: string, limit: number): Promise<VoiceOfYear[]> {
  const boards = await sql<{
    subject: string;
    kind: "measure" | "project";
    title: string;
    at: Date;
    verdict: Direction;
    comment: string;
    year: number;
  }>`
    select sheet.subject, sheet.kind, sheet.title, verdict.decided_at as at, verdict.verdict, verdict.comment, round.year
    from plan.round as round
    join plan.sheet as sheet on sheet.round_id = round.id and sheet.state = 'published'
    join plan.joint_verdict as verdict on verdict.sheet_id = sheet.id
    where round.plan_id = ${planId} order by verdict.decided_at desc, sheet.subject limit ${limit}
  `.execute(db);
  const budgets = await sql<{
    subject: string;
    kind: "measure" | "project";
    title: string;
    at: Date;
    decided: number;
    before: number;
    answer: string;
    is_sample: boolean;
  }>`
    select request.project_code as subject, 'project' as kind, sheet.title, request.published_at as at, request.decided,
      request.before, request.answer, request.is_sample
    from plan.budget_request as request join plan.sheet as sheet on sheet.id = request.sheet_id and sheet.state = 'published'
    where request.plan_id = ${planId} and request.state = 'published'
    order by request.published_at desc, request.project_code limit ${limit}
  `.execute(db);
  return [
    ...boards.rows.map((row): VoiceOfYear => ({ ...row, by: "board" })),
    ...budgets.rows.map(({ is_sample, ...row }): VoiceOfYear => ({ ...row, by: "budget", isSample: is_sample })),
  ].sort((one, other) => other.at.getTime() - one.at.getTime());
}
