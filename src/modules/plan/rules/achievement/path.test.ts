import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { exact } from "../number.ts";
import { boundIn, expectedIn } from "./path.ts";
import { indicator, reach } from "./sample.fixture.ts";

/** Baseline FY2021, target FY2027, and where the straight line is at the end of FY2024. */
const midpoints = [
  ["64", "76", "70"],
  ["8", "14", "11"],
  ["24", "30", "27"],
  ["25.6", "44.0", "34.8"],
  ["2", "8", "5"],
  ["3942178", "5282893", "4612535.5"],
  ["0", "77", "38.5"],
  ["30", "42", "36"],
  ["261", "450", "355.5"],
  ["0", "90", "45"],
  ["285000", "700000", "492500"],
  ["521", "490", "505.5"],
  ["14", "700", "357"],
  ["33", "300", "166.5"],
  ["5295", "10000", "7647.5"],
  ["-0.98", "-0.18", "-0.58"],
  ["454", "300", "377"],
  ["28", "40", "34"],
  ["208776", "330000", "269388"],
] as const;

test("the straight lines of the plan's nineteen indicators with a baseline and a target to reach pass FY2024 where they should", () => {
  for (const [baseline, target, midpoint] of midpoints) {
    const definition = indicator({ baseline: { year: 2021, value: baseline }, target: reach(target) });
    assert.equal(expectedIn(definition, 2024), midpoint, `${baseline} → ${target}`);
    assert.ok(exact(expectedIn(definition, 2021) ?? "").eq(baseline));
    assert.ok(exact(expectedIn(definition, 2027) ?? "").eq(target));
  }
});

test("a rank on the path is a whole number", () => {
  const rank = indicator({
    kind: "rank",
    better: "down",
    baseline: { year: 2021, value: "454" },
    target: reach("300"),
  });
  assert.equal(expectedIn(rank, 2022), "428");
});

test("the plan's own yearly targets come before the straight line, and lines connect them", () => {
  const definition = indicator({
    milestones: [
      { year: 2025, value: "400" },
      { year: 2023, value: "300" },
    ],
  });
  const path = [2021, 2022, 2023, 2024, 2025, 2026, 2027].map((year) => expectedIn(definition, year));
  assert.deepEqual(path, ["261", "280.5", "300", "350", "400", "425", "450"]);
});

test("without a baseline there is no path before the first yearly target, and there is one from there on", () => {
  const none = indicator({ baseline: { year: 2021, value: undefined } });
  assert.equal(expectedIn(none, 2024), undefined);
  assert.equal(expectedIn(none, 2027), "450");
  const some = { ...none, milestones: [{ year: 2025, value: "350" }] };
  assert.deepEqual(
    [2024, 2025, 2026].map((year) => expectedIn(some, year)),
    [undefined, "350", "400"],
  );
});

test("after the target year the target stays; before the baseline year there is no path", () => {
  assert.equal(expectedIn(indicator(), 2030), "450");
  assert.equal(expectedIn(indicator(), 2020), undefined);
});

test("a ceiling has no path, but may have a ceiling of each year", () => {
  const ceiling = indicator({
    target: { year: 2027, rule: "at-most", value: "88.0" },
    milestones: [{ year: 2024, value: "90" }],
  });
  assert.equal(expectedIn(ceiling, 2025), undefined);
  assert.deepEqual([boundIn(ceiling, 2024), boundIn(ceiling, 2025)], ["90", "88.0"]);
  assert.equal(boundIn(indicator(), 2025), undefined);
});

const whole = fc.integer({ min: -1_000_000, max: 1_000_000 });

test("every path begins at the baseline, ends at the target, and has gone k of N parts of the way after k of N years", () => {
  fc.assert(
    fc.property(whole, whole, fc.integer({ min: 1, max: 20 }), fc.nat(20), (from, to, all, some) => {
      const gone = Math.min(some, all);
      const baseline = { year: 2021, value: String(from) };
      const definition = indicator({ baseline, target: reach(String(to), 2021 + all) });
      assert.equal(expectedIn(definition, 2021), String(from));
      assert.equal(expectedIn(definition, 2021 + all), String(to));
      const passed = exact(expectedIn(definition, 2021 + gone) ?? "").minus(from);
      assert.ok(
        passed
          .times(all)
          .minus(exact(to - from).times(gone))
          .abs()
          .lt("1e-17"),
      );
    }),
  );
});
