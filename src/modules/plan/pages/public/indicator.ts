import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { summary, table } from "../../../../ui/index.ts";
import { getRuleSet, ruleSets } from "../../rules/rule-sets.ts";
import type { PublishedFigure } from "../../store/figure.ts";
import {
  findIndicator,
  type IndicatorRevision,
  listIndicatorHistory,
  listNodes,
  type PlanHead,
  type StoredIndicator,
} from "../../store/plan.ts";
import type { Figure } from "../../types/figure.ts";
import { getPlan, planPage, removedNotice, sayDay } from "./frame.ts";
import { indicatorBlock } from "./indicator-block.ts";
import { type IndicatorFacts, listIndicatorFacts } from "./indicator-facts.ts";
import { crumbsOf } from "./part.ts";
import { partPath, plain, planPath, say, sayFigure, sayTarget, sayVerdict, sayYear } from "./words.ts";

/** One indicator: how it stands, how it was judged each year, and how its definition and its values changed. */
export async function showIndicator(
  view: View,
  { params }: { params: { plan: string; indicator: string } },
): Promise<Html> {
  const { t, city } = view;
  const plan = await getPlan(view, params.plan);
  const definition = await findIndicator(city.db, plan.id, params.indicator);
  if (definition === undefined) throw notFound();
  const nodes = await listNodes(city.db, plan.id, { includeRemoved: true });
  const node = nodes.find(({ code }) => code === definition.node);
  const [facts] = await listIndicatorFacts(city.db, plan.id, [definition]);
  if (node === undefined || facts === undefined) throw notFound();
  const history = await listIndicatorHistory(city.db, plan.id, definition.id);
  const above = crumbsOf(view, plan, node, nodes).map((crumb, at, all) =>
    at === all.length - 1 ? { ...crumb, href: partPath(plan.id, node.code) } : crumb,
  );
  return planPage(view, plan, {
    title: plain(t, definition.name),
    crumbs: [...above, { label: say(t, definition.name) }],
    main: html`${await removedNotice(view, plan, definition.removedIn)}<div class="head"><p class="kicker">${t("plan.indicator.one")}</p><h1>${say(t, definition.name)}</h1></div>
<div class="stack-l">${indicatorBlock(view, plan, facts, { heading: false })}${definitionOf(view, plan, definition)}${judgements(view, facts)}${revised(view, facts)}${amended(view, plan, history)}</div>`,
  });
}

function definitionOf({ t }: View, plan: PlanHead, definition: StoredIndicator): Html {
  const ruleSet = getRuleSet(definition.ruleSet ?? plan.ruleSet);
  const { feed, breaks } = definition;
  const lines = [
    { label: t("plan.indicator.rule"), value: say(t, definition.rule) },
    { label: t("plan.indicator.kind"), value: t(`plan.kind.${definition.kind}`) },
    { label: t("plan.indicator.better"), value: t(`plan.better.${definition.better}`) },
    {
      label: t("plan.figure.target"),
      value: html`${sayYear(t, definition.target.year)}　${sayTarget(t, definition)}`,
    },
    {
      label: t("plan.indicator.feed"),
      value: html`${t(`plan.feed.${feed.by}`)}${feed.note && html`<br>${say(t, feed.note)}`}`,
    },
    ...breaks.map(({ fromYear, reason }) => ({
      label: t("plan.indicator.break"),
      value: html`${sayYear(t, fromYear)}　${say(t, reason)}`,
    })),
    {
      label: t("plan.indicator.judged-by"),
      value: html`<a href="${planPath(plan.id)}/rules#rule-${ruleSet.id}">${say(t, ruleSet.name)}</a>`,
    },
  ];
  return html`<section class="section" aria-labelledby="definition"><h2 id="definition">${t("plan.indicator.definition")}</h2>${summary(t, lines, { plain: true })}</section>`;
}

/** The judgements as they were published, each by the rule that held then. */
function judgements({ t }: View, { definition, published }: IndicatorFacts): Content {
  if (published.length < 2) return undefined;
  return html`<section class="section" aria-labelledby="judgements"><h2 id="judgements">${t("plan.indicator.judgements")}</h2>${table<PublishedFigure>(
    {
      caption: t("plan.indicator.judgements"),
      captionHidden: true,
      rows: published.toReversed(),
      columns: [
        { label: t("plan.chart.year"), head: true, cell: ({ year }) => sayYear(t, year) },
        { label: t("plan.figure.actual"), number: true, cell: ({ value }) => sayFigure(t, definition, value) },
        { label: t("plan.verdict.label"), cell: ({ verdict }) => sayVerdict(t, verdict) },
        {
          label: t("plan.indicator.grade"),
          cell: ({ achievement }) =>
            achievement.grade &&
            html`${say(t, achievement.grade)}<br><span class="note muted">${ruleSets.get(achievement.ruleSet) && say(t, getRuleSet(achievement.ruleSet).name)}</span>`,
        },
      ],
    },
  )}</section>`;
}

/** Values that took the place of others: what was said before stays to be read. */
function revised(view: View, { definition, figures }: IndicatorFacts): Content {
  const { t } = view;
  const old = [...figures.values()].filter(
    ({ indicatorId, state }) => indicatorId === definition.id && state === "superseded",
  );
  if (old.length === 0) return undefined;
  return html`<section class="section" aria-labelledby="revised"><h2 id="revised">${t("plan.indicator.revised")}</h2>${table<Figure>(
    {
      caption: t("plan.indicator.revised"),
      captionHidden: true,
      rows: old,
      columns: [
        { label: t("plan.chart.year"), head: true, cell: ({ year }) => sayYear(t, year) },
        { label: t("plan.indicator.value-before"), number: true, cell: ({ value }) => sayFigure(t, definition, value) },
        { label: t("plan.origin.certainty"), cell: ({ certainty }) => t(`plan.origin.${certainty}`) },
        { label: t("plan.origin.counted"), cell: ({ countedAt }) => sayDay(view, countedAt) },
      ],
    },
  )}</section>`;
}

/** How the plan itself changed the indicator. */
function amended({ t }: View, plan: PlanHead, history: readonly IndicatorRevision[]): Content {
  if (history.length < 2) return undefined;
  return html`<section class="section" aria-labelledby="amended"><h2 id="amended">${t("plan.indicator.amended")}</h2>${table<IndicatorRevision>(
    {
      caption: t("plan.indicator.amended"),
      captionHidden: true,
      rows: history,
      columns: [
        {
          label: t("plan.indicator.revision"),
          head: true,
          cell: ({ revision, adoptedOn }) =>
            html`<a href="${planPath(plan.id)}/revisions/${revision}">${formatDate(adoptedOn, t.locale, { weekday: false })}</a>`,
        },
        {
          label: t("plan.indicator.one"),
          cell: ({ definition }) => (definition === undefined ? t("plan.removed.word") : say(t, definition.name)),
        },
        {
          label: t("plan.figure.baseline"),
          cell: ({ definition }) => definition && sayFigure(t, definition, definition.baseline.value),
        },
        { label: t("plan.figure.target"), cell: ({ definition }) => definition && sayTarget(t, definition) },
      ],
    },
  )}</section>`;
}
