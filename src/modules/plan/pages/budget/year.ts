import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { localText } from "../../../../kernel/i18n/locales.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { foldForSearch } from "../../../../kernel/text/fold.ts";
import { buttonLink, type Column, empty, page, search, table } from "../../../../ui/index.ts";
import { mayBudget } from "../../rules/budget/policy.ts";
import { addUp } from "../../rules/budget/sum.ts";
import { listNodeCosts, listProjectCosts } from "../../store/budget.ts";
import { findPlan, listNodes, listProjects, type StoredNode, type StoredProject } from "../../store/plan.ts";
import type { Cost } from "../../types/budget.ts";
import {
  amount,
  importPath,
  nameOf,
  projectPath,
  publishPath,
  rateOf,
  requestsPath,
  rootPath,
  yearOf,
  yearPath,
} from "./words.ts";

const mostShown = 100;

type Input = {
  params: { plan: string; year: number };
  query: { q?: string | undefined; node?: string | undefined };
};

/** One year: the sums by measure and policy, and the projects, with a search. */
export async function showYear(view: View, { params, query }: Input): Promise<Html> {
  const { t, city, actor } = view;
  const plan = await findPlan(city.db, params.plan);
  if (plan === undefined) throw notFound();
  const year = yearOf(view, params.year);
  const nodes = await listNodes(city.db, plan.id, { includeRemoved: true });
  const direct = await listNodeCosts(city.db, plan.id, params.year);
  const title = t("plan-budget.staff.year-title", { year });
  const here = yearPath(plan.id, params.year);
  const link = (label: Html, href: string) => buttonLink({ label, href, kind: "second", size: "small" });
  return page(view, {
    title: t.text("plan-budget.staff.year-title", { year }),
    area: "staff",
    crumbs: [{ label: t("plan-budget.staff.title"), href: rootPath }, { label: title }],
    main: html`<div class="stack-l"><div class="head"><h1>${title}</h1><p>${localText(plan.title, view.locale)}</p></div>
<p class="row">${mayBudget(actor, "import") && link(t("plan-budget.staff.to-import"), importPath(plan.id))}${mayBudget(actor, "type") && link(t("plan-budget.staff.to-effort"), `${here}/effort`)}${link(t("plan-budget.staff.to-requests"), requestsPath(plan.id, params.year))}${mayBudget(actor, "publish") && link(t("plan-budget.staff.to-publish"), publishPath(plan.id, params.year))}${link(t("plan-budget.staff.to-xlsx"), `${here}/budget.xlsx`)}${link(t("plan-budget.staff.to-csv"), `${here}/budget.csv`)}</p>
${await projectsPart(view, { params, query })}
<section class="section stack" aria-labelledby="by-node"><h2 id="by-node">${t("plan-budget.staff.by-node")}</h2>${sums(view, params, nodes, addUp(nodes, direct))}</section></div>`,
  });
}

async function projectsPart(view: View, { params, query }: Input): Promise<Html> {
  const { t, city } = view;
  const { plan, year } = params;
  const costs = await listProjectCosts(city.db, plan, year, query.node);
  const all = await listProjects(city.db, plan, query.node === undefined ? {} : { node: query.node });
  const wanted = foldForSearch(query.q ?? "");
  const found = all.filter(({ code, name }) => foldForSearch(`${code} ${localText(name, "ja")}`).includes(wanted));
  const shown = found.slice(0, mostShown);
  const here = yearPath(plan, year);
  const isNarrow = wanted !== "" || query.node !== undefined;
  return html`<section class="section stack" aria-labelledby="projects"><h2 id="projects">${t("plan-budget.staff.projects")}</h2>
${search({ action: here, name: "q", label: t("plan-budget.staff.find"), hint: t("plan-budget.staff.find-hint"), button: t("plan-budget.staff.find-go"), value: query.q ?? "" })}
${found.length > shown.length && html`<p>${t("plan-budget.staff.projects-first", { count: found.length, shown: shown.length })}</p>`}
${isNarrow && html`<p><a href="${here}">${t("plan-budget.staff.find-all")}</a></p>`}
${
  shown.length === 0
    ? empty(t("plan-budget.staff.find-none"), [])
    : table<StoredProject>({
        caption: t("plan-budget.staff.projects-count", { count: found.length }),
        rows: shown,
        columns: [
          {
            label: t("plan-budget.staff.project"),
            head: true,
            cell: (project) =>
              html`<a href="${projectPath(plan, year, project.code)}">${project.code}　${nameOf(view, project)}</a>`,
          },
          ...costColumns<StoredProject>(view, ({ code }) => costs.get(code)),
        ],
      })
}</section>`;
}

/** Policies and measures that have any money, in the plan's order, with their parts at any depth. */
function sums(
  view: View,
  { plan, year }: { plan: string; year: number },
  nodes: readonly StoredNode[],
  costs: ReadonlyMap<string, Cost>,
): Html {
  const { t } = view;
  const rows = nodes.filter(({ code }) => costs.has(code));
  if (rows.length === 0) return empty(t("plan-budget.staff.no-amounts", { year: yearOf(view, year) }), []);
  return table<StoredNode>({
    caption: t("plan-budget.staff.by-node"),
    captionHidden: true,
    rows,
    columns: [
      {
        label: t("plan-budget.staff.node"),
        head: true,
        cell: ({ code, title }) =>
          html`<a href="${yearPath(plan, year)}?node=${code}">${code}　${localText(title, view.locale)}</a>`,
      },
      ...costColumns<StoredNode>(view, ({ code }) => costs.get(code)),
    ],
  });
}

function costColumns<Row>(view: View, costOf: (row: Row) => Cost | undefined): Column<Row>[] {
  const { t } = view;
  const yen = (read: (cost: Cost) => number | undefined) => (row: Row) => {
    const cost = costOf(row);
    return cost === undefined ? "" : amount(view, read(cost));
  };
  return [
    { label: t("plan-budget.stage.initial"), number: true, cell: yen(({ initial }) => initial?.total) },
    {
      label: t("plan-budget.stage.supplementary"),
      number: true,
      cell: yen(({ supplementary }) => supplementary?.total),
    },
    { label: t("plan-budget.stage.settled"), number: true, cell: yen(({ settled }) => settled?.total) },
    {
      label: t("plan-budget.staff.rate"),
      number: true,
      cell: (row) => {
        const cost = costOf(row);
        return cost === undefined ? "" : rateOf(view, cost);
      },
    },
    { label: t("plan-budget.staff.total-cost"), number: true, cell: yen(({ totalCost }) => totalCost) },
  ];
}
