import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { button, buttonLink, errorAt, form, page, textArea, textField, timeline } from "../../../../ui/index.ts";
import { mayBudget } from "../../rules/budget/policy.ts";
import { getRequest, listRequestSteps, type RequestStep, type StoredRequest } from "../../store/budget.ts";
import { findProject } from "../../store/plan.ts";
import { dayOf } from "../review/words.ts";
import { requestFacts } from "./request-facts.ts";
import { verdictAside } from "./verdict.ts";
import { amount, nameOf, projectPath, requestPath, requestsPath, rootPath, stateWords, yearOf } from "./words.ts";

type Input = { params: { request: string } };
type Again = Input & { values: FormValues; problems: Problems };

/** One request: what is asked, the verdict that led to it, and what can be done now. */
export async function showRequest(view: View, { params }: Input): Promise<Html> {
  return draw(view, params.request, {}, noProblems);
}

export async function showRequestAgain(view: View, { params, values, problems }: Again): Promise<Html> {
  return draw(view, params.request, values, problems);
}

async function draw(view: View, id: string, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city } = view;
  const request = await getRequest(city.db, id);
  const project = await findProject(city.db, request.planId, request.project);
  const name = project === undefined ? request.project : `${request.project}　${nameOf(view, project)}`;
  const year = yearOf(view, request.year);
  const steps = await listRequestSteps(city.db, id);
  return page(view, {
    title: `${name}　${t.text("plan-budget.staff.request.title", { year })}`,
    area: "staff",
    crumbs: [
      { label: t("plan-budget.staff.title"), href: rootPath },
      {
        label: t("plan-budget.staff.request.list-title", { year }),
        href: requestsPath(request.planId, request.year),
      },
      { label: name },
    ],
    problems,
    main: html`<div class="head"><p class="kicker">${t("plan-budget.staff.request.title", { year })}</p><h1>${name}</h1><p><b>${t(stateWords[request.state])}</b>　<a href="${projectPath(request.planId, request.year, request.project)}">${t("plan-budget.staff.years")}</a></p>${request.isSample && html`<p class="note">${t("plan-budget.staff.sample")}</p>`}</div>
<div class="split"><div class="stack-l">${requestFacts(view, request)}
${doings(view, request, values, problems)}
${steps.length > 0 && html`<section class="section stack"><h2>${t("plan-budget.staff.request.steps")}</h2>${history(view, steps)}</section>`}</div>
${await verdictAside(view, request.sheetId)}</div>`,
  });
}

/** Only what this person may do now; the command asks again. */
function doings(view: View, request: StoredRequest, values: FormValues, problems: Problems): Content {
  const { t, actor } = view;
  const isOwn = actor.kind === "staff" && actor.sectionId === request.sectionId;
  const path = requestPath(request.id);
  if (request.state === "drafted") {
    return html`${
      isOwn &&
      mayBudget(actor, "draft") &&
      html`<p>${buttonLink({ label: t("plan-budget.staff.ask.change"), href: `${path}/edit`, kind: "second", size: "small" })}</p>`
    }${isOwn && mayBudget(actor, "submit") && form(view, { action: `${path}/submit`, content: html`<p>${button({ label: t("plan-budget.staff.do.submit") })}</p>` })}${
      isOwn &&
      mayBudget(actor, "draft") &&
      form(view, {
        action: `${path}/drop`,
        content: html`<p>${button({ label: t("plan-budget.staff.ask.drop"), kind: "danger", size: "small" })}</p>`,
      })
    }`;
  }
  if (!mayBudget(actor, "assess")) return undefined;
  if (request.state === "requested") {
    return html`${assessForm(view, request, values, problems)}${commentForm(view, `${path}/return`, t("plan-budget.staff.do.return-words"), t("plan-budget.staff.do.return"), values, problems)}`;
  }
  const words = t("plan-budget.staff.do.back-words");
  if (request.state === "assessed") {
    return html`${decideForm(view, request, values, problems)}${commentForm(view, `${path}/back`, words, t("plan-budget.staff.do.back-assessed"), values, problems)}`;
  }
  if (request.state === "decided") {
    return commentForm(view, `${path}/back`, words, t("plan-budget.staff.do.back-decided"), values, problems);
  }
  return undefined;
}

function assessForm(view: View, request: StoredRequest, values: FormValues, problems: Problems): Html {
  const { t } = view;
  return html`<section class="section stack"><h2>${t("plan-budget.staff.do.assess")}</h2><p>${t("plan-budget.staff.do.assess-lead")}</p>${form(
    view,
    {
      action: `${requestPath(request.id)}/assess`,
      content: html`${textField({ t, name: "assessed", label: t("plan-budget.staff.request.assessed"), hint: t("plan-budget.staff.do.asked", { amount: formatYen(request.asked, view.locale) }), need: "required", size: "m", inputmode: "numeric", value: typed(values, "assessed"), error: errorAt(t, problems, "assessed") })}
${textArea({ t, name: "assessment", label: t("plan-budget.staff.request.assessment"), need: "required", value: typed(values, "assessment"), error: errorAt(t, problems, "assessment") })}
<p>${button({ label: t("plan-budget.staff.do.assess") })}</p>`,
    },
  )}</section>`;
}

function decideForm(view: View, request: StoredRequest, values: FormValues, problems: Problems): Html {
  const { t } = view;
  const isAgain = "decided" in values;
  const decided = isAgain ? typed(values, "decided") : amount(view, request.assessed);
  return html`<section class="section stack"><h2>${t("plan-budget.staff.do.decide")}</h2><p>${t("plan-budget.staff.do.decide-lead")}</p>${form(
    view,
    {
      action: `${requestPath(request.id)}/decide`,
      content: html`${textField({ t, name: "decided", label: t("plan-budget.staff.request.decided"), need: "required", size: "m", inputmode: "numeric", value: decided, error: errorAt(t, problems, "decided") })}
${textField({ t, name: "decided-on", label: t("plan-budget.staff.request.decided-on"), type: "date", need: "required", size: "m", value: typed(values, "decided-on"), error: errorAt(t, problems, "decided-on") })}
${textArea({ t, name: "answer", label: t("plan-budget.staff.request.answer"), hint: t("plan-budget.staff.do.answer-hint"), need: "required", value: typed(values, "answer"), error: errorAt(t, problems, "answer") })}
<p>${button({ label: t("plan-budget.staff.do.decide") })}</p>`,
    },
  )}</section>`;
}

function commentForm(
  view: View,
  action: string,
  label: Html,
  press: Html,
  values: FormValues,
  problems: Problems,
): Html {
  const { t } = view;
  return html`<section class="section stack"><h2>${press}</h2>${form(view, {
    action,
    content: html`${textArea({ t, name: "comment", label, need: "required", rows: 3, value: typed(values, "comment"), error: errorAt(t, problems, "comment") })}<p>${button({ label: press, kind: "second", size: "small" })}</p>`,
  })}</section>`;
}

function history(view: View, steps: readonly RequestStep[]): Html {
  const { t } = view;
  return timeline(
    steps.map(({ from, to, comment, movedAt }) => ({
      kicker: dayOf(view, movedAt),
      title: html`${t(stateWords[from])} → ${t(stateWords[to])}`,
      ...(comment === undefined ? {} : { words: comment }),
    })),
  );
}
