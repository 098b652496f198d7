import { type Html, html } from "../../../../kernel/html.ts";
import type { Answer } from "../../../../kernel/http/answer.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { summary, table } from "../../../../ui/index.ts";
import { differenceOf } from "../../rules/revision/diff.ts";
import { writePlanXlsx } from "../../schema/revision/excel-write.ts";
import { writePlanYaml } from "../../schema/revision/yaml-write.ts";
import { findPlanDocument, listRevisions, type Revision } from "../../store/plan.ts";
import { getPlan, planPage, planTabs } from "../public/frame.ts";
import { planPath, say } from "../public/words.ts";
import { differenceSum, differenceWords } from "./difference.ts";

type PlanParams = { readonly params: { readonly plan: string } };

/** 改定の記録: every text that the plan ever had. */
export async function showRevisions(view: View, { params }: PlanParams): Promise<Html> {
  const { t, city, locale } = view;
  const plan = await getPlan(view, params.plan);
  const revisions = await listRevisions(city.db, plan.id);
  const base = planPath(plan.id);
  const list = table<Revision>({
    caption: t("plan-data.revisions.title"),
    captionHidden: true,
    columns: [
      {
        label: t("plan-data.revisions.number"),
        head: true,
        cell: ({ number }) =>
          html`<a href="${base}/revisions/${number}">${t("plan-data.revisions.nth", { number: String(number) })}</a>`,
      },
      {
        label: t("plan-data.field.adopted-on"),
        cell: ({ adoptedOn }) => formatDate(adoptedOn, locale, { weekday: false }),
      },
      { label: t("plan-data.reason"), cell: ({ reason }) => reason },
    ],
    rows: revisions,
    isNow: ({ number }) => number === plan.revision,
  });
  return planPage(view, plan, {
    title: t.text("plan-data.revisions.title"),
    crumbs: [{ label: t("plan-data.revisions.title") }],
    main: html`<div class="head"><h1>${t("plan-data.revisions.title")}</h1><p class="lead">${t("plan-data.revisions.lead")}</p></div>
${planTabs(view, plan, "revisions")}
<div class="stack-l">${list}<section class="stack" aria-labelledby="take"><h2 id="take">${t("plan-data.export.title")}</h2><p>${t("plan-data.export.lead")}</p><ul class="bullets"><li><a href="${base}/plan.xlsx" download>plan.xlsx（Excel）</a></li><li><a href="${base}/plan.yaml" download>plan.yaml（YAML）</a></li></ul></section></div>`,
  });
}

/** One revision: what it changed of the one before. */
export async function showRevision(
  view: View,
  { params }: { readonly params: { readonly plan: string; readonly revision: number } },
): Promise<Html> {
  const { t, city, locale } = view;
  const plan = await getPlan(view, params.plan);
  const revisions = await listRevisions(city.db, plan.id);
  const revision = revisions.find(({ number }) => number === params.revision);
  const document = await findPlanDocument(city.db, plan.id, params.revision);
  if (revision === undefined || document === undefined) throw notFound();
  const before = revision.number === 1 ? undefined : await findPlanDocument(city.db, plan.id, revision.number - 1);
  const difference = differenceOf(before, document);
  const title = t.text("plan-data.revisions.nth", { number: String(revision.number) });
  const counts = {
    nodes: document.nodes.length,
    indicators: document.indicators.length,
    projects: document.projects.length,
  };
  return planPage(view, plan, {
    title,
    crumbs: [{ label: t("plan-data.revisions.title"), href: `${planPath(plan.id)}/revisions` }, { label: title }],
    main: html`<div class="head"><p class="kicker">${say(t, document.title)}</p><h1>${title}</h1></div>
<div class="stack-l">${summary(t, [
      { label: t("plan-data.field.adopted-on"), value: formatDate(revision.adoptedOn, locale, { weekday: false }) },
      { label: t("plan-data.reason"), value: revision.reason },
      { label: t("plan-data.revisions.holds"), value: t("plan-data.revisions.counts", counts) },
    ])}
${before === undefined ? html`<p>${t("plan-data.revisions.first")}</p>` : html`<p>${differenceSum(view, difference)}</p>${await differenceWords(view, difference)}`}</div>`,
  });
}

export async function sendPlanYaml(view: View, { params }: PlanParams): Promise<Answer> {
  const document = await findPlanDocument(view.city.db, params.plan);
  if (document === undefined) throw notFound();
  return {
    kind: "file",
    name: `${params.plan}.yaml`,
    type: "application/yaml; charset=utf-8",
    bytes: writePlanYaml(document),
  };
}

export const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export async function sendPlanXlsx(view: View, { params }: PlanParams): Promise<Answer> {
  const document = await findPlanDocument(view.city.db, params.plan);
  if (document === undefined) throw notFound();
  return { kind: "file", name: `${params.plan}.xlsx`, type: xlsxType, bytes: await writePlanXlsx(document) };
}
