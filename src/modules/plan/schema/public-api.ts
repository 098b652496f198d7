import { z } from "zod";

/** What programs get: the same that the pages show. Decimals are text, so that nothing is rounded on the way. */

const text = z.object({ ja: z.string(), en: z.string().optional(), "ja-easy": z.string().optional() });
const decimal = z.string().nullable().meta({ description: 'An exact decimal as text: "44.0", "-0.58".' });
const verdict = z.enum(["good", "late", "unknown"]);

export const planShape = z.object({
  id: z.string(),
  title: text,
  sample: z.boolean().meta({ description: "True while the plan itself is invented." }),
  revision: z.number().int(),
  adoptedOn: z.string().meta({ format: "date" }),
  baselineYear: z.number().int().meta({ description: "Fiscal year: 2021 is April 2021 to March 2022." }),
  targetYear: z.number().int(),
  ruleSet: z.string(),
  levels: z.array(z.object({ id: z.string(), name: text })),
});

export const plansShape = z.object({ plans: z.array(planShape) });

export const planWithPartsShape = planShape.extend({
  parts: z.array(
    z.object({
      code: z.string(),
      level: z.string(),
      parent: z.string().nullable(),
      title: text,
      priority: z.boolean(),
      sdgs: z.array(z.number().int()),
      restates: z.string().nullable(),
    }),
  ),
  publishedYears: z.array(z.number().int()),
});

export const indicatorsShape = z.object({
  plan: z.string(),
  page: z.number().int(),
  perPage: z.number().int(),
  pages: z.number().int().meta({ description: "A page after the last has no indicators." }),
  count: z.number().int().meta({ description: "All indicators of the plan." }),
  indicators: z.array(
    z.object({
      id: z.string(),
      part: z.string(),
      name: text,
      unit: text,
      kind: z.string(),
      better: z.enum(["up", "down"]),
      rule: text,
      baseline: z.object({ year: z.number().int(), value: decimal }),
      target: z.object({
        year: z.number().int(),
        rule: z.string().meta({ description: "reach, at-least, at-most, range, keep, text" }),
        value: decimal,
        upper: decimal,
        text: text.nullable(),
      }),
      values: z.array(
        z.object({
          year: z.number().int(),
          value: decimal,
          publishedAt: z.string().meta({ format: "date-time" }),
          origin: z
            .object({
              by: z.enum(["metric", "table", "import", "api", "hand"]),
              source: z.string(),
              rule: z.string(),
              numerator: decimal,
              denominator: decimal,
              counts: z.array(z.object({ label: z.string(), amount: z.string(), unit: z.string().optional() })),
              countedAt: z.string().meta({ format: "date-time" }),
              certainty: z.enum(["provisional", "final"]),
              sample: z.boolean(),
            })
            .nullable(),
          achievement: z.object({
            ruleSet: z.string(),
            verdict,
            grade: text.nullable(),
            expected: decimal,
            gap: decimal,
            progress: decimal,
            rate: decimal,
            margin: decimal,
            outlook: decimal,
          }),
        }),
      ),
    }),
  ),
});
