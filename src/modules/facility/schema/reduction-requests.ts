import { z } from "zod";
import { choiceField, dateField, linesField, textField } from "../../../kernel/text/fields.ts";
import { reductionDeeds } from "../commands/reduction.ts";
import { standingDeeds } from "../commands/standing-reduction.ts";

const uuid = z.uuid();

export const bookingReductionParams = z.object({ booking: uuid, reduction: uuid });
export const reductionParams = z.object({ reduction: uuid });
export const standingParams = z.object({ standing: uuid });
export const reductionsQuery = z.object({ list: z.enum(["waiting", "returned", "decided"]).default("waiting") });
export const standingQuery = z.object({ q: textField({ max: 100, required: false }) });

/** A browser sends an empty file where none was chosen. */
const file = z
  .instanceof(File)
  .optional()
  .transform((given) => (given === undefined || given.size === 0 ? undefined : given));

export const reductionForm = z.strictObject({
  reduction: textField({ max: 60 }),
  reason: linesField({ max: 500 }),
  file,
});
export const decideForm = z.strictObject({
  deed: choiceField(reductionDeeds),
  words: linesField({ max: 500, required: false }),
});
export const proposeForm = z.strictObject({
  q: textField({ max: 100, required: false }),
  group: z.uuid({ error: "field.choice" }),
  what: textField({ max: 140 }),
  from: dateField(),
  until: dateField(),
  reason: linesField({ max: 500 }),
});
export const decideStandingForm = z.strictObject({
  deed: choiceField(standingDeeds),
  standing: uuid,
  words: linesField({ max: 500, required: false }),
});
