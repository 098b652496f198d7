import { z } from "zod";
import { linesField, textField } from "../../../kernel/text/fields.ts";
import { mostLetters } from "../rules/public/question.ts";

/** What comes in by the public addresses. */

const planId = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/);
const code = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,40}$/);
const year = z.coerce.number().int().min(1950).max(2150);
const page = z.coerce.number().int().min(1).max(10_000).catch(1).default(1);
const empty = z.literal("").transform(() => undefined);

export const noParams = z.object({});
export const noQuery = z.object({});
export const planParams = z.object({ plan: planId });
export const partParams = planParams.extend({ code });
export const indicatorParams = planParams.extend({ indicator: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/) });
export const projectParams = planParams.extend({ project: code });
export const yearParams = planParams.extend({ year });
export const sheetParams = yearParams.extend({ subject: code });
export const questionParams = planParams.extend({ question: z.uuid() });

export const indicatorQuery = z.object({
  verdict: z
    .union([z.enum(["good", "late", "unknown"]), empty])
    .optional()
    .catch(undefined),
  part: z.union([code, empty]).optional().catch(undefined),
  priority: z
    .union([z.literal("yes"), empty])
    .optional()
    .catch(undefined),
  page,
});
/** Programs are told of a page that cannot be; people get the first. */
export const indicatorsQuery = z.strictObject({
  page: z.coerce.number().int().min(1).max(10_000).default(1).meta({ description: "From 1." }),
  perPage: z.coerce.number().int().min(1).max(100).default(50).meta({ description: "Indicators on one page." }),
});
export const projectQuery = z.object({ node: code.optional().catch(undefined), page });
export const searchQuery = z.object({ q: z.string().max(1000).catch("").default("") });
export const compareQuery = z.object({
  from: year.optional().catch(undefined),
  to: year.optional().catch(undefined),
  page,
});

export const askForm = z.strictObject({
  words: linesField({ max: mostLetters }),
  penName: textField({ max: 40, required: false }),
});
export const emptyForm = z.strictObject({});
export const answerForm = z.strictObject({ answer: linesField({ max: 4000 }) });
export const declineForm = z.strictObject({ reason: linesField({ max: 500 }) });
