import { randomUUID } from "node:crypto";
import type { Act } from "../../../../kernel/act.ts";
import type { Db, Tx } from "../../../../kernel/db/types.ts";
import { hashOf } from "../../rules/revision/canonical.ts";
import type { PlanDocument } from "../../types/plan.ts";
import { tables } from "../tables.ts";

export type Draft = {
  readonly id: string;
  readonly planId: string;
  /** The revision with which it was compared; undefined: the plan is new. */
  readonly base: number | undefined;
  readonly document: PlanDocument;
  readonly hash: string;
  /** The file's name, or what was edited. */
  readonly source: string;
  readonly broughtBy: string;
  readonly broughtAt: Date;
};

export async function insertDraft(
  act: Act,
  draft: Pick<Draft, "document" | "base" | "source" | "broughtBy">,
): Promise<string> {
  const id = randomUUID();
  await tables(act.tx)
    .insertInto("plan.draft")
    .values({
      id,
      plan_id: draft.document.id,
      base_revision: draft.base ?? null,
      document: JSON.stringify(draft.document),
      hash: hashOf(draft.document),
      source: draft.source,
      brought_by: draft.broughtBy,
      brought_at: act.now,
    })
    .execute();
  return id;
}

export async function findDraft(db: Db | Tx, id: string): Promise<Draft | undefined> {
  const row = await tables(db).selectFrom("plan.draft").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    planId: row.plan_id,
    base: row.base_revision ?? undefined,
    document: row.document as PlanDocument,
    hash: row.hash,
    source: row.source,
    broughtBy: row.brought_by,
    broughtAt: row.brought_at,
  };
}

export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  await tables(tx).deleteFrom("plan.draft").where("id", "=", id).execute();
}

/** What nobody applied. */
export async function deleteDraftsBefore(tx: Tx, before: Date): Promise<void> {
  await tables(tx).deleteFrom("plan.draft").where("brought_at", "<", before).execute();
}
