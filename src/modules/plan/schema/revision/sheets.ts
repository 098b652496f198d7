import { indicatorKinds } from "../../types/indicator.ts";

/**
 * The sheets and columns of a plan's Excel file. Their names belong to the file's format, as field names belong to YAML, so
 * they are the same in every language. A column holds one field of a row's object, found by its path; `*` stands for each
 * item of a list, one a line (or, with `apart`, with 、 between them), so that columns of one list are read side by side.
 */
export type Column = {
  readonly name: string;
  readonly path: readonly string[];
  readonly kind: "text" | "integer" | "decimal" | "flag" | "choice";
  readonly apart?: "、";
  /** What a choice is called in the sheet; its id may be written as well. */
  readonly choices?: Readonly<Record<string, string>>;
  readonly hint?: string;
};

export type SheetShape = {
  readonly name: string;
  /** The document's list; undefined: the document itself, on one row. */
  readonly list: "levels" | "nodes" | "indicators" | "projects" | "glossary" | "relatedPlans" | undefined;
  readonly columns: readonly Column[];
};

const text = (name: string, ...path: string[]): Column => ({ name, path, kind: "text" });
const integer = (name: string, ...path: string[]): Column => ({ name, path, kind: "integer" });
const decimal = (name: string, ...path: string[]): Column => ({ name, path, kind: "decimal" });
const flag = (name: string, ...path: string[]): Column => ({ name, path, kind: "flag", hint: "はい、または空" });
const local = (name: string, ...path: string[]): Column[] => [
  text(name, ...path, "ja"),
  text(`${name}（英語）`, ...path, "en"),
  text(`${name}（やさしい日本語）`, ...path, "ja-easy"),
];
const choice = (name: string, choices: Record<string, string>, ...path: string[]): Column => ({
  name,
  path,
  kind: "choice",
  choices,
  hint: Object.values(choices).join("、"),
});
const ids = (name: string, path: string): Column => ({
  name,
  path: [path, "*"],
  kind: "text",
  apart: "、",
  hint: "いくつもあるときは「、」で区切る",
});

const kindWords = ["時点", "年間", "累計", "割合", "順位", "点数", "指数"];
const kinds = Object.fromEntries(indicatorKinds.map((kind, at) => [kind, kindWords[at] ?? kind]));
const ways = { up: "上がる", down: "下がる" };
const rules = {
  reach: "届く",
  "at-least": "以上",
  "at-most": "以下",
  range: "範囲",
  keep: "保つ",
  text: "言葉",
};
const feeds = { metric: "自動で数える", table: "表から計算", import: "取り込み", hand: "手で入力" };
const conducts = { direct: "直営", contract: "委託", subsidy: "補助", loan: "貸付", other: "その他" };

export const sheetShapes: readonly SheetShape[] = [
  {
    name: "計画",
    list: undefined,
    columns: [
      text("ID", "id"),
      ...local("題名", "title"),
      ...local("題名の上の言葉", "kicker"),
      ...local("説明", "lead"),
      flag("見本", "sample"),
      text("策定・改定の日", "adoptedOn"),
      integer("基準年度", "baselineYear"),
      integer("目標年度", "targetYear"),
      text("判定のしかた", "ruleSet"),
    ],
  },
  {
    name: "階層",
    list: "levels",
    columns: [
      text("ID", "id"),
      ...local("名前", "name"),
      flag("ページがある", "hasPage"),
      flag("毎年評価する", "isEvaluated"),
    ],
  },
  {
    name: "政策と施策",
    list: "nodes",
    columns: [
      text("符号", "code"),
      text("階層", "level"),
      text("親の符号", "parent"),
      ...local("題名", "title"),
      ...local("説明", "lead"),
      ...local("めざすこと", "aims", "*"),
      flag("重点", "isPriority"),
      { ...ids("SDGs", "sdgs"), kind: "integer" },
      text("再掲のもと", "restates"),
      ids("担当課", "sections"),
      ids("関連する計画", "relatedPlans"),
    ],
  },
  {
    name: "指標",
    list: "indicators",
    columns: [
      text("ID", "id"),
      text("符号", "node"),
      ...local("名前", "name"),
      ...local("単位", "unit"),
      choice("種類", kinds, "kind"),
      choice("よい向き", ways, "better"),
      integer("小数のけた", "decimals"),
      integer("基準の年度", "baseline", "year"),
      decimal("基準値", "baseline", "value"),
      integer("目標の年度", "target", "year"),
      choice("目標の種類", rules, "target", "rule"),
      decimal("目標値", "target", "value"),
      decimal("範囲の上の値", "target", "upper"),
      decimal("許される幅", "target", "tolerance"),
      ...local("目標の言葉", "target", "text"),
      integer("途中の年度", "milestones", "*", "year"),
      decimal("途中の目標値", "milestones", "*", "value"),
      text("判定のしかた", "ruleSet"),
      choice("値の出どころ", feeds, "feed", "by"),
      text("数え方", "feed", "metric"),
      text("計算式", "feed", "formula"),
      ...local("値の注", "feed", "note"),
      integer("比べられない年度", "breaks", "*", "fromYear"),
      ...local("比べられない理由", "breaks", "*", "reason"),
      ...local("決まり", "rule"),
      ids("担当課", "sections"),
    ],
  },
  {
    name: "事業",
    list: "projects",
    columns: [
      text("符号", "code"),
      ...local("名前", "name"),
      text("施策の符号", "node"),
      ids("担当課", "sections"),
      text("目的", "purpose"),
      integer("始まりの年度", "beginsYear"),
      integer("終わりの年度", "endsYear"),
      choice("実施方法", conducts, "conduct"),
      text("根拠", "basis"),
      integer("実施した年度", "doneYear"),
      flag("見本", "sample"),
    ],
  },
  {
    name: "用語",
    list: "glossary",
    columns: [text("用語", "term"), text("読み", "reading"), ...local("意味", "meaning")],
  },
  {
    name: "関連する計画",
    list: "relatedPlans",
    columns: [text("ID", "id"), ...local("題名", "title"), text("リンク先", "href")],
  },
];

/** Explains the others; it is not read. */
export const guideSheet = "書き方";
