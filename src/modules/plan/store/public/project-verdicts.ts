import { sql } from "kysely";
import type { Db } from "../../../../kernel/db/types.ts";
import { directionOf } from "../../rules/evaluation/direction.ts";
import type { Direction } from "../../types/evaluation.ts";

/** Where the newest published sheet of a project wants to go: by the board's word if it gave one, else by the section's own. */
export type ProjectVerdict = { readonly year: number; readonly direction: Direction; readonly isSample: boolean };

/** By project; one that was not evaluated, or whose sheet names no direction, is not in the map. */
export async function listProjectVerdicts(
  db: Db,
  planId: string,
  projects: readonly string[],
): Promise<ReadonlyMap<string, ProjectVerdict>> {
  const { rows } = await sql<{
    subject: string;
    year: number;
    answers: Readonly<Record<string, string>>;
    verdict: Direction | null;
    is_sample: boolean;
  }>`
    select distinct on (sheet.subject) sheet.subject, round.year, sheet.answers, verdict.verdict, sheet.is_sample
    from plan.round as round
    join plan.sheet as sheet on sheet.round_id = round.id and sheet.kind = 'project' and sheet.state = 'published'
    left join plan.joint_verdict as verdict on verdict.sheet_id = sheet.id
    where round.plan_id = ${planId} and sheet.subject = any(${projects}::text[])
    order by sheet.subject, round.year desc
  `.execute(db);
  return new Map(
    rows.flatMap(({ subject, year, answers, verdict, is_sample }) => {
      const direction = verdict ?? directionOf(answers);
      return direction === undefined ? [] : [[subject, { year, direction, isSample: is_sample }] as const];
    }),
  );
}
