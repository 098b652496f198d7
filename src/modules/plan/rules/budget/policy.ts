import { type Actor, type Audience, isInAudience } from "../../../../kernel/actor.ts";
import { forbidden, notFound } from "../../../../kernel/refusal.ts";

/** Who may do what with money. Nobody ranks or scores budgets: no errand here does. */
export const budgetPolicy = {
  see: "staff",
  /** 財政: brings amounts, assesses, notes what the assembly decided. */
  import: ["finance"],
  /** The section's clerk: staff and output of its own projects, drafts of requests from its own sheets. */
  type: ["clerk"],
  draft: ["clerk"],
  /** The section's head. */
  submit: ["approver"],
  assess: ["finance"],
  decide: ["finance"],
  publish: ["finance", "planner"],
} as const satisfies Record<string, Audience>;

export type BudgetErrand = keyof typeof budgetPolicy;
export type Staff = Actor & { readonly kind: "staff" };

export function mayBudget(actor: Actor, errand: BudgetErrand): actor is Staff {
  return actor.kind === "staff" && isInAudience(actor, budgetPolicy[errand]);
}

/** The member of staff who does it, or 403. */
export function requireBudget(actor: Actor, errand: BudgetErrand): Staff {
  if (!mayBudget(actor, errand)) throw forbidden();
  return actor;
}

/** As above, and of one of these sections; for others it does not exist. */
export function requireOwn(actor: Actor, errand: BudgetErrand, sections: readonly (string | undefined)[]): Staff {
  const staff = requireBudget(actor, errand);
  if (!sections.includes(staff.sectionId)) throw notFound();
  return staff;
}
