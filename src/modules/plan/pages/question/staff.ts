import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { button, empty, errorAt, form, page, table, textArea } from "../../../../ui/index.ts";
import { sectionsOf } from "../../rules/figure/sections.ts";
import { canBecome, mayAnswerQuestion } from "../../rules/public/question.ts";
import { listNodes, type StoredNode } from "../../store/plan.ts";
import { findQuestion, listQuestions } from "../../store/question.ts";
import type { Question } from "../../types/question.ts";
import { getPlan, sayDay } from "../public/frame.ts";
import { lines } from "../public/questions.ts";
import { partPath, plain, say } from "../public/words.ts";

export type QuestionParams = { readonly plan: string; readonly question: string };

const path = (planId: string) => `/staff/plan/${planId}/questions`;

/** 質問と意見: what waits for the own section first; others can be read. */
export async function showQuestions(view: View, { params }: { params: { plan: string } }): Promise<Html> {
  const { t, city } = view;
  const plan = await getPlan(view, params.plan);
  const nodes = await nodesOf(view, plan.id);
  const questions = await listQuestions(city.db, { planId: plan.id, limit: 200 });
  const own = questions.filter((question) => isOwn(view, question, nodes));
  const waiting = own.filter(({ state }) => state === "waiting");
  const settled = own.filter(({ state }) => state !== "waiting");
  return page(view, {
    title: t.text("plan.question.title"),
    area: "staff",
    crumbs: [
      { label: t("plan-figure.staff.home.title"), href: "/staff/plan" },
      { label: plain(t, plan.title), href: `/staff/plan/${plan.id}` },
      { label: t("plan.question.title") },
    ],
    main: html`<div class="stack"><h1>${t("plan.question.title")}</h1><p>${t("plan.staff.question-staff-lead")}</p>
<section class="section" aria-labelledby="waiting"><h2 id="waiting">${t("plan.staff.question-waiting", { count: waiting.length })}</h2>${waiting.length === 0 ? empty(t("plan.staff.question-nothing-waits"), []) : list(view, plan.id, nodes, waiting)}</section>
${settled.length > 0 && html`<section class="section" aria-labelledby="settled"><h2 id="settled">${t("plan.staff.question-settled")}</h2>${list(view, plan.id, nodes, settled)}</section>`}</div>`,
  });
}

async function nodesOf({ city }: View, planId: string): Promise<ReadonlyMap<string, StoredNode>> {
  return new Map((await listNodes(city.db, planId, { includeRemoved: true })).map((node) => [node.code, node]));
}

function isOwn({ actor }: View, { node }: Question, nodes: ReadonlyMap<string, StoredNode>): boolean {
  return mayAnswerQuestion(actor, sectionsOf({ sections: [], node }, nodes));
}

function list(view: View, planId: string, nodes: ReadonlyMap<string, StoredNode>, rows: readonly Question[]): Html {
  const { t } = view;
  return table<Question>({
    caption: t("plan.question.title"),
    captionHidden: true,
    rows,
    columns: [
      { label: t("plan.staff.question-asked-on"), head: true, cell: ({ askedAt }) => sayDay(view, askedAt) },
      {
        label: t("plan.question.about"),
        cell: ({ node }) => {
          const found = nodes.get(node);
          return found && plain(t, found.title);
        },
      },
      {
        label: t("plan.question.words"),
        cell: ({ id, words }) =>
          html`<a href="${path(planId)}/${id}">${words.length > 60 ? `${words.slice(0, 60)}…` : words}</a>`,
      },
      { label: t("plan.staff.question-state"), cell: ({ state }) => t(`plan.question.state-${state}`) },
    ],
  });
}

export function showQuestionToStaff(view: View, { params }: { params: QuestionParams }): Promise<Html> {
  return draw(view, params, {}, noProblems);
}

export function showQuestionToStaffAgain(
  view: View,
  { params, values, problems }: { params: QuestionParams; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params, values, problems);
}

/** The question without the person: who answers does not need to know who asks. */
async function draw(view: View, params: QuestionParams, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city } = view;
  const plan = await getPlan(view, params.plan);
  const question = await findQuestion(city.db, params.question);
  const nodes = await nodesOf(view, plan.id);
  if (question === undefined || question.planId !== plan.id || !isOwn(view, question, nodes)) throw notFound();
  const node = nodes.get(question.node);
  const action = `${path(plan.id)}/${question.id}`;
  const { penName, askedAt, words, state, answer, declineReason } = question;
  return page(view, {
    title: t.text("plan.question.one"),
    area: "staff",
    crumbs: [
      { label: t("plan-figure.staff.home.title"), href: "/staff/plan" },
      { label: plain(t, plan.title), href: `/staff/plan/${plan.id}` },
      { label: t("plan.question.title"), href: path(plan.id) },
      { label: t("plan.question.one") },
    ],
    problems,
    main: html`<div class="errand stack"><h1>${t("plan.question.one")}</h1><p>${t(`plan.question.state-${state}`)}　${sayDay(view, askedAt)}　${penName ?? t("plan.question.nameless")}　<a href="${partPath(plan.id, question.node)}">${node && say(t, node.title)}</a></p><blockquote class="rule">${lines(words)}</blockquote>
${answer !== undefined && html`<h2>${t("plan.staff.question-answer")}</h2><p>${lines(answer)}</p>`}${declineReason !== undefined && html`<p>${t("plan.question.declined-because")}　${declineReason}</p>`}
${canBecome(state, "answered") && html`<section class="section" aria-labelledby="do-answer"><h2 id="do-answer">${t("plan.staff.question-head-answer")}</h2>${form(view, { action: `${action}/answer`, content: html`${textArea({ t, name: "answer", label: t("plan.staff.question-answer"), hint: t("plan.staff.question-answer-hint"), need: "required", rows: 6, value: typed(values, "answer") || answer, error: errorAt(t, problems, "answer") })}<p>${button({ label: t("plan.staff.question-do-answer") })}</p>` })}</section>`}
${canBecome(state, "shown") && html`<section class="section" aria-labelledby="do-show"><h2 id="do-show">${t("plan.staff.question-head-show")}</h2>${form(view, { action: `${action}/show`, content: html`<p>${t("plan.staff.question-show-words")}</p><p>${button({ label: t("plan.staff.question-do-show"), kind: "second" })}</p>` })}</section>`}
${canBecome(state, "declined") && html`<section class="section" aria-labelledby="do-decline"><h2 id="do-decline">${t("plan.staff.question-head-decline")}</h2>${form(view, { action: `${action}/decline`, content: html`${textArea({ t, name: "reason", label: t("plan.staff.question-reason"), hint: t("plan.staff.question-reason-hint"), need: "required", rows: 3, value: typed(values, "reason"), error: errorAt(t, problems, "reason") })}<p>${button({ label: t("plan.staff.question-do-decline"), kind: "danger" })}</p>` })}</section>`}</div>`,
  });
}
