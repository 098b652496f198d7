import type { Actor } from "../../../../kernel/actor.ts";

/**
 * Who may do what with figures. Planning sees to all of them; a section types its own, and its head approves them. That
 * nobody approves what they typed themselves is a constraint (figure_four_eyes), not a matter of roles.
 */
export function mayTypeFigure(actor: Actor, sections: readonly string[]): boolean {
  if (actor.kind !== "staff") return false;
  if (actor.roles.includes("planner")) return true;
  return actor.roles.some((role) => role === "clerk" || role === "approver") && sections.includes(actor.sectionId);
}

export function mayApproveFigure(actor: Actor, sections: readonly string[]): boolean {
  if (actor.kind !== "staff") return false;
  if (actor.roles.includes("planner")) return true;
  return actor.roles.includes("approver") && sections.includes(actor.sectionId);
}

/** Puts a publication together; who may publish it too is still another person than who prepared it. */
export function mayPrepare(actor: Actor): boolean {
  return actor.kind === "staff" && actor.roles.includes("planner");
}

/** 企画調整課長: planner and approver. */
export function mayPublish(actor: Actor): boolean {
  return actor.kind === "staff" && actor.roles.includes("planner") && actor.roles.includes("approver");
}

export function mayKeepKeys(actor: Actor): boolean {
  return actor.kind === "staff" && actor.roles.includes("planner");
}
