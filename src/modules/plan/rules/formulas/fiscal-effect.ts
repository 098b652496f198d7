import { decimalOf, type Exact, exact, sumOf } from "../number.ts";
import { problem, readRows, refuseRows } from "./read-rows.ts";
import type { Cells, Formula } from "./types.ts";

const [single, continuing] = ["単年度", "継続"] as const;
const [income, spending] = ["歳入", "歳出"] as const;
const base = "令和元年度の決算額";

export const fiscalEffect: Formula = {
  id: "fiscal-effect",
  title: { ja: "改革の財政効果額", en: "Fiscal effect of reform" },
  columns: [
    { name: "項目", type: "text", meaning: { ja: "改革の取組の名前", en: "Name of the item" } },
    {
      name: "歳入・歳出",
      type: "choice",
      options: [income, spending],
      meaning: { ja: "ふやす収入か、へらす支出か", en: "Income to gain, or spending to save" },
    },
    {
      name: "区分",
      type: "choice",
      options: [single, continuing],
      meaning: { ja: "1回だけの効果か、毎年続く効果か", en: "An effect of one year, or one that goes on" },
    },
    { name: "年度", type: "whole", meaning: { ja: "西暦の年度。令和6年度は2024", en: "Fiscal year, as 2024" } },
    { name: base, type: "decimal", meaning: { ja: "比べる元の額（千円）", en: "Amount of FY2019, thousand yen" } },
    {
      name: "決算額",
      type: "decimal",
      meaning: { ja: "その年度の額（千円）", en: "Amount of that year, thousand yen" },
    },
  ],
  rule: {
    ja: "取組ごとに、令和元年度の決算と比べて、ふえた収入とへった支出を足します。毎年続く効果は年度ごとに、1回だけの効果はその年度だけ数え、年度の終わりまで合計します。",
    en: "For each item, income gained and spending saved against the accounts of FY2019. Effects that go on count each year, others once; all are added up to the end of the fiscal year.",
  },
  source: {
    ja: "計画の用語の説明（令和元年度の決算と比べる）と、相馬市の「単年度・継続」の分け方によります。歳出でへった額をプラスに数えるのは、このプログラムの読み方です。",
    en: "The plan’s glossary (against FY2019) and Soma’s split into single and continuing. That savings count as plus is our reading.",
  },
  compute(rows, { year }) {
    const read = readRows(fiscalEffect.columns, rows);
    if (!read.ok) return read;
    const problems = findDoubled(read.rows);
    if (problems.length > 0) return refuseRows(problems);
    const counted = read.rows.filter(({ cell }) => Number(cell("年度")) <= year);
    const sumBy = (column: string, word: string) =>
      decimalOf(sumOf(counted.filter(({ cell }) => cell(column) === word).map(effectOf)));
    return {
      ok: true,
      value: decimalOf(sumOf(counted.map(effectOf))),
      counts: [
        { label: "毎年続く効果", amount: sumBy("区分", continuing), unit: "千円" },
        { label: "1回だけの効果", amount: sumBy("区分", single), unit: "千円" },
      ],
    };
  },
};

function effectOf({ cell }: Cells): Exact {
  const change = exact(cell("決算額")).minus(cell(base));
  return cell("歳入・歳出") === income ? change : change.neg();
}

/** An item counts once a year; one of a single year in one year only. */
function findDoubled(rows: readonly Cells[]) {
  const seen = new Map<string, Cells>();
  return rows.flatMap((own) => {
    const name = own.cell("項目");
    const scope = own.cell("区分") === single ? "" : own.cell("年度");
    const id = JSON.stringify([name, scope]);
    const before = seen.get(id);
    if (before === undefined) {
      seen.set(id, own);
      return [];
    }
    const key = scope === "" ? "plan.rule.row.single-year" : "plan.rule.row.twice";
    return [problem(own.row, "項目", key, { name, first: before.row })];
  });
}
