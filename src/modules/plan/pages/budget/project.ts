import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { civilDateOf } from "../../../../kernel/time/instant.ts";
import { button, empty, errorAt, form, page, table, textField } from "../../../../ui/index.ts";
import { listOwnProjects } from "../../commands/budget/type-effort.ts";
import { costPerUnit } from "../../rules/budget/cost.ts";
import { mayBudget } from "../../rules/budget/policy.ts";
import { formatFigure, withUnit } from "../../rules/number.ts";
import {
  type BudgetChange,
  listBudget,
  listBudgetChanges,
  listCostsOfProject,
  listOutputs,
} from "../../store/budget.ts";
import { findProject } from "../../store/plan.ts";
import type { BudgetRow, Cost, Output } from "../../types/budget.ts";
import { amount, nameOf, projectPath, rateOf, rootPath, sourceColumns, stageWords, yearOf, yearPath } from "./words.ts";

type Params = { plan: string; year: number; project: string };

/** One project's money over the years. */
export async function showProject(view: View, { params }: { params: Params }): Promise<Html> {
  return draw(view, params, undefined, noProblems);
}

export async function showProjectAgain(
  view: View,
  { params, values, problems }: { params: Params; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params, values, problems);
}

async function draw(
  view: View,
  { plan, year, project: code }: Params,
  values: FormValues | undefined,
  problems: Problems,
): Promise<Html> {
  const { t, city, actor } = view;
  const { db } = city;
  const project = await findProject(db, plan, code);
  if (project === undefined) throw notFound();
  const rows = await listBudget(db, plan, { project: code });
  const costs = await listCostsOfProject(db, plan, code);
  const outputs = await listOutputs(db, plan, code);
  const changes = await listBudgetChanges(db, plan, code);
  const own = mayBudget(actor, "type") ? await listOwnProjects(db, plan, actor.sectionId) : [];
  const isOwn = own.some((one) => one.code === code);
  const title = `${code}　${nameOf(view, project)}`;
  return page(view, {
    title,
    area: "staff",
    crumbs: [
      { label: t("plan-budget.staff.title"), href: rootPath },
      { label: t("plan-budget.staff.year-title", { year: yearOf(view, year) }), href: yearPath(plan, year) },
      { label: title },
    ],
    problems,
    main: html`<div class="stack-l"><div class="head"><h1>${title}</h1></div>
<section class="section stack"><h2>${t("plan-budget.staff.years")}</h2>${amounts(view, year, rows)}${costTable(view, costs, outputs)}</section>
${isOwn && outputForm(view, { plan, year, project: code }, outputs, values, problems)}
${changes.length > 0 && changesPart(view, changes)}</div>`,
  });
}

function amounts(view: View, year: number, rows: readonly BudgetRow[]): Content {
  const { t } = view;
  if (rows.length === 0) return empty(t("plan-budget.staff.no-amounts", { year: yearOf(view, year) }), []);
  const isSample = rows.some((row) => row.isSample);
  return html`${isSample && html`<p class="note">${t("plan-budget.staff.sample")}</p>`}${table<BudgetRow>({
    caption: t("plan-budget.staff.years-caption"),
    rows,
    isNow: (row) => row.year === year,
    columns: [
      {
        label: t("plan-budget.staff.year"),
        head: true,
        cell: (row) => html`${yearOf(view, row.year)}　${t(stageWords[row.stage])}`,
      },
      ...sourceColumns<BudgetRow>(view, ({ funding }) => funding),
      { label: t("plan-budget.total"), number: true, cell: ({ total }) => amount(view, total) },
    ],
  })}`;
}

function costTable(view: View, costs: readonly Cost[], outputs: readonly Output[]): Content {
  const { t, locale } = view;
  const cannot = t("plan-budget.no-rate");
  const outputOf = (cost: Cost) => outputs.find(({ year }) => year === cost.year);
  // A year of which only the budget is known stands in the table above.
  const rows = costs.filter((cost) => cost.settled ?? cost.persons ?? outputOf(cost));
  if (rows.length === 0) return undefined;
  return html`${table<Cost>({
    caption: t("plan-budget.staff.cost-caption"),
    rows,
    columns: [
      { label: t("plan-budget.staff.year"), head: true, cell: ({ year }) => yearOf(view, year) },
      { label: t("plan-budget.staff.rate"), number: true, cell: (cost) => rateOf(view, cost) },
      {
        label: t("plan-budget.staff.persons"),
        number: true,
        cell: ({ persons }) => (persons === undefined ? "" : formatFigure(persons, 2, locale)),
      },
      {
        label: t("plan-budget.staff.staff-cost"),
        number: true,
        cell: ({ staffCost, persons }) => (persons === undefined ? "" : amount(view, staffCost) || cannot),
      },
      {
        label: t("plan-budget.staff.total-cost"),
        number: true,
        cell: ({ totalCost, settled }) => (settled === undefined ? "" : amount(view, totalCost) || cannot),
      },
      {
        label: t("plan-budget.staff.output"),
        number: true,
        cell: (cost) => {
          const output = outputOf(cost);
          return output === undefined ? "" : `${output.name}　${written(view, output)}`;
        },
      },
      {
        label: t("plan-budget.staff.unit-cost"),
        number: true,
        cell: (cost) => {
          const output = outputOf(cost);
          return output === undefined ? "" : amount(view, costPerUnit(cost.totalCost, output)) || cannot;
        },
      },
    ],
  })}<p class="small muted">${t("plan-budget.staff.rate-rule")}</p>`;
}

function written({ locale }: View, { amount: count, unit }: Output): string {
  const decimals = /\.\d*[1-9]/.test(count) ? 2 : 0;
  return withUnit(formatFigure(count, decimals, locale), unit, locale);
}

function outputForm(
  view: View,
  params: Params,
  outputs: readonly Output[],
  values: FormValues | undefined,
  problems: Problems,
): Html {
  const { t } = view;
  const known = outputs.find(({ year }) => year === params.year);
  const value = (field: "name" | "unit" | "amount") =>
    values === undefined ? (known?.[field] ?? "").replace(/\.00$/, "") : typed(values, field);
  return html`<section class="section stack"><h2>${yearOf(view, params.year)}　${t("plan-budget.staff.output")}</h2><p>${t("plan-budget.staff.output-lead")}</p>${form(
    view,
    {
      action: projectPath(params.plan, params.year, params.project),
      content: html`${textField({ t, name: "name", label: t("plan-budget.staff.output-name"), hint: t("plan-budget.staff.output-name-hint"), need: "required", size: "m", value: value("name"), error: errorAt(t, problems, "name") })}
${textField({ t, name: "unit", label: t("plan-budget.staff.output-unit"), need: "required", size: "s", value: value("unit"), error: errorAt(t, problems, "unit") })}
${textField({ t, name: "amount", label: t("plan-budget.staff.output-amount"), need: "required", size: "s", inputmode: "numeric", value: value("amount"), error: errorAt(t, problems, "amount") })}
<p>${button({ label: t("plan-budget.staff.output-save"), size: "small" })}</p>`,
    },
  )}</section>`;
}

function changesPart(view: View, changes: readonly BudgetChange[]): Html {
  const { t, locale, city } = view;
  return html`<section class="section stack"><h2>${t("plan-budget.staff.changes")}</h2>${table<BudgetChange>({
    caption: t("plan-budget.staff.changes-caption"),
    rows: changes,
    columns: [
      {
        label: t("plan-budget.staff.changed-at"),
        head: true,
        cell: ({ changedAt }) => formatDate(civilDateOf(changedAt, city.config.zone), locale),
      },
      {
        label: t("plan-budget.staff.stage"),
        cell: ({ year, stage }) => html`${yearOf(view, year)}　${t(stageWords[stage])}`,
      },
      { label: t("plan-budget.staff.before"), number: true, cell: ({ before }) => amount(view, before) },
      { label: t("plan-budget.staff.after"), number: true, cell: ({ after }) => amount(view, after) },
      { label: t("plan-budget.staff.why"), cell: ({ reason }) => reason ?? "" },
    ],
  })}</section>`;
}
