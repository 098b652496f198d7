import { type Html, html } from "../../../../kernel/html.ts";
import { noProblems, type Problems } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { button, empty, form, hidden, page } from "../../../../ui/index.ts";
import { listRequests } from "../../store/budget.ts";
import { findPlan, listProjects } from "../../store/plan.ts";
import { requestFacts } from "./request-facts.ts";
import { nameOf, publishPath, requestsPath, rootPath, yearOf } from "./words.ts";

type Input = { params: { plan: string; year: number } };

/** Before answers are published: exactly what residents will read. */
export async function showPublish(view: View, { params }: Input): Promise<Html> {
  return draw(view, params, noProblems);
}

export async function showPublishAgain(
  view: View,
  { params, problems }: Input & { problems: Problems },
): Promise<Html> {
  return draw(view, params, problems);
}

async function draw(view: View, { plan, year }: Input["params"], problems: Problems): Promise<Html> {
  const { t, city } = view;
  if ((await findPlan(city.db, plan)) === undefined) throw notFound();
  const waiting = await listRequests(city.db, plan, year, { state: "decided" });
  const projects = await listProjects(city.db, plan, { includeRemoved: true });
  const names = new Map(projects.map((project) => [project.code, nameOf(view, project)]));
  const said = { year: yearOf(view, year) };
  const parts = waiting.map(
    (request) =>
      html`<section class="section stack"><h2>${request.project}　${names.get(request.project) ?? ""}</h2>${requestFacts(view, request)}</section>`,
  );
  return page(view, {
    title: t.text("plan-budget.staff.publish.title", said),
    area: "staff",
    crumbs: [
      { label: t("plan-budget.staff.title"), href: rootPath },
      { label: t("plan-budget.staff.request.list-title", said), href: requestsPath(plan, year) },
      { label: t("plan-budget.staff.to-publish") },
    ],
    problems,
    main: html`<div class="stack-l"><div class="head"><h1>${t("plan-budget.staff.publish.title", said)}</h1></div>
${
  waiting.length === 0
    ? empty(t("plan-budget.staff.publish.none"), [])
    : html`<p>${t("plan-budget.staff.publish.lead")}</p>${parts}${form(view, {
        action: publishPath(plan, year),
        content: html`${waiting.map(({ id }) => hidden("seen", id))}<p>${button({ label: t("plan-budget.staff.publish.do", { count: waiting.length }) })}</p>`,
      })}`
}</div>`,
  });
}
