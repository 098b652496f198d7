import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { anyDay } from "../omitama.fixture.ts";
import type { RefundRule } from "../types/terms.ts";
import { type CancelledBy, listRefunds, refundOf } from "./refund.ts";

const minole: RefundRule = { steps: [{ daysBefore: 4, percent: 100 }], article: "refund" };
const soka: RefundRule = {
  steps: [
    { daysBefore: 60, percent: 75 },
    { daysBefore: 14, percent: 50 },
  ],
  article: "refund",
};

function refund(rule: RefundRule, use: string, on: string, paid: number): number {
  return refundOf(rule, { on, use, paid, by: "booker" }).amount;
}

test("a paid booking cancelled four days before is refunded in full, three days before not at all", () => {
  assert.equal(refund(minole, "2026-12-04", "2026-11-30", 1570), 1570);
  assert.equal(refund(minole, "2026-12-04", "2026-12-01", 1570), 0);
});

test("the last day of the full refund is told, and from when nothing is given back", () => {
  const early = refundOf(minole, { on: "2026-11-25", use: "2026-12-04", paid: 1570, by: "booker" });
  const late = refundOf(minole, { on: "2026-12-02", use: "2026-12-04", paid: 1570, by: "booker" });
  assert.equal(early.lastFullDay, "2026-11-30");
  assert.deepEqual(early.reason, {
    key: "facility.rule.refund.until",
    params: { until: { day: "2026-11-30" }, percent: 100 },
  });
  assert.deepEqual(late.reason, { key: "facility.rule.refund.none", params: { from: { day: "2026-12-01" } } });
});

test("草加: 60 days before 75 %, 59 to 14 days before 50 %, later nothing", () => {
  assert.equal(refund(soka, "2025-10-30", "2025-08-31", 40_000), 30_000);
  assert.equal(refund(soka, "2025-10-30", "2025-09-01", 40_000), 20_000);
  assert.equal(refund(soka, "2025-10-30", "2025-10-16", 40_000), 20_000);
  assert.equal(refund(soka, "2025-10-30", "2025-10-17", 40_000), 0);
  assert.equal(refundOf(soka, { on: "2025-08-01", use: "2025-10-30", paid: 1, by: "booker" }).lastFullDay, undefined);
});

test("a refund is whole yen with the fraction dropped: half of 1,575 is 787", () => {
  assert.equal(refund(soka, "2025-10-30", "2025-10-01", 1575), 787);
});

test("if the city cancels, everything goes back even on the day itself", () => {
  const { amount, percent } = refundOf(minole, { on: "2026-12-04", use: "2026-12-04", paid: 1570, by: "city" });
  assert.deepEqual([amount, percent], [1570, 100]);
});

test("an ordinance that never refunds says so", () => {
  const never: RefundRule = { steps: [], article: "refund" };
  const { amount, reason } = refundOf(never, { on: "2026-01-01", use: "2026-12-04", paid: 1570, by: "booker" });
  assert.equal(amount, 0);
  assert.equal(reason.key, "facility.rule.refund.never");
});

test("days are counted in the calendar over 29 February and the turn of the year", () => {
  assert.equal(refund(minole, "2028-03-02", "2028-02-27", 100), 100);
  assert.equal(refund(minole, "2028-03-02", "2028-02-28", 100), 0);
  assert.equal(refund(minole, "2027-01-04", "2026-12-31", 100), 100);
});

test("the rule as a list gives the last day of each step", () => {
  assert.deepEqual(listRefunds(soka, "2025-10-30"), [
    { until: "2025-08-31", percent: 75 },
    { until: "2025-10-16", percent: 50 },
  ]);
});

const anyRule = fc
  .uniqueArray(fc.tuple(fc.nat(90), fc.integer({ min: 1, max: 100 })), { maxLength: 4 })
  .map((pairs): RefundRule => {
    const days = [...new Set(pairs.map(([day]) => day))].sort((a, b) => b - a);
    const percents = [...new Set(pairs.map(([, percent]) => percent))].sort((a, b) => b - a);
    const length = Math.min(days.length, percents.length);
    const steps = days.slice(0, length).map((daysBefore, index) => ({ daysBefore, percent: percents[index] ?? 1 }));
    return { steps, article: "refund" };
  });

test("who waits longer to cancel never gets more back, and never more than was paid", () => {
  fc.assert(
    fc.property(anyRule, anyDay, fc.nat(100), fc.nat(100), fc.nat(1_000_000), (rule, use, a, b, paid) => {
      const [early, late] = [Math.max(a, b), Math.min(a, b)];
      const sooner = refund(rule, use, addDays(use, -early), paid);
      const later = refund(rule, use, addDays(use, -late), paid);
      assert.ok(0 <= later && later <= sooner && sooner <= paid);
    }),
  );
});

test("アピオス: 30日前の日の前日 of 31 October is 30 September; counted with the day of use, 30日前 is 2 October", () => {
  const rule = (counting?: "day-before" | "inclusive"): RefundRule => ({
    steps: [{ daysBefore: 30, counting, percent: 100 }],
    article: "a",
  });
  const full = (one: RefundRule) => listRefunds(one, "2025-10-31")[0]?.until;
  assert.deepEqual(
    [full(rule("day-before")), full(rule()), full(rule("inclusive"))],
    ["2025-09-30", "2025-10-01", "2025-10-02"],
  );
  const given = (on: string) =>
    refundOf(rule("day-before"), { on, use: "2025-10-31", paid: 50_000, by: "booker" }).amount;
  assert.deepEqual([given("2025-09-30"), given("2025-10-01")], [50_000, 0]);
  assert.equal(full({ steps: [{ monthsBefore: 1, percent: 100 }], article: "a" }), "2025-09-30");
});

test("each cause has its own percent; without one, weather gives all back and illness counts the days", () => {
  const plain: RefundRule = { steps: [{ daysBefore: 4, percent: 50 }], article: "a" };
  const named: RefundRule = {
    ...plain,
    causes: [
      { cause: "illness", percent: 80 },
      { cause: "weather", percent: 0 },
    ],
  };
  const back = (rule: RefundRule, by: CancelledBy) =>
    refundOf(rule, { on: "2026-12-04", use: "2026-12-04", paid: 1000, by }).amount;
  assert.deepEqual(
    (["city", "weather", "disaster", "illness"] as const).map((by) => back(plain, by)),
    [1000, 1000, 1000, 0],
  );
  assert.deepEqual(
    (["city", "weather", "disaster", "illness"] as const).map((by) => back(named, by)),
    [1000, 0, 1000, 800],
  );
});

test("a rehearsal may have a table of its own, and what is given back is whole units of ten yen", () => {
  const rule: RefundRule = {
    steps: [{ daysBefore: 30, percent: 75 }],
    exceptions: [{ when: { purposes: ["rehearsal"] }, steps: [{ daysBefore: 7, percent: 75 }], article: "b" }],
    roundTo: 10,
    article: "a",
  };
  const back = (purpose: string) => {
    const given = { dayType: "weekday", month: 12, purpose } as const;
    return refundOf(rule, { on: "2026-11-20", use: "2026-12-04", paid: 1230, by: "booker", given }).amount;
  };
  assert.deepEqual([back("rehearsal"), back("concert")], [920, 0]);
});
