import { existsSync } from "node:fs";
import type { Command } from "../../../kernel/act.ts";
import type { City } from "../../../kernel/city.ts";
import { perform } from "../../../kernel/perform.ts";
import { readYamlFile } from "../../../kernel/yaml-file.ts";
import { bringSampleBudget, bringSampleRequests } from "../commands/budget/bring-samples.ts";
import { type SampleBudget, sampleBudget } from "../schema/sample-budget.ts";
import { findPlan } from "../store/plan.ts";

/** What projects cost, in a demonstration only. */
export function seedBudget(city: City, cityFolder: URL): Promise<void> {
  return seed(city, cityFolder, bringSampleBudget);
}

/** The requests with their answers, after the sheets that led to them. */
export function seedRequests(city: City, cityFolder: URL): Promise<void> {
  return seed(city, cityFolder, bringSampleRequests);
}

async function seed(city: City, cityFolder: URL, command: Command<SampleBudget, void>): Promise<void> {
  const file = new URL("plans/samples/budget.yaml", cityFolder);
  if (!city.demo || !existsSync(file)) return;
  const samples = readYamlFile(sampleBudget, file);
  if ((await findPlan(city.db, samples.plan)) === undefined) return;
  await perform(city, { actor: { kind: "system", job: "plan.seed" } }, command, samples);
}
