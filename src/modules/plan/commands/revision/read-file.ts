import type { Act } from "../../../../kernel/act.ts";
import { translator } from "../../../../kernel/i18n/translate.ts";
import { Refusal } from "../../../../kernel/refusal.ts";
import { formulas } from "../../rules/formulas/index.ts";
import { ruleSets } from "../../rules/rule-sets.ts";
import { readPlanXlsx } from "../../schema/revision/excel-read.ts";
import { type Loaded, loadPlan, loadPlanYaml, mostProblems } from "../../schema/revision/load.ts";
import { sayPlace, sayProblem } from "../../schema/revision/say.ts";
import type { PlanDocument } from "../../types/plan.ts";
import { draftPlan } from "./draft.ts";

const mostBytes = 5 * 1024 * 1024;

/** What the product knows, against which a file is held. */
export const surroundings = { ruleSets: new Set(ruleSets.keys()), formulas: new Set(formulas.keys()) };

/** A file that was handed in → a draft. Everything that is wrong with it is said at once, and nothing is kept then. */
export async function draftFile(
  act: Act,
  { file, planId }: { readonly file: File; readonly planId: string | undefined },
): Promise<string> {
  const document = await readPlanFile(act, file);
  if (planId !== undefined && document.id !== planId) {
    throw new Refusal("plan.staff-other-plan", { status: 422, field: "file", params: { id: document.id } });
  }
  return draftPlan(act, { document, source: file.name });
}

async function readPlanFile(act: Act, file: File): Promise<PlanDocument> {
  const no = (code: string) => new Refusal(code, { status: 422, field: "file" });
  if (file.size > mostBytes) throw no("plan.staff-file-too-big");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const ending = /\.([^.]{1,10})$/.exec(file.name.toLowerCase())?.[1];
  // What a file is, its content says; a name that says something else is a mistake or a lie.
  if (isZip ? ending !== "xlsx" : ending !== "yaml" && ending !== "yml") throw no("plan.staff-file-kind");
  const loaded = isZip
    ? loadPlan(await readPlanXlsx(bytes), surroundings)
    : loadPlanYaml(textOf(bytes, no), surroundings);
  if (!loaded.ok) throw refusalOf(act, loaded.problems);
  return loaded.document;
}

function textOf(bytes: Uint8Array, no: (code: string) => Refusal): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw no("plan.staff-file-letters");
  }
}

function refusalOf({ locale }: Act, problems: Extract<Loaded, { ok: false }>["problems"]): Refusal {
  const t = translator(locale);
  const lines = problems.slice(0, mostProblems).map(
    (problem) =>
      new Refusal("plan.staff-file-line", {
        status: 422,
        field: "file",
        params: { place: sayPlace(t, problem.place), words: sayProblem(t, problem) },
      }),
  );
  return new Refusal("plan.staff-file-wrong", {
    status: 422,
    field: "file",
    params: { count: problems.length },
    others: lines,
  });
}
