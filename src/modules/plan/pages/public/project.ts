import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { notice, summary, table } from "../../../../ui/index.ts";
import { listSections } from "../../../identity/index.ts";
import { listCostsOfProject } from "../../store/budget.ts";
import { findNode, findProject, type PlanHead, type StoredProject } from "../../store/plan.ts";
import { budgetSources, type Cost, type StageCost } from "../../types/budget.ts";
import { getPlan, planPage, removedNotice } from "./frame.ts";
import { voicesOfPart } from "./voices.ts";
import { partPath, plain, planPath, say, sayYear, yearInside } from "./words.ts";

/** 事務事業: what it is for, who does it, what it costs by year and source, and what was said of it. */
export async function showProject(
  view: View,
  { params }: { params: { plan: string; project: string } },
): Promise<Html> {
  const { t, city } = view;
  const plan = await getPlan(view, params.plan);
  const project = await findProject(city.db, plan.id, params.project);
  if (project === undefined) throw notFound();
  const [node, costs, sections] = await Promise.all([
    findNode(city.db, plan.id, project.node),
    listCostsOfProject(city.db, plan.id, project.code),
    listSections(city.db),
  ]);
  const names = new Map(sections.map(({ id, name }) => [id, name]));
  return planPage(view, plan, {
    title: plain(t, project.name),
    crumbs: [
      { label: t("plan.project.title"), href: `${planPath(plan.id)}/projects` },
      { label: say(t, project.name) },
    ],
    main: html`${await removedNotice(view, plan, project.removedIn)}<div class="head"><p class="kicker">${t("plan.project.one")} ${project.code}</p><h1>${say(t, project.name)}</h1>${project.purpose !== undefined && html`<p class="lead">${project.purpose}</p>`}</div>
<div class="stack-l">${project.sample && notice({ word: t("plan.sample.word"), title: t("plan.sample.project"), calm: true })}
<section class="section" aria-labelledby="facts"><h2 id="facts">${t("plan.project.facts")}</h2>${summary(
      t,
      factsOf(
        view,
        plan,
        project,
        node && { code: node.code, title: say(t, node.title) },
        project.sections.flatMap((id) => names.get(id) ?? []),
      ),
      { plain: true },
    )}</section>
${costTable(view, costs)}${await voicesOfPart(view, plan, project, "project")}</div>`,
  });
}

function factsOf(
  { t }: View,
  plan: PlanHead,
  project: StoredProject,
  node: { code: string; title: Html } | undefined,
  sections: readonly string[],
) {
  const { beginsYear, endsYear, conduct, basis } = project;
  return [
    ...(node === undefined
      ? []
      : [
          { label: t("plan.project.serves"), value: html`<a href="${partPath(plan.id, node.code)}">${node.title}</a>` },
        ]),
    ...(sections.length === 0 ? [] : [{ label: t("plan.part.section"), value: sections.join("、") }]),
    ...(beginsYear === undefined
      ? []
      : [
          {
            label: t("plan.project.years"),
            value:
              endsYear === undefined
                ? t("plan.project.since", { year: yearInside(t, beginsYear) })
                : t("plan.project.period", { from: yearInside(t, beginsYear), until: yearInside(t, endsYear) }),
          },
        ]),
    ...(conduct === undefined ? [] : [{ label: t("plan.project.conduct"), value: t(`plan.conduct.${conduct}`) }]),
    ...(basis === undefined ? [] : [{ label: t("plan.project.basis"), value: basis }]),
  ];
}

/** Settled amounts where the year is closed, planned ones before; by source, so that the sum can be checked. */
function costTable({ t }: View, costs: readonly Cost[]): Content {
  const rows = costs.filter(({ initial, settled }) => initial !== undefined || settled !== undefined).slice(-10);
  if (rows.length === 0) {
    return html`<section class="section" aria-labelledby="cost"><h2 id="cost">${t("plan.project.cost")}</h2><p>${t("plan.project.no-amounts")}</p></section>`;
  }
  const shown = (cost: Cost): StageCost | undefined => cost.settled ?? sumOf(cost.initial, cost.supplementary);
  const sources = budgetSources.filter((source) => rows.some((cost) => (shown(cost)?.funding[source] ?? 0) !== 0));
  const yen = (amount: number | undefined) => (amount === undefined ? undefined : formatYen(amount, t.locale));
  const isSample = rows.some((cost) => cost.isSample);
  return html`<section class="section" aria-labelledby="cost"><h2 id="cost">${t("plan.project.cost")}</h2>${table<Cost>(
    {
      caption: t("plan.project.cost-caption"),
      captionHidden: true,
      rows,
      columns: [
        { label: t("plan.chart.year"), head: true, cell: ({ year }) => sayYear(t, year) },
        {
          label: t("plan.project.stage"),
          cell: ({ settled }) => t(settled === undefined ? "plan.project.planned" : "plan.project.settled"),
        },
        ...sources.map((source) => ({
          label: t(`plan.source.${source}`),
          number: true,
          cell: (cost: Cost) => yen(shown(cost)?.funding[source]),
        })),
        {
          label: t("plan.project.sum"),
          number: true,
          cell: (cost) => html`<strong>${yen(shown(cost)?.total)}</strong>`,
        },
        ...(rows.some(({ staffCost }) => staffCost !== undefined)
          ? [{ label: t("plan.project.staff-cost"), number: true, cell: ({ staffCost }: Cost) => yen(staffCost) }]
          : []),
      ],
    },
  )}<p class="small">${t("plan.project.cost-words")}${isSample && html`<strong>${t("plan.project.sample")}</strong>`}</p></section>`;
}

function sumOf(initial: StageCost | undefined, supplementary: StageCost | undefined): StageCost | undefined {
  if (initial === undefined || supplementary === undefined) return initial ?? supplementary;
  const funding = { ...initial.funding };
  for (const source of budgetSources) funding[source] += supplementary.funding[source];
  return { funding, total: initial.total + supplementary.total };
}
