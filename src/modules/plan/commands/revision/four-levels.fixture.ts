import { loadPlanYaml } from "../../schema/revision/load.ts";
import type { PlanDocument } from "../../types/plan.ts";

/** The plan of another, invented city: four levels with other words, other codes, its own year. */
export const otherCity = `
id: sougou
title: みどり市第二次総合計画（見本）
sample: true
adoptedOn: "2024-12-20"
baselineYear: 2024
targetYear: 2032
ruleSet: osaka-abcd
levels:
  - { id: goal, name: { ja: 基本目標, en: Goal }, hasPage: true }
  - { id: policy, name: { ja: 政策, en: Policy }, hasPage: true }
  - { id: measure, name: { ja: 施策, en: Measure }, hasPage: true, isEvaluated: true }
  - { id: program, name: { ja: 基本事業, en: Program } }
nodes:
  - { code: I, level: goal, title: 健やかに暮らす }
  - { code: I-1, level: policy, parent: I, title: 子育て }
  - { code: I-1.1, level: measure, parent: I-1, title: 保育を整える, sections: [kodomo] }
  - { code: I-1.1.a, level: program, parent: I-1.1, title: 保育所の定員をふやす }
indicators:
  - id: waiting-children
    node: I-1.1
    name: 待機児童の数
    unit: 人
    kind: stock
    better: down
    baseline: { year: 2024, value: 12 }
    target: { year: 2032, rule: at-most, value: 0 }
    feed: { by: hand }
    rule: 4月1日の、待っている児童の数です。
projects:
  - { code: "00123", name: 保育所整備事業, node: I-1.1.a }
`;

export function documentOf(yaml: string): PlanDocument {
  const loaded = loadPlanYaml(yaml);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.document;
}
