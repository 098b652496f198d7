import type { z } from "zod";
import { jsonAnswer } from "../../../kernel/http/answer.ts";
import { feed, type Route } from "../../../kernel/http/route.ts";
import type { View } from "../../../kernel/http/view.ts";
import { getPlan } from "../pages/public/frame.ts";
import { indicatorsQuery, noParams, noQuery, planParams } from "../schema/public.ts";
import { indicatorsShape, plansShape, planWithPartsShape } from "../schema/public-api.ts";
import { listFiguresById, listPublished, type PublishedFigure } from "../store/figure.ts";
import { listNodes, listPlans, type PlanHead, readIndicators, type StoredIndicator } from "../store/plan.ts";
import { listPublishedYears } from "../store/public.ts";
import type { Figure } from "../types/figure.ts";

const everybody = { who: "anyone", limit: "api", query: noQuery } as const;

/** The plan for programs, so that nobody has to scrape the pages. */
export const publicApiRoutes: readonly Route[] = [
  feed({
    ...everybody,
    path: "/api/v1/plans",
    params: noParams,
    words: { summary: "All plans of the city", description: "In the city's order.", answer: plansShape },
    respond: async ({ city }) => jsonAnswer({ plans: (await listPlans(city.db)).map(planOf) }),
  }),
  feed({
    ...everybody,
    path: "/api/v1/plans/:plan",
    params: planParams,
    words: {
      summary: "One plan with its parts",
      description: "Parts in the order of the plan; those that a revision dropped are left out.",
      answer: planWithPartsShape,
    },
    respond: async (view, { params }) => jsonAnswer(await planWithParts(view, params.plan)),
  }),
  feed({
    ...everybody,
    path: "/api/v1/plans/:plan/indicators",
    params: planParams,
    query: indicatorsQuery,
    words: {
      summary: "The indicators of a plan with their published values",
      description:
        "Page by page in the plan's order. Each value with its origin and the judgement as it was when it was published. Values that are not published are not here.",
      answer: indicatorsShape,
    },
    respond: async (view, { params, query }) => jsonAnswer(await indicatorsOf(view, params.plan, query)),
  }),
];

type Answer<Shape extends z.ZodType> = z.input<Shape>;

function planOf(plan: PlanHead): Answer<typeof plansShape>["plans"][number] {
  const { id, title, sample, revision, adoptedOn, baselineYear, targetYear, ruleSet, levels } = plan;
  const named = levels.map(({ id: level, name }) => ({ id: level, name }));
  return { id, title, sample, revision, adoptedOn, baselineYear, targetYear, ruleSet, levels: named };
}

async function planWithParts(view: View, planId: string): Promise<Answer<typeof planWithPartsShape>> {
  const plan = await getPlan(view, planId);
  const nodes = await listNodes(view.city.db, plan.id);
  return {
    ...planOf(plan),
    parts: nodes.map(({ code, level, parent, title, isPriority, sdgs, restates }) => ({
      code,
      level,
      parent: parent ?? null,
      title,
      priority: isPriority,
      sdgs: [...sdgs],
      restates: restates ?? null,
    })),
    publishedYears: await listPublishedYears(view.city.db, plan.id),
  };
}

async function indicatorsOf(
  view: View,
  planId: string,
  { page, perPage }: z.output<typeof indicatorsQuery>,
): Promise<Answer<typeof indicatorsShape>> {
  const { db } = view.city;
  const plan = await getPlan(view, planId);
  const { count, indicators } = await readIndicators(db, plan.id, { page, perPage });
  const published = await listPublished(db, plan.id, { indicatorIds: indicators.map(({ id }) => id) });
  const behind = await listFiguresById(
    db,
    published.flatMap(({ figureId }) => figureId ?? []),
  );
  const origins = new Map(behind.map((figure) => [figure.id, figure]));
  const byIndicator = Map.groupBy(published, ({ indicatorId }) => indicatorId);
  return {
    plan: plan.id,
    page,
    perPage,
    pages: Math.max(1, Math.ceil(count / perPage)),
    count,
    indicators: indicators.map((definition) => ({
      ...definitionOf(definition),
      values: (byIndicator.get(definition.id) ?? []).map((figure) => publishedValue(figure, origins)),
    })),
  };
}

type Indicator = Answer<typeof indicatorsShape>["indicators"][number];

function definitionOf({
  id,
  node,
  name,
  unit,
  kind,
  better,
  rule,
  baseline,
  target,
}: StoredIndicator): Omit<Indicator, "values"> {
  return {
    id,
    part: node,
    name,
    unit,
    kind,
    better,
    rule,
    baseline: { year: baseline.year, value: baseline.value ?? null },
    target: {
      year: target.year,
      rule: target.rule,
      value: target.rule === "text" ? null : target.value,
      upper: target.rule === "range" ? target.upper : null,
      text: target.rule === "text" ? target.text : null,
    },
  };
}

function publishedValue(figure: PublishedFigure, origins: ReadonlyMap<string, Figure>): Indicator["values"][number] {
  const { achievement } = figure;
  const origin = origins.get(figure.figureId ?? "");
  return {
    year: figure.year,
    value: figure.value ?? null,
    publishedAt: figure.publishedAt.toISOString(),
    origin:
      origin === undefined
        ? null
        : {
            by: origin.origin,
            source: origin.source,
            rule: origin.rule,
            numerator: origin.numerator ?? null,
            denominator: origin.denominator ?? null,
            counts: origin.counts.map((count) => ({ ...count })),
            countedAt: origin.countedAt.toISOString(),
            certainty: origin.certainty,
            sample: origin.sample,
          },
    achievement: {
      ruleSet: achievement.ruleSet,
      verdict: achievement.verdict,
      grade: achievement.grade ?? null,
      expected: achievement.expected ?? null,
      gap: achievement.gap ?? null,
      progress: achievement.progress ?? null,
      rate: achievement.rate ?? null,
      margin: achievement.margin ?? null,
      outlook: achievement.outlook ?? null,
    },
  };
}
