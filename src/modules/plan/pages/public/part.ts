import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { localText } from "../../../../kernel/i18n/locales.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { policies, summary } from "../../../../ui/index.ts";
import { listSections } from "../../../identity/index.ts";
import { sectionsOf } from "../../rules/figure/sections.ts";
import { emptyTally, tallyUp, verdictsOf } from "../../rules/public/tallies.ts";
import { countVerdicts, latestPublication, listPublished } from "../../store/figure.ts";
import { listIndicators, listNodes, type PlanHead, type StoredIndicator, type StoredNode } from "../../store/plan.ts";
import { type Crumb, getPlan, planPage, removedNotice } from "./frame.ts";
import { indicatorBlock } from "./indicator-block.ts";
import { listIndicatorFacts } from "./indicator-facts.ts";
import { type IndicatorRow, indicatorTable } from "./indicator-table.ts";
import { projectsOfPart } from "./part-projects.ts";
import { questionsOfPart } from "./questions.ts";
import { voicesOfPart } from "./voices.ts";
import { levelName, partPath, plain, planPath, say, sayTally } from "./words.ts";

/** More than these stand in a table, each with a page of its own. */
const mostBlocks = 6;

/** A chapter of a large plan has hundreds; the rest stands one link away, in pages. */
const mostLines = 30;

/** A policy or a measure: what it is, how its indicators stand, what it costs, and who said what about it. */
export async function showPart(view: View, { params }: { params: { plan: string; code: string } }): Promise<Html> {
  const { db } = view.city;
  const plan = await getPlan(view, params.plan);
  const nodes = await listNodes(db, plan.id, { includeRemoved: true });
  const node = nodes.find(({ code }) => code === params.code);
  if (node === undefined) throw notFound();
  const below = nodes.filter(({ parent, removedIn }) => parent === node.code && removedIn === undefined);
  const isRemoved = node.removedIn !== undefined;
  const indicators = (await listIndicators(db, plan.id, { node: node.code, includeRemoved: isRemoved })).filter(
    ({ removedIn }) => removedIn === node.removedIn,
  );
  const sections = await sectionNames(view, node, nodes);
  return planPage(view, plan, {
    title: plain(view.t, node.title),
    crumbs: crumbsOf(view, plan, node, nodes),
    main: html`${await removedNotice(view, plan, node.removedIn)}<div class="head"><p class="kicker">${levelName(view.t, plan.levels, node.level)} ${node.code}${sections && html`　${view.t("plan.part.section")}　${sections}`}</p><h1>${say(view.t, node.title)}</h1>${node.lead && html`<p class="lead">${say(view.t, node.lead)}</p>`}</div>
<div class="stack-l">${aims(view, node)}${await children(view, plan, nodes, below)}${await indicatorsOf(view, plan, node, indicators, nodes)}${indicators.length === 0 && (await indicatorList(view, plan, node, await indicatorsBelow(view, plan, node, nodes), nodes))}${actions(view, plan, below, nodes)}${await voicesOfPart(view, plan, node)}${await projectsOfPart(view, plan, node)}${facts(view, plan, node, nodes)}${await questionsOfPart(view, plan, node)}</div>`,
  });
}

export function crumbsOf(
  { t }: View,
  plan: PlanHead,
  node: StoredNode,
  nodes: readonly StoredNode[],
): readonly Crumb[] {
  const above: StoredNode[] = [];
  for (let at = nodes.find(({ code }) => code === node.parent); at !== undefined && !above.includes(at); ) {
    above.unshift(at);
    const next = at.parent;
    at = nodes.find(({ code }) => code === next);
  }
  return [
    ...above.map((each) => ({ label: say(t, each.title), href: partPath(plan.id, each.code) })),
    { label: say(t, node.title) },
  ];
}

async function sectionNames({ city }: View, node: StoredNode, nodes: readonly StoredNode[]): Promise<string> {
  const ids = sectionsOf({ sections: node.sections, node: node.code }, new Map(nodes.map((each) => [each.code, each])));
  if (ids.length === 0) return "";
  const names = new Map((await listSections(city.db)).map(({ id, name }) => [id, name]));
  return ids.flatMap((id) => names.get(id) ?? []).join("、");
}

function aims({ t }: View, node: StoredNode): Content {
  if (node.aims.length === 0) return undefined;
  return html`<section class="section" aria-labelledby="aims"><h2 id="aims">${t("plan.part.aims")}</h2><ul class="bullets">${node.aims.map((aim) => html`<li>${say(t, aim)}</li>`)}</ul></section>`;
}

/** Parts with a page of their own, as cards. */
async function children(
  view: View,
  plan: PlanHead,
  nodes: readonly StoredNode[],
  below: readonly StoredNode[],
): Promise<Content> {
  const { t, city } = view;
  const withPage = below.filter(({ level }) => plan.levels.find(({ id }) => id === level)?.hasPage);
  if (withPage.length === 0) return undefined;
  const publication = await latestPublication(city.db, plan.id);
  const counts = publication === undefined ? [] : await countVerdicts(city.db, plan.id, publication.year);
  const tallies = tallyUp(nodes, counts);
  const cards = withPage.map((node) => {
    const tally = tallies.get(node.code) ?? emptyTally;
    return {
      number: html`${levelName(t, plan.levels, node.level)} ${node.code}${node.isPriority && html`　<strong>${t("plan.part.priority")}</strong>`}${node.restates !== undefined && html`　${t("plan.part.restated")}`}`,
      title: say(t, node.title),
      href: partPath(plan.id, node.code),
      words: node.lead && say(t, node.lead),
      verdicts: verdictsOf(tally),
      sentence: sayTally(t, tally),
    };
  });
  const [first] = withPage;
  return html`<section class="section" aria-labelledby="parts"><h2 id="parts">${t("plan.part.children", { level: { marked: levelText(view, plan, first?.level ?? "") } })}</h2>${policies(cards)}</section>`;
}

function levelText({ t }: View, plan: PlanHead, level: string): string {
  const found = plan.levels.find(({ id }) => id === level);
  return found === undefined ? "" : localText(found.name, t.locale);
}

async function indicatorsOf(
  view: View,
  plan: PlanHead,
  node: StoredNode,
  indicators: readonly StoredIndicator[],
  nodes: readonly StoredNode[],
): Promise<Content> {
  const { city } = view;
  if (indicators.length === 0) return undefined;
  if (indicators.length <= mostBlocks) {
    const facts = await listIndicatorFacts(city.db, plan.id, indicators);
    return facts.map((each) => indicatorBlock(view, plan, each, { heading: true }));
  }
  return indicatorList(view, plan, node, indicators, nodes);
}

/** Many indicators, or those of the parts below: a line each. */
async function indicatorList(
  { t, city }: View,
  plan: PlanHead,
  node: StoredNode,
  all: readonly StoredIndicator[],
  nodes: readonly StoredNode[],
): Promise<Content> {
  if (all.length === 0) return undefined;
  const indicators = all.slice(0, mostLines);
  const publication = await latestPublication(city.db, plan.id);
  const year = publication?.year;
  const ids = indicators.map(({ id }) => id);
  const published = year === undefined ? [] : await listPublished(city.db, plan.id, { year, indicatorIds: ids });
  const byId = new Map(published.map((figure) => [figure.indicatorId, figure]));
  const titles = new Map(nodes.map(({ code, title }) => [code, title]));
  const rows = indicators.map((definition): IndicatorRow => {
    const figure = byId.get(definition.id);
    const above = titles.get(definition.node);
    return {
      definition,
      above: above && say(t, above),
      value: figure?.value,
      verdict: figure?.verdict ?? "unknown",
      achievement: figure?.achievement,
    };
  });
  const caption = t("plan.indicator.many");
  const years = { year, baselineYear: plan.baselineYear, targetYear: plan.targetYear };
  return html`<section class="section" aria-labelledby="indicators"><h2 id="indicators">${caption}</h2>${indicatorTable(t, { planId: plan.id, caption, rows, ...years })}${all.length > indicators.length && html`<p><a href="${planPath(plan.id)}/indicators?part=${node.code}">${t("plan.front.all", { count: all.length })}</a></p>`}</section>`;
}

/** All indicators of parts that hang below, at any depth. */
async function indicatorsBelow({ city }: View, plan: PlanHead, node: StoredNode, nodes: readonly StoredNode[]) {
  const codes = new Set<string>();
  const add = (parent: string) => {
    for (const each of nodes) {
      if (each.parent !== parent || each.removedIn !== undefined || codes.has(each.code)) continue;
      codes.add(each.code);
      add(each.code);
    }
  };
  add(node.code);
  if (codes.size === 0) return [];
  return listIndicators(city.db, plan.id, { nodes: [...codes] });
}

/** Parts without a page of their own. */
function actions(view: View, plan: PlanHead, below: readonly StoredNode[], nodes: readonly StoredNode[]): Content {
  const { t } = view;
  const rows = below.filter(({ level }) => !plan.levels.find(({ id }) => id === level)?.hasPage);
  if (rows.length === 0) return undefined;
  const items = rows.map(
    (node) =>
      html`<li id="part-${node.code}">${say(t, node.title)}${node.isPriority && html`　<strong class="small">${t("plan.part.priority")}</strong>`}${node.restates !== undefined && html`　<span class="small">${t("plan.part.restated")} ${restated(view, plan, node.restates, nodes)}</span>`}${node.lead && html`<br><span class="small">${say(t, node.lead)}</span>`}${node.aims.map((aim) => html`<br><span class="small">${say(t, aim)}</span>`)}</li>`,
  );
  return html`<section class="section" aria-labelledby="actions"><h2 id="actions">${t("plan.part.actions")}</h2><ul class="bullets">${items}</ul></section>`;
}

/** Priority, SDGs, where else it stands, related plans, and the words that need to be explained. */
function facts(view: View, plan: PlanHead, node: StoredNode, nodes: readonly StoredNode[]): Content {
  const { t } = view;
  const related = plan.relatedPlans.filter(({ id }) => node.relatedPlans.includes(id));
  const terms = termsIn(view, plan, node, nodes);
  const lines = [
    ...(node.isPriority ? [{ label: t("plan.part.priority"), value: t("plan.part.priority-words") }] : []),
    ...(node.restates === undefined
      ? []
      : [{ label: t("plan.part.restated"), value: restated(view, plan, node.restates, nodes) }]),
    ...(node.sdgs.length === 0
      ? []
      : [
          {
            label: "SDGs",
            value: html`${node.sdgs.map((goal, at) => html`${at > 0 && t("plan.comma")}<span class="keep">${goal} ${t.dynamic(`plan.sdg.${goal}`)}</span>`)}`,
          },
        ]),
    ...(related.length === 0
      ? []
      : [
          {
            label: t("plan.part.related"),
            value: html`${related.map(({ title, href }, at) => html`${at > 0 && html`<br>`}${href === undefined ? say(t, title) : html`<a href="${href}">${say(t, title)}</a>`}`)}`,
          },
        ]),
    ...terms.map(({ term, reading, meaning }) => ({
      label: html`${term}${reading !== undefined && html`<br><span class="note muted">${reading}</span>`}`,
      value: say(t, meaning),
    })),
  ];
  if (lines.length === 0) return undefined;
  return html`<section class="section" aria-labelledby="facts"><h2 id="facts">${t(terms.length > 0 ? "plan.part.facts-and-terms" : "plan.part.facts")}</h2>${summary(t, lines, { plain: true })}</section>`;
}

/** 再掲: another chapter's measure, which need not be loaded. */
function restated({ t }: View, plan: PlanHead, code: string, nodes: readonly StoredNode[]): Html {
  const found = nodes.find((each) => each.code === code);
  if (found === undefined) return t("plan.part.restated-elsewhere", { code });
  return html`<a href="${partPath(plan.id, code)}">${code} ${say(t, found.title)}</a>`;
}

function termsIn({ t }: View, plan: PlanHead, node: StoredNode, nodes: readonly StoredNode[]) {
  const own = [node, ...nodes.filter(({ parent, removedIn }) => parent === node.code && removedIn === undefined)];
  const text = own
    .flatMap(({ title, lead, aims }) => [title, ...(lead === undefined ? [] : [lead]), ...aims])
    .map((words) => `${words.ja} ${plain(t, words)}`)
    .join(" ");
  return plan.glossary.filter(({ term }) => text.includes(term));
}
