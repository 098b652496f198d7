import { sql } from "kysely";
import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { RequestState } from "../../types/budget.ts";

export type OpenRequest = {
  readonly id: string;
  readonly planId: string;
  readonly project: string;
  readonly year: number;
  readonly state: RequestState;
  readonly sectionId: string | undefined;
};

/** What is not published yet, of all plans and years. */
export async function listOpenRequests(db: Db | Tx): Promise<OpenRequest[]> {
  const { rows } = await sql<Omit<OpenRequest, "sectionId"> & { section: string | null }>`
    select request.id, request.plan_id as "planId", request.project_code as project, request.year, request.state,
      sheet.section_id as section
    from plan.budget_request request join plan.sheet sheet on sheet.id = request.sheet_id
    where request.state <> 'published'
    order by request.year, request.project_code limit 500`.execute(db);
  return rows.map(({ section, ...row }) => ({ ...row, sectionId: section ?? undefined }));
}

/** A section's sheets of the newest round from which nothing was asked yet, though the evaluation is done. */
export async function listSheetsToAsk(db: Db | Tx, sectionId: string): Promise<{ id: string; title: string }[]> {
  const { rows } = await sql<{ id: string; title: string }>`
    select sheet.id, sheet.title from plan.sheet sheet join plan.round round on round.id = sheet.round_id
    where sheet.section_id = ${sectionId} and sheet.state in ('final', 'published')
      and round.year = (select max(newest.year) from plan.round newest where newest.plan_id = round.plan_id)
      and not exists (select from plan.budget_request request where request.sheet_id = sheet.id)
    order by sheet.kind, sheet.subject limit 50`.execute(db);
  return rows;
}
