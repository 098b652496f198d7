import { type Actor, type Audience, isInAudience } from "../../kernel/actor.ts";
import { forbidden, notFound } from "../../kernel/refusal.ts";
import { type Workplace, worksAt } from "../../kernel/workplace.ts";

/** What staff may do in a season. Who closes the table is not who confirms it: the database compares them. */
export const policy = {
  /** The table with the groups' names. */
  see: ["clerk", "facility-manager", "approver"],
  /** Write down what a group asked for on paper. */
  enter: ["clerk", "facility-manager"],
  open: ["facility-manager"],
  give: ["facility-manager"],
  close: ["facility-manager"],
  reopen: ["facility-manager", "approver"],
  drop: ["facility-manager"],
  confirm: ["facility-manager", "approver"],
} as const satisfies Record<string, Audience>;

export function may(actor: Actor, errand: keyof typeof policy): boolean {
  return isInAudience(actor, policy[errand]);
}

/** The member of staff who does it, or 403. */
export function requireMay(actor: Actor, errand: keyof typeof policy): Actor & { kind: "staff" } {
  if (actor.kind !== "staff" || !may(actor, errand)) throw forbidden();
  return actor;
}

/** The same for the season of one facility: 所管課 (kernel/workplace.ts). */
export function mayAt(place: Workplace, errand: keyof typeof policy, facilityId: string): boolean {
  return worksAt(place, policy[errand], facilityId);
}

/** 403 by the role; 404 for a season of another section's facility, as for one that does not exist. */
export function requireMayAt(
  place: Workplace,
  errand: keyof typeof policy,
  facilityId: string,
): Actor & { kind: "staff" } {
  const staff = requireMay(place.actor, errand);
  if (!mayAt(place, errand, facilityId)) throw notFound();
  return staff;
}
