import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { indicatorKinds } from "../../types/indicator.ts";
import type { RuleSet } from "../../types/rule-set.ts";
import { decimalOf, divide, exact } from "../number.ts";
import { ruleSets } from "../rule-sets.ts";
import { expectedIn } from "./path.ts";
import { indicator, judged, reach } from "./sample.fixture.ts";

const all: readonly RuleSet[] = [...ruleSets.values()];
const ruleSet = fc.constantFrom(...all);
const better = fc.constantFrom("up", "down");
const kind = fc.constantFrom(...indicatorKinds);
const value = fc.integer({ min: -1000, max: 1000 });
const year = fc.integer({ min: 2022, max: 2029 });
const baseline = fc.option(value, { nil: undefined });
const milestones = fc.uniqueArray(fc.record({ year: fc.integer({ min: 2022, max: 2026 }), value: value.map(String) }), {
  selector: ({ year }) => year,
  maxLength: 3,
});

const definition = fc
  .record({ kind, better, baseline, target: value, milestones })
  .map(({ kind, better, baseline, target, milestones }) =>
    indicator({
      kind,
      better,
      milestones,
      baseline: { year: 2021, value: baseline === undefined ? undefined : String(baseline) },
      target: reach(String(target)),
    }),
  );

test("a better actual never gets a worse verdict, whatever the rule set, the kind, the path and the sign", () => {
  const order = { late: 0, unknown: 1, good: 2 };
  fc.assert(
    fc.property(definition, ruleSet, year, value, value, (about, rules, year, one, other) => {
      const [worse, best] = one <= other === (about.better === "up") ? [one, other] : [other, one];
      const [low, high] = [judged(about, String(worse), year, rules), judged(about, String(best), year, rules)];
      assert.ok(order[low.verdict] <= order[high.verdict], `${worse} is ${low.verdict}, ${best} is ${high.verdict}`);
    }),
    { numRuns: 3000 },
  );
});

test("a total that is counted from zero and meant to end below it has no share of the way", () => {
  const about = indicator({
    kind: "cumulative",
    baseline: { year: 2021, value: undefined },
    target: reach("-1"),
    milestones: [{ year: 2022, value: "-3" }],
  });
  assert.equal(judged(about, "-3", 2022, "motomiya5").verdict, "good");
  const better = judged(about, "-2", 2022, "motomiya5");
  assert.deepEqual([better.verdict, better.progress], ["good", undefined]);
});

test("where the measure can be computed, a better actual never gets a worse grade", () => {
  const up = fc.record({ from: fc.integer({ min: 1, max: 500 }), way: fc.integer({ min: 1, max: 500 }) });
  const position = fc.integer({ min: 1, max: 1200 });
  fc.assert(
    fc.property(
      up,
      ruleSet,
      fc.constantFrom("stock", "ratio", "score", "cumulative"),
      year,
      position,
      position,
      (path, rules, kind, year, one, other) => {
        const about = indicator({
          kind,
          baseline: { year: 2021, value: String(path.from) },
          target: reach(String(path.from + path.way)),
        });
        const names = [rules.reached?.ja ?? "", ...rules.grades.map(({ grade }) => grade.ja), rules.notMet.ja];
        const placeOf = (actual: number) => names.indexOf(judged(about, String(actual), year, rules).grade?.ja ?? "");
        assert.ok(placeOf(Math.max(one, other)) <= placeOf(Math.min(one, other)));
      },
    ),
    { numRuns: 2000 },
  );
});

test("counting in tens instead of ones changes no verdict, no grade and no percentage", () => {
  const tens = (value: string | undefined) => (value === undefined ? undefined : decimalOf(exact(value).times(10)));
  // A survey's error is in points of its own scale, and counts are bounded by zero in any unit.
  const scaled = all.filter(({ surveyError }) => surveyError === undefined);
  const short = (percent: string | undefined) => (percent === undefined ? undefined : exact(percent).toFixed(12));
  fc.assert(
    fc.property(definition, fc.constantFrom(...scaled), year, value, (about, rules, year, actual) => {
      const larger = {
        ...about,
        baseline: { year: 2021, value: tens(about.baseline.value) },
        target: reach(tens(about.target.rule === "reach" ? about.target.value : "") ?? ""),
        milestones: about.milestones.map(({ year, value }) => ({ year, value: tens(value) ?? "" })),
      };
      const [one, ten] = [judged(about, String(actual), year, rules), judged(larger, String(actual * 10), year, rules)];
      assert.deepEqual(
        [one.verdict, one.grade, short(one.progress), short(one.rate)],
        [ten.verdict, ten.grade, short(ten.progress), short(ten.rate)],
      );
    }),
    { numRuns: 1500 },
  );
});

test("who stands on the straight line after k of N years has done k/N of the way, and is on track in every rule set but a stricter one", () => {
  const step = fc.integer({ min: -200, max: 200 }).filter((step) => step !== 0);
  fc.assert(
    fc.property(value, step, fc.integer({ min: 1, max: 5 }), (from, step, gone) => {
      const about = indicator({
        kind: "index",
        better: step > 0 ? "up" : "down",
        baseline: { year: 2021, value: String(from) },
        target: reach(String(from + 6 * step)),
      });
      const onPath = expectedIn(about, 2021 + gone) ?? "";
      const found = judged(about, onPath, 2021 + gone);
      assert.equal(found.progress, decimalOf(divide(gone * 100, 6)));
      assert.deepEqual([found.gap, found.verdict], ["0", "good"]);
      assert.equal(found.outlook, String(from + 6 * step), "and the pace leads to the target exactly");
      for (const id of ["motomiya5", "tama3", "fukuoka-abc"]) {
        assert.equal(judged(about, onPath, 2021 + gone, id).verdict, "good", id);
      }
    }),
  );
});

test("a ceiling, a floor and a range are good exactly when the margin is not negative, and have no percentage", () => {
  const rule = fc.constantFrom("at-least", "at-most", "range", "keep");
  fc.assert(
    fc.property(rule, ruleSet, value, fc.nat(500), value, year, (rule, rules, bound, width, actual, year) => {
      const edges = { value: String(bound), upper: String(bound + width), tolerance: String(width) };
      const found = judged(indicator({ target: { year: 2027, rule, ...edges } }), String(actual), year, rules);
      const isKept = {
        "at-least": actual >= bound,
        "at-most": actual <= bound,
        range: actual >= bound && actual <= bound + width,
        keep: Math.abs(actual - bound) <= width,
      }[rule];
      assert.equal(found.verdict === "good", isKept);
      assert.equal(exact(found.margin ?? "").gte(0), isKept);
      assert.deepEqual([found.progress, found.rate, found.outlook], [undefined, undefined, undefined]);
    }),
  );
});
