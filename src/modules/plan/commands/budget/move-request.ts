import type { Act } from "../../../../kernel/act.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import { emit } from "../../../../kernel/jobs/emit.ts";
import { Refusal } from "../../../../kernel/refusal.ts";
import type { CivilDate } from "../../../../kernel/time/civil-date.ts";
import { requireBudget, requireOwn } from "../../rules/budget/policy.ts";
import { canBecome } from "../../rules/budget/states.ts";
import {
  getRequestForUpdate,
  listRequests,
  type RequestChange,
  type StoredRequest,
  storeRequest,
} from "../../store/budget.ts";
import type { RequestState } from "../../types/budget.ts";

/** 課長が出す. */
export async function submitRequest(act: Act, { requestId }: { readonly requestId: string }): Promise<void> {
  const request = await getRequestForUpdate(act, requestId);
  const { personId } = requireOwn(act.actor, "submit", [request.sectionId]);
  if (request.draftedBy === personId) throw new Refusal("plan.staff-request-own-draft");
  await move(act, request, ["drafted", "requested"], { requested_by: personId });
}

/** 課にもどす, with what to mend. */
export async function returnRequest(
  act: Act,
  { requestId, comment }: { readonly requestId: string; readonly comment: string },
): Promise<void> {
  const request = await getRequestForUpdate(act, requestId);
  requireBudget(act.actor, "assess");
  await move(act, request, ["requested", "drafted"], { requested_by: null }, comment);
}

/** 査定. Who asked does not assess. */
export async function assessRequest(
  act: Act,
  input: { readonly requestId: string; readonly amount: number; readonly reason: string },
): Promise<void> {
  const request = await getRequestForUpdate(act, input.requestId);
  const { personId } = requireBudget(act.actor, "assess");
  if (personId === request.requestedBy || personId === request.draftedBy)
    throw new Refusal("plan.staff-request-four-eyes");
  await move(act, request, ["requested", "assessed"], {
    assessed: input.amount,
    assessment: input.reason,
    assessed_by: personId,
  });
}

/** 議決: what the assembly decided, when, and the answer in words for residents. */
export async function decideRequest(
  act: Act,
  input: {
    readonly requestId: string;
    readonly amount: number;
    readonly decidedOn: CivilDate;
    readonly answer: string;
  },
): Promise<void> {
  const request = await getRequestForUpdate(act, input.requestId);
  const { personId } = requireBudget(act.actor, "decide");
  const { amount, decidedOn, answer } = input;
  await move(act, request, ["assessed", "decided"], {
    decided: amount,
    decided_on: decidedOn,
    answer,
    decided_by: personId,
  });
}

/** One step back, while nothing is published: an assessment or a decision is taken away, the log keeps that it was. */
export async function takeBack(
  act: Act,
  { requestId, comment }: { readonly requestId: string; readonly comment: string },
): Promise<void> {
  const request = await getRequestForUpdate(act, requestId);
  requireBudget(act.actor, "assess");
  if (request.state === "decided") {
    const nothing = { decided: null, decided_on: null, answer: null, decided_by: null };
    return move(act, request, ["decided", "assessed"], nothing, comment);
  }
  await move(act, request, ["assessed", "requested"], { assessed: null, assessment: null, assessed_by: null }, comment);
}

/** 公表: exactly those that were seen in the preview; if another was decided meanwhile, it is shown anew. */
export async function publishAnswers(
  act: Act,
  input: { readonly planId: string; readonly year: number; readonly seen: readonly string[] },
): Promise<{ count: number }> {
  const { personId } = requireBudget(act.actor, "publish");
  const waiting = await listRequests(act.tx, input.planId, input.year, { state: "decided" });
  const ids = waiting.map(({ id }) => id).sort();
  if (ids.length === 0) throw new Refusal("plan.staff-request-none");
  if (ids.join() !== [...input.seen].sort().join()) throw new Refusal("plan.staff-request-moved");
  for (const { id } of waiting) {
    const request = await getRequestForUpdate(act, id);
    if (request.decidedBy === personId) throw new Refusal("plan.staff-request-publisher");
    await move(act, request, ["decided", "published"], { published_by: personId, published_at: act.now });
  }
  await emit(act, "plan.answers-published", { planId: input.planId, year: input.year, requestIds: ids });
  return { count: ids.length };
}

async function move(
  act: Act,
  request: StoredRequest,
  [from, to]: readonly [RequestState, RequestState],
  change: RequestChange,
  comment?: string,
): Promise<void> {
  // The table knows ways back too: each errand goes one way only.
  if (request.state !== from || !canBecome(from, to)) throw new Refusal("plan.staff-request-state");
  await storeRequest(act, request, { ...change, state: to }, comment);
  await audit(act, { what: `plan.request-${to}`, subject: `request/${request.id}` });
  await emit(act, "plan.request-moved", { requestId: request.id, from, to });
}
