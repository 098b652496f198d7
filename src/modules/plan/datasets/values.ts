import type { DatasetDefinition } from "../../../kernel/dataset/types.ts";
import { roundTo } from "../rules/number.ts";
import { eachValue } from "../store/report.ts";
import { column, numberOf, planColumn, sampleColumn } from "./columns.ts";

const percent = { ja: "%", en: "%" };

export const values: DatasetDefinition = {
  name: "plan.values",
  title: {
    ja: "成果指標の実績と判定",
    en: "Values of the indicators and how they were judged",
    "ja-easy": "計画《けいかく》の数字《すうじ》",
  },
  description: {
    ja: "公表した成果指標の実績と、公表したときの判定です。1行が1つの指標の1年度です。確かめている途中の値は、入っていません。割合で表すとうそになるときは、空です。",
    en: "Published values of indicators with their judgement as it was published, one indicator and fiscal year in a row. Values that are still being checked are not in it. Empty where a percentage would mislead.",
    "ja-easy": "計画《けいかく》の数字《すうじ》の表《ひょう》です。",
  },
  licence: "CC-BY-4.0",
  columns: [
    ...planColumn,
    column("indicator_id", "text", "指標の番号", "Id of the indicator"),
    column("name", "text", "指標の名前", "Name of the indicator, in Japanese"),
    column("node_code", "text", "施策の番号", "Code of the part of the plan"),
    column("year", "integer", "年度。4月に始まる年の西暦", "Fiscal year, by the year in which it begins in April"),
    column("value", "number", "実績。値がないときは空です", "Value; empty if there is none"),
    column("unit", "text", "単位", "Unit, in Japanese"),
    column("numerator", "number", "分子", "Numerator"),
    column("denominator", "number", "分母", "Denominator"),
    column("certainty", "text", "provisionalは速報、finalは確定", "provisional or final"),
    column("origin", "text", "来たところ。metric、table、import、api、hand", "Where it came from"),
    column("source", "text", "出どころ", "Source, in Japanese"),
    column("rule", "text", "数え方", "What was counted, in Japanese"),
    column("counted_at", "instant", "数えた時", "When it was counted"),
    column(
      "verdict",
      "text",
      "goodは順調、lateはおくれ、unknownは測れない",
      "good (on track), late (behind) or unknown",
    ),
    column("rule_set", "text", "判定の決まりの番号", "Id of the rule set"),
    column("grade", "text", "段階", "Grade by the rule set, in Japanese"),
    column("expected", "number", "その年度にあるべき値", "Where the path to the target is in this year"),
    column(
      "progress",
      "number",
      "基準から目標までの進み方。小数第4位まで",
      "Part of the way from baseline to target, to 4 decimals",
      percent,
    ),
    column("rate", "number", "達成率。小数第4位まで", "Actual against target, to 4 decimals", percent),
    column(
      "margin",
      "number",
      "限りまでの余裕。こえたときは負の数",
      "Distance to a floor or ceiling; negative outside",
    ),
    column("published_at", "instant", "公表した時", "When it was published"),
    ...sampleColumn,
  ],
  async *rows({ db }) {
    for await (const line of eachValue(db)) {
      const { achievement, is_sample, counted_at, published_at } = line;
      yield {
        plan_id: line.plan_id,
        indicator_id: line.indicator_id,
        name: line.name,
        node_code: line.node_code,
        year: line.year,
        unit: line.unit,
        certainty: line.certainty,
        origin: line.origin,
        source: line.source,
        rule: line.rule,
        verdict: line.verdict,
        value: numberOf(line.value),
        numerator: numberOf(line.numerator),
        denominator: numberOf(line.denominator),
        counted_at: counted_at?.toISOString() ?? null,
        rule_set: achievement.ruleSet,
        grade: achievement.grade?.ja ?? null,
        expected: shortOf(achievement.expected),
        progress: shortOf(achievement.progress),
        rate: shortOf(achievement.rate),
        margin: shortOf(achievement.margin),
        published_at: published_at.toISOString(),
        sample: is_sample,
      };
    }
  },
};

/** Judgements are exact to 30 digits; a file for spreadsheets needs 4 of them. */
function shortOf(value: string | undefined): number | null {
  return value === undefined ? null : Number(roundTo(value, 4));
}
