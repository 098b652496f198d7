import type { BudgetRequest, RequestState } from "../../types/budget.ts";

/**
 * The path of a request. The same table stands in the database (plan.request_transition) and is the judge there. Backwards:
 * finance returns a request to its section, an assessment is taken back before the assembly's decision is noted, a decision
 * before it is published. What is published stays.
 */
export const nextStates: Readonly<Record<RequestState, readonly RequestState[]>> = {
  drafted: ["requested"],
  requested: ["drafted", "assessed"],
  assessed: ["requested", "decided"],
  decided: ["assessed", "published"],
  published: [],
};

export function canBecome(from: RequestState, to: RequestState): boolean {
  return nextStates[from].includes(to);
}

/**
 * What everybody may see of a request: nothing while the section writes it, what is asked and why once it is handed in, and
 * the answer with it only when that is published.
 */
export function publicRequest(request: BudgetRequest): BudgetRequest | undefined {
  if (request.state === "drafted") return undefined;
  if (request.state === "published") return request;
  return {
    ...request,
    state: "requested",
    assessed: undefined,
    assessment: undefined,
    decided: undefined,
    decidedOn: undefined,
    answer: undefined,
    settled: undefined,
  };
}
