import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { localText } from "../../../../kernel/i18n/locales.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { buttonLink, empty, page, table } from "../../../../ui/index.ts";
import { mayBudget } from "../../rules/budget/policy.ts";
import { listRequests, type StoredRequest } from "../../store/budget.ts";
import { findPlan, listProjects } from "../../store/plan.ts";
import { amount, nameOf, publishPath, requestPath, rootPath, stateWords, yearOf, yearPath } from "./words.ts";

/** All requests for a year, by code: nothing here ranks them. */
export async function showRequests(view: View, { params }: { params: { plan: string; year: number } }): Promise<Html> {
  const { t, city, actor } = view;
  const plan = await findPlan(city.db, params.plan);
  if (plan === undefined) throw notFound();
  const year = yearOf(view, params.year);
  const requests = await listRequests(city.db, plan.id, params.year);
  const projects = await listProjects(city.db, plan.id, { includeRemoved: true });
  const names = new Map(projects.map((project) => [project.code, nameOf(view, project)]));
  const title = t("plan-budget.staff.request.list-title", { year });
  const canPublish = mayBudget(actor, "publish") && requests.some(({ state }) => state === "decided");
  return page(view, {
    title: t.text("plan-budget.staff.request.list-title", { year }),
    area: "staff",
    crumbs: [
      { label: t("plan-budget.staff.title"), href: rootPath },
      { label: t("plan-budget.staff.year-title", { year }), href: yearPath(plan.id, params.year) },
      { label: title },
    ],
    main: html`<div class="stack-l"><div class="head"><h1>${title}</h1><p>${localText(plan.title, view.locale)}</p><p>${t("plan-budget.ranking")}</p></div>
${canPublish && html`<p>${buttonLink({ label: t("plan-budget.staff.to-publish"), href: publishPath(plan.id, params.year), size: "small" })}</p>`}
${
  requests.length === 0
    ? empty(t("plan-budget.staff.request.none", { year }), [])
    : table<StoredRequest>({
        caption: t("plan-budget.staff.request.list-caption", { count: requests.length }),
        rows: requests,
        columns: [
          {
            label: t("plan-budget.staff.project"),
            head: true,
            cell: ({ id, project }) => html`<a href="${requestPath(id)}">${project}　${names.get(project) ?? ""}</a>`,
          },
          { label: t("plan-budget.staff.request.state"), cell: ({ state }) => t(stateWords[state]) },
          { label: t("plan-budget.staff.request.before"), number: true, cell: ({ before }) => amount(view, before) },
          { label: t("plan-budget.staff.request.asked"), number: true, cell: ({ asked }) => amount(view, asked) },
          {
            label: t("plan-budget.staff.request.assessed"),
            number: true,
            cell: ({ assessed }) => amount(view, assessed),
          },
          { label: t("plan-budget.staff.request.decided"), number: true, cell: ({ decided }) => amount(view, decided) },
          { label: t("plan-budget.staff.request.settled"), number: true, cell: ({ settled }) => amount(view, settled) },
        ],
      })
}</div>`,
  });
}
