import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { button, empty, pagination, queryForm, selectField, status, table } from "../../../../ui/index.ts";
import { differenceUnit } from "../../rules/achievement/figure-words.ts";
import { exact, formatFigure } from "../../rules/number.ts";
import type { PlanHead } from "../../store/plan.ts";
import { type Compared, listCompared, listDefinitions, listPublishedYears } from "../../store/public.ts";
import type { IndicatorDefinition } from "../../types/indicator.ts";
import { getPlan, planPage, planTabs } from "./frame.ts";
import { indicatorPath, planPath, say, sayFigure, sayVerdict, sayYear, yearInside } from "./words.ts";

type Pair = Compared & { readonly definition: IndicatorDefinition };
const perPage = 50;

export type Course = "improved" | "worsened" | "same" | "broken" | "unmeasured";

/** Two years side by side: value, verdict, and which way it went. */
export async function showCompare(
  view: View,
  {
    params,
    query,
  }: { params: { plan: string }; query: { from?: number | undefined; to?: number | undefined; page: number } },
): Promise<Html> {
  const { t, city } = view;
  const plan = await getPlan(view, params.plan);
  const years = await listPublishedYears(city.db, plan.id);
  const to = years.find((year) => year === query.to) ?? years[0];
  const from = years.find((year) => year === query.from) ?? years.find((year) => to !== undefined && year < to) ?? to;
  const title = t("plan.compare.title");
  const isReady = years.length >= 2 && from !== undefined && to !== undefined;
  return planPage(view, plan, {
    title: t.text("plan.compare.title"),
    crumbs: [{ label: title }],
    main: html`<div class="head"><h1>${title}</h1></div>${planTabs(view, plan, "compare")}<div class="stack plan-below">${
      isReady
        ? html`${choice(view, plan, years, from, to)}${await comparison(view, plan, from, to, query.page)}`
        : empty(t("plan.compare.none"), [html`<a href="${planPath(plan.id)}">${t("plan.projects.to-plan")}</a>`])
    }</div>`,
  });
}

function choice({ t }: View, plan: PlanHead, years: readonly number[], from: number, to: number): Html {
  const options = years.map((year) => ({ value: String(year), label: sayYear(t, year) }));
  return queryForm({
    action: `${planPath(plan.id)}/compare`,
    class: "row row--fields",
    content: html`${selectField({ t, name: "from", label: t("plan.compare.from"), value: String(from), options })}${selectField({ t, name: "to", label: t("plan.compare.to"), value: String(to), options })}${button({ label: t("plan.compare.do"), kind: "second" })}`,
  });
}

async function comparison(view: View, plan: PlanHead, from: number, to: number, asked: number): Promise<Html> {
  const { t, city } = view;
  const all = await listCompared(city.db, plan.id, from, to);
  const courses = new Map(all.map((pair) => [pair.id, courseOf(pair)]));
  const count = (course: Course) => [...courses.values()].filter((each) => each === course).length;
  const pages = Math.max(1, Math.ceil(all.length / perPage));
  const page = Math.min(asked, pages);
  const shown = all.slice((page - 1) * perPage, page * perPage);
  const definitions = await listDefinitions(
    city.db,
    plan.id,
    shown.map(({ id }) => id),
  );
  const pairs = shown.flatMap((pair): Pair[] => {
    const definition = definitions.get(pair.id);
    return definition === undefined ? [] : [{ ...pair, definition }];
  });
  const courseName = ({ id }: Pair) => courses.get(id) ?? "same";
  return html`<section class="section" aria-labelledby="found"><h2 id="found">${t("plan.compare.found", { from: yearInside(t, from), to: yearInside(t, to) })}</h2>
<p>${t("plan.compare.counts", { improved: count("improved"), worsened: count("worsened"), same: count("same"), others: count("broken") + count("unmeasured") })}</p>
${table<Pair>({
  caption: t("plan.compare.caption"),
  captionHidden: true,
  rows: pairs,
  columns: [
    {
      label: t("plan.indicator.one"),
      head: true,
      cell: ({ definition }) =>
        html`<a class="inline" href="${indicatorPath(plan.id, definition.id)}">${say(t, definition.name)}</a>`,
    },
    {
      label: sayYear(t, from),
      number: true,
      cell: ({ definition, before: { value } }) => sayFigure(t, definition, value),
    },
    {
      label: t("plan.compare.verdict-from"),
      cell: ({ before: { verdict } }) => status(verdict, sayVerdict(t, verdict)),
    },
    {
      label: sayYear(t, to),
      number: true,
      cell: ({ definition, after: { value } }) => sayFigure(t, definition, value),
    },
    { label: t("plan.compare.verdict-to"), cell: ({ after: { verdict } }) => status(verdict, sayVerdict(t, verdict)) },
    {
      label: t("plan.compare.course"),
      cell: (pair) => html`${t(`plan.compare.${courseName(pair)}`)}${difference(view, pair)}`,
    },
  ],
})}${pagination(t, { page, pages, href: (number) => `?from=${from}&to=${to}&page=${number}` })}</section>`;
}

/** Which way the value went, as better or worse; a year between that is measured otherwise cannot be compared. */
export function courseOf({ definition, before, after }: Pick<Compared, "definition" | "before" | "after">): Course {
  const isBroken = definition.breaks.some(({ fromYear }) => fromYear > before.year && fromYear <= after.year);
  if (isBroken) return "broken";
  if (before.value === undefined || after.value === undefined) return "unmeasured";
  const change = exact(after.value).cmp(before.value);
  if (change === 0) return "same";
  return change > 0 === (definition.better === "up") ? "improved" : "worsened";
}

function difference({ t }: View, { definition, before, after }: Pair) {
  if (before.value === undefined || after.value === undefined) return undefined;
  const change = exact(after.value).minus(before.value);
  if (change.eq(0)) return undefined;
  const sign = change.gt(0) ? "+" : "";
  return html`<br><span class="small muted nowrap">${sign}${formatFigure(change, definition.decimals, t.locale)}${say(t, differenceUnit(definition))}</span>`;
}
