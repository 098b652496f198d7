import { sql } from "kysely";
import type { Act } from "../../../../kernel/act.ts";
import { personOf } from "../../../../kernel/actor.ts";
import type { Tx } from "../../../../kernel/db/types.ts";
import type { PlanDocument } from "../../types/plan.ts";
import { tables } from "../tables.ts";
import { searchTextOfIndicator, searchTextOfNode, searchTextOfProject } from "./search-text.ts";

/** The plan's row, locked until the transaction ends. undefined: there is no such plan yet. */
export async function lockPlan(tx: Tx, planId: string): Promise<{ revision: number | undefined } | undefined> {
  const row = await tables(tx)
    .selectFrom("plan.plan")
    .select("revision")
    .where("id", "=", planId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : { revision: row.revision ?? undefined };
}

/** Appends the revision and makes nodes, indicators and projects what it says. What it does not name stays, as dropped. */
export async function insertRevision(
  act: Act,
  { document, number, reason }: { document: PlanDocument; number: number; reason: string },
): Promise<void> {
  const { tx, now } = act;
  const { nodes, indicators, projects, ...head } = document;
  const planId = document.id;
  await sql`
    insert into plan.plan (id, position, revision, head)
    values (${planId}, (select count(*) from plan.plan), ${number}, ${JSON.stringify(head)}::jsonb)
    on conflict (id) do update set revision = excluded.revision, head = excluded.head
  `.execute(tx);
  await tables(tx)
    .insertInto("plan.revision")
    .values({
      plan_id: planId,
      number,
      document: JSON.stringify(document),
      adopted_on: document.adoptedOn,
      reason,
      brought_by: personOf(act.actor) ?? null,
      brought_at: now,
    })
    .execute();
  await storeNodes(tx, planId, nodes, number);
  await storeIndicators(tx, planId, indicators, number);
  await storeProjects(tx, planId, projects, number);
}

async function storeNodes(tx: Tx, planId: string, nodes: PlanDocument["nodes"], revision: number): Promise<void> {
  const rows = nodes.map((definition, position) => ({
    code: definition.code,
    level: definition.level,
    parent: definition.parent ?? null,
    position,
    definition,
    search: searchTextOfNode(definition),
  }));
  await sql`
    insert into plan.node (plan_id, code, level, parent, position, definition, search)
    select ${planId}, code, level, parent, position, definition, search
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row(code text, level text, parent text, position int, definition jsonb, search text)
    on conflict (plan_id, code) do update set level = excluded.level, parent = excluded.parent,
      position = excluded.position, definition = excluded.definition, search = excluded.search, removed_in = null
  `.execute(tx);
  const kept = nodes.map(({ code }) => code);
  await sql`
    update plan.node set removed_in = ${revision}
    where plan_id = ${planId} and removed_in is null and code <> all(${kept}::text[])
  `.execute(tx);
}

async function storeIndicators(
  tx: Tx,
  planId: string,
  indicators: PlanDocument["indicators"],
  revision: number,
): Promise<void> {
  const rows = indicators.map((definition, position) => ({
    id: definition.id,
    node_code: definition.node,
    position,
    definition,
    search: searchTextOfIndicator(definition),
  }));
  await sql`
    insert into plan.indicator (plan_id, id, node_code, position, definition, search)
    select ${planId}, id, node_code, position, definition, search
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row(id text, node_code text, position int, definition jsonb, search text)
    on conflict (plan_id, id) do update set node_code = excluded.node_code, position = excluded.position,
      definition = excluded.definition, search = excluded.search, removed_in = null
  `.execute(tx);
  const kept = indicators.map(({ id }) => id);
  await sql`
    update plan.indicator set removed_in = ${revision}
    where plan_id = ${planId} and removed_in is null and id <> all(${kept}::text[])
  `.execute(tx);
  await sql`
    insert into plan.indicator_revision (plan_id, indicator_id, revision, definition)
    select ${planId}, said.id, ${revision}::int, said.definition
    from (
      select id, case when removed_in is null then definition end as definition from plan.indicator where plan_id = ${planId}
    ) as said
    left join lateral (
      select last.definition from plan.indicator_revision as last
      where last.plan_id = ${planId} and last.indicator_id = said.id order by last.revision desc limit 1
    ) as before on true
    where said.definition is distinct from before.definition
  `.execute(tx);
}

async function storeProjects(
  tx: Tx,
  planId: string,
  projects: PlanDocument["projects"],
  revision: number,
): Promise<void> {
  const rows = projects.map((definition, position) => ({
    code: definition.code,
    node_code: definition.node,
    position,
    definition,
    search: searchTextOfProject(definition),
  }));
  await sql`
    insert into plan.project (plan_id, code, node_code, position, definition, search)
    select ${planId}, code, node_code, position, definition, search
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row(code text, node_code text, position int, definition jsonb, search text)
    on conflict (plan_id, code) do update set node_code = excluded.node_code, position = excluded.position,
      definition = excluded.definition, search = excluded.search, removed_in = null
  `.execute(tx);
  const kept = projects.map(({ code }) => code);
  await sql`
    update plan.project set removed_in = ${revision}
    where plan_id = ${planId} and removed_in is null and code <> all(${kept}::text[])
  `.execute(tx);
}
