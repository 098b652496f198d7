import { z } from "zod";
import {
  boxField,
  choiceField,
  dateField,
  linesField,
  mailField,
  textField,
  wholeNumberField,
} from "../../../kernel/text/fields.ts";
import { type Direction, directions } from "../types/evaluation.ts";
import {
  type AnswerPromise,
  criteria,
  outcomes,
  type Scores,
  scoreGrades,
  stances,
  type Votes,
} from "../types/review.ts";

/** What comes in by the addresses and forms of the outside review, the city's answer and its promises. */

export const noParams = z.object({});
export const noQuery = z.object({});
export const emptyForm = z.strictObject({});
export const sheetParams = z.object({ sheet: z.uuid() });
export const roundParams = z.object({ round: z.uuid() });
export const reviewerParams = z.object({ round: z.uuid(), reviewer: z.uuid() });
export const roundSheetParams = z.object({ round: z.uuid(), sheet: z.uuid() });
export const sheetReviewerParams = z.object({ round: z.uuid(), sheet: z.uuid(), reviewer: z.uuid() });
export const promiseParams = z.object({ sheet: z.uuid(), promise: z.coerce.number().int().min(0).max(99) });
export const peopleQuery = z.object({ q: z.string().max(100).optional() });

const score = choiceField(scoreGrades, { required: false });

export const reviewForm = z
  .strictObject({
    "score-necessity": score,
    "score-effectiveness": score,
    "score-efficiency": score,
    "score-fairness": score,
    verdict: choiceField(directions, { required: false }),
    comment: linesField({ max: 2000, required: false }),
    notes: linesField({ max: 4000, required: false }),
    do: z.enum(["save", "hand-in"]).default("save"),
  })
  .transform(({ verdict, comment, notes, do: errand, ...scores }) => ({
    scores: Object.fromEntries(
      criteria.flatMap((criterion) => {
        const grade = scores[`score-${criterion}`];
        return grade === undefined ? [] : [[criterion, grade]];
      }),
    ) as Scores,
    verdict,
    comment,
    notes,
    errand,
  }));

export const notesForm = z.strictObject({ notes: linesField({ max: 4000, required: false }) });

const votes = wholeNumberField({ min: 0, max: 99, required: false });

export const verdictForm = z
  .strictObject({
    verdict: choiceField(directions),
    comment: linesField({ max: 2000 }),
    ...(Object.fromEntries(directions.map((direction) => [`votes-${direction}`, votes])) as Record<
      `votes-${Direction}`,
      typeof votes
    >),
  })
  .transform(({ verdict, comment, ...counted }) => ({
    verdict,
    comment,
    votes: Object.fromEntries(
      directions.flatMap((direction) => {
        const count = counted[`votes-${direction}`] ?? 0;
        return count === 0 ? [] : [[direction, count]];
      }),
    ) as Votes,
  }));

export const reviewerForm = z.strictObject({
  person: z.uuid().optional(),
  mail: mailField({ required: false }),
  title: textField({ max: 40 }),
  chair: boxField(),
});

export const reasonForm = z.strictObject({ reason: textField({ max: 200 }) });
export const discussForm = z.strictObject({ reason: textField({ max: 200, required: false }) });

const what = textField({ max: 200, required: false });
const until = dateField({ required: false });
const rows = [1, 2, 3, 4, 5] as const;

export const answerForm = z
  .strictObject({
    stance: choiceField(stances),
    words: linesField({ max: 2000 }),
    "what-1": what,
    "what-2": what,
    "what-3": what,
    "what-4": what,
    "what-5": what,
    "until-1": until,
    "until-2": until,
    "until-3": until,
    "until-4": until,
    "until-5": until,
    do: z.enum(["save", "ask"]).default("save"),
  })
  .superRefine((form, context) => {
    // A promise says what and until when; half of one is no promise.
    for (const row of rows) {
      const [said, day] = [form[`what-${row}`], form[`until-${row}`]];
      if (said !== undefined && day === undefined)
        context.addIssue({ code: "custom", path: [`until-${row}`], message: "field.plan-review.until" });
      if (said === undefined && day !== undefined)
        context.addIssue({ code: "custom", path: [`what-${row}`], message: "field.plan-review.what" });
    }
  })
  .transform(({ stance, words, do: errand, ...form }) => ({
    stance,
    words,
    errand,
    promises: rows.flatMap((row): AnswerPromise[] => {
      const [said, day] = [form[`what-${row}`], form[`until-${row}`]];
      return said === undefined || day === undefined ? [] : [{ what: said, until: day }];
    }),
  }));

export const returnForm = z.strictObject({ returned: linesField({ max: 500 }) });
export const approveForm = z.strictObject({ "written-at": z.iso.datetime() });
export const followUpForm = z.strictObject({ outcome: choiceField(outcomes), words: linesField({ max: 1000 }) });
