import { readdir, readFile } from "node:fs/promises";
import type { City } from "../../../kernel/city.ts";
import { translator } from "../../../kernel/i18n/translate.ts";
import { perform } from "../../../kernel/perform.ts";
import { StartFailure } from "../../../kernel/start-failure.ts";
import { bringPlan } from "../commands/revision/bring-plan.ts";
import { surroundings } from "../commands/revision/read-file.ts";
import { loadPlanYaml } from "../schema/revision/load.ts";
import { sayPlace, sayProblem } from "../schema/revision/say.ts";
import { findPlan } from "../store/plan.ts";
import type { PlanDocument } from "../types/plan.ts";

/** The city's plans from plans/*.yaml, the comprehensive plan first; one bad file and none is loaded. */
export async function seedRevisions(city: City, cityFolder: URL): Promise<void> {
  for (const document of await readPlans(new URL("plans/", cityFolder))) {
    await perform(city, { actor: { kind: "system", job: "plan.seed" } }, bringPlan, {
      document,
      reason: "はじめの登録",
    });
  }
}

/**
 * For a city that is run: plans that it does not know yet. Later texts of a plan are brought by its planners, who see the
 * difference before it is in force; a file on a server never overwrites what they have done.
 */
export async function loadNewPlans(city: City, cityFolder: URL): Promise<void> {
  for (const document of await readPlans(new URL("plans/", cityFolder))) {
    if ((await findPlan(city.db, document.id)) !== undefined) continue;
    await perform(city, { actor: { kind: "system", job: "plan.load" } }, bringPlan, {
      document,
      reason: "はじめの登録",
    });
  }
}

/** All plans of a folder. Throws a StartFailure that names file, line and column of all that is wrong. */
export async function readPlans(folder: URL): Promise<PlanDocument[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".yaml")).sort();
  const documents: PlanDocument[] = [];
  const wrong: string[] = [];
  const t = translator("ja");
  for (const name of names) {
    const loaded = loadPlanYaml(await readFile(new URL(name, folder), "utf8"), surroundings);
    if (loaded.ok) documents.push(loaded.document);
    else wrong.push(...loaded.problems.map((one) => `${name} ${sayPlace(t, one.place)} ${sayProblem(t, one)}`));
  }
  if (wrong.length > 0) throw new StartFailure(`Plan files cannot be used:\n  ${wrong.join("\n  ")}`);
  return documents;
}
