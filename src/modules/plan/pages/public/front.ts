import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { policies, search, tally } from "../../../../ui/index.ts";
import { addTallies, emptyTally, sizeOf, type Tally, tallyUp, verdictsOf } from "../../rules/public/tallies.ts";
import { countVerdicts, latestPublication, type Publication } from "../../store/figure.ts";
import type { PlanHead } from "../../store/plan.ts";
import { hasSamples, listParts, listRestless, type PlanPart } from "../../store/public.ts";
import { dayText, getPlan, planPage, planTabs, sampleWords } from "./frame.ts";
import { changesOf } from "./front-changes.ts";
import { indicatorTable } from "./indicator-table.ts";
import { inside, levelName, partPath, plain, planPath, say, sayTally, sayVerdict, yearInside } from "./words.ts";

const mostRestless = 20;

/** The plan understood in a minute. What it reads does not grow with the city's records. */
export async function showPlanFront(view: View, { params }: { params: { plan: string } }): Promise<Html> {
  const { db } = view.city;
  const plan = await getPlan(view, params.plan);
  const publication = await latestPublication(db, plan.id);
  const year = publication?.year;
  const [parts, counts, isSample] = await Promise.all([
    listParts(db, plan.id),
    year === undefined ? [] : countVerdicts(db, plan.id, year),
    hasSamples(db, plan.id),
  ]);
  const tallies = tallyUp(parts, counts);
  const all = counts.reduce<Tally>(addTallies, emptyTally);
  return planPage(view, plan, {
    title: plain(view.t, plan.title),
    crumbs: [],
    edgeToEdge: true,
    main: html`<div class="wrap plan-top">${head(view, plan)}${planTabs(view, plan, "front")}${state(view, plan, publication, all, isSample)}</div>
<div class="band band--paper"><div class="wrap section">${cards(view, plan, parts, tallies)}</div></div>
<div class="wrap band stack-l">${publication && (await changesOf(view, plan, publication))}${publication && (await restless(view, plan, publication, all))}${ways(view, plan)}</div>`,
  });
}

function head({ t }: View, { kicker, title, lead }: PlanHead): Html {
  return html`<div class="head">${kicker && html`<p class="kicker">${say(t, kicker)}</p>`}<h1>${say(t, title)}</h1>${lead && html`<p class="lead">${say(t, lead)}</p>`}</div>`;
}

function state(view: View, plan: PlanHead, publication: Publication | undefined, all: Tally, isSample: boolean): Html {
  const { t } = view;
  if (publication === undefined) {
    return html`<section class="section" aria-labelledby="state"><h2 id="state">${t("plan.front.state-none")}</h2><p>${t("plan.front.state-none-words")}</p></section>`;
  }
  const lines = (["good", "late", "unknown"] as const).map((verdict) => ({
    verdict,
    word: sayVerdict(t, verdict),
    count: all[verdict],
    unit: t("plan.indicator.unit"),
    meaning: t(`plan.verdict.${verdict}-meaning`, { year: yearInside(t, plan.targetYear) }),
  }));
  return html`<section class="section" aria-labelledby="state"><h2 id="state">${t("plan.front.state", { count: sizeOf(all) })}</h2>${tally(lines)}
<p class="small">${t("plan.front.judged", { year: yearInside(t, publication.year) })}${t("plan.front.published", { day: dayText(view, publication.publishedAt) })}${sampleWords(view, plan, isSample)}　<a href="${planPath(plan.id)}/rules">${t("plan.tabs.rules")}</a></p></section>`;
}

function cards({ t }: View, plan: PlanHead, parts: readonly PlanPart[], tallies: ReadonlyMap<string, Tally>): Html {
  const tops = parts.flatMap(({ top }) => top ?? []);
  const level = plan.levels[0];
  const name = level === undefined ? { marked: "" } : inside(t, level.name);
  const list = tops.map((node) => {
    const count = tallies.get(node.code) ?? emptyTally;
    return {
      number: html`${levelName(t, plan.levels, node.level)} ${node.code}`,
      title: say(t, node.title),
      href: partPath(plan.id, node.code),
      words: node.lead && say(t, node.lead),
      verdicts: verdictsOf(count),
      sentence: sayTally(t, count),
    };
  });
  return html`<h2>${t("plan.front.parts", { count: tops.length, level: name })}</h2>${policies(list)}`;
}

async function restless(view: View, plan: PlanHead, { year }: Publication, all: Tally): Promise<Content> {
  const { t, city } = view;
  const count = all.late + all.unknown;
  if (count === 0) return undefined;
  const rows = await listRestless(city.db, plan.id, year, mostRestless);
  return html`<section class="section" aria-labelledby="restless"><h2 id="restless">${t("plan.front.restless")}</h2>
<p class="small">${count > rows.length && t("plan.front.restless-some", { count, shown: rows.length })}${t("plan.front.line", { year: yearInside(t, year) })}</p>
${indicatorTable(t, {
  planId: plan.id,
  caption: t("plan.front.restless"),
  rows: rows.map(({ nodeTitle, ...row }) => ({ ...row, above: say(t, nodeTitle) })),
  year,
  baselineYear: plan.baselineYear,
  targetYear: plan.targetYear,
})}
<p class="row"><a href="${planPath(plan.id)}/indicators">${t("plan.front.all", { count: all.good + count })}</a><a href="/opendata/plan.indicators.csv">${t("plan.front.csv")}</a></p></section>`;
}

function ways({ t }: View, plan: PlanHead): Html {
  return html`<section class="section" aria-labelledby="look">${search({ action: `${planPath(plan.id)}/search`, name: "q", label: html`<span id="look">${t("plan.search.label")}</span>`, button: t("plan.search.button"), hint: t("plan.search.hint") })}</section>`;
}
