import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import {
  button,
  buttonLink,
  empty,
  errorAt,
  form,
  hidden,
  page,
  table,
  textArea,
  textField,
} from "../../../../ui/index.ts";
import { type Asking, getAsking, isReadyToAsk } from "../../commands/budget/draft-request.ts";
import { mayBudget } from "../../rules/budget/policy.ts";
import { partLines } from "../../schema/budget-forms.ts";
import { findInitial, getRequest, listRequestsOf, type StoredRequest } from "../../store/budget.ts";
import type { StoredProject } from "../../store/plan.ts";
import { verdictAside } from "./verdict.ts";
import { askPath, nameOf, requestPath, rootPath, stateWords, yearOf } from "./words.ts";

type SheetInput = { params: { sheet: string }; query: { project?: string | undefined } };
type RequestInput = { params: { request: string } };
type Again = { values: FormValues; problems: Problems };

/** From a sheet: which of its projects needs another amount, and what was asked already. */
export async function showAsk(view: View, { params, query }: SheetInput): Promise<Html> {
  return drawAsk(view, params.sheet, query.project, {}, noProblems);
}

export async function showAskAgain(
  view: View,
  { params, values, problems }: { params: SheetInput["params"] } & Again,
): Promise<Html> {
  return drawAsk(view, params.sheet, typed(values, "project"), values, problems);
}

async function drawAsk(
  view: View,
  sheetId: string,
  code: string | undefined,
  values: FormValues,
  problems: Problems,
): Promise<Html> {
  const { t, city, actor } = view;
  const asking = await getAsking(city.db, sheetId);
  const { sheet, projects, year } = asking;
  const requests = await listRequestsOf(city.db, sheetId);
  const isOwn = mayBudget(actor, "draft") && actor.sectionId === sheet.sectionId;
  const project = projects.find((one) => one.code === code);
  const lead = t("plan-budget.staff.ask.lead", { name: sheet.title, year: yearOf(view, year) });
  let body: Content;
  if (isOwn && isReadyToAsk(sheet) && project !== undefined) {
    body = await requestForm(view, asking, project, askPath(sheetId), values, problems);
  } else {
    const why = isReadyToAsk(sheet) ? undefined : t("plan-budget.staff.ask.too-early");
    body = html`${why && html`<p>${why}</p>`}${projectList(view, asking, requests, isOwn && why === undefined)}`;
  }
  return frame(view, t("plan-budget.staff.ask.title"), problems, sheetId, [html`<p>${lead}</p>`, body]);
}

function projectList(
  view: View,
  { projects, sheet }: Asking,
  requests: readonly StoredRequest[],
  canAsk: boolean,
): Html {
  const { t } = view;
  if (projects.length === 0) return empty(t("plan-budget.staff.ask.no-projects"), []);
  const requestOf = (project: StoredProject) => requests.find((request) => request.project === project.code);
  return table<StoredProject>({
    caption: t("plan-budget.staff.request.from-sheet"),
    rows: projects,
    columns: [
      {
        label: t("plan-budget.staff.project"),
        head: true,
        cell: (project) => html`${project.code}　${nameOf(view, project)}`,
      },
      {
        label: t("plan-budget.staff.request.state"),
        cell: (project) => {
          const request = requestOf(project);
          if (request !== undefined) {
            return html`<a href="${requestPath(request.id)}">${t(stateWords[request.state])}　${formatYen(request.asked, view.locale)}</a>`;
          }
          if (!canAsk) return "";
          const href = `${askPath(sheet.id)}?project=${project.code}`;
          return buttonLink({
            label: t("plan-budget.staff.ask.go"),
            href,
            kind: "second",
            size: "small",
            about: project.code,
          });
        },
      },
    ],
  });
}

/** A draft is mended by the section. */
export async function showEdit(view: View, { params }: RequestInput): Promise<Html> {
  return drawEdit(view, params.request, undefined, noProblems);
}

export async function showEditAgain(view: View, { params, values, problems }: RequestInput & Again): Promise<Html> {
  return drawEdit(view, params.request, values, problems);
}

async function drawEdit(view: View, id: string, sent: FormValues | undefined, problems: Problems): Promise<Html> {
  const { t, city, actor } = view;
  const request = await getRequest(city.db, id);
  const isOwn = mayBudget(actor, "draft") && actor.sectionId === request.sectionId;
  if (!isOwn || request.state !== "drafted") throw notFound();
  const asking = await getAsking(city.db, request.sheetId);
  const project = asking.projects.find(({ code }) => code === request.project);
  if (project === undefined) throw notFound();
  const values = sent ?? valuesOf(request);
  const body = await requestForm(view, asking, project, `${requestPath(id)}/edit`, values, problems, false);
  return frame(view, t("plan-budget.staff.ask.change"), problems, request.sheetId, [body]);
}

function valuesOf({ asked, reason, parts }: StoredRequest): FormValues {
  const lines = parts.flatMap(({ label, amount: yen }, index) => [
    [`part-label-${index + 1}`, label],
    [`part-amount-${index + 1}`, String(yen)],
  ]);
  return { asked: String(asked), reason, ...Object.fromEntries(lines) };
}

async function requestForm(
  view: View,
  { round, year }: Asking,
  project: StoredProject,
  action: string,
  values: FormValues,
  problems: Problems,
  isNew = true,
): Promise<Html> {
  const { t, city, locale } = view;
  const before = await findInitial(city.db, round.planId, project.code, year - 1);
  const thisYear = yearOf(view, year - 1);
  const known =
    before === undefined
      ? t("plan-budget.staff.ask.before-none", { year: thisYear })
      : t("plan-budget.staff.ask.before", { year: thisYear, amount: formatYen(before, locale) });
  const parts = partLines.map((number) => {
    const [label, yen] = [`part-label-${number}`, `part-amount-${number}`];
    return html`<div class="row">${textField({ t, name: label, label: t("plan-budget.staff.ask.part-label", { number }), size: "m", value: typed(values, label), error: errorAt(t, problems, label) })}${textField({ t, name: yen, label: t("plan-budget.staff.ask.part-amount", { number }), size: "m", value: typed(values, yen), error: errorAt(t, problems, yen) })}</div>`;
  });
  return html`<h2>${project.code}　${nameOf(view, project)}</h2><p>${known}</p>${form(view, {
    action,
    content: html`${isNew && hidden("project", project.code)}
${textField({ t, name: "asked", label: t("plan-budget.staff.ask.asked"), hint: t("plan-budget.staff.ask.asked-hint"), need: "required", size: "m", inputmode: "numeric", value: typed(values, "asked"), error: errorAt(t, problems, "asked") })}
${textArea({ t, name: "reason", label: t("plan-budget.staff.ask.reason"), hint: t("plan-budget.staff.ask.reason-hint"), need: "required", value: typed(values, "reason"), error: errorAt(t, problems, "reason") })}
<fieldset class="stack"><legend class="field__label">${t("plan-budget.staff.ask.parts")}</legend><p class="small">${t("plan-budget.staff.ask.parts-hint")}</p>${parts}</fieldset>
<p>${button({ label: t("plan-budget.staff.ask.save") })}</p>`,
  })}`;
}

async function frame(
  view: View,
  title: Html,
  problems: Problems,
  sheetId: string,
  parts: readonly Content[],
): Promise<Html> {
  const { t } = view;
  return page(view, {
    title: t.text("plan-budget.staff.ask.title"),
    area: "staff",
    crumbs: [{ label: t("plan-budget.staff.title"), href: rootPath }, { label: title }],
    problems,
    main: html`<div class="head"><h1>${title}</h1></div><div class="split"><div class="stack-l">${parts}</div>${await verdictAside(view, sheetId)}</div>`,
  });
}
