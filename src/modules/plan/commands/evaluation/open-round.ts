import type { Act } from "../../../../kernel/act.ts";
import { personOf } from "../../../../kernel/actor.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../../kernel/refusal.ts";
import { findMisorder } from "../../rules/evaluation/calendar.ts";
import { listFields } from "../../rules/evaluation/fields.ts";
import { findForms, findRoundOfYear, insertRound } from "../../store/evaluation/rounds.ts";
import { insertSheets } from "../../store/evaluation/versions.ts";
import { findPlan, listNodes, listProjects, type StoredNode } from "../../store/plan.ts";
import { listSheets } from "../../store/sheet.ts";
import type { Round, Sheet, SheetForm } from "../../types/evaluation.ts";

export type OpenRound = {
  readonly planId: string;
  readonly year: number;
  readonly due: Round["due"];
  readonly staffUnitCost: number;
  readonly withProjects: boolean;
  readonly isSample?: boolean;
};

/** 年度の評価を始める: one sheet for each node that the plan's levels evaluate. Forms and unit cost stay as they are today. */
export async function openRound(act: Act, input: OpenRound): Promise<{ roundId: string; sheets: number }> {
  const { tx, now, actor } = act;
  const { planId, year, due, staffUnitCost, isSample = false } = input;
  const plan = await findPlan(tx, planId);
  if (plan === undefined) throw notFound();
  const forms = await findForms(tx);
  if (forms === undefined) throw new Refusal("plan.round-forms");
  refuseMisorder(due);

  const round: Round = { id: crypto.randomUUID(), planId, year, state: "open", due, forms, staffUnitCost, isSample };
  await insertRound(tx, round, personOf(actor), now);
  const nodes = await listNodes(tx, planId);
  const evaluated = new Set(plan.levels.filter(({ isEvaluated }) => isEvaluated).map(({ id }) => id));
  const measures = nodes.filter(({ level }) => evaluated.has(level));
  const projects = input.withProjects ? await listProjects(tx, planId) : [];
  const before = await listSheetsBefore(act, planId, year);
  const sheets = [
    ...measures.map(({ code, title, position }) => ({
      kind: "measure" as const,
      subject: code,
      title: title.ja,
      sectionId: leadingSection(nodes, code),
      position,
    })),
    ...projects.map(({ code, name, node, sections, position }) => ({
      kind: "project" as const,
      subject: code,
      title: name.ja,
      sectionId: sections[0] ?? leadingSection(nodes, node),
      position,
    })),
  ].map((sheet) => ({
    ...sheet,
    id: crypto.randomUUID(),
    roundId: round.id,
    answers: carriedOver(
      forms[sheet.kind],
      before.find(({ kind, subject }) => kind === sheet.kind && subject === sheet.subject),
    ),
  }));
  if (sheets.length > 0) await insertSheets(tx, sheets, now);
  await audit(act, { what: "round.opened", subject: `round/${round.id}`, counts: { sheets: sheets.length } });
  return { roundId: round.id, sheets: sheets.length };
}

export function refuseMisorder(due: Round["due"]): void {
  const step = findMisorder(due);
  if (step !== undefined) throw new Refusal("plan.round-due-order", { status: 422, field: `due-${step}` });
}

/** 担当課: the first of the node's own, or of the nearest node above that names one. */
export function leadingSection(nodes: readonly StoredNode[], code: string | undefined): string | undefined {
  const node = nodes.find((candidate) => candidate.code === code);
  return node && (node.sections[0] ?? leadingSection(nodes, node.parent));
}

async function listSheetsBefore({ tx }: Act, planId: string, year: number): Promise<readonly Sheet[]> {
  const before = await findRoundOfYear(tx, planId, year - 1);
  return before === undefined ? [] : listSheets(tx, before.id);
}

function carriedOver(form: SheetForm, before: Sheet | undefined): Sheet["answers"] {
  const kept = listFields(form).flatMap(({ id, carriesOver }) => {
    const text = carriesOver ? before?.answers[id] : undefined;
    return text ? [[id, text] as const] : [];
  });
  return Object.fromEntries(kept);
}
