import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { button, empty, pagination, queryForm, selectField } from "../../../../ui/index.ts";
import { sizeOf } from "../../rules/public/tallies.ts";
import { latestPublication } from "../../store/figure.ts";
import { listNodes, type PlanHead, type StoredNode } from "../../store/plan.ts";
import { hasSamples, readIndicatorPage } from "../../store/public.ts";
import type { Verdict } from "../../types/indicator.ts";
import { getPlan, planPage, planTabs, sampleWords } from "./frame.ts";
import { type IndicatorRow, indicatorTable } from "./indicator-table.ts";
import { plain, planPath, say, sayTally, sayVerdict, yearInside } from "./words.ts";

export type IndicatorQuery = {
  readonly verdict?: Verdict | undefined;
  readonly part?: string | undefined;
  readonly priority?: "yes" | undefined;
  readonly page: number;
};

const perPage = 100;

/** All indicators, by verdict, part and priority. */
export async function showIndicators(
  view: View,
  { params, query }: { params: { plan: string }; query: IndicatorQuery },
): Promise<Html> {
  const { t, city } = view;
  const plan = await getPlan(view, params.plan);
  const [nodes, publication, isSample] = await Promise.all([
    listNodes(city.db, plan.id),
    latestPublication(city.db, plan.id),
    hasSamples(city.db, plan.id),
  ]);
  const year = publication?.year;
  const byNode = new Map(nodes.map((node) => [node.code, node]));
  const isNarrowed = query.part !== undefined || query.priority !== undefined;
  const { tally, page, lines } = await readIndicatorPage(city.db, {
    planId: plan.id,
    year,
    nodes: isNarrowed ? nodes.flatMap(({ code }) => (isUnder(byNode, code, query) ? [code] : [])) : undefined,
    verdict: query.verdict,
    page: query.page,
    perPage,
  });
  const count = sizeOf(tally);
  const pages = Math.max(1, Math.ceil(count / perPage));
  const rows = lines.map((line): IndicatorRow => {
    const above = byNode.get(line.definition.node);
    return { ...line, above: above && say(t, above.title) };
  });
  const caption = t("plan.indicators.found", { count });
  return planPage(view, plan, {
    title: t.text("plan.indicators.title"),
    crumbs: [{ label: t("plan.indicators.title") }],
    main: html`<div class="head"><h1>${t("plan.indicators.title")}</h1></div>${planTabs(view, plan, "indicators")}
<div class="split split--start plan-below">${filter(view, plan, nodes, query)}<section class="section" aria-labelledby="found"><h2 id="found">${caption}</h2>
<p class="small">${sayTally(t, tally)}${year !== undefined && html`　${t("plan.front.judged", { year: yearInside(t, year) })}`}${sampleWords(view, plan, isSample)}</p>
${
  rows.length === 0
    ? empty(t("plan.indicators.none"), [
        html`<a href="${planPath(plan.id)}/indicators">${t("plan.indicators.drop")}</a>`,
      ])
    : indicatorTable(t, {
        planId: plan.id,
        caption,
        rows,
        year,
        baselineYear: plan.baselineYear,
        targetYear: plan.targetYear,
      })
}
${pagination(t, { page, pages, href: (to) => `?${addressOf(query, to)}` })}
<p><a href="/opendata/plan.indicators.csv">${t("plan.front.csv")}</a></p></section></div>`,
  });
}

function filter({ t }: View, plan: PlanHead, nodes: readonly StoredNode[], query: IndicatorQuery): Content {
  const all = { value: "", label: t.text("plan.indicators.all") };
  const tops = nodes.filter(({ parent }) => parent === undefined);
  const level = plan.levels[0];
  return queryForm({
    action: `${planPath(plan.id)}/indicators`,
    class: "stack",
    content: html`${selectField({ t, name: "verdict", label: t("plan.verdict.label"), value: query.verdict ?? "", options: [all, ...(["good", "late", "unknown"] as const).map((value) => ({ value, label: sayVerdict(t, value) }))] })}
${selectField({ t, name: "part", label: level === undefined ? t("plan.indicators.part") : say(t, level.name), value: query.part ?? "", options: [all, ...tops.map(({ code, title }) => ({ value: code, label: plain(t, title) }))] })}
${selectField({ t, name: "priority", label: t("plan.part.priority"), value: query.priority ?? "", options: [all, { value: "yes", label: t("plan.indicators.only-priority") }] })}
<p>${button({ label: t("plan.indicators.filter"), kind: "second" })}</p>`,
  });
}

/** Whether the part and the priority that are asked for stand anywhere above. */
function isUnder(nodes: ReadonlyMap<string, StoredNode>, code: string, { part, priority }: IndicatorQuery): boolean {
  let isInPart = part === undefined;
  let isPriority = priority === undefined;
  for (let at = nodes.get(code); at !== undefined; at = nodes.get(at.parent ?? "")) {
    isInPart ||= at.code === part;
    isPriority ||= at.isPriority;
  }
  return isInPart && isPriority;
}

function addressOf({ verdict, part, priority }: IndicatorQuery, page: number): string {
  return new URLSearchParams({
    verdict: verdict ?? "",
    part: part ?? "",
    priority: priority ?? "",
    page: String(page),
  }).toString();
}
