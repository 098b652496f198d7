import { type Actor, type Audience, isInAudience } from "../../kernel/actor.ts";
import { forbidden } from "../../kernel/refusal.ts";

/** What staff may do in a lottery. None of them can draw: a job does, at the announced instant. */
export const policy = {
  /** Rounds and how many entries; names only where two entries look alike, and after the draw. Both leave a row. */
  see: "staff",
  names: ["clerk", "facility-manager", "approver"],
  /** That two entries that look alike are of two people. */
  clear: ["clerk", "facility-manager", "approver"],
  /** Postpone, call off, the public number, leave out an entry: one proposes … */
  propose: ["clerk", "facility-manager", "approver"],
  /** … and another person agrees or refuses. */
  decide: ["facility-manager", "approver"],
} as const satisfies Record<string, Audience>;

export function may(actor: Actor, errand: keyof typeof policy): boolean {
  return isInAudience(actor, policy[errand]);
}

/** The member of staff who does it, or 403. */
export function requireMay(actor: Actor, errand: keyof typeof policy): Actor & { kind: "staff" } {
  if (actor.kind !== "staff" || !may(actor, errand)) throw forbidden();
  return actor;
}
