import assert from "node:assert/strict";
import { test } from "node:test";
import { parseCertainty, readEntries } from "./entry.ts";
import { parseYear, readFigureTable } from "./table.ts";

const options = { field: "paste", year: 2025, source: "月報" };

test("a year is read as people write it, and a year that is none is no year", () => {
  assert.deepEqual(
    ["2025", "令和7年度", "R7", "令和元年度", "Ｒ７", "平成30年度", "FY2025", "7", "来年"].map(parseYear),
    [2025, 2025, 2025, 2019, 2025, 2018, 2025, undefined, undefined],
  );
});

test("columns are found by their names, wherever they stand; without names they have an order", () => {
  const named = readFigureTable(
    [
      ["ひな形", ""],
      ["出典", "前の値", "値", "指標"],
      ["名簿", "322", "349", "net-monitors"],
    ],
    options,
  );
  assert.deepEqual(
    named.map(({ where, indicator, value, source, year }) => [where, indicator, value, source, year]),
    [["3行目", "net-monitors", "349", "名簿", 2025]],
  );
  const [bare] = readFigureTable([["net-monitors", "349", "確定", ""]], options);
  assert.deepEqual([bare?.value, bare?.certainty, bare?.source], ["349", "確定", "月報"]);
});

test("a column of years counts before the page's year, and one that cannot be read is a mistake of its row", () => {
  const rows = readFigureTable(
    [
      ["指標", "年度", "値"],
      ["net-monitors", "令和6年度", "322"],
      ["net-monitors", "去年", "301"],
    ],
    options,
  );
  assert.deepEqual(
    rows.map(({ year }) => year),
    [2024, 0],
  );
  const read = readEntries(rows, {
    indicators: [
      {
        id: "net-monitors",
        name: { ja: "ネットモニター" },
        kind: "stock",
        unit: { ja: "人" },
        decimals: 0,
        baseline: { year: 2021, value: "261" },
        target: { year: 2027, rule: "reach", value: "450" },
        isTyped: true,
      },
    ],
    known: () => "301",
    lastYear: 2026,
    isConfirmed: false,
  });
  assert.deepEqual(!read.ok && read.problems.map(({ code, params }) => [code, params["where"]]), [
    ["plan.staff-figure-year", "3行目"],
  ]);
});

test("a value is provisional unless it is said to be final", () => {
  assert.deepEqual(["", "速報", "見込み", "確定", "final", "たぶん"].map(parseCertainty), [
    "provisional",
    "provisional",
    "provisional",
    "final",
    "final",
    undefined,
  ]);
});
