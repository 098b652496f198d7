import { existsSync } from "node:fs";
import type { City } from "../../../kernel/city.ts";
import { perform } from "../../../kernel/perform.ts";
import { readYamlFile } from "../../../kernel/yaml-file.ts";
import { bringSampleFigures } from "../commands/figure/bring-samples.ts";
import { sampleFile } from "../schema/sample-figures.ts";
import { findPlan } from "../store/plan.ts";

/** The sample series, in a demonstration only: marked as such in each row, published one year after the other. */
export async function seedFigure(city: City, cityFolder: URL): Promise<void> {
  const file = new URL("plans/samples/figures.yaml", cityFolder);
  if (!city.demo || !existsSync(file)) return;
  const samples = readYamlFile(sampleFile, file);
  if ((await findPlan(city.db, samples.plan)) === undefined) return;
  await perform(city, { actor: { kind: "system", job: "plan.seed" } }, bringSampleFigures, samples);
}
