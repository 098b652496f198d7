import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { City } from "../../../kernel/city.ts";
import { parseCsv } from "../../../kernel/files/table-file.ts";
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
  await perform(city, { actor: { kind: "system", job: "plan.seed" } }, bringSampleFigures, {
    samples,
    tables: readTables(new URL("plans/samples/tables/", cityFolder)),
  });
}

/** Sample tables, by indicator and year: tables/women-on-councils-2025.csv. */
function readTables(folder: URL): ReadonlyMap<string, readonly (readonly string[])[]> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder).filter((name) => name.endsWith(".csv"));
  return new Map(
    names.map((name) => [name.slice(0, -".csv".length), parseCsv(readFileSync(new URL(name, folder), "utf8"))]),
  );
}
