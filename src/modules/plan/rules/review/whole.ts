import { criteria, type OwnReview } from "../../types/review.ts";

/** The fields that are still empty: a draft may have some, what is handed in has none. Field names of the form. */
export function missingOf(review: Pick<OwnReview, "scores" | "verdict" | "comment">): readonly string[] {
  return [
    ...criteria.filter((criterion) => review.scores[criterion] === undefined).map((criterion) => `score-${criterion}`),
    ...(review.verdict === undefined ? ["verdict"] : []),
    ...(review.comment === undefined || review.comment === "" ? ["comment"] : []),
  ];
}
