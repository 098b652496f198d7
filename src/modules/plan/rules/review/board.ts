import type { ReviewExclusion, Reviewer } from "../../types/review.ts";

/** Who is to review a sheet: who sits on the board now and is not excluded from the sheet. */
export function reviewersOf(board: readonly Reviewer[], exclusions: readonly ReviewExclusion[]): readonly Reviewer[] {
  const excluded = new Set(exclusions.map(({ personId }) => personId));
  return board.filter(({ personId, removedAt }) => removedAt === undefined && !excluded.has(personId));
}

/** Who has not handed in yet. */
export function missingReviewers(
  reviewers: readonly Reviewer[],
  handedIn: readonly { readonly personId: string }[],
): readonly Reviewer[] {
  const done = new Set(handedIn.map(({ personId }) => personId));
  return reviewers.filter(({ personId }) => !done.has(personId));
}

/**
 * How many votes there can be: the reviewers of now, and those who handed in and were removed or excluded later, because what
 * they handed in stays.
 */
export function boardSize(reviewers: readonly Reviewer[], handedIn: readonly { readonly personId: string }[]): number {
  return new Set([...reviewers, ...handedIn].map(({ personId }) => personId)).size;
}
