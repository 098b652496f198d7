import { exact } from "../number.ts";
import { problem, readRows, refuseRows } from "./read-rows.ts";
import type { Formula } from "./types.ts";

export const publishedRank: Formula = {
  id: "published-rank",
  title: { ja: "公表された順位", en: "A published rank" },
  columns: [
    { name: "年度", type: "whole", meaning: { ja: "西暦の年度。令和6年度は2024", en: "Fiscal year, as 2024" } },
    { name: "順位", type: "whole", meaning: { ja: "公表された順位", en: "The rank as published" } },
    {
      name: "対象の市の数",
      type: "whole",
      meaning: { ja: "順位をつけた市と区の数", en: "How many cities were ranked" },
    },
    {
      name: "出典",
      type: "text",
      meaning: { ja: "載っていた本や記事と、その日付", en: "Where it was published, with its date" },
    },
  ],
  rule: {
    ja: "公表された順位を、そのまま使います。指標の数や計算のしかたが変わった年度は、前の年度と比べられません。",
    en: "The rank as published. Years with another method cannot be compared.",
  },
  source: {
    ja: "住みよさランキングは、指標ごとの偏差値の平均で順位を決めています。指標の数は、2019年と2020年が22、2022年が20でした。",
    en: "The livability ranking averages standard scores: 22 items in 2019 and 2020, 20 in 2022.",
  },
  compute(rows, { year }) {
    const read = readRows(publishedRank.columns, rows);
    if (!read.ok) return read;
    const own = read.rows.filter(({ cell }) => Number(cell("年度")) === year);
    const [found, again] = own;
    if (found === undefined)
      return refuseRows([problem(undefined, "年度", "plan.rule.row.no-year", { year: { year } })]);
    if (again !== undefined) {
      return refuseRows([problem(again.row, "年度", "plan.rule.row.twice", { name: String(year), first: found.row })]);
    }
    const [rank, cities] = [found.cell("順位"), found.cell("対象の市の数")];
    if (rank === "0" || exact(rank).gt(cities)) {
      return refuseRows([problem(found.row, "順位", "plan.rule.row.rank", { cities })]);
    }
    return {
      ok: true,
      value: rank,
      counts: [{ label: `対象の市と区（${found.cell("出典")}）`, amount: cities }],
    };
  },
};
