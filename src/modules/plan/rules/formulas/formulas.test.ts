import assert from "node:assert/strict";
import { test } from "node:test";
import { translator } from "../../../../kernel/i18n/translate.ts";
import { formatFigure } from "../number.ts";
import { textOf } from "../words.ts";
import { formulas, type Row } from "./index.ts";

const ja = translator("ja");

function compute(id: string, table: string, year = 2024) {
  const formula = formulas.get(id);
  assert.ok(formula, id);
  return formula.compute(rowsOf(table), { year });
}

function computed(id: string, table: string, year = 2024): string {
  const found = compute(id, table, year);
  assert.ok(found.ok, JSON.stringify(found));
  return found.value;
}

/** Problems as a person reads them, each with its row. */
function problemsOf(id: string, table: string, year = 2024): readonly string[] {
  const found = compute(id, table, year);
  assert.ok(!found.ok);
  return found.problems.map(({ row, words }) => `${row ?? "-"}: ${textOf(ja, words)}`);
}

/** The first line is the head; cells are divided by bars. */
function rowsOf(table: string): readonly Row[] {
  const [head = [], ...rows] = table
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()));
  return rows.map((row) => Object.fromEntries(head.map((name, place) => [name, row[place] ?? ""])));
}

test("women are counted among the members of 202条の3 bodies only, by person and seat", () => {
  const table = `
    審議会等の名称 | 区分 | 総委員数 | 女性委員数
    総合計画審議会 | 202条の3 | 20 | 8
    都市計画審議会 | 202条の3 | 23 | 3
    教育委員会 | 180条の5 | 5 | 3`;
  const found = compute("women-share", table);
  assert.ok(found.ok);
  assert.deepEqual([found.numerator, found.denominator], ["11", "43"]);
  assert.equal(formatFigure(found.value, 1, "ja"), "25.6");
});

test("more women than members, a council twice, an unknown ground and an empty cell are said all at once, with their rows", () => {
  const table = `
    審議会等の名称 | 区分 | 総委員数 | 女性委員数
    総合計画審議会 | 202条の3 | 20 | 21
    総合計画審議会 | 202条の3 | ２３ | 3`;
  assert.deepEqual(problemsOf("women-share", table), [
    "3: 「総合計画審議会」は、2行目にもあります。1行にまとめてください。",
    "2: 「女性委員数」が「総委員数」より大きくなっています。どちらかを直してください。",
  ]);
  const cells = `
    審議会等の名称 | 区分 | 総委員数 | 女性委員数
    a | 条例 | 20 |
    b | 202条の3 | 2.5 | -1`;
  assert.deepEqual(problemsOf("women-share", cells), [
    "2: 「区分」は、202条の3、180条の5、要綱などのどれかを書いてください。",
    "2: 「女性委員数」を書いてください。",
    "3: 「総委員数」は、0か、それより大きい整数で書いてください。",
    "3: 「女性委員数」は、0か、それより大きい整数で書いてください。",
  ]);
});

test("a table without rows or without a column says so before anything else", () => {
  assert.deepEqual(problemsOf("women-share", "審議会等の名称"), [
    "-: 表に、数の行がありません。2行目から書いてください。",
  ]);
  assert.deepEqual(problemsOf("event-count", "名称\n人権講座"), [
    "-: 「日付」の列がありません。1行目に、この名前を書いてください。",
  ]);
});

test("nothing is divided by zero: a ratio over nothing is a problem, not a zero", () => {
  const table = "件名 | 発表日 | 掲載数\n春の催し | 2023-05-01 | 2";
  assert.deepEqual(problemsOf("press-coverage", table, 2024), [
    "-: 割る数の合計が0なので、割合を計算できません。表の年度と数を確かめてください。",
  ]);
  assert.equal(computed("press-coverage", table, 2023), "100");
});

test("a release counts once however often it is taken up, and in its own fiscal year", () => {
  const table = `
    件名 | 発表日 | 掲載数
    a | 2024-04-01 | 3
    b | 2025-03-31 | 0
    c | 令和6年10月1日 | 0
    d | 2025-04-01 | 5`;
  const found = compute("press-coverage", table);
  assert.ok(found.ok);
  assert.deepEqual([found.numerator, found.denominator], ["1", "3"]);
});

test("net migration is negative when more people leave", () => {
  const table = `
    期間 | 転入者数 | 転出者数 | 前年10月1日の人口
    1月から6月 | 900 | 960 | 50,000
    7月から12月 | 800 | 830 | 50,000`;
  const found = compute("net-migration-rate", table);
  assert.ok(found.ok);
  assert.deepEqual([found.value, found.numerator, found.denominator], ["-0.18", "-90", "50000"]);
  assert.deepEqual(problemsOf("net-migration-rate", table.replace("830 | 50,000", "830 | 51,000")), [
    "3: 「前年10月1日の人口」が、最初の行と違います。どの行にも同じ数を書いてください。",
  ]);
});

test("the current balance ratio has both kinds of bonds in its denominator", () => {
  const table = `
    項目 | 経常経費に充てた一般財源 | 経常一般財源 | 減収補塡債特例分 | 臨時財政対策債
    人件費 | 3000 | | |
    扶助費 | 2550 | | |
    公債費など | 3000 | 9500 | 0 | 500`;
  assert.equal(computed("current-balance-ratio", table), "85.5");
});

test("the fiscal effect adds gained income and saved spending; what goes on counts each year, the rest once", () => {
  const table = `
    項目 | 歳入・歳出 | 区分 | 年度 | 令和元年度の決算額 | 決算額
    徴収の強化 | 歳入 | 継続 | 2023 | 1000 | 1300
    徴収の強化 | 歳入 | 継続 | 2024 | 1000 | 1400
    施設の統合 | 歳出 | 継続 | 2024 | 900 | 850
    土地の売却 | 歳入 | 単年度 | 2023 | 0 | 5000
    委託の見直し | 歳出 | 継続 | 2024 | 100 | 120
    先の取組 | 歳入 | 継続 | 2025 | 0 | 9999`;
  const found = compute("fiscal-effect", table);
  assert.ok(found.ok);
  assert.equal(found.value, String(300 + 400 + 50 + 5000 - 20));
  assert.deepEqual(
    found.counts.map(({ amount }) => amount),
    ["730", "5000"],
  );
  const twice = `${table}\n土地の売却 | 歳入 | 単年度 | 2024 | 0 | 10\n徴収の強化 | 歳入 | 継続 | 2024 | 1000 | 1400`;
  assert.deepEqual(problemsOf("fiscal-effect", twice), [
    "8: 「土地の売却」は、1回だけの効果なのに、5行目にもあります。続く効果なら、区分を「継続」にしてください。",
    "9: 「徴収の強化」は、3行目にもあります。1行にまとめてください。",
  ]);
});

test("who begins by 31 March counts, who ends on it does not, and the next day is another year", () => {
  const table = `
    名称 | 始まった日 | 終わった日
    a | 2020-04-01 |
    b | 2025-03-31 |
    c | 2025-04-01 |
    d | 2020-04-01 | 2025-03-31
    e | 2020-04-01 | 2025-04-01`;
  assert.equal(computed("registry-count", table, 2024), "3");
  assert.equal(computed("registry-count", table, 2025), "3");
  assert.match(
    String(problemsOf("registry-count", "名称 | 始まった日 | 終わった日\na | 2024-05-02 | 2024-05-01")),
    /始まった日より前/,
  );
});

test("events count within the year, each time; totals count from the beginning, each number once", () => {
  const events = "名称 | 日付\n人権講座 | 2024-04-01\n人権講座 | 2025-03-31\n人権講座 | 2025-04-01";
  assert.equal(computed("event-count", events), "2");
  const applications = "名称 | 日付\nR5-1 | 2023-06-01\nR6-1 | 2025-03-31\nR7-1 | 2025-04-01";
  assert.equal(computed("cumulative-count", applications), "2");
  assert.match(
    String(problemsOf("cumulative-count", `${applications}\nR6-1 | 2024-05-01`)),
    /^5: 「R6-1」は、3行目にも/,
  );
});

test("amounts are added within the year, or until its end, and told by kind", () => {
  const table =
    "日付 | 数 | 区分\n2023-10-01 | 14 | 参加\n2024-10-01 | 30 | 参加\n2024-11-01 | 12 | 登録\n2025-04-01 | 99 | 登録";
  assert.equal(computed("year-sum", table), "42");
  const total = compute("cumulative-sum", table);
  assert.ok(total.ok);
  assert.deepEqual(
    [total.value, total.counts],
    [
      "56",
      [
        { label: "参加", amount: "44" },
        { label: "登録", amount: "12" },
      ],
    ],
  );
});

test("yen become thousands exactly, and money paid back is taken off", () => {
  const table = "日付 | 金額\n2024-12-31 | 208,776,500円\n2025-03-31 | △500";
  assert.equal(computed("received-amount", table.replace("円", "")), "208776");
});

test("staff are counted once however often they attended", () => {
  const table = "職員番号 | 受講日\n001 | 2024-06-01\n001 | 2024-07-01\n002 | 2023-06-01\n003 |";
  const found = compute("attendance-rate", table);
  assert.ok(found.ok);
  assert.deepEqual([found.numerator, found.denominator], ["1", "3"]);
});

test("a rank is taken as published, between 1 and the number of cities", () => {
  const table =
    "年度 | 順位 | 対象の市の数 | 出典\n2023 | 430 | 812 | 住みよさランキング2023（見本）\n2024 | 400 | 812 | 住みよさランキング2024（見本）";
  assert.equal(computed("published-rank", table), "400");
  assert.match(String(problemsOf("published-rank", table.replace("400", "813"))), /1から812まで/);
  assert.match(String(problemsOf("published-rank", table, 2026)), /令和8年度の行がありません/);
});

test("every formula says its columns, its rule and its source in Japanese and English", () => {
  assert.equal(formulas.size, 16);
  for (const { id, title, columns, rule, source } of formulas.values()) {
    for (const text of [title, rule, source, ...columns.map(({ meaning }) => meaning)]) {
      assert.ok(text.ja !== "" && text.en, id);
    }
    assert.equal(new Set(columns.map(({ name }) => name)).size, columns.length, id);
  }
});
