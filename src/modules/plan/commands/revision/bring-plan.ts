import type { Act } from "../../../../kernel/act.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import { lockSorted } from "../../../../kernel/db/lock.ts";
import { Refusal } from "../../../../kernel/refusal.ts";
import { canonical } from "../../rules/revision/canonical.ts";
import { insertRevision, lockPlan } from "../../store/plan/bring.ts";
import { findPlanDocument } from "../../store/plan.ts";
import type { PlanDocument } from "../../types/plan.ts";

export type Bringing = {
  readonly document: PlanDocument;
  readonly reason: string;
  /** The revision against which the difference was seen; undefined: the plan was new. Left out: whatever it is now. */
  readonly seen?: { readonly base: number | undefined };
};

/**
 * Makes a document the plan's revision in force. What it no longer names stays, marked as dropped; what comes back lives
 * again. Gives the revision's number, or undefined if the document says what the plan says already.
 */
export async function bringPlan(act: Act, { document, reason, seen }: Bringing): Promise<number | undefined> {
  await lockSorted(act.tx, "plan", [document.id]);
  const current = (await lockPlan(act.tx, document.id))?.revision;
  if (seen !== undefined && seen.base !== current) throw new Refusal("plan.staff-base-moved", { status: 409 });
  const before = current === undefined ? undefined : await findPlanDocument(act.tx, document.id, current);
  if (before !== undefined && canonical(before) === canonical(document)) return undefined;
  const number = (current ?? 0) + 1;
  await insertRevision(act, { document, number, reason });
  await audit(act, {
    what: "plan.revised",
    subject: `plan/${document.id}/${number}`,
    reason,
    counts: {
      nodes: document.nodes.length,
      indicators: document.indicators.length,
      projects: document.projects.length,
    },
  });
  return number;
}
