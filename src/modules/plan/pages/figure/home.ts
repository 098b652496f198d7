import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { localText } from "../../../../kernel/i18n/locales.ts";
import { withoutRuby } from "../../../../kernel/i18n/translate.ts";
import { page, table } from "../../../../ui/index.ts";
import { fiscalYearAt, getFigureGround } from "../../commands/figure/plan-ground.ts";
import { mayApproveFigure, mayPublish, mayTypeFigure } from "../../rules/figure/may.ts";
import { sectionsOf } from "../../rules/figure/sections.ts";
import { mayAnswerQuestion } from "../../rules/public/question.ts";
import { listFigures } from "../../store/figure/figures.ts";
import { listPrepared } from "../../store/figure/publications.ts";
import { listNodes, listPlans, type PlanHead, type StoredNode } from "../../store/plan.ts";
import { listQuestions } from "../../store/question.ts";
import { listRounds } from "../../store/sheet.ts";
import { listTasks } from "../evaluation/rounds.ts";
import { staffPath, yearText } from "./words.ts";

type Task = { readonly title: Content; readonly plan: string; readonly href: string; readonly go: Content };

/** 計画と数字: what waits for this person, and the plans. */
export async function showHome(view: View): Promise<Html> {
  const { t, city } = view;
  const plans = await listPlans(city.db);
  const tasks: Task[] = [];
  for (const plan of plans) tasks.push(...(await tasksOf(view, plan)));
  return page(view, {
    title: t.text("plan-figure.staff.home.title"),
    area: "staff",
    crumbs: [{ label: t("plan-figure.staff.home.title") }],
    main: html`<div class="head"><h1>${t("plan-figure.staff.home.title")}</h1></div>
<div class="stack-l">
<section class="stack" aria-labelledby="tasks"><h2 id="tasks">${t("plan-figure.staff.home.tasks")}</h2>${taskTable(view, tasks)}</section>
<section class="stack" aria-labelledby="plans"><h2 id="plans">${t("plan-figure.staff.home.plans")}</h2><p>${t("plan-figure.staff.home.plans-words")}</p>${planTable(view, plans)}${isPlanner(view) && html`<p><a href="/staff/plan/import">${t("plan-data.staff.import.title-new")}</a></p>`}</section>
</div>`,
  });
}

async function tasksOf(view: View, plan: PlanHead): Promise<Task[]> {
  const { t, actor, city, now } = view;
  const title = titleOf(plan);
  const ground = await getFigureGround(city.db, plan.id);
  const year = fiscalYearAt(now, city.config.zone) - 1;
  const figures = await listFigures(city.db, plan.id, { year });
  const waiting = await listFigures(city.db, plan.id, { state: "proposed" });
  const figureSections = new Map(ground.indicators.map((one) => [one.id, ground.sectionsOf(one)]));
  const has = (id: string) => figures.some((one) => one.indicatorId === id && one.state !== "rejected");

  const toType = ground.indicators.filter(
    (one) =>
      one.baseline.year < year && one.feed.by !== "metric" && isMine(view, ground.sectionsOf(one)) && !has(one.id),
  );
  const toApprove = waiting.filter(
    (one) =>
      mayApproveFigure(actor, figureSections.get(one.indicatorId) ?? []) &&
      one.proposedBy !== (actor.kind === "staff" ? actor.personId : undefined),
  );
  const prepared = (await listPrepared(city.db)).filter(
    (one) => one.planId === plan.id && mayPublish(actor) && actor.kind === "staff" && one.preparedBy !== actor.personId,
  );
  const { length: sheets } = await listTasks(view, await listRounds(city.db, plan.id));
  const asked = await listQuestions(city.db, { planId: plan.id, state: "waiting" });
  const nodes = asked.length === 0 ? new Map<string, StoredNode>() : await nodesOf(view, plan.id);
  const questions = asked.filter(({ node }) => mayAnswerQuestion(actor, sectionsOf({ sections: [], node }, nodes)));
  return [
    task(toType.length, {
      title: t("plan-figure.staff.task.type", { count: toType.length, year: yearText(view, year) }),
      plan: title,
      href: `${staffPath(plan.id, "values")}?year=${year}`,
      go: t("plan-figure.staff.task.type-go"),
    }),
    task(toApprove.length, {
      title: t("plan-figure.staff.task.approve", { count: toApprove.length }),
      plan: title,
      href: staffPath(plan.id, "approvals"),
      go: t("plan-figure.staff.task.approve-go"),
    }),
    ...prepared.map((one) =>
      task(1, {
        title: t("plan-figure.staff.task.publish", { year: yearText(view, one.year) }),
        plan: title,
        href: `${staffPath(plan.id, "publish")}?year=${one.year}`,
        go: t("plan-figure.staff.task.publish-go"),
      }),
    ),
    task(sheets, {
      title: t("plan-figure.staff.task.sheets", { count: sheets }),
      plan: title,
      href: "/staff/evaluation",
      go: t("plan-figure.staff.task.sheets-go"),
    }),
    task(questions.length, {
      title: t("plan-figure.staff.task.questions", { count: questions.length }),
      plan: title,
      href: staffPath(plan.id, "questions"),
      go: t("plan-figure.staff.task.questions-go"),
    }),
  ].flat();
}

async function nodesOf({ city }: View, planId: string): Promise<ReadonlyMap<string, StoredNode>> {
  return new Map((await listNodes(city.db, planId, { includeRemoved: true })).map((node) => [node.code, node]));
}

/** A planner sees to every figure; asked first are the sections. */
function isMine({ actor }: View, sections: readonly string[]): boolean {
  return mayTypeFigure(actor, sections);
}

function task(count: number, one: Task): Task[] {
  return count === 0 ? [] : [one];
}

/** Work of the year, not an alarm: lines to follow, without red. */
function taskTable({ t }: View, tasks: readonly Task[]): Content {
  if (tasks.length === 0) return html`<p class="muted">${t("plan-figure.staff.home.nothing")}</p>`;
  return table<Task>({
    caption: t("plan-figure.staff.home.tasks"),
    captionHidden: true,
    columns: [
      { label: t("plan-figure.staff.column.task"), head: true, cell: ({ title }) => title },
      { label: t("plan-figure.staff.column.plan"), cell: ({ plan }) => plan },
      {
        label: t("plan-figure.staff.column.work"),
        quiet: true,
        cell: ({ href, go, plan }) => html`<a href="${href}">${go}<span class="vh">（${plan}）</span></a>`,
      },
    ],
    rows: tasks,
  });
}

function planTable(view: View, plans: readonly PlanHead[]): Content {
  const { t } = view;
  return table<PlanHead>({
    caption: t("plan-figure.staff.home.plans"),
    captionHidden: true,
    columns: [
      {
        label: t("plan-figure.staff.column.plan"),
        head: true,
        cell: (plan) => html`<a href="${staffPath(plan.id)}">${titleOf(plan)}</a>`,
      },
      {
        label: t("plan-figure.staff.column.span"),
        cell: ({ baselineYear, targetYear }) =>
          t("plan-figure.staff.span", { from: yearText(view, baselineYear), until: yearText(view, targetYear) }),
      },
      {
        label: t("plan-figure.staff.column.work"),
        quiet: true,
        cell: ({ id }) =>
          html`<span class="table__do"><a href="${staffPath(id, "values")}">${t("plan-figure.staff.side.values")}</a><a href="${staffPath(id, "approvals")}">${t("plan-figure.staff.side.approvals")}</a><a href="${staffPath(id, "publish")}">${t("plan-figure.staff.side.publish")}</a><a href="/plans/${id}">${t("plan-figure.staff.home.public")}</a></span>`,
      },
    ],
    rows: plans,
  });
}

function isPlanner({ actor }: View): boolean {
  return actor.kind === "staff" && actor.roles.includes("planner");
}

function titleOf({ title }: PlanHead): string {
  return withoutRuby(localText(title, "ja"));
}
