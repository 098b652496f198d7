import { z } from "zod";

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

/** cities/<city>/plans/samples/figures.yaml */
export const sampleFile = z.strictObject({
  plan: z.string(),
  years: z.array(z.int()).min(1),
  published: z.record(z.string(), z.strictObject({ on: z.iso.date(), note: z.string().min(1) })),
  indicators: z.record(
    z.string(),
    z.strictObject({
      origin: z.enum(["metric", "import", "hand"]),
      source: z.string().min(1),
      certainty: z.enum(["provisional", "final"]).default("final"),
      values: z.array(decimal.nullable()),
      counts: z
        .record(z.string(), z.array(z.strictObject({ label: z.string(), amount: decimal, unit: z.string() })))
        .default({}),
      reading: z.strictObject({ year: z.int(), value: decimal }).optional(),
    }),
  ),
});

export type SampleFigures = z.infer<typeof sampleFile>;
