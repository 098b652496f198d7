import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { forbidden, notFound } from "../../../../kernel/refusal.ts";
import { button, empty, errorAt, form, page, table } from "../../../../ui/index.ts";
import { listOwnProjects } from "../../commands/budget/type-effort.ts";
import { mayBudget } from "../../rules/budget/policy.ts";
import { listEffort } from "../../store/budget.ts";
import { findPlan, type StoredProject } from "../../store/plan.ts";
import { listRounds } from "../../store/sheet.ts";
import { nameOf, rootPath, yearOf, yearPath } from "./words.ts";

type Params = { plan: string; year: number };

/** 人工: one number for each project of the clerk's own section. */
export async function showEffort(view: View, { params }: { params: Params }): Promise<Html> {
  return draw(view, params, undefined, noProblems);
}

export async function showEffortAgain(
  view: View,
  { params, values, problems }: { params: Params; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params, values, problems);
}

async function draw(
  view: View,
  { plan, year }: Params,
  values: FormValues | undefined,
  problems: Problems,
): Promise<Html> {
  const { t, city, actor } = view;
  if (!mayBudget(actor, "type")) throw forbidden();
  if ((await findPlan(city.db, plan)) === undefined) throw notFound();
  const projects = await listOwnProjects(city.db, plan, actor.sectionId);
  const known = await listEffort(city.db, plan, year);
  const round = (await listRounds(city.db, plan)).find((one) => one.year === year);
  const title = t("plan-budget.staff.effort.title", { year: yearOf(view, year) });
  const cost =
    round === undefined
      ? t("plan-budget.staff.effort.no-unit-cost")
      : t("plan-budget.staff.effort.unit-cost", { amount: formatYen(round.staffUnitCost, view.locale) });
  return page(view, {
    title: t.text("plan-budget.staff.effort.title", { year: yearOf(view, year) }),
    area: "staff",
    crumbs: [
      { label: t("plan-budget.staff.title"), href: rootPath },
      { label: t("plan-budget.staff.year-title", { year: yearOf(view, year) }), href: yearPath(plan, year) },
      { label: title },
    ],
    problems,
    main: html`<div class="stack-l"><div class="head"><h1>${title}</h1><p>${t("plan-budget.staff.effort.lead")}</p><p>${cost}</p></div>
${
  projects.length === 0
    ? empty(t("plan-budget.staff.effort.none"), [])
    : form(view, {
        action: `${yearPath(plan, year)}/effort`,
        content: html`${table<StoredProject>({
          caption: t("plan-budget.staff.effort.caption"),
          rows: projects,
          columns: [
            {
              label: t("plan-budget.staff.project"),
              head: true,
              cell: (project) => html`${project.code}　${nameOf(view, project)}`,
            },
            {
              label: t("plan-budget.staff.persons"),
              number: true,
              cell: ({ code, name }) => {
                const field = `p.${code}`;
                const value = values === undefined ? (known.get(code) ?? "") : typed(values, field);
                const error = errorAt(t, problems, field);
                return html`${error && html`<span class="field__error" id="${field}-error">${error}</span>`}<input class="input input--s" id="${field}" name="${field}" inputmode="decimal" autocomplete="off" value="${value}" aria-label="${t.text("plan-budget.staff.persons")} ${code} ${name.ja}"${error ? html` aria-invalid="true" aria-describedby="${field}-error"` : ""}>`;
              },
            },
          ],
        })}<p>${button({ label: t("plan-budget.staff.effort.save") })}</p>`,
      })
}</div>`,
  });
}
