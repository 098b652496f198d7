import type { Act } from "../../../../kernel/act.ts";
import { type Actor, isInAudience } from "../../../../kernel/actor.ts";
import { forbidden, notFound, Refusal } from "../../../../kernel/refusal.ts";
import { hashOf } from "../../rules/revision/canonical.ts";
import { deleteDraft, deleteDraftsBefore, findDraft, insertDraft } from "../../store/plan/draft.ts";
import { findPlan, findPlanDocument } from "../../store/plan.ts";
import type { PlanDocument } from "../../types/plan.ts";
import { bringPlan } from "./bring-plan.ts";

/** Who may bring and change a plan. */
export const planners = ["planner"] as const;

function requirePlanner(actor: Actor): Actor & { kind: "staff" } {
  if (actor.kind !== "staff" || !isInAudience(actor, planners)) throw forbidden();
  return actor;
}

const week = 7 * 86_400_000;

/** Keeps a document to be looked at beside the plan as it is. The plan itself stays as it is. Gives the draft's id. */
export async function draftPlan(
  act: Act,
  { document, source }: { readonly document: PlanDocument; readonly source: string },
): Promise<string> {
  const { personId } = requirePlanner(act.actor);
  await deleteDraftsBefore(act.tx, new Date(act.now.getTime() - week));
  const base = (await findPlan(act.tx, document.id))?.revision;
  const current = base === undefined ? undefined : await findPlanDocument(act.tx, document.id, base);
  if (current !== undefined && hashOf(current) === hashOf(document)) {
    throw new Refusal("plan.staff-nothing-changes", { status: 422, field: "file" });
  }
  return insertDraft(act, { document, base, source: source.slice(0, 200), broughtBy: personId });
}

/**
 * Makes a draft the plan's next revision: exactly the document that was shown (`seen` is its hash), and only while the plan
 * is still the one with which it was compared.
 */
export async function applyDraft(
  act: Act,
  { draftId, seen, reason }: { readonly draftId: string; readonly seen: string; readonly reason: string },
): Promise<{ planId: string; revision: number }> {
  requirePlanner(act.actor);
  const draft = await findDraft(act.tx, draftId);
  if (draft === undefined) throw notFound();
  if (draft.hash !== seen || hashOf(draft.document) !== seen)
    throw new Refusal("plan.staff-base-moved", { status: 409 });
  const { document, base } = draft;
  const revision = await bringPlan(act, { document, reason, seen: { base } });
  if (revision === undefined) throw new Refusal("plan.staff-nothing-changes", { status: 409 });
  await deleteDraft(act.tx, draftId);
  return { planId: draft.planId, revision };
}

export async function dropDraft(act: Act, draftId: string): Promise<{ planId: string }> {
  requirePlanner(act.actor);
  const draft = await findDraft(act.tx, draftId);
  if (draft === undefined) throw notFound();
  await deleteDraft(act.tx, draftId);
  return { planId: draft.planId };
}
