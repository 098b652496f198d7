import type { SheetState } from "../../types/evaluation.ts";

/** How far one reviewer is with one sheet. */
export const reviewStates = ["not-begun", "draft", "handed-in", "missed", "closed"] as const;
export type ReviewState = (typeof reviewStates)[number];

/** `missed`: the board began to discuss without this review. `closed`: handed in, and the board has begun. */
export function reviewStateOf(sheet: {
  readonly state: SheetState;
  readonly savedAt: Date | undefined;
  readonly handedInAt: Date | undefined;
}): ReviewState {
  if (sheet.state !== "in-review") return sheet.handedInAt === undefined ? "missed" : "closed";
  if (sheet.handedInAt !== undefined) return "handed-in";
  return sheet.savedAt === undefined ? "not-begun" : "draft";
}

/** May be saved and handed in. */
export const isOpenToReview = (state: ReviewState): boolean => state === "not-begun" || state === "draft";
