import type { Act } from "../../../../kernel/act.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import { readTableFile, type TableFileProblem } from "../../../../kernel/files/table-file.ts";
import type { MessageKey } from "../../../../kernel/i18n/messages.ts";
import { translator } from "../../../../kernel/i18n/translate.ts";
import { notFound, Refusal } from "../../../../kernel/refusal.ts";
import type { BudgetUnit } from "../../rules/budget/amount.ts";
import { requireBudget } from "../../rules/budget/policy.ts";
import { readBudgetTable, type TableProblem } from "../../rules/budget/read-table.ts";
import { applyFile, compareFile, getFileForUpdate, insertFile } from "../../store/budget.ts";
import { findPlan, listProjects } from "../../store/plan.ts";

export type BroughtFile = {
  readonly planId: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the person chose, for a file that does not say it. */
  readonly unit: BudgetUnit | undefined;
};

/** Reads a file of amounts, all of it or nothing, and keeps it until somebody has seen what it would change. */
export async function bringBudgetFile(act: Act, { planId, name, bytes, unit }: BroughtFile): Promise<{ id: string }> {
  requireBudget(act.actor, "import");
  if ((await findPlan(act.tx, planId)) === undefined) throw notFound();
  const file = await readTableFile(bytes);
  if (!file.ok) throw refusalOf(act, [{ row: undefined, key: fileWords[file.reason], params: {} }]);
  const projects = await listProjects(act.tx, planId, { includeRemoved: true });
  const read = readBudgetTable(file.cells, { unit, projects: new Set(projects.map(({ code }) => code)) });
  if (!read.ok) throw refusalOf(act, read.problems);
  const kept = await insertFile(act, planId, name.normalize("NFC").slice(0, 200) || "file", read.lines);
  await audit(act, {
    what: "plan.budget-brought",
    subject: `budget-file/${kept.id}`,
    counts: { lines: read.lines.length },
  });
  return kept;
}

/** Takes over what was shown: if anything has moved since, nothing is written and it is shown anew. */
export async function applyBudgetFile(
  act: Act,
  input: {
    readonly planId: string;
    readonly fileId: string;
    readonly digest: string;
    readonly reason: string | undefined;
  },
): Promise<void> {
  const { planId, fileId, digest, reason } = input;
  requireBudget(act.actor, "import");
  const file = await getFileForUpdate(act, planId, fileId);
  if (file.appliedAt !== undefined) throw new Refusal("plan.staff-budget-applied");
  const difference = await compareFile(act.tx, planId, fileId);
  if (difference.digest !== digest) throw new Refusal("plan.staff-budget-moved");
  if (difference.settledChanged > 0 && reason === undefined) {
    throw new Refusal("plan.staff-budget-reason", { field: "reason", params: { count: difference.settledChanged } });
  }
  await applyFile(act, planId, fileId, { reason });
  const { added, changed, unchanged } = difference;
  await audit(act, {
    what: "plan.budget-applied",
    subject: `budget-file/${fileId}`,
    reason,
    counts: { added, changed, unchanged },
  });
}

const fileWords: Readonly<Record<TableFileProblem, MessageKey>> = {
  "file-empty": "plan-budget.staff.file.nothing",
  "file-too-big": "plan-budget.staff.file.too-big",
  "file-type": "plan-budget.staff.file.type",
  "file-broken": "plan-budget.staff.file.broken",
  "file-letters": "plan-budget.staff.file.letters",
};

const mostShown = 50;

/** Every mistake with its row; of very many the first ones, and how many more there are. */
function refusalOf(act: Act, problems: readonly TableProblem[]): Refusal {
  const t = translator(act.locale);
  const all = problems.slice(0, mostShown).map(({ row, key, params }) => {
    const what = t.marked(key, params);
    const at = { status: 422, field: isUnit(key) ? "unit" : "file" } as const;
    return row === undefined
      ? new Refusal("plan.staff-budget-file", { ...at, params: { what } })
      : new Refusal("plan.staff-budget-row", { ...at, params: { row, what } });
  });
  const more = problems.length - mostShown;
  if (more > 0)
    all.push(new Refusal("plan.staff-budget-more", { status: 422, field: "file", params: { count: more } }));
  const [first, ...others] = all;
  return new Refusal(first?.code ?? "plan.staff-budget-file", {
    status: 422,
    ...(first?.field === undefined ? {} : { field: first.field }),
    params: first?.params ?? {},
    others,
  });
}

const isUnit = (key: string) =>
  key === "plan-budget.staff.file.unit-missing" || key === "plan-budget.staff.file.unit-differs";
