import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { indicator, judged, reach } from "./achievement/sample.fixture.ts";
import { ruleSetSchema } from "./rule-set-schema.ts";
import { getRuleSet, isRuleSet, ruleSets } from "./rule-sets.ts";

/** Five years from FY2021 as in the sources' five-year plans: 0 → 1000, so that a figure is a tenth of a percent. */
const five = indicator({
  kind: "index",
  baseline: { year: 2021, value: "0" },
  target: reach("1000", 2026),
  decimals: 1,
});

function gradesOf(id: string, about: typeof five, year: number, values: readonly string[]) {
  return values.map((value) => judged(about, value, year, id).grade?.ja);
}

test("Motomiya: after one of five years 20 % is A, and each five points less is a grade less", () => {
  assert.deepEqual(gradesOf("motomiya5", five, 2022, ["200", "199.9", "150", "149.9", "100", "99.9", "50", "49.9"]), [
    ...["A", "B", "B", "C", "C", "D", "D", "E"],
  ]);
});

test("Motomiya: a total is measured from zero", () => {
  const total = { ...five, kind: "cumulative", baseline: { year: 2021, value: "100" } } as const;
  assert.deepEqual(gradesOf("motomiya5", total, 2022, ["200", "199.9"]), ["A", "B"]);
  assert.notDeepEqual(gradesOf("motomiya5", { ...total, kind: "stock" }, 2022, ["200"]), ["A"]);
});

test("Tama: 100 and 60 percent of what is due, 40 % after two years", () => {
  const words = ["着実に進んでいる", "概ね進んでいる", "概ね進んでいる", "改善や工夫が必要"];
  assert.deepEqual(gradesOf("tama3", five, 2023, ["400", "399.9", "240", "239.9"]), words);
});

test("Sano: seven points by the rate of achievement", () => {
  // FY2022's target is 200.
  const values = ["200", "199.9", "180", "179.9", "160", "140", "120", "100", "99.9"];
  const points = [7, 6, 6, 5, 5, 4, 3, 2, 1].map((count) => `${count}ポイント`);
  assert.deepEqual(gradesOf("sano7pt", five, 2022, values), points);
  assert.deepEqual(
    getRuleSet("sano7pt").grades.map(({ points }) => points),
    [7, 6, 5, 4, 3, 2, 1],
  );
});

test("Nagayo: beyond the target, beyond the baseline, within 10 % below it, further below", () => {
  const about = { ...five, baseline: { year: 2021, value: "500" } };
  const values = ["1000", "999.9", "500.1", "500", "450", "449.9"];
  assert.deepEqual(gradesOf("nagayo-sabc", about, 2023, values), ["S", "A", "A", "B", "B", "C"]);
});

test("Nagayo: where less is better, the same the other way round", () => {
  const about = {
    ...five,
    better: "down",
    baseline: { year: 2021, value: "500" },
    target: reach("100", 2026),
  } as const;
  assert.deepEqual(gradesOf("nagayo-sabc", about, 2023, ["100", "499.9", "500", "550", "550.1"]), [
    "S",
    "A",
    "B",
    "B",
    "C",
  ]);
});

test("110, 80 and 50 percent, and the reciprocal where less is better", () => {
  assert.deepEqual(gradesOf("osaka-abcd", five, 2022, ["220", "219.9", "160", "159.9", "100", "99.9"]), [
    ...["A", "B", "B", "C", "C", "D"],
  ]);
  const down = { ...five, better: "down", baseline: { year: 2021, value: "1500" } } as const;
  // FY2023's target is 1300: 1300 ÷ 1625 is 80 %.
  assert.deepEqual(gradesOf("osaka-abcd", down, 2023, ["1181.8", "1625", "1625.1", "2600", "2600.1", "0"]), [
    ...["A", "B", "C", "C", "D", "A"],
  ]);
});

test("Fukuoka: on the pace, better than the first value or as good, worse; a survey's error of less than 3 points is none", () => {
  assert.deepEqual(gradesOf("fukuoka-abc", five, 2022, ["200", "199.9", "0", "-0.1"]), ["a", "b", "b", "c"]);
  const survey = { ...five, kind: "score", baseline: { year: 2021, value: "40" }, target: reach("60", 2026) } as const;
  assert.deepEqual(gradesOf("fukuoka-abc", survey, 2022, ["37.1", "37.0"]), ["b", "c"]);
});

test("the reconstructed steps of Naruto and Shimotsuke hold at their edges, and their sources say that they are reconstructed", () => {
  assert.deepEqual(gradesOf("naruto5", five, 2022, ["220", "200", "160", "100", "99.9"]), [
    ...["前倒し実施", "計画どおり", "ほぼ計画どおり", "遅れている", "未達成"],
  ]);
  assert.deepEqual(
    gradesOf("shimotsuke-sabc", five, 2022, ["220", "200", "199.9", "99.9"]).map((name) => name?.[0]),
    [...["S", "A", "B", "C"]],
  );
  for (const id of ["naruto5", "shimotsuke-sabc", "osaka-abcd"]) assert.match(getRuleSet(id).source, /再構成/);
});

test("nine rule sets are shipped, each says where it was read and what in it is ours", () => {
  assert.equal(ruleSets.size, 9);
  for (const { source } of ruleSets.values()) assert.match(source, /このプログラム/);
  assert.ok(isRuleSet("machimigaki-pace"));
  assert.ok(!isRuleSet("heard-of-somewhere"));
  assert.throws(() => getRuleSet("heard-of-somewhere"));
});

test("a file with thresholds out of order, as a binary fraction or without a last grade is refused with what is wrong", () => {
  const text = readFileSync(new URL("../rule-sets/machimigaki-pace.yaml", import.meta.url), "utf8");
  const problemsOf = (changed: string) =>
    ruleSetSchema.safeParse(parse(changed)).error?.issues.map(({ message }) => message) ?? [];
  assert.deepEqual(problemsOf(text), []);
  assert.match(String(problemsOf(text.replace('"0.80"', "0.80"))), /expected string/);
  assert.match(String(problemsOf(text.replace('atLeast: "0.80", ', ""))), /one threshold/);
  assert.match(String(problemsOf(text.replace("verdict: good", "verdict: late"))), /not good/);
  const more = '- { grade: { ja: x, en: x }, atLeast: "0.90", verdict: good }\n  - { grade: { ja: おくれ';
  assert.match(String(problemsOf(text.replace("- { grade: { ja: おくれ", more))), /go down/);
});
