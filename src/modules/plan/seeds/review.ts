import { existsSync } from "node:fs";
import type { City } from "../../../kernel/city.ts";
import { perform } from "../../../kernel/perform.ts";
import { readYamlFile } from "../../../kernel/yaml-file.ts";
import { bringSampleReviews } from "../commands/review/bring-samples.ts";
import { sampleReviews } from "../schema/sample-reviews.ts";

/** The sample board of the open round, and what an earlier one said, in a demonstration only. */
export async function seedReview(city: City, cityFolder: URL): Promise<void> {
  const file = new URL("plans/samples/reviews.yaml", cityFolder);
  if (!city.demo || !existsSync(file)) return;
  const samples = readYamlFile(sampleReviews, file);
  await perform(city, { actor: { kind: "system", job: "plan.seed" } }, bringSampleReviews, samples);
}
