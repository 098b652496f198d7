import type { DatasetDefinition } from "../../../kernel/dataset/types.ts";
import { eachNode } from "../store/report.ts";
import { column, planColumn, sampleColumn } from "./columns.ts";

export const nodes: DatasetDefinition = {
  name: "plan.nodes",
  title: {
    ja: "計画の政策・施策・取組",
    en: "Policies, measures and actions of the plans",
    "ja-easy": "まちの計画《けいかく》",
  },
  description: {
    ja: "市の計画の、政策・施策・取組です。1行が1つです。改定でなくなったものも、なくなった改定の番号をつけて残しています。",
    en: "Policies, measures and actions of the city's plans, one in a row. What a revision dropped stays, with the revision's number.",
    "ja-easy": "まちの計画《けいかく》の表《ひょう》です。",
  },
  licence: "CC-BY-4.0",
  columns: [
    ...planColumn,
    column("code", "text", "番号。変わりません", "Code; it does not change"),
    column("parent", "text", "1つ上の番号。いちばん上は空です", "Code of the part above; empty at the top"),
    column("level", "text", "段階の記号", "Level"),
    column("level_name", "text", "段階の名前", "Name of the level, in Japanese"),
    column("title", "text", "名前", "Title, in Japanese"),
    column("title_en", "text", "名前（英語）", "Title in English"),
    column("lead", "text", "説明", "In plain words, in Japanese"),
    column("is_priority", "boolean", "trueは、重点", "True for a priority"),
    column("sdgs", "text", "SDGsの番号。「；」で区切ります", "SDG goals, separated by ；"),
    column("restates", "text", "再掲のもとの番号", "Code of the part that it restates"),
    column("sections", "text", "担当課の番号。「；」で区切ります", "Ids of the sections in charge, separated by ；"),
    column(
      "removed_in",
      "integer",
      "なくなった改定の番号。あるものは空です",
      "Revision that dropped it; empty while it is in force",
    ),
    column("page", "text", "ページ。ないものは空です", "Its page; empty if it has none"),
    ...sampleColumn,
  ],
  async *rows({ db, address }) {
    for await (const { plan_id, code, definition, level_name, has_page, removed_in, sample } of eachNode(db)) {
      yield {
        plan_id,
        code,
        parent: definition.parent ?? null,
        level: definition.level,
        level_name,
        title: definition.title.ja,
        title_en: definition.title.en ?? null,
        lead: definition.lead?.ja ?? null,
        is_priority: definition.isPriority,
        sdgs: definition.sdgs.join("；"),
        restates: definition.restates ?? null,
        sections: definition.sections.join("；"),
        removed_in,
        page: has_page === true ? `${address}/plans/${plan_id}/parts/${code}` : null,
        sample,
      };
    }
  },
};
