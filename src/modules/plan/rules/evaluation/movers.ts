import type { Actor } from "../../../../kernel/actor.ts";
import type { Sheet } from "../../types/evaluation.ts";
import type { Mover } from "./states.ts";

/** How a round names a resident, if it does. */
export type ReviewerRole = "reviewer" | "chair" | undefined;

/**
 * In which capacities this actor may act on this sheet. Nobody else's sheet, and no machine. A sheet without a section is the
 * planners' own.
 */
export function moversOf(
  actor: Actor,
  sheet: Pick<Sheet, "sectionId">,
  reviewer: ReviewerRole = undefined,
): readonly Mover[] {
  if (actor.kind === "resident") {
    return reviewer === "chair" ? ["reviewer", "chair"] : reviewer === "reviewer" ? ["reviewer"] : [];
  }
  if (actor.kind !== "staff") return [];
  const has = (role: (typeof actor.roles)[number]) => actor.roles.includes(role);
  const isPlanners = sheet.sectionId === undefined && has("planner");
  const isOwn = sheet.sectionId === actor.sectionId || isPlanners;
  return [
    ...((isOwn && has("clerk")) || isPlanners ? (["writer"] as const) : []),
    ...(isOwn && has("approver") ? (["head"] as const) : []),
    ...(has("planner") ? (["planner"] as const) : []),
    ...(has("planner") && has("approver") ? (["publisher"] as const) : []),
  ];
}

/** 企画の担当: opens rounds, checks, chooses for outside review. */
export function isPlanner(actor: Actor): boolean {
  return actor.kind === "staff" && actor.roles.includes("planner");
}

/**
 * 四つの目: true if this person made the step that this one confirms. `savers` are all who saved the sheet's words: a head who
 * mended a word himself does not confirm it, whoever sent it in.
 */
export function isSecondStepOfSame(
  personId: string | undefined,
  sheet: Pick<Sheet, "state" | "writtenBy" | "headedBy" | "finishedBy">,
  to: Sheet["state"],
  savers: readonly string[],
): boolean {
  if (personId === undefined) return false;
  if (to === "checking") return personId === sheet.writtenBy || savers.includes(personId);
  if (to === "checked" && sheet.state === "checking")
    return personId === sheet.writtenBy || personId === sheet.headedBy || savers.includes(personId);
  return to === "published" && personId === sheet.finishedBy;
}
