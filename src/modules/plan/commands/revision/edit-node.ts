import type { Act } from "../../../../kernel/act.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import type { CivilDate } from "../../../../kernel/time/civil-date.ts";
import { findPlan, getPlanDocument } from "../../store/plan.ts";
import type { PlanNode } from "../../types/plan.ts";
import { draftPlan } from "./draft.ts";

export type NodeEdit = {
  readonly planId: string;
  readonly code: string;
  readonly adoptedOn: CivilDate;
  readonly node: Pick<PlanNode, "title" | "lead" | "isPriority" | "sdgs" | "sections">;
};

/** The plan with one part changed, as a draft: the same look at the difference, the same revision as a file would make. */
export async function editNode(act: Act, { planId, code, adoptedOn, node }: NodeEdit): Promise<string> {
  if ((await findPlan(act.tx, planId)) === undefined) throw notFound();
  const current = await getPlanDocument(act.tx, planId);
  if (!current.nodes.some((one) => one.code === code)) throw notFound();
  const nodes = current.nodes.map((one) => (one.code === code ? { ...one, ...node } : one));
  const document = JSON.parse(JSON.stringify({ ...current, adoptedOn, nodes })) as typeof current;
  return draftPlan(act, { document, source: code });
}
