import type { DatasetDefinition } from "../../../kernel/dataset/types.ts";
import { eachIndicator } from "../store/report.ts";
import type { Target } from "../types/indicator.ts";
import { column, numberOf, planColumn } from "./columns.ts";

export const indicators: DatasetDefinition = {
  name: "plan.indicators",
  title: { ja: "計画の成果指標", en: "Indicators of the plans", "ja-easy": "計画《けいかく》の目標《もくひょう》" },
  description: {
    ja: "成果指標の、基準・目標・数え方です。1行が1つです。実績は「成果指標の実績」にあります。",
    en: "Baseline, target and rule of counting of each indicator, one in a row. Values are in plan.values.",
    "ja-easy": "目標《もくひょう》の表《ひょう》です。",
  },
  licence: "CC-BY-4.0",
  columns: [
    ...planColumn,
    column("id", "text", "指標の番号。変わりません", "Id of the indicator; it does not change"),
    column("node_code", "text", "施策の番号", "Code of the part of the plan"),
    column("name", "text", "名前", "Name, in Japanese"),
    column("name_en", "text", "名前（英語）", "Name in English"),
    column("unit", "text", "単位。ないときは空です", "Unit, in Japanese; empty if there is none"),
    column("kind", "text", "種類。stock、flow、cumulative、ratio、rank、score、index", "Kind"),
    column("better", "text", "upは多いほどよい、downは少ないほどよい", "Which way is better: up or down"),
    column("decimals", "integer", "小数点より下のけた数", "Digits after the point in print"),
    column("baseline_year", "integer", "基準の年度", "Fiscal year of the baseline"),
    column("baseline_value", "number", "基準の値。ないときは空です", "Baseline; empty if the plan has none"),
    column("target_year", "integer", "目標の年度", "Fiscal year of the target"),
    column("target_rule", "text", "目標の決まり。reach、at-least、at-most、range、keep、text", "Rule of the target"),
    column("target_value", "number", "目標の値。文の目標では空です", "Target; empty if it is in words"),
    column("target_upper", "number", "範囲の上の値", "Upper end of a range"),
    column("target_tolerance", "number", "「保つ」の幅", "Tolerance of a target to keep"),
    column("target_text", "text", "文の目標", "Target in words, in Japanese"),
    column(
      "milestones",
      "text",
      "年度ごとの目標。2024:70の形。「；」で区切ります",
      "Yearly targets as 2024:70, separated by ；",
    ),
    column("rule_set", "text", "判定の決まりの番号", "Id of the rule set by which it is judged"),
    column("feed", "text", "値の来るところ。metric、table、import、hand", "Where its values come from"),
    column("rule", "text", "数え方", "What is counted, in Japanese"),
    column("removed_in", "integer", "なくなった改定の番号", "Revision that dropped it; empty while it is in force"),
    column("page", "text", "ページ", "Its page"),
  ],
  async *rows({ db, address }) {
    for await (const { plan_id, id, definition, removed_in, rule_set } of eachIndicator(db)) {
      const { node, name, unit, kind, better, decimals, baseline, target, milestones, feed, rule } = definition;
      yield {
        plan_id,
        id,
        node_code: node,
        name: name.ja,
        name_en: name.en ?? null,
        unit: unit.ja,
        kind,
        better,
        decimals,
        baseline_year: baseline.year,
        baseline_value: numberOf(baseline.value),
        target_year: target.year,
        ...targetCells(target),
        milestones: milestones.map(({ year, value }) => `${year}:${value}`).join("；"),
        rule_set,
        feed: feed.by,
        rule: rule.ja,
        removed_in,
        page: `${address}/plans/${plan_id}/indicators/${id}`,
      };
    }
  },
};

function targetCells(target: Target) {
  return {
    target_rule: target.rule,
    target_value: "value" in target ? numberOf(target.value) : null,
    target_upper: target.rule === "range" ? numberOf(target.upper) : null,
    target_tolerance: target.rule === "keep" ? numberOf(target.tolerance) : null,
    target_text: target.rule === "text" ? target.text.ja : null,
  };
}
