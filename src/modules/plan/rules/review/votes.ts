import { type Direction, directions } from "../../types/evaluation.ts";
import {
  type Criterion,
  criteria,
  type HandedInReview,
  type ScoreGrade,
  scoreGrades,
  type Votes,
} from "../../types/review.ts";

/** How many reviewers proposed each direction. Directions that nobody proposed are left out. */
export function countVotes(reviews: readonly Pick<HandedInReview, "verdict">[]): Votes {
  return Object.fromEntries(
    directions.flatMap((direction) => {
      const count = reviews.filter(({ verdict }) => verdict === direction).length;
      return count === 0 ? [] : [[direction, count]];
    }),
  );
}

export function sumOfVotes(votes: Votes): number {
  return directions.reduce((sum, direction) => sum + (votes[direction] ?? 0), 0);
}

/** The directions with most votes: one, or several on a tie; none without votes. In the order of `directions`. */
export function leadingDirections(votes: Votes): readonly Direction[] {
  const most = Math.max(0, ...directions.map((direction) => votes[direction] ?? 0));
  return most === 0 ? [] : directions.filter((direction) => votes[direction] === most);
}

export type VoteProblem = "no-votes" | "too-many";

/** Between one vote and one of each reviewer. The verdict itself is the board's: it need not have most votes. */
export function checkVotes(votes: Votes, reviewers: number): VoteProblem | undefined {
  const sum = sumOfVotes(votes);
  if (sum < 1) return "no-votes";
  return sum > reviewers ? "too-many" : undefined;
}

/** For each criterion, how many gave A, B and C. */
export function countScores(
  reviews: readonly Pick<HandedInReview, "scores">[],
): readonly { readonly criterion: Criterion; readonly counts: Readonly<Record<ScoreGrade, number>> }[] {
  return criteria.map((criterion) => ({
    criterion,
    counts: Object.fromEntries(
      scoreGrades.map((grade) => [grade, reviews.filter(({ scores }) => scores[criterion] === grade).length]),
    ) as Record<ScoreGrade, number>,
  }));
}
