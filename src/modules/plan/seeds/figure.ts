import { existsSync } from "node:fs";
import { z } from "zod";
import type { City } from "../../../kernel/city.ts";
import { perform } from "../../../kernel/perform.ts";
import { readYamlFile } from "../../../kernel/yaml-file.ts";
import { bringSampleFigures } from "../commands/figure/bring-samples.ts";
import { findPlan } from "../store/plan.ts";

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

const sampleFile = z.strictObject({
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

/** The sample series, in a demonstration only: marked as such in each row, published one year after the other. */
export async function seedFigure(city: City, cityFolder: URL): Promise<void> {
  const file = new URL("plans/samples/figures.yaml", cityFolder);
  if (!city.demo || !existsSync(file)) return;
  const samples = readYamlFile(sampleFile, file);
  if ((await findPlan(city.db, samples.plan)) === undefined) return;
  await perform(city, { actor: { kind: "system", job: "plan.seed" } }, bringSampleFigures, samples);
}
