import { z } from "zod";
import { isCivilDate } from "../../../kernel/time/civil-date.ts";
import { sumOfVotes } from "../rules/review/votes.ts";
import { directions } from "../types/evaluation.ts";
import { criteria, outcomes, type ScoreGrade, stances } from "../types/review.ts";

/** plans/samples/reviews.yaml of a city. */

const day = z.string().refine(isCivilDate, "not a day");

/** AABA: necessity, effectiveness, efficiency, fairness. */
const scores = z
  .string()
  .regex(/^[ABC]{4}$/)
  .transform((grades) =>
    Object.fromEntries(criteria.map((criterion, index) => [criterion, grades[index] as ScoreGrade])),
  );

const promise = z
  .strictObject({
    what: z.string().min(1).max(200),
    until: day,
    outcome: z.enum(outcomes).optional(),
    words: z.string().max(1000).optional(),
    notedOn: day.optional(),
  })
  .refine(
    ({ outcome, words, notedOn }) =>
      (outcome === undefined) === (words === undefined) && (outcome === undefined) === (notedOn === undefined),
    "outcome, words and notedOn go together",
  );

const verdict = z
  .strictObject({
    subject: z.string(),
    year: z.number().int(),
    decidedOn: day,
    reviewers: z.number().int().min(1),
    verdict: z.enum(directions),
    votes: z.partialRecord(z.enum(directions), z.number().int().min(1)),
    comment: z.string().min(1).max(4000),
    reviews: z
      .array(z.strictObject({ scores, verdict: z.enum(directions), comment: z.string().min(1).max(4000) }))
      .default([]),
    answer: z.strictObject({
      stance: z.enum(stances),
      words: z.string().min(1).max(4000),
      writtenOn: day,
      approvedOn: day,
      promises: z.array(promise).default([]),
    }),
  })
  .refine(({ votes, reviewers }) => sumOfVotes(votes) <= reviewers, "more votes than reviewers");

export const sampleReviews = z.strictObject({
  plan: z.string(),
  reviewers: z.array(
    z.strictObject({ mail: z.email(), title: z.string().min(1).max(100), chair: z.boolean().default(false) }),
  ),
  verdicts: z.array(verdict),
});
export type SampleReviews = z.output<typeof sampleReviews>;
