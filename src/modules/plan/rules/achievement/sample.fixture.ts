import { translator } from "../../../../kernel/i18n/translate.ts";
import type { Achievement, IndicatorDefinition } from "../../types/indicator.ts";
import type { RuleSet } from "../../types/rule-set.ts";
import { getRuleSet } from "../rule-sets.ts";
import { textOfAll } from "../words.ts";
import { judge } from "./judge.ts";

export const planYears = { baselineYear: 2021, targetYear: 2027 };

/** おみたまネットモニター登録者数, unless told otherwise. */
export function indicator(change: Partial<IndicatorDefinition> = {}): IndicatorDefinition {
  return {
    id: "net-monitors",
    node: "1303",
    name: { ja: "おみたまネットモニター登録者数" },
    unit: { ja: "人", en: "people" },
    kind: "stock",
    better: "up",
    decimals: 0,
    baseline: { year: 2021, value: "261" },
    target: reach("450"),
    milestones: [],
    ruleSet: undefined,
    feed: { by: "hand" },
    breaks: [],
    rule: { ja: "登録している人の数です。" },
    sections: [],
    ...change,
  };
}

export function reach(value: string, year = 2027) {
  return { year, rule: "reach", value } as const;
}

/** By the product's own rule set unless another is named; the figure is final. */
export function judged(
  definition: IndicatorDefinition,
  value: string,
  year = 2025,
  ruleSet: string | RuleSet = "machimigaki-pace",
): Achievement {
  const rules = typeof ruleSet === "string" ? getRuleSet(ruleSet) : ruleSet;
  return judge(definition, planYears, [{ year, value, certainty: "final" }], year, rules);
}

export function finding(achievement: Achievement, locale: "ja" | "en" | "ja-easy" = "ja"): string {
  return textOfAll(translator(locale), achievement.finding);
}

export function steps(achievement: Achievement, locale: "ja" | "en" | "ja-easy" = "ja"): readonly string[] {
  return achievement.steps.map((step) => textOfAll(translator(locale), [step]));
}
