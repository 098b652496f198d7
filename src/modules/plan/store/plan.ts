import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { IndicatorDefinition } from "../types/indicator.ts";
import type { PlanDocument, PlanNode, ProjectDefinition } from "../types/plan.ts";
import { tables } from "./tables.ts";

export * from "./plan/history.ts";

/** A plan without its parts: what stands on every page of it, as the revision in force says. */
export type PlanHead = Omit<PlanDocument, "nodes" | "indicators" | "projects"> & { readonly revision: number };

/** Where a part stands in the plan's order, and the revision that dropped it; a part that is in force has none. */
export type Placed = { readonly position: number; readonly removedIn: number | undefined };

export type StoredNode = PlanNode & Placed;
export type StoredIndicator = IndicatorDefinition & Placed & { readonly planId: string };
export type StoredProject = ProjectDefinition & Placed & { readonly planId: string };

/** In the city's order. */
export async function listPlans(db: Db | Tx): Promise<PlanHead[]> {
  const rows = await selectHeads(db).orderBy("position").orderBy("id").execute();
  return rows.map(headOf);
}

export async function findPlan(db: Db | Tx, planId: string): Promise<PlanHead | undefined> {
  const row = await selectHeads(db).where("id", "=", planId).executeTakeFirst();
  return row === undefined ? undefined : headOf(row);
}

/** In the plan's order; what a revision dropped comes last, and only if asked for. */
export async function listNodes(
  db: Db | Tx,
  planId: string,
  options: { readonly includeRemoved?: boolean } = {},
): Promise<StoredNode[]> {
  const rows = await tables(db)
    .selectFrom("plan.node")
    .select(["definition", "position", "removed_in"])
    .where("plan_id", "=", planId)
    .$if(!options.includeRemoved, (query) => query.where("removed_in", "is", null))
    .orderBy(sql`removed_in nulls first`)
    .orderBy("position")
    .orderBy("code")
    .execute();
  return rows.map(nodeOf);
}

/** Also one that a revision dropped: its address lives on. */
export async function findNode(db: Db | Tx, planId: string, code: string): Promise<StoredNode | undefined> {
  const row = await tables(db)
    .selectFrom("plan.node")
    .select(["definition", "position", "removed_in"])
    .where("plan_id", "=", planId)
    .where("code", "=", code)
    .executeTakeFirst();
  return row === undefined ? undefined : nodeOf(row);
}

/** In the plan's order. `node`: those of this very node; `nodes`: of any of these. */
export async function listIndicators(
  db: Db | Tx,
  planId: string,
  options: { readonly node?: string; readonly nodes?: readonly string[]; readonly includeRemoved?: boolean } = {},
): Promise<StoredIndicator[]> {
  const { node, nodes, includeRemoved } = options;
  const rows = await tables(db)
    .selectFrom("plan.indicator")
    .select(["plan_id", "definition", "position", "removed_in"])
    .where("plan_id", "=", planId)
    .$if(node !== undefined, (query) => query.where("node_code", "=", node as string))
    .$if(nodes !== undefined, (query) => query.where(sql<boolean>`node_code = any(${nodes})`))
    .$if(!includeRemoved, (query) => query.where("removed_in", "is", null))
    .orderBy(sql`removed_in nulls first`)
    .orderBy("position")
    .orderBy("id")
    .execute();
  return rows.map(indicatorOf);
}

/** One page of the indicators in force, in the plan's order, and how many there are. A page after the last is empty. */
export async function readIndicators(
  db: Db | Tx,
  planId: string,
  { page, perPage }: { readonly page: number; readonly perPage: number },
): Promise<{ readonly count: number; readonly indicators: readonly StoredIndicator[] }> {
  const inForce = tables(db).selectFrom("plan.indicator").where("plan_id", "=", planId).where("removed_in", "is", null);
  const { count } = await inForce.select(({ fn }) => fn.countAll().as("count")).executeTakeFirstOrThrow();
  const rows = await inForce
    .select(["plan_id", "definition", "position", "removed_in"])
    .orderBy("position")
    .orderBy("id")
    .limit(perPage)
    .offset((page - 1) * perPage)
    .execute();
  return { count: Number(count), indicators: rows.map(indicatorOf) };
}

export async function findIndicator(db: Db | Tx, planId: string, id: string): Promise<StoredIndicator | undefined> {
  const row = await tables(db)
    .selectFrom("plan.indicator")
    .select(["plan_id", "definition", "position", "removed_in"])
    .where("plan_id", "=", planId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? undefined : indicatorOf(row);
}

/** In the plan's order. `node`: those of this node and of all below it. `section`: those it is in charge of. */
export async function listProjects(
  db: Db | Tx,
  planId: string,
  options: { readonly node?: string; readonly section?: string; readonly includeRemoved?: boolean } = {},
): Promise<StoredProject[]> {
  const { node, section, includeRemoved } = options;
  const rows = await tables(db)
    .selectFrom("plan.project")
    .select(["plan_id", "definition", "position", "removed_in"])
    .where("plan_id", "=", planId)
    .$if(node !== undefined, (query) => query.where("node_code", "in", below(planId, node as string)))
    .$if(section !== undefined, (query) => query.where(sql<boolean>`definition -> 'sections' ? ${section}`))
    .$if(!includeRemoved, (query) => query.where("removed_in", "is", null))
    .orderBy(sql`removed_in nulls first`)
    .orderBy("position")
    .orderBy("code")
    .execute();
  return rows.map(projectOf);
}

export async function findProject(db: Db | Tx, planId: string, code: string): Promise<StoredProject | undefined> {
  const row = await tables(db)
    .selectFrom("plan.project")
    .select(["plan_id", "definition", "position", "removed_in"])
    .where("plan_id", "=", planId)
    .where("code", "=", code)
    .executeTakeFirst();
  return row === undefined ? undefined : projectOf(row);
}

/** How many projects of a plan were carried out by the end of a fiscal year. */
export async function countDone(db: Db | Tx, planId: string, byYear: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from plan.project
    where plan_id = ${planId} and removed_in is null and (definition ->> 'doneYear')::int <= ${byYear}::int
  `.execute(db);
  return rows[0]?.count ?? 0;
}

function below(planId: string, code: string) {
  return sql<string>`(
    with recursive part(code) as (
      select ${code}::text
      union select node.code from plan.node as node join part on node.parent = part.code where node.plan_id = ${planId}
    ) select code from part)`;
}

function selectHeads(db: Db | Tx) {
  return tables(db).selectFrom("plan.plan").select(["head", "revision"]).where("revision", "is not", null);
}

type PartRow = { readonly definition: unknown; readonly position: number; readonly removed_in: number | null };

function headOf({ head, revision }: { head: unknown; revision: number | null }): PlanHead {
  return { ...(head as Omit<PlanHead, "revision">), revision: revision ?? 0 };
}

function nodeOf(row: PartRow): StoredNode {
  return { ...(row.definition as PlanNode), ...placeOf(row) };
}

function indicatorOf(row: PartRow & { readonly plan_id: string }): StoredIndicator {
  return { ...(row.definition as IndicatorDefinition), ...placeOf(row), planId: row.plan_id };
}

function projectOf(row: PartRow & { readonly plan_id: string }): StoredProject {
  return { ...(row.definition as ProjectDefinition), ...placeOf(row), planId: row.plan_id };
}

function placeOf({ position, removed_in }: PartRow): Placed {
  return { position, removedIn: removed_in ?? undefined };
}
