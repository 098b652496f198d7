import type { IndicatorDefinition } from "../../src/modules/plan/types/indicator.ts";
import type { PlanDocument, PlanNode } from "../../src/modules/plan/types/plan.ts";

export type PlanSize = {
  readonly chapters: number;
  readonly measuresPerChapter: number;
  readonly indicatorsPerMeasure: number;
  readonly projects: number;
  readonly years: number;
};

export const planId = "bench";
export const lastYear = 2025;

const text = (ja: string, en: string) => ({ ja, en });
const two = (at: number) => String(at + 1).padStart(2, "0");

export const chapterCode = (at: number) => two(at);
export const measureCode = (chapter: number, measure: number) => `${two(chapter)}${two(measure)}`;
export const indicatorId = (measure: string, at: number) => `i${measure}-${two(at)}`;
export const projectCode = (at: number) => `p${String(at).padStart(5, "0")}`;

/** An indicator that must grow by 5 a year. What is counted of it, series.ts makes. */
export function definitionOf(size: PlanSize, node: string, at: number): IndicatorDefinition {
  const baselineYear = lastYear - size.years;
  return {
    id: indicatorId(node, at),
    node,
    name: text(`まちの成果指標 ${node}の${at + 1}`, `Indicator ${at + 1} of ${node}`),
    unit: text("件", "cases"),
    kind: "flow",
    better: "up",
    decimals: 0,
    baseline: { year: baselineYear, value: "100" },
    target: { year: lastYear + 2, rule: "reach", value: String(100 + 5 * (size.years + 2)) },
    milestones: [],
    ruleSet: undefined,
    feed: { by: "import" },
    breaks: [],
    rule: text("年度の間に数えた件数です。", "Counted within the fiscal year."),
    sections: [],
  };
}

/** A whole plan of the given size. `ruleSet`: by which it is judged. */
export function benchPlan(size: PlanSize, ruleSet: string): PlanDocument {
  const chapters = Array.from({ length: size.chapters }, (_, at) =>
    node(chapterCode(at), "chapter", undefined, `第${at + 1}章のまちづくり`),
  );
  const measures = chapters.flatMap(({ code }, chapter) =>
    Array.from({ length: size.measuresPerChapter }, (_, at) =>
      node(measureCode(chapter, at), "measure", code, `施策${at + 1}の推進`),
    ),
  );
  return {
    id: planId,
    title: text("測るための計画", "A plan to measure with"),
    kicker: undefined,
    lead: text("速さを測るための、大きな計画です。", "A large plan, to measure speed."),
    sample: true,
    adoptedOn: `${lastYear - size.years}-04-01`,
    baselineYear: lastYear - size.years,
    targetYear: lastYear + 2,
    ruleSet,
    levels: [
      { id: "chapter", name: text("章", "Chapter"), hasPage: true, isEvaluated: false },
      { id: "measure", name: text("施策", "Measure"), hasPage: true, isEvaluated: true },
    ],
    nodes: [...chapters, ...measures],
    indicators: measures.flatMap(({ code }) =>
      Array.from({ length: size.indicatorsPerMeasure }, (_, at) => definitionOf(size, code, at)),
    ),
    projects: Array.from({ length: size.projects }, (_, at) => ({
      code: projectCode(at),
      name: text(`事務事業 ${at + 1}`, `Project ${at + 1}`),
      node: measures[at % measures.length]?.code ?? "",
      sections: [],
      purpose: undefined,
      beginsYear: undefined,
      endsYear: undefined,
      conduct: "direct" as const,
      basis: undefined,
      doneYear: undefined,
      sample: true,
    })),
    glossary: [],
    relatedPlans: [],
  };
}

function node(code: string, level: string, parent: string | undefined, title: string): PlanNode {
  return {
    code,
    level,
    parent,
    title: text(title, title),
    lead: text("まちの人と、いっしょに進めます。", "Done together with the people of the town."),
    aims: [text("だれもが使えるようにします。", "For everybody.")],
    isPriority: false,
    sdgs: [11],
    restates: undefined,
    sections: [],
    relatedPlans: [],
  };
}
