import type { City } from "../../../kernel/city.ts";
import { perform } from "../../../kernel/perform.ts";
import { bringSampleRounds } from "../commands/evaluation/bring-samples.ts";
import { readSampleRounds } from "../schema/sample-sheets.ts";
import { readSheetForm } from "../schema/sheet-form.ts";
import { keepForm } from "../store/evaluation/rounds.ts";

const actor = { kind: "system", job: "plan.seed-evaluation" } as const;

/** The city's forms; then, in a demo, last year's published sheets and this year's round, all marked as samples. */
export async function seedEvaluation(city: City, cityFolder: URL): Promise<void> {
  await loadSheetForms(city, cityFolder);
  if (!city.demo) return;
  const samples = readSampleRounds(new URL("plans/samples/sheets.yaml", cityFolder));
  await perform(city, { actor }, bringSampleRounds, samples);
}

/** sheets/measure.yaml and sheets/project.yaml: the forms of rounds that are opened from now on. */
export async function loadSheetForms(city: City, cityFolder: URL): Promise<void> {
  for (const kind of ["measure", "project"] as const) {
    const form = readSheetForm(new URL(`sheets/${kind}.yaml`, cityFolder));
    await perform(city, { actor }, (act) => keepForm(act.tx, kind, form, act.now), undefined);
  }
}
