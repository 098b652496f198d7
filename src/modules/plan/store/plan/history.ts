import { sql } from "kysely";
import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { CivilDate } from "../../../../kernel/time/civil-date.ts";
import type { IndicatorDefinition } from "../../types/indicator.ts";
import type { PlanDocument } from "../../types/plan.ts";
import { tables } from "../tables.ts";

export type Revision = {
  readonly number: number;
  readonly adoptedOn: CivilDate;
  readonly reason: string;
  readonly broughtBy: string | undefined;
  readonly broughtAt: Date;
};

/** The whole plan as a revision said it; without a number, as the one in force says it. */
export async function getPlanDocument(db: Db | Tx, planId: string, revision?: number): Promise<PlanDocument> {
  const found = await findPlanDocument(db, planId, revision);
  if (found === undefined) throw new Error(`no revision ${revision ?? "in force"} of the plan ${planId}`);
  return found;
}

export async function findPlanDocument(
  db: Db | Tx,
  planId: string,
  revision?: number,
): Promise<PlanDocument | undefined> {
  const row = await tables(db)
    .selectFrom("plan.revision as revision")
    .innerJoin("plan.plan as plan", "plan.id", "revision.plan_id")
    .select("revision.document")
    .where("revision.plan_id", "=", planId)
    .$if(revision === undefined, (query) => query.whereRef("revision.number", "=", "plan.revision"))
    .$if(revision !== undefined, (query) => query.where("revision.number", "=", revision as number))
    .executeTakeFirst();
  return row?.document as PlanDocument | undefined;
}

/** Newest first, without their documents. */
export async function listRevisions(db: Db | Tx, planId: string): Promise<Revision[]> {
  const rows = await tables(db)
    .selectFrom("plan.revision")
    .select(["number", "adopted_on", "reason", "brought_by", "brought_at"])
    .where("plan_id", "=", planId)
    .orderBy("number", "desc")
    .execute();
  return rows.map((row) => ({
    number: row.number,
    adoptedOn: row.adopted_on,
    reason: row.reason,
    broughtBy: row.brought_by ?? undefined,
    broughtAt: row.brought_at,
  }));
}

/** Guaranteed for a number that a row of the plan names. */
export async function getRevision(db: Db | Tx, planId: string, number: number): Promise<Revision> {
  const found = (await listRevisions(db, planId)).find((revision) => revision.number === number);
  if (found === undefined) throw new Error(`no revision ${number} of the plan ${planId}`);
  return found;
}

export type IndicatorRevision = {
  readonly revision: number;
  readonly adoptedOn: CivilDate;
  /** undefined: this revision dropped it. */
  readonly definition: IndicatorDefinition | undefined;
};

/** What each revision made of an indicator, oldest first; revisions that left it as it was are left out. */
export async function listIndicatorHistory(db: Db | Tx, planId: string, id: string): Promise<IndicatorRevision[]> {
  const { rows } = await sql<{ number: number; adopted_on: string; definition: IndicatorDefinition | null }>`
    select revision.number, revision.adopted_on, said.definition
    from plan.indicator_revision as said
    join plan.revision as revision on revision.plan_id = said.plan_id and revision.number = said.revision
    where said.plan_id = ${planId} and said.indicator_id = ${id}
    order by revision.number
  `.execute(db);
  return rows.map((row) => ({
    revision: row.number,
    adoptedOn: row.adopted_on,
    definition: row.definition ?? undefined,
  }));
}
