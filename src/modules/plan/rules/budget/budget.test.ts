import assert from "node:assert/strict";
import { test } from "node:test";
import Big from "big.js";
import fc from "fast-check";
import type { Cost } from "../../types/budget.ts";
import { parseAmount, unitIn } from "./amount.ts";
import { costOf, costPerUnit, executionRateOf, staffCostOf, totalOf } from "./cost.ts";
import { parseFiscalYear } from "./fiscal-year.ts";
import { type Cells, columnNames, readBudgetTable } from "./read-table.ts";
import { canBecome, nextStates, publicRequest } from "./states.ts";
import { addUp } from "./sum.ts";

const yen = fc.integer({ min: 0, max: 1_000_000_000 });

test("an amount is read as cities write it, and what could mean two things is refused", () => {
  const read = (text: string) => {
    const found = parseAmount(text, "yen");
    return found.ok ? found.value : undefined;
  };
  const good = {
    "1,234": 1234,
    "１２３４": 1234,
    "△500": -500,
    "▲500": -500,
    "−500": -500,
    "500円": 500,
    "1.5E6": 1_500_000,
  };
  for (const [text, value] of Object.entries(good)) assert.equal(read(text), value, text);
  for (const nothing of ["", "－", "―", "-", "0", "△0"]) assert.equal(read(nothing), 0, nothing);
  for (const bad of ["1.5", "百", "500千円", "(500)", "1 or 2", "99999999999999999", "1e400"]) {
    assert.equal(read(bad), undefined, bad);
  }
});

test("a file in 千円 and the same file in 円 say the same amounts", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(yen, yen, yen, yen, yen), { minLength: 1, maxLength: 20 }), (rows) => {
      const table = (unit: string, factor: number): Cells => [
        [`単位：${unit}`],
        Object.values(columnNames).map(([name]) => name ?? ""),
        ...rows.map((amounts, index) => [
          "1303-A",
          String(2000 + index),
          "当初",
          ...amounts.map((amount) => String(amount * factor)),
          String(amounts.reduce((sum, amount) => sum + amount, 0) * factor),
        ]),
      ];
      const projects = new Set(["1303-A"]);
      const [thousands, single] = [table("千円", 1), table("円", 1000)].map((cells) =>
        readBudgetTable(cells, { projects }),
      );
      assert.ok(thousands?.ok && single?.ok);
      assert.deepEqual(thousands.lines, single.lines);
      for (const line of single.lines) assert.equal(totalOf(line), line.total);
    }),
    { numRuns: 50 },
  );
});

test("the unit is read where it is stated and nowhere else", () => {
  assert.equal(unitIn("（単位：千円）"), "thousand");
  assert.equal(unitIn("単位 円"), "yen");
  assert.equal(unitIn("国庫支出金(円)"), "yen");
  assert.equal(unitIn("単位：百万円"), "other");
  assert.equal(unitIn("予算の一覧"), undefined);
});

test("a fiscal year is read in both ways of counting, and a bare number of an era is refused", () => {
  const read = (text: string) => {
    const found = parseFiscalYear(text);
    return found.ok ? found.value : undefined;
  };
  const good = { "2025": 2025, "２０２５年度": 2025, 令和7年度: 2025, R7: 2025, 令和元年度: 2019, 平成30: 2018 };
  for (const [text, year] of Object.entries(good)) assert.equal(read(text), year, text);
  for (const bad of ["7", "令和0", "25", "2025-2026", ""]) assert.equal(read(bad), undefined, bad);
});

test("執行率 is exact and half up: one rounding from the fraction itself", () => {
  fc.assert(
    fc.property(yen, fc.integer({ min: 1, max: 1_000_000_000 }), (settled, budget) => {
      const rate = new Big(executionRateOf(settled, budget) ?? "-1");
      // half up: rate − 0.05 ≤ exact < rate + 0.05, times the denominator to stay exact
      const exact = new Big(settled).times(100);
      assert.ok(rate.minus("0.05").times(budget).lte(exact));
      assert.ok(rate.plus("0.05").times(budget).gt(exact));
    }),
  );
  assert.equal(executionRateOf(1, 8), "12.5");
  assert.equal(executionRateOf(12_345, 100_000), "12.3");
  assert.equal(executionRateOf(12_350, 100_000), "12.4");
});

test("執行率 of a budget of nothing or less is not a number", () => {
  assert.equal(executionRateOf(100, 0), undefined);
  assert.equal(executionRateOf(100, -5), undefined);
});

test("staff costs are rounded half up to the yen", () => {
  assert.equal(staffCostOf("0.50", 7_654_321), 3_827_161);
  assert.equal(staffCostOf("0.10", 7_654_321), 765_432);
  assert.equal(staffCostOf("0", 7_654_321), 0);
});

test("the cost of one is half up, and there is none without an output", () => {
  const output = { year: 2025, name: "調査", unit: "回", amount: "8" };
  assert.equal(costPerUnit(100, output), 13);
  assert.equal(costPerUnit(100, { ...output, amount: "0.00" }), undefined);
  assert.equal(costPerUnit(undefined, output), undefined);
  assert.equal(costPerUnit(100, undefined), undefined);
});

test("what the nodes cost is what their projects cost, at every depth", () => {
  const nodes = [
    { code: "1", parent: undefined },
    { code: "11", parent: "1" },
    { code: "12", parent: "1" },
    { code: "111", parent: "11" },
  ];
  const cost = fc.tuple(yen, yen, yen).map(([general, settled, staff]) => {
    const funding = { national: 0, prefecture: 0, bond: 0, other: 0, general };
    return costOf({
      year: 2025,
      projects: 1,
      stages: {
        initial: { funding, total: general },
        settled: { funding: { ...funding, general: settled }, total: settled },
      },
      isSettled: true,
      persons: "0.5",
      staffUnitCost: 1,
      staffCost: staff,
      isSample: false,
    });
  });
  const direct = fc.dictionary(fc.constantFrom("1", "11", "12", "111"), cost, { minKeys: 1 });
  fc.assert(
    fc.property(direct, (costs) => {
      const sums = addUp(nodes, new Map(Object.entries(costs)));
      const under = (code: string) =>
        Object.entries(costs).flatMap(([node, found]) => (node.startsWith(code) ? [found] : []));
      const sum = (list: readonly Cost[], read: (cost: Cost) => number | undefined) =>
        list.reduce((total, one) => total + (read(one) ?? 0), 0);
      for (const { code } of nodes) {
        const all = under(code);
        const found = sums.get(code);
        assert.equal(found === undefined, all.length === 0);
        if (found === undefined) continue;
        assert.equal(found.projects, all.length);
        assert.equal(
          found.initial?.total,
          sum(all, ({ initial }) => initial?.total),
        );
        assert.equal(
          found.totalCost,
          sum(all, ({ totalCost }) => totalCost),
        );
      }
    }),
  );
});

test("what is published stays, and nobody sees an answer before", () => {
  assert.deepEqual(nextStates.published, []);
  assert.ok(!canBecome("drafted", "assessed"), "finance does not assess what nobody handed in");
  assert.ok(!canBecome("assessed", "published"), "nothing is published before the assembly decided");
  const request = {
    id: "1",
    sheetId: "2",
    planId: "small",
    project: "1303-A",
    year: 2027,
    state: "decided",
    asked: 2,
    before: 1,
    parts: [],
    reason: "理由",
    assessed: 1,
    assessment: "査定",
    decided: 1,
    decidedOn: "2027-03-20",
    answer: "答え",
    publishedAt: undefined,
    settled: undefined,
    isSample: false,
  } as const;
  assert.equal(publicRequest({ ...request, state: "drafted" }), undefined);
  const seen = publicRequest(request);
  assert.deepEqual(
    [seen?.state, seen?.asked, seen?.assessed, seen?.assessment, seen?.decided, seen?.answer],
    ["requested", 2, undefined, undefined, undefined, undefined],
  );
  assert.deepEqual(publicRequest({ ...request, state: "published" })?.answer, "答え");
});
