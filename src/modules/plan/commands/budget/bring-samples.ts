import type { Act } from "../../../../kernel/act.ts";
import { budgetUnits, unitWords, yenIn } from "../../rules/budget/amount.ts";
import { totalOf } from "../../rules/budget/cost.ts";
import type { SampleBudget } from "../../schema/sample-budget.ts";
import {
  applyFile,
  type Effort,
  type FileRow,
  insertFile,
  insertSampleRequest,
  storeEffort,
  storeOutput,
} from "../../store/budget.ts";
import { findProject, listProjects } from "../../store/plan.ts";
import { listRounds, listSheets } from "../../store/sheet.ts";
import { budgetStages } from "../../types/budget.ts";

/** Sample amounts, staff and output, each marked as such. Projects that the plan does not have are left out. */
export async function bringSampleBudget(act: Act, samples: SampleBudget): Promise<void> {
  const known = new Set((await listProjects(act.tx, samples.plan, { includeRemoved: true })).map(({ code }) => code));
  const factor = yenIn[budgetUnits.find((unit) => unitWords[unit] === samples.unit) ?? "yen"];
  const rows: FileRow[] = [];
  const efforts: Effort[] = [];
  for (const [project, years] of Object.entries(samples.projects)) {
    if (!known.has(project)) continue;
    for (const [name, of] of Object.entries(years)) {
      const year = Number(name);
      for (const stage of budgetStages) {
        const amounts = of[stage]?.map((amount) => amount * factor);
        if (amounts === undefined) continue;
        const [national = 0, prefecture = 0, bond = 0, other = 0, general = 0] = amounts;
        const funding = { national, prefecture, bond, other, general };
        rows.push({ project, year, stage, ...funding, total: totalOf(funding) });
      }
      if (of.persons !== undefined) efforts.push({ project, year, persons: of.persons });
      if (of.output !== undefined) await storeOutput(act, samples.plan, project, { year, ...of.output }, true);
    }
  }
  const { id } = await insertFile(act, samples.plan, "budget.yaml", rows);
  await applyFile(act, samples.plan, id, { reason: undefined, isSample: true });
  await storeEffort(act, samples.plan, efforts, true);
}

/** After the sample sheets: a request hangs on the sheet that led to it, and one without a sheet is left out. */
export async function bringSampleRequests(act: Act, samples: SampleBudget): Promise<void> {
  for (const request of samples.requests) {
    const round = (await listRounds(act.tx, samples.plan)).find(({ year }) => year === request.sheet.year);
    const sheets = round === undefined ? [] : await listSheets(act.tx, round.id);
    const sheet = sheets.find(({ subject }) => subject === request.sheet.subject);
    const project = await findProject(act.tx, samples.plan, request.project);
    if (sheet === undefined || project === undefined) continue;
    await insertSampleRequest(act, { ...request, planId: samples.plan, sheetId: sheet.id });
  }
}
