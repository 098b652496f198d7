import type { Actor } from "../../../../kernel/actor.ts";

type Of = { readonly sectionId: string | undefined };

/** Names reviewers, excludes them, begins a discussion. */
export function isPlanner(actor: Actor): boolean {
  return actor.kind === "staff" && actor.roles.includes("planner");
}

/** Writes the city's answer: who writes the section's sheets. A sheet without a section is the planners' own. */
export function mayWriteAnswer(actor: Actor, { sectionId }: Of): boolean {
  if (actor.kind !== "staff") return false;
  if (sectionId === undefined) return actor.roles.includes("planner");
  return actor.sectionId === sectionId && actor.roles.some((role) => role === "clerk" || role === "approver");
}

/** Approves it: the section's head, or planning. That it is not one of its writers, the database sees to. */
export function mayApproveAnswer(actor: Actor, { sectionId }: Of): boolean {
  if (actor.kind !== "staff") return false;
  return actor.roles.includes("planner") || (actor.sectionId === sectionId && actor.roles.includes("approver"));
}

/** Sees the answer while it is written: who writes, who approves. */
export function maySeeAnswer(actor: Actor, of: Of): boolean {
  return mayWriteAnswer(actor, of) || mayApproveAnswer(actor, of);
}
