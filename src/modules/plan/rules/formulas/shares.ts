import { decimalOf, exact, sumOf } from "../number.ts";
import { problem, readRows, refuseRows } from "./read-rows.ts";
import { findTwice, isInYear, share, sumColumn } from "./tables.ts";
import type { Formula } from "./types.ts";

/** Formulas that divide a part by a whole, in percent. */

const bodies = "202条の3";

export const womenShare: Formula = {
  id: "women-share",
  title: { ja: "審議会などの女性の割合", en: "Share of women on councils" },
  columns: [
    { name: "審議会等の名称", type: "text", meaning: { ja: "審議会や委員会の名前", en: "Name of the council" } },
    {
      name: "区分",
      type: "choice",
      options: [bodies, "180条の5", "要綱など"],
      meaning: {
        ja: "設置の根拠。数えるのは「202条の3」の機関だけ",
        en: "Its legal ground; only art. 202-3 is counted",
      },
    },
    { name: "総委員数", type: "whole", meaning: { ja: "委員の数", en: "Members" } },
    { name: "女性委員数", type: "whole", meaning: { ja: "そのうち女性の数", en: "Women among them" } },
  ],
  rule: {
    ja: "地方自治法第202条の3の機関について、女性の委員の数を、委員の数で割ります。2つの審議会の委員は、2人として数えます。",
    en: "Women among the members of the councils of Local Autonomy Act art. 202-3, divided by all members. Who sits on two councils counts twice.",
  },
  source: {
    ja: "地方自治法第202条の3と、ほかの市が公表している審議会ごとの表（総委員数、女性の数、割合）によります。",
    en: "Local Autonomy Act art. 202-3, and tables by council as other cities publish them.",
  },
  compute(rows) {
    const read = readRows(womenShare.columns, rows);
    if (!read.ok) return read;
    const problems = [
      ...findTwice(read.rows, "審議会等の名称"),
      ...read.rows
        .filter(({ cell }) => exact(cell("女性委員数")).gt(cell("総委員数")))
        .map(({ row }) =>
          problem(row, "女性委員数", "plan.rule.row.part-over-whole", { part: "女性委員数", whole: "総委員数" }),
        ),
    ];
    if (problems.length > 0) return refuseRows(problems);
    const counted = read.rows.filter(({ cell }) => cell("区分") === bodies);
    const [women, members] = [sumColumn(counted, "女性委員数"), sumColumn(counted, "総委員数")];
    return share(women, members, [
      { label: "数えた審議会", amount: String(counted.length) },
      { label: "委員", amount: decimalOf(members), unit: "人" },
      { label: "女性の委員", amount: decimalOf(women), unit: "人" },
    ]);
  },
};

export const attendanceRate: Formula = {
  id: "attendance-rate",
  title: { ja: "研修の受講率", en: "Share of staff who took a training" },
  columns: [
    {
      name: "職員番号",
      type: "text",
      meaning: { ja: "職員を1人ずつ区別する番号", en: "A number for each member of staff" },
    },
    {
      name: "受講日",
      type: "day",
      isRequired: false,
      meaning: {
        ja: "受けた日。受けていない人は空白。2回受けた人は2行",
        en: "Day of attendance; empty if none; a row for each time",
      },
    },
  ],
  rule: {
    ja: "年度の中で1回でも受けた職員の数を、表にいる職員の数で割ります。何回受けても、1人は1人です。",
    en: "Staff who attended at least once in the fiscal year, divided by all staff in the table. Each counts once.",
  },
  source: { ja: "数え方は、このプログラムで決めました。", en: "Our own rule." },
  compute(rows, { year }) {
    const read = readRows(attendanceRate.columns, rows);
    if (!read.ok) return read;
    const staff = new Set(read.rows.map(({ cell }) => cell("職員番号")));
    const times = read.rows.filter(({ cell }) => cell("受講日") !== "" && isInYear(cell("受講日"), year));
    const attended = new Set(times.map(({ cell }) => cell("職員番号")));
    return share(exact(attended.size), exact(staff.size), [
      { label: "職員", amount: String(staff.size), unit: "人" },
      { label: "受けた職員", amount: String(attended.size), unit: "人" },
      { label: "受講の延べ回数", amount: String(times.length), unit: "回" },
    ]);
  },
};

export const pressCoverage: Formula = {
  id: "press-coverage",
  title: { ja: "報道発表の掲載率", en: "Press releases that were taken up" },
  columns: [
    { name: "件名", type: "text", meaning: { ja: "報道発表の件名", en: "Title of the release" } },
    { name: "発表日", type: "day", meaning: { ja: "発表した日", en: "Day of the release" } },
    {
      name: "掲載数",
      type: "whole",
      meaning: { ja: "載った新聞や番組の数。載らなければ0", en: "Papers and programmes that took it up; 0 if none" },
    },
  ],
  rule: {
    ja: "年度の中の報道発表のうち、1つ以上の新聞や番組に載ったものの割合です。いくつ載っても、1件は1件です。",
    en: "Releases of the fiscal year that were taken up at least once, divided by all. Each counts once.",
  },
  source: {
    ja: "計画には計算の式が書かれていません。この式は、指標名から考えたものです。",
    en: "The plan gives no formula; this one is inferred from the indicator’s name.",
  },
  compute(rows, { year }) {
    const read = readRows(pressCoverage.columns, rows);
    if (!read.ok) return read;
    const released = read.rows.filter(({ cell }) => isInYear(cell("発表日"), year));
    const taken = released.filter(({ cell }) => cell("掲載数") !== "0");
    return share(exact(taken.length), exact(released.length), [
      { label: "報道発表", amount: String(released.length), unit: "件" },
      { label: "載ったもの", amount: String(taken.length), unit: "件" },
      { label: "載った数の合計", amount: decimalOf(sumColumn(released, "掲載数")), unit: "件" },
    ]);
  },
};

const population = "前年10月1日の人口";

export const netMigrationRate: Formula = {
  id: "net-migration-rate",
  title: { ja: "人口の社会増減率", en: "Net migration rate" },
  columns: [
    { name: "期間", type: "text", meaning: { ja: "月、または年", en: "A month, or the whole year" } },
    { name: "転入者数", type: "whole", meaning: { ja: "市の外から引っこしてきた人", en: "People who moved in" } },
    { name: "転出者数", type: "whole", meaning: { ja: "市の外へ引っこした人", en: "People who moved out" } },
    {
      name: population,
      type: "whole",
      meaning: { ja: "割る人口。どの行も同じ数", en: "Population to divide by; the same in each row" },
    },
  ],
  rule: {
    ja: "転入者の数から転出者の数を引き、前の年の10月1日の人口で割ります。市の中の引っこしは入りません。",
    en: "In-migrants less out-migrants, divided by the population on 1 October of the year before. Moves within the city are not in it.",
  },
  source: {
    ja: "山梨県の常住人口調査にある社会増減率の式（社会増減数 ÷ 前年10月1日の人口 × 100）によります。",
    en: "The formula of Yamanashi prefecture’s population survey.",
  },
  compute(rows) {
    const read = readRows(netMigrationRate.columns, rows);
    if (!read.ok) return read;
    const people = read.rows[0]?.cell(population) ?? "0";
    const problems = [
      ...findTwice(read.rows, "期間"),
      ...read.rows
        .filter(({ cell }) => cell(population) !== people)
        .map(({ row }) => problem(row, population, "plan.rule.row.different", { column: population })),
    ];
    if (problems.length > 0) return refuseRows(problems);
    const [came, left] = [sumColumn(read.rows, "転入者数"), sumColumn(read.rows, "転出者数")];
    return share(came.minus(left), exact(people), [
      { label: "転入した人", amount: decimalOf(came), unit: "人" },
      { label: "転出した人", amount: decimalOf(left.neg()), unit: "人" },
      { label: population, amount: people, unit: "人" },
    ]);
  },
};

const revenues = ["経常一般財源", "減収補塡債特例分", "臨時財政対策債"] as const;

export const currentBalanceRatio: Formula = {
  id: "current-balance-ratio",
  title: { ja: "経常収支比率", en: "Current balance ratio" },
  columns: [
    {
      name: "項目",
      type: "text",
      meaning: { ja: "「市全体」、または経費の種類", en: "The whole city, or a kind of expenditure" },
    },
    {
      name: "経常経費に充てた一般財源",
      type: "decimal",
      meaning: {
        ja: "人件費、扶助費、公債費などに使った一般財源（千円）",
        en: "General funds spent on current expenditure",
      },
    },
    ...revenues.map((name) => ({
      name,
      type: "decimal" as const,
      isRequired: false,
      meaning: {
        ja: "分母になる歳入（千円）。1つの行に書けば足ります",
        en: "Revenue of the denominator; once is enough",
      },
    })),
  ],
  rule: {
    ja: "人件費、扶助費、公債費などに使った経常的な一般財源を、経常一般財源と減収補塡債特例分と臨時財政対策債の合計で割ります。",
    en: "General funds spent on current expenditure, divided by current general revenue, special tax-loss bonds and bonds in place of tax allocation.",
  },
  source: {
    ja: "総務省の経常収支比率の式によります。福井県の説明のページにある同じ式を、あわせて確かめました。",
    en: "The formula of the Ministry of Internal Affairs; Fukui prefecture’s page gives the same.",
  },
  compute(rows) {
    const read = readRows(currentBalanceRatio.columns, rows);
    if (!read.ok) return read;
    const twice = findTwice(read.rows, "項目");
    if (twice.length > 0) return refuseRows(twice);
    const spent = sumColumn(read.rows, "経常経費に充てた一般財源");
    const parts = revenues.map((name) => ({
      name,
      sum: sumOf(read.rows.map(({ cell }) => cell(name)).filter((amount) => amount !== "")),
    }));
    return share(spent, sumOf(parts.map(({ sum }) => sum)), [
      { label: "経常経費に充てた一般財源", amount: decimalOf(spent), unit: "千円" },
      ...parts.map(({ name, sum }) => ({ label: name, amount: decimalOf(sum), unit: "千円" })),
    ]);
  },
};
