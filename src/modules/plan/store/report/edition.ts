import { sql } from "kysely";
import type { Db, Tx } from "../../../../kernel/db/types.ts";

/**
 * What a year's report is made of, in one line that changes whenever any of it does: the plan's revision, the last publication,
 * how many sheets were published and when the last, and the budget's answers. undefined: nothing of the year was published.
 */
export async function findEdition(
  db: Db | Tx,
  planId: string,
  year: number,
): Promise<{ readonly edition: string; readonly publishedAt: Date } | undefined> {
  const { rows } = await sql<{ edition: string; published_at: Date | null }>`
    select concat_ws(' ', plan.id, plan.revision, figures.id, sheets.number, sheets.last, requests.number, requests.last) as edition,
      greatest(figures.published_at, sheets.last, requests.last) as published_at
    from plan.plan as plan
    left join lateral (
      select publication.id, publication.published_at from plan.publication
      where publication.plan_id = plan.id and publication.year <= ${year}::int
        and exists (select from plan.published_figure as figure
          where figure.plan_id = plan.id and figure.year = ${year}::int and figure.replaced_by is null)
      order by publication.published_at desc limit 1
    ) as figures on true
    left join lateral (
      select count(*) as number, max(sheet.published_at) as last
      from plan.sheet join plan.round on round.id = sheet.round_id
      where round.plan_id = plan.id and round.year = ${year}::int and sheet.state = 'published'
    ) as sheets on true
    left join lateral (
      select count(*) filter (where request.state <> 'drafted') as number, max(request.published_at) as last
      from plan.budget_request as request
      join plan.sheet on sheet.id = request.sheet_id
      join plan.round on round.id = sheet.round_id
      where round.plan_id = plan.id and round.year = ${year}::int and sheet.state = 'published'
    ) as requests on true
    where plan.id = ${planId} and plan.revision is not null
  `.execute(db);
  const [row] = rows;
  return row === undefined || row.published_at === null
    ? undefined
    : { edition: row.edition, publishedAt: row.published_at };
}
