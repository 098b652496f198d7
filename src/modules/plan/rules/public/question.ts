import type { Actor } from "../../../../kernel/actor.ts";
import type { QuestionState } from "../../types/question.ts";

/** Waiting ones of one person: enough to ask, too few to flood a section. */
export const mostWaiting = 3;
export const mostLetters = 1000;

const next: Readonly<Record<QuestionState, readonly QuestionState[]>> = {
  waiting: ["shown", "answered", "declined"],
  shown: ["answered", "declined"],
  // A better answer may take the place of the first; what was said once is in the audit log.
  answered: ["answered"],
  declined: [],
};

export function canBecome(from: QuestionState, to: QuestionState): boolean {
  return next[from].includes(to);
}

/** The section that is in charge of the part, and planning, which sees to what nobody is in charge of. */
export function mayAnswerQuestion(actor: Actor, sections: readonly string[]): boolean {
  if (actor.kind !== "staff") return false;
  if (actor.roles.includes("planner")) return true;
  return actor.roles.some((role) => role === "clerk" || role === "approver") && sections.includes(actor.sectionId);
}
