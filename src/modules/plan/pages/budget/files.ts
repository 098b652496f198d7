import type { Answer } from "../../../../kernel/http/answer.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { localText } from "../../../../kernel/i18n/locales.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { type NamedProject, writeBudgetCsv, writeBudgetXlsx } from "../../schema/budget-file.ts";
import { listBudget } from "../../store/budget.ts";
import { findPlan, listProjects } from "../../store/plan.ts";

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

type YearInput = { params: { plan: string; year: number } };

/** The columns to fill in, and on a second sheet the codes of the plan's projects. */
export async function sendTemplate(view: View, { params }: { params: { plan: string } }): Promise<Answer> {
  const projects = await namedProjects(view, params.plan);
  const bytes = await writeBudgetXlsx([], projects);
  return { kind: "file", name: `budget-${params.plan}-template.xlsx`, type: xlsx, bytes };
}

export async function sendXlsx(view: View, { params }: YearInput): Promise<Answer> {
  const { plan, year } = params;
  const projects = await namedProjects(view, plan);
  const bytes = await writeBudgetXlsx(await listBudget(view.city.db, plan, { year }), projects);
  return { kind: "file", name: `budget-${plan}-${year}.xlsx`, type: xlsx, bytes };
}

export async function sendCsv(view: View, { params }: YearInput): Promise<Answer> {
  const { plan, year } = params;
  const projects = await namedProjects(view, plan);
  const names = new Map(projects.map(({ code, name }) => [code, name]));
  const bytes = writeBudgetCsv(await listBudget(view.city.db, plan, { year }), names);
  return { kind: "file", name: `budget-${plan}-${year}.csv`, type: "text/csv; charset=utf-8", bytes };
}

async function namedProjects({ city }: View, planId: string): Promise<NamedProject[]> {
  if ((await findPlan(city.db, planId)) === undefined) throw notFound();
  const projects = await listProjects(city.db, planId, { includeRemoved: true });
  return projects.map(({ code, name }) => ({ code, name: localText(name, "ja") }));
}
