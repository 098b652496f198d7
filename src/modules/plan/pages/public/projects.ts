import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { empty, pagination, tags } from "../../../../ui/index.ts";
import { findNode, listProjects } from "../../store/plan.ts";
import { getPlan, planPage, planTabs } from "./frame.ts";
import { projectTable } from "./part-projects.ts";
import { plain, planPath, say } from "./words.ts";

const perPage = 50;

/** 事務事業 of the plan, or of one part of it. */
export async function showProjects(
  view: View,
  { params, query }: { params: { plan: string }; query: { node?: string | undefined; page: number } },
): Promise<Html> {
  const { t, city } = view;
  const plan = await getPlan(view, params.plan);
  const node = query.node === undefined ? undefined : await findNode(city.db, plan.id, query.node);
  if (query.node !== undefined && node === undefined) throw notFound();
  const projects = await listProjects(city.db, plan.id, node === undefined ? {} : { node: node.code });
  const pages = Math.max(1, Math.ceil(projects.length / perPage));
  const page = Math.min(query.page, pages);
  const base = `${planPath(plan.id)}/projects`;
  const chosen =
    node &&
    tags(t.text("plan.projects.chosen"), [
      {
        label: say(t, node.title),
        without: { href: base, label: t("plan.projects.drop", { part: plain(t, node.title) }) },
      },
    ]);
  return planPage(view, plan, {
    title: t.text("plan.project.title"),
    crumbs: [{ label: t("plan.project.title") }],
    main: html`<div class="head"><h1>${t("plan.project.title")}</h1><p class="lead">${t("plan.projects.lead")}</p></div>${planTabs(view, plan, "projects")}
<section class="section plan-below" aria-labelledby="found"><h2 id="found">${t("plan.projects.found", { count: projects.length })}</h2>${chosen}
${projects.length === 0 ? empty(t("plan.projects.none"), [html`<a href="${planPath(plan.id)}">${t("plan.projects.to-plan")}</a>`]) : await projectTable(view, plan, projects.slice((page - 1) * perPage, page * perPage), node?.code)}
${pagination(t, { page, pages, href: (to) => `?${new URLSearchParams({ ...(node && { node: node.code }), page: String(to) })}` })}</section>`,
  });
}
