import { type Html, html } from "../../../../kernel/html.ts";
import type { Answer } from "../../../../kernel/http/answer.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { withoutRuby } from "../../../../kernel/i18n/translate.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { button, errorAt, fileField, form, hidden, notice, page, summary, textField } from "../../../../ui/index.ts";
import { listSections } from "../../../identity/index.ts";
import { surroundings } from "../../commands/revision/read-file.ts";
import { differenceOf } from "../../rules/revision/diff.ts";
import { warnOfPlan } from "../../schema/revision/checks.ts";
import { writePlanXlsx } from "../../schema/revision/excel-write.ts";
import { sayProblem } from "../../schema/revision/say.ts";
import { type Draft, findDraft } from "../../store/plan/draft.ts";
import { findPlan, findPlanDocument } from "../../store/plan.ts";
import type { PlanOptions } from "../../types/options.ts";
import { differenceSum, differenceWords } from "./difference.ts";
import { xlsxType } from "./revisions.ts";

type ImportParams = { readonly plan?: string };

/** A plan's file comes in: which file, and where the template and the plan as it is can be had. */
export async function showImport(view: View, { params }: { readonly params: ImportParams }): Promise<Html> {
  return drawImport(view, params.plan, noProblems);
}

export async function showImportAgain(
  view: View,
  { params, problems }: { readonly params: ImportParams; readonly problems: Problems },
): Promise<Html> {
  return drawImport(view, params.plan, problems);
}

async function drawImport(view: View, planId: string | undefined, problems: Problems): Promise<Html> {
  const { t, city } = view;
  const plan = planId === undefined ? undefined : await findPlan(city.db, planId);
  if (planId !== undefined && plan === undefined) throw notFound();
  const action = plan === undefined ? "/staff/plan/import" : `/staff/plan/${plan.id}/import`;
  const [first, ...lines] = problems.filter(({ field }) => field === "file");
  const title = t.text(plan === undefined ? "plan-data.staff.import.title-new" : "plan-data.staff.import.title");
  return page(view, {
    title,
    area: "staff",
    crumbs: [
      { label: t("plan-figure.staff.home.title"), href: "/staff/plan" },
      ...(plan === undefined ? [] : [{ label: withoutRuby(plan.title.ja), href: `/staff/plan/${plan.id}` }]),
      { label: title },
    ],
    problems: problems.filter((problem) => problem.key !== "refusal.plan.staff-file-line"),
    main: html`<div class="errand stack"><h1>${title}</h1><p>${t("plan-data.staff.import.lead")}</p>
${form(view, {
  action,
  upload: true,
  content: html`${fileField({
    t,
    name: "file",
    label: t("plan-data.staff.import.file"),
    hint: t("plan-data.staff.import.hint"),
    need: "required",
    accept: ".xlsx,.yaml,.yml",
    error: first && t.dynamic(first.key, first.params),
  })}
${lines.length > 0 && html`<ol class="numbered">${lines.map(({ key, params }) => html`<li>${t.dynamic(key, params)}</li>`)}</ol>`}
<p>${button({ label: t("plan-data.staff.import.look") })}</p>`,
})}
<ul class="bullets">${
      plan !== undefined &&
      html`<li><a href="/plans/${plan.id}/plan.xlsx" download>${t("plan-data.staff.import.now-xlsx")}</a></li><li><a href="/plans/${plan.id}/plan.yaml" download>${t("plan-data.staff.import.now-yaml")}</a></li><li><a href="/staff/plan/${plan.id}/edit">${t("plan-data.staff.edit.list")}</a></li><li><a href="/staff/plan/import">${t("plan-data.staff.import.title-new")}</a></li>`
    }<li><a href="/staff/plan/template.xlsx" download>${t("plan-data.staff.import.template")}</a></li></ul></div>`,
  });
}

export async function sendTemplate(): Promise<Answer> {
  return { kind: "file", name: "plan-template.xlsx", type: xlsxType, bytes: await writePlanXlsx() };
}

type DraftParams = { readonly draft: string };

/** What would change, before anything does. */
export const showDraft =
  (options: PlanOptions) =>
  (view: View, { params }: { readonly params: DraftParams }): Promise<Html> =>
    drawDraft(view, options, params.draft, {}, noProblems);

export const showDraftAgain =
  (options: PlanOptions) =>
  (view: View, given: { params: DraftParams; values: FormValues; problems: Problems }): Promise<Html> =>
    drawDraft(view, options, given.params.draft, given.values, given.problems);

async function drawDraft(
  view: View,
  options: PlanOptions,
  id: string,
  values: FormValues,
  problems: Problems,
): Promise<Html> {
  const { t, city } = view;
  const draft = await findDraft(city.db, id);
  if (draft === undefined) throw notFound();
  const { document, base } = draft;
  const before = base === undefined ? undefined : await findPlanDocument(city.db, draft.planId, base);
  const difference = differenceOf(before, document);
  const action = `/staff/plan/drafts/${id}`;
  const counts = {
    nodes: document.nodes.length,
    indicators: document.indicators.length,
    projects: document.projects.length,
  };
  return page(view, {
    title: t.text("plan-data.staff.draft.title"),
    area: "staff",
    crumbs: [
      { label: t("plan-figure.staff.home.title"), href: "/staff/plan" },
      { label: withoutRuby(document.title.ja) },
      { label: t("plan-data.staff.draft.title") },
    ],
    problems,
    main: html`<div class="stack-l"><div class="head"><h1>${t("plan-data.staff.draft.title")}</h1><p class="lead">${t("plan-data.staff.draft.lead")}</p></div>
${summary(t, [
  { label: t("plan-data.staff.draft.source"), value: draft.source },
  { label: t("plan-data.staff.draft.plan"), value: `${withoutRuby(document.title.ja)}（${document.id}）` },
  {
    label: t("plan-data.staff.draft.base"),
    value: base === undefined ? t("plan-data.staff.draft.new") : t("plan-data.revisions.nth", { number: String(base) }),
  },
  { label: t("plan-data.revisions.holds"), value: t("plan-data.revisions.counts", counts) },
])}
${await warnings(view, options, draft)}
<p>${differenceSum(view, difference)}</p>
${before !== undefined && (await differenceWords(view, difference))}
<section class="stack" aria-labelledby="apply"><h2 id="apply">${t("plan-data.staff.draft.apply-title")}</h2><p>${t("plan-data.staff.draft.apply-lead")}</p>
${form(view, {
  action,
  content: html`${hidden("seen", draft.hash)}${textField({ t, name: "reason", label: t("plan-data.reason"), hint: t("plan-data.staff.draft.reason-hint"), need: "required", value: typed(values, "reason"), error: errorAt(t, problems, "reason") })}
<p>${button({ label: t("plan-data.staff.draft.apply") })}</p>`,
})}
${form(view, { action: `${action}/drop`, content: html`<p>${button({ label: t("plan-data.staff.draft.drop"), kind: "second" })}</p>` })}</section></div>`,
  });
}

/** Sections and metrics that nobody knows: the file may come in, but somebody should see it. */
async function warnings({ t, city }: View, options: PlanOptions, { document }: Draft) {
  const sections = new Set((await listSections(city.db)).map(({ id }) => id));
  const found = warnOfPlan(document, { ...surroundings, sections, metrics: new Set(options.metrics().keys()) });
  const said = new Set(
    found.map(({ message, params = {} }) => sayProblem(t, { message, params, place: { line: 1, column: 1 } })),
  );
  if (said.size === 0) return undefined;
  return notice({
    word: t("plan-data.staff.draft.look"),
    title: t("plan-data.staff.draft.warnings"),
    words: html`<ul class="bullets">${[...said].map((words) => html`<li>${words}</li>`)}</ul>`,
    calm: true,
  });
}
