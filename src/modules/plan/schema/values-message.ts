import { z } from "zod";

/** What a program sends: at most 500 values. A number may be text, so that no digit is lost. */
export const valuesMessage = z.strictObject({
  values: z
    .array(
      z.strictObject({
        indicator: z.string().min(1).max(100).meta({ description: "The indicator's id." }),
        year: z.int().min(1950).max(2150).meta({ description: "Fiscal year: 2025 is April 2025 to March 2026." }),
        value: z
          .union([z.string().min(1).max(40), z.number()])
          .meta({ description: 'As text, no digit is lost: "44.0".' }),
        certainty: z.enum(["provisional", "final"]).default("provisional"),
        source: z.string().min(1).max(500).meta({ description: "Where the value comes from, in words for residents." }),
      }),
    )
    .min(1)
    .max(500),
  confirmed: z.boolean().default(false).meta({
    description: "Values that look implausible are refused unless this says that somebody has looked.",
  }),
});

export const valuesHeaders = z.object({
  "Idempotency-Key": z
    .string()
    .max(200)
    .optional()
    .meta({ description: "The same message again gets the same answer. Without it the body itself is the key." }),
});

export const valuesTaken = z.object({
  proposed: z.int().meta({ description: "Values that wait for a person's approval now." }),
  unchanged: z.int().meta({ description: "Values that were in force or waiting already." }),
});

export const valuesRefused = z.object({
  error: z.string(),
  problems: z
    .array(z.object({ at: z.string().optional(), code: z.string(), words: z.string() }))
    .optional()
    .meta({ description: "Each value that is wrong. With one of them none is taken." }),
  issues: z
    .array(z.object({ at: z.string(), message: z.string() }))
    .optional()
    .meta({ description: "What does not fit this document." }),
});
