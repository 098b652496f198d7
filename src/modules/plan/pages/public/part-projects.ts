import { type Content, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { formatBareFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { table } from "../../../../ui/index.ts";
import { listBudgetYears, listProjectCosts } from "../../store/budget.ts";
import { listProjects, type PlanHead, type StoredNode, type StoredProject } from "../../store/plan.ts";
import { listProjectVerdicts } from "../../store/public.ts";
import { planPath, projectPath, say, yearPath } from "./words.ts";

const mostShown = 20;

/** 事務事業 with what they cost in the two newest years that have amounts, and the direction of their newest sheet. */
export async function projectsOfPart(view: View, plan: PlanHead, node: StoredNode): Promise<Content> {
  const { t, city } = view;
  const projects = await listProjects(city.db, plan.id, { node: node.code });
  if (projects.length === 0) return undefined;
  const shown = projects.slice(0, mostShown);
  const rest = projects.length - shown.length;
  const more = html`<p><a href="${planPath(plan.id)}/projects?node=${node.code}">${t("plan.project.all", { count: projects.length })}</a></p>`;
  return html`<section class="section" aria-labelledby="projects"><h2 id="projects">${t("plan.project.title")}</h2>${await projectTable(view, plan, shown, node.code)}${rest > 0 && more}</section>`;
}

/** The projects with their costs; `node` narrows what is read. */
export async function projectTable(
  { t, city }: View,
  plan: PlanHead,
  projects: readonly StoredProject[],
  node?: string,
): Promise<Content> {
  const years = (await listBudgetYears(city.db, plan.id)).slice(0, 2).toReversed();
  const costs = await Promise.all(years.map((year) => listProjectCosts(city.db, plan.id, year, node)));
  const verdicts = await listProjectVerdicts(
    city.db,
    plan.id,
    projects.map(({ code }) => code),
  );
  const isSample = costs.some((of) => projects.some(({ code }) => of.get(code)?.isSample));
  const none = t("plan.project.no-amount");
  const amount = (code: string, at: number) => {
    const cost = costs[at]?.get(code);
    if (cost?.settled !== undefined) return formatYen(cost.settled.total, t.locale);
    if (cost?.initial === undefined) return none;
    return html`${formatYen(cost.initial.total + (cost.supplementary?.total ?? 0), t.locale)}<br><span class="note muted">${t("plan.project.planned")}</span>`;
  };
  const verdict = ({ code }: StoredProject) => {
    const found = verdicts.get(code);
    if (found === undefined) return none;
    return html`<a class="inline" href="${yearPath(plan.id, found.year)}/${code}">${t(`plan.direction.${found.direction}`)}</a><br><span class="note muted">${formatBareFiscalYear(found.year, t.locale)}</span>`;
  };
  const isSampleVerdict = [...verdicts.values()].some((found) => found.isSample);
  const list = table<StoredProject>({
    caption: t("plan.project.title"),
    captionHidden: true,
    rows: projects,
    columns: [
      {
        label: t("plan.project.one"),
        head: true,
        cell: ({ code, name, removedIn }) =>
          html`<a class="inline" href="${projectPath(plan.id, code)}">${say(t, name)}</a>${removedIn !== undefined && html`　${t("plan.removed.word")}`}`,
      },
      ...years.map((year, at) => ({
        label: html`${t("plan.project.cost")}<br>${formatBareFiscalYear(year, t.locale)}`,
        number: true,
        cell: ({ code }: StoredProject) => amount(code, at),
      })),
      ...(verdicts.size === 0 ? [] : [{ label: t("plan.sheet.direction"), cell: verdict }]),
    ],
  });
  return html`${list}<p class="small">${years.length === 0 ? t("plan.project.no-amounts") : t("plan.project.cost-words")}${isSample && html`<strong>${t("plan.project.sample")}</strong>`}${isSampleVerdict && html`<strong>${t("plan.voice.sample")}</strong>`}</p>`;
}
