import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parseCsv } from "../../../../kernel/files/table-file.ts";
import { formulas } from "../formulas/index.ts";
import { roundTo } from "../number.ts";
import { computeTable } from "./compute-table.ts";

const samples = new URL("../../../../../cities/omitama/plans/samples/tables/", import.meta.url);

function compute(formulaId: string, text: string) {
  const formula = formulas.get(formulaId);
  assert.ok(formula);
  return computeTable(formula, parseCsv(text), 2025);
}

function valueOfSample(formulaId: string, file: string, decimals: number): string {
  const read = compute(formulaId, readFileSync(new URL(file, samples), "utf8"));
  assert.ok(read.ok);
  return roundTo(read.computed.value, decimals).toFixed(decimals);
}

test("the sample tables give the sample series", () => {
  assert.equal(valueOfSample("women-share", "women-on-councils-2025.csv", 1), "31.4");
  assert.equal(valueOfSample("women-share", "women-on-councils-2021.csv", 1), "25.6", "the plan's baseline");
  assert.equal(valueOfSample("net-migration-rate", "net-migration-rate-2021.csv", 2), "-0.98", "the plan's baseline");
  assert.equal(
    valueOfSample("current-balance-ratio", "current-balance-ratio-2021.csv", 1),
    "85.5",
    "the plan's baseline",
  );
});

test("columns may stand in another order, with a mark before the first and others between", () => {
  const read = compute(
    "women-share",
    "\ufeff備考,女性 委員数,総委員数,区分,審議会等の名称\nx,1,4,202条の3,甲\ny,2,4,202条の3,乙\n",
  );
  assert.ok(read.ok);
  assert.deepEqual([read.computed.numerator, read.computed.denominator], ["3", "8"]);
});

test("a table that lacks a column or has a wrong cell gives no value and says where", () => {
  const missing = compute("women-share", "審議会等の名称,区分,総委員数\n甲,202条の3,4\n");
  assert.ok(!missing.ok && missing.problems.some(({ column }) => column === "女性委員数"));
  const wrong = compute("women-share", "審議会等の名称,区分,総委員数,女性委員数\n甲,202条の3,4,五\n");
  assert.ok(!wrong.ok && wrong.problems[0]?.row === 2);
});
