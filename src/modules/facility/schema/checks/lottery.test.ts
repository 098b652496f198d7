import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { surroundings } from "../../omitama.fixture.ts";
import { loadFacilityFile } from "../load.ts";
import { formatProblem } from "../problem.ts";

const folder = new URL("../../../../../cities/omitama/facilities/", import.meta.url);
const text = readFileSync(new URL("kibogaoka-ground.yaml", folder), "utf8");

function problemsIn(from: string, to: string): readonly string[] {
  assert.ok(text.includes(from), from);
  const loaded = loadFacilityFile(text.replace(from, to), "kibogaoka-ground.yaml", surroundings);
  return loaded.ok ? [] : loaded.problems.map((problem) => formatProblem(problem, "en"));
}

test("the sample city's rule is accepted", () => {
  assert.deepEqual(problemsIn("forMonth: 2", "forMonth: 2"), []);
});

for (const [rule, from, to, said] of [
  ["a draw before entries are closed", "drawOn: { day: 1, monthsLater: 1", "drawOn: { day: 20", /not in order/],
  ["a result before the draw", "resultOn: { day: 2, monthsLater: 1", "resultOn: { day: 2", /not in order/],
  [
    "a deadline that lies in the month of use",
    "confirmUntil: { day: 7, monthsLater: 1",
    "confirmUntil: { day: 7, monthsLater: 2",
    /not in order/,
  ],
  ["an article that is not there", "      article: lottery", "      article: draws", /draws/],
  ["a category that cannot book", "      categories: [resident]\n", "      categories: [club]\n", /club/],
  ["a thirty-second", "to: { day: 31 }", "to: { day: 32 }", /kibogaoka-ground/],
] as const) {
  test(`${rule} is refused at its line`, () => {
    const problems = problemsIn(from, to);
    assert.equal(problems.length > 0, true);
    assert.match(problems.join("\n"), said);
  });
}

test("two files that share a set need one rule", () => {
  const withSet = (change: (one: string) => string) =>
    change(text.replace("      forMonth: 2", "      set: grounds\n      forMonth: 2"));
  const first = loadFacilityFile(
    withSet((one) => one),
    "kibogaoka-ground.yaml",
    surroundings,
  );
  assert.ok(first.ok);
  const other = withSet((one) => one.replace("most: 5, count", "most: 4, count")).replaceAll(
    "kibogaoka-ground",
    "other-ground",
  );
  const second = loadFacilityFile(other, "other-ground.yaml", { ...surroundings, others: [first.facility] });
  assert.ok(!second.ok && /grounds/.test(second.problems.map((problem) => formatProblem(problem, "en")).join()));
});
