import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { button, empty, queryForm, selectField, status, table } from "../../../../ui/index.ts";
import { exact, formatFigure } from "../../rules/number.ts";
import { listPublished, type PublishedFigure } from "../../store/figure.ts";
import { listIndicators, type PlanHead, type StoredIndicator } from "../../store/plan.ts";
import { listPublishedYears } from "../../store/public.ts";
import { getPlan, planPage, planTabs } from "./frame.ts";
import { indicatorPath, planPath, say, sayFigure, sayVerdict, sayYear, yearInside } from "./words.ts";

type Pair = {
  readonly definition: StoredIndicator;
  readonly before: PublishedFigure;
  readonly after: PublishedFigure;
};
export type Course = "improved" | "worsened" | "same" | "broken" | "unmeasured";

/** Two years side by side: value, verdict, and which way it went. */
export async function showCompare(
  view: View,
  { params, query }: { params: { plan: string }; query: { from?: number | undefined; to?: number | undefined } },
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
        ? html`${choice(view, plan, years, from, to)}${await comparison(view, plan, from, to)}`
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

async function comparison(view: View, plan: PlanHead, from: number, to: number): Promise<Html> {
  const { t, city } = view;
  const [definitions, before, after] = await Promise.all([
    listIndicators(city.db, plan.id),
    listPublished(city.db, plan.id, { year: from }),
    listPublished(city.db, plan.id, { year: to }),
  ]);
  const earlier = new Map(before.map((figure) => [figure.indicatorId, figure]));
  const later = new Map(after.map((figure) => [figure.indicatorId, figure]));
  const pairs = definitions.flatMap((definition): Pair[] => {
    const [one, other] = [earlier.get(definition.id), later.get(definition.id)];
    return one === undefined || other === undefined ? [] : [{ definition, before: one, after: other }];
  });
  const courses = new Map(pairs.map((pair) => [pair.definition.id, courseOf(pair)]));
  const count = (course: Course) => [...courses.values()].filter((each) => each === course).length;
  const courseName = ({ definition }: Pair) => courses.get(definition.id) ?? "same";
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
})}</section>`;
}

/** Which way the value went, as better or worse; a year between that is measured otherwise cannot be compared. */
export function courseOf({ definition, before, after }: Pair): Course {
  const isBroken = definition.breaks.some(({ fromYear }) => fromYear > before.year && fromYear <= after.year);
  if (isBroken) return "broken";
  if (before.value === undefined || after.value === undefined) return "unmeasured";
  const change = exact(after.value).minus(before.value);
  if (change.eq(0)) return "same";
  return change.gt(0) === (definition.better === "up") ? "improved" : "worsened";
}

function difference({ t }: View, { definition, before, after }: Pair) {
  if (before.value === undefined || after.value === undefined) return undefined;
  const change = exact(after.value).minus(before.value);
  if (change.eq(0)) return undefined;
  const sign = change.gt(0) ? "+" : "";
  return html`<br><span class="small muted nowrap">${sign}${formatFigure(change, definition.decimals, t.locale)}${say(t, definition.unit)}</span>`;
}
