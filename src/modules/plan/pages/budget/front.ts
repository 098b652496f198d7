import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { localText } from "../../../../kernel/i18n/locales.ts";
import { fiscalYearOf } from "../../../../kernel/time/fiscal-year.ts";
import { type Alarm, alarms, button, buttonLink, page, queryForm, selectField } from "../../../../ui/index.ts";
import { mayBudget } from "../../rules/budget/policy.ts";
import {
  costOfPlan,
  listBudgetYears,
  listOpenRequests,
  listRequestYears,
  listSheetsToAsk,
  type OpenRequest,
} from "../../store/budget.ts";
import { findProject, listPlans } from "../../store/plan.ts";
import type { RequestState } from "../../types/budget.ts";
import { totalsTable } from "./totals.ts";
import {
  askPath,
  importPath,
  nameOf,
  publishPath,
  requestPath,
  requestsPath,
  rootPath,
  yearOf,
  yearPath,
} from "./words.ts";

/** 予算: what waits for me, and a year's totals. */
export async function showBudget(
  view: View,
  { query }: { query: { plan?: string | undefined; year?: number | undefined } },
): Promise<Html> {
  const { t, city } = view;
  const plans = await listPlans(city.db);
  const plan = plans.find(({ id }) => id === query.plan) ?? plans[0];
  const year = query.year ?? fiscalYearOf(view.today);
  return page(view, {
    title: t.text("plan-budget.staff.title"),
    area: "staff",
    crumbs: [{ label: t("plan-budget.staff.title") }],
    main: html`<div class="stack-l"><div class="head"><h1>${t("plan-budget.staff.title")}</h1><p>${t("plan-budget.staff.lead")}${t("plan-budget.ranking")}</p></div>
<section class="section stack"><h2>${t("plan-budget.staff.tasks")}</h2>${await tasks(view)}</section>
${plan !== undefined && (await ofYear(view, plan.id, year, plans))}</div>`,
  });
}

async function ofYear(
  view: View,
  planId: string,
  year: number,
  plans: Awaited<ReturnType<typeof listPlans>>,
): Promise<Html> {
  const { t, city, actor, locale } = view;
  const known = [...(await listBudgetYears(city.db, planId)), ...(await listRequestYears(city.db, planId))];
  const years = [...new Set([...known, year])].sort((a, b) => b - a);
  const cost = await costOfPlan(city.db, planId, year);
  const choose = queryForm({
    action: rootPath,
    content: html`${plans.length > 1 && selectField({ t, name: "plan", label: t("plan-budget.staff.plan"), options: plans.map(({ id, title }) => ({ value: id, label: localText(title, locale) })), value: planId })}
${selectField({ t, name: "year", label: t("plan-budget.staff.year"), options: years.map((one) => ({ value: String(one), label: yearOf(view, one) })), value: String(year) })}
${button({ label: t("plan-budget.staff.show"), kind: "second", size: "small" })}`,
  });
  const ways = [
    buttonLink({ label: t("plan-budget.staff.projects"), href: yearPath(planId, year), kind: "second", size: "small" }),
    buttonLink({
      label: t("plan-budget.staff.to-requests"),
      href: requestsPath(planId, year),
      kind: "second",
      size: "small",
    }),
    mayBudget(actor, "import") &&
      buttonLink({
        label: t("plan-budget.staff.to-import"),
        href: importPath(planId),
        kind: "second",
        size: "small",
      }),
    mayBudget(actor, "type") &&
      buttonLink({
        label: t("plan-budget.staff.to-effort"),
        href: `${yearPath(planId, year)}/effort`,
        kind: "second",
        size: "small",
      }),
  ];
  return html`<section class="section stack"><h2>${t("plan-budget.staff.year-title", { year: yearOf(view, year) })}</h2>${choose}
${totalsTable(view, cost)}<p class="row">${ways}</p></section>`;
}

async function tasks(view: View): Promise<Content> {
  const { t, city, actor } = view;
  if (actor.kind !== "staff") return undefined;
  const open = await listOpenRequests(city.db);
  const list: Alarm[] = [];
  const sheets = mayBudget(actor, "draft") ? await listSheetsToAsk(city.db, actor.sectionId) : [];
  for (const { id, title } of sheets) {
    list.push(
      task(view, t("plan-budget.staff.task.ask", { name: title }), t("plan-budget.staff.ask.title"), askPath(id)),
    );
  }
  const mine = (states: readonly RequestState[], isOwn: boolean) =>
    open.filter(({ state, sectionId }) => states.includes(state) && (!isOwn || sectionId === actor.sectionId));
  if (mayBudget(actor, "submit")) list.push(...(await requestTasks(view, mine(["drafted"], true))));
  if (mayBudget(actor, "assess")) list.push(...(await requestTasks(view, mine(["requested", "assessed"], false))));
  if (mayBudget(actor, "publish")) list.push(...publishTasks(view, mine(["decided"], false)));
  return alarms(list, t("plan-budget.staff.tasks-none"));
}

const waitingWords = {
  drafted: "plan-budget.staff.task.submit",
  requested: "plan-budget.staff.task.assess",
  assessed: "plan-budget.staff.task.decide",
} as const;

async function requestTasks(view: View, open: readonly OpenRequest[]): Promise<Alarm[]> {
  const { t, city } = view;
  const found: Alarm[] = [];
  for (const { id, planId, project: code, year, state } of open.slice(0, 50)) {
    if (state === "decided" || state === "published") continue;
    const project = await findProject(city.db, planId, code);
    const title = `${code}　${project === undefined ? "" : nameOf(view, project)}　${yearOf(view, year)}`;
    found.push(task(view, title, t(waitingWords[state]), requestPath(id)));
  }
  return found;
}

function publishTasks(view: View, open: readonly OpenRequest[]): Alarm[] {
  const groups = new Map<string, { planId: string; year: number; count: number }>();
  for (const { planId, year } of open) {
    const key = `${planId} ${year}`;
    groups.set(key, { planId, year, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  const { t } = view;
  return [...groups.values()].map(({ planId, year, count }) =>
    task(
      view,
      t("plan-budget.staff.task.publish", { year: yearOf(view, year), count }),
      t("plan-budget.staff.to-publish"),
      publishPath(planId, year),
    ),
  );
}

function task({ t }: View, title: Content, words: Content, href: string): Alarm {
  const go = buttonLink({ label: t("plan-budget.staff.task.go"), href, kind: "second", size: "small", about: title });
  return { icon: "i-info", look: "late", title, words, actions: [go] };
}
