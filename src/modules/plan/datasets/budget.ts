import type { DatasetDefinition } from "../../../kernel/dataset/types.ts";
import { eachBudgetLine } from "../store/report.ts";
import { column, planColumn, sampleColumn, yen } from "./columns.ts";

export const budget: DatasetDefinition = {
  name: "plan.budget",
  title: {
    ja: "事業ごとの予算と決算",
    en: "Budget and accounts by project",
    "ja-easy": "計画《けいかく》のお金《かね》",
  },
  description: {
    ja: "計画の事業の、当初予算・補正予算・決算を、財源ごとに円で表しました。1行が、1つの事業の1つの年度の1つの区分です。5つの財源を足すと、合計になります。",
    en: "Initial budget, supplementary budget and settled accounts of each project of the plan by source, in yen; one project, fiscal year and stage in a row. The five sources add up to the total.",
    "ja-easy": "計画《けいかく》で使《つか》うお金《かね》の表《ひょう》です。",
  },
  licence: "CC-BY-4.0",
  columns: [
    ...planColumn,
    column("project_code", "text", "事業の番号", "Code of the project"),
    column("project_name", "text", "事業の名前", "Name of the project, in Japanese"),
    column("node_code", "text", "施策の番号", "Code of the part of the plan that it serves"),
    column("year", "integer", "年度。4月に始まる年の西暦", "Fiscal year, by the year in which it begins in April"),
    column("stage", "text", "initialは当初、supplementaryは補正、settledは決算", "initial, supplementary or settled"),
    column("national", "integer", "国庫支出金", "From the state", yen),
    column("prefecture", "integer", "県支出金", "From the prefecture", yen),
    column("bond", "integer", "地方債", "Local bonds", yen),
    column("other", "integer", "その他特定財源", "Other earmarked money", yen),
    column("general", "integer", "一般財源", "General revenue", yen),
    column("total", "integer", "合計", "Total", yen),
    ...sampleColumn,
  ],
  async *rows({ db }) {
    for await (const { name, is_sample, ...line } of eachBudgetLine(db)) {
      yield { ...line, project_name: name, sample: is_sample };
    }
  },
};
