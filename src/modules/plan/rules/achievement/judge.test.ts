import assert from "node:assert/strict";
import { test } from "node:test";
import { exact } from "../number.ts";
import { getRuleSet } from "../rule-sets.ts";
import { judge } from "./judge.ts";
import { finding, indicator, judged, planYears, reach, steps } from "./sample.fixture.ts";

test("349 of 450 net monitors after four of six years is behind, and the page says why in figures", () => {
  const found = judged(indicator(), "349");
  assert.equal(found.verdict, "late");
  assert.deepEqual([found.expected, found.gap, found.outlook], ["387", "-38", "393"]);
  assert.equal(exact(found.progress ?? "").toFixed(1), "46.6");
  assert.equal(
    finding(found),
    "令和7年度は349人でした。あるべきところ（387人）より、38人少ない数です。このままの進み方だと、令和9年度は393人で、目標の450人に届きません。",
  );
  assert.deepEqual(steps(found), [
    "令和7年度の数は、349人です。",
    "あるべきところは、387人です。261人から450人まで、6年のあいだ毎年同じだけ動くとすると、4年目はここになります。",
    "進んだ割合は、46.6%です。基準の261人から目標のほうへ88人動きました。目標までは、全部で189人です。88人 ÷ 189人 ＝ 46.6%",
    "過ぎた時間の割合は、66.7%です。6年のうち、4年が過ぎました。4 ÷ 6 ＝ 66.7%",
    "進んだ割合を、進むはずの割合で割ると、0.70です。46.6% ÷ 66.7% ＝ 0.70",
    "0.70は、0.80より小さいので、「おくれ」です。",
  ]);
});

test("the same finding can be read in English and in やさしい日本語", () => {
  const found = judged(indicator(), "349");
  assert.equal(
    finding(found, "en"),
    "In FY2025 it was 349 people: 38 people fewer than where it should be (387 people). At this pace it will be 393 people in FY2027 and does not reach the target of 450 people.",
  );
  assert.equal(
    finding(found, "ja-easy"),
    "2025年度は349人でした。あるべきところ（387人）より、38人少ないです。このままの進み方だと、2027年度は393人です。目標の450人にとどきません。",
  );
});

test("a pace of exactly 0.80 is on track; one person fewer is behind, and is not written as 0.80", () => {
  const definition = indicator({ baseline: { year: 2021, value: "0" }, target: reach("3000") });
  const [at, below] = [judged(definition, "1600"), judged(definition, "1599")];
  assert.equal(at.verdict, "good");
  assert.equal(steps(at).at(-1), "0.80は、0.80以上なので、「順調」です。");
  assert.equal(below.verdict, "late");
  assert.equal(steps(below).at(-1), "0.7995は、0.80より小さいので、「おくれ」です。");
});

const ceiling = indicator({
  id: "current-balance-ratio",
  unit: { ja: "" },
  kind: "ratio",
  better: "down",
  decimals: 1,
  baseline: { year: 2021, value: "85.5" },
  target: { year: 2027, rule: "at-most", value: "88.0" },
});

test("a ceiling that is kept says by how much, and never a percentage", () => {
  const found = judged(ceiling, "85.5");
  assert.deepEqual([found.verdict, found.margin], ["good", "2.5"]);
  assert.deepEqual(
    [found.progress, found.rate, found.outlook, found.expected],
    [undefined, undefined, undefined, undefined],
  );
  assert.equal(finding(found), "令和7年度は85.5で、上限の88.0より2.5低く、守れています。");
});

test("a broken ceiling is behind, where (89.5 − 85.5) ÷ (88.0 − 85.5) would praise it with 160 %", () => {
  for (const ruleSet of [
    "machimigaki-pace",
    "motomiya5",
    "tama3",
    "sano7pt",
    "nagayo-sabc",
    "osaka-abcd",
    "fukuoka-abc",
  ]) {
    const found = judged(ceiling, "89.5", 2025, ruleSet);
    assert.deepEqual([found.verdict, found.margin, found.progress, found.rate], ["late", "-1.5", undefined, undefined]);
    assert.ok(!JSON.stringify(found).includes("160"));
    assert.ok(!steps(found).join("").includes("%"));
  }
  assert.equal(finding(judged(ceiling, "89.5")), "令和7年度は89.5で、上限の88.0を1.5こえています。");
});

test("at the ceiling is kept; what is printed is judged, so 88.04 is 88.0 and 88.05 is 88.1", () => {
  assert.deepEqual([judged(ceiling, "88.0").verdict, judged(ceiling, "88.0").margin], ["good", "0"]);
  assert.equal(judged(ceiling, "88.04").verdict, "good");
  assert.deepEqual([judged(ceiling, "88.05").verdict, judged(ceiling, "88.05").margin], ["late", "-0.1"]);
});

test("a floor, a range and a kept value are met or not, with their margin", () => {
  const floor = indicator({ target: { year: 2027, rule: "at-least", value: "300" } });
  assert.equal(finding(judged(floor, "310")), "令和7年度は310人で、下限の300人より10人多く、守れています。");
  assert.equal(finding(judged(floor, "290")), "令和7年度は290人で、下限の300人に10人足りません。");
  const range = indicator({ target: { year: 2027, rule: "range", value: "200", upper: "300" } });
  assert.deepEqual(
    ["199", "200", "250", "290", "301"].map((value) => judged(range, value).margin),
    ["-1", "0", "50", "10", "-1"],
  );
  const keep = indicator({ target: { year: 2027, rule: "keep", value: "261", tolerance: "10" } });
  assert.deepEqual(
    ["251", "272"].map((value) => judged(keep, value).verdict),
    ["good", "late"],
  );
  assert.equal(
    finding(judged(keep, "272")),
    "令和7年度は272人で、保つ数の261人との差は11人です。差は10人以内と決めていて、こえています。",
  );
});

test("from a baseline of zero progress is computed, and a change in percent of zero is not", () => {
  const projects = indicator({
    kind: "cumulative",
    unit: { ja: "事業" },
    baseline: { year: 2021, value: "0" },
    target: reach("77"),
  });
  const found = judged(projects, "44", 2024);
  assert.equal(found.verdict, "good");
  assert.equal(exact(found.progress ?? "").toFixed(1), "57.1");
  const byChange = judged(projects, "44", 2024, "nagayo-sabc");
  assert.equal(byChange.verdict, "good");
  assert.match(steps(byChange).join(""), /基準が0なので、基準の何%変わったかは計算できません。/);
});

test("from −0.98 % to −0.18 % progress is computed, and a rate of two negative figures is not", () => {
  const migration = indicator({
    kind: "ratio",
    unit: { ja: "%", en: "%" },
    decimals: 2,
    baseline: { year: 2021, value: "-0.98" },
    target: reach("-0.18"),
  });
  const found = judged(migration, "-0.58", 2024);
  assert.deepEqual([found.progress, found.gap, found.verdict, found.rate], ["50", "0", "good", undefined]);
  assert.equal(finding(found).startsWith("令和6年度は−0.58%でした。あるべきところ（−0.58%）と同じです。"), true);
  const byRate = judged(migration, "-0.70", 2024, "sano7pt");
  assert.equal(byRate.verdict, "late");
  assert.match(steps(byRate).join(""), /0やマイナスの数があるので、この割合は計算できません。/);
  assert.match(finding(judged(migration, "-0.70", 2024)), /0.12ポイント低い値です/);
});

test("a rank goes down to be better, is whole, and is never divided", () => {
  const rank = indicator({
    kind: "rank",
    unit: { ja: "位" },
    better: "down",
    baseline: { year: 2021, value: "454" },
    target: reach("300"),
  });
  const found = judged(rank, "400", 2024);
  assert.deepEqual([found.expected, found.gap, found.rate, found.outlook], ["377", "23", undefined, "346"]);
  assert.equal(
    finding(found),
    "令和6年度は400位でした。あるべきところ（377位）より、23位下です。このままの進み方だと、令和9年度は346位で、目標の300位に届きません。",
  );
  const byRate = judged(rank, "400", 2024, "osaka-abcd");
  assert.deepEqual([byRate.verdict, byRate.rate], ["late", undefined]);
  assert.match(steps(byRate).join(""), /順位は、順番を表す数です/);
});

test("a rank's outlook is never better than the first place", () => {
  const rank = indicator({
    kind: "rank",
    unit: { ja: "位" },
    better: "down",
    baseline: { year: 2021, value: "100" },
    target: reach("1"),
  });
  assert.equal(judged(rank, "20", 2022).outlook, "1");
});

test("without a baseline nothing can be measured, and the page says what would help", () => {
  const nps = indicator({
    kind: "score",
    unit: { ja: "点" },
    decimals: 1,
    baseline: { year: 2021, value: undefined },
    target: reach("100.0"),
  });
  const found = judged(nps, "80");
  assert.deepEqual(
    [found.verdict, found.grade, found.progress, found.rate],
    ["unknown", undefined, undefined, undefined],
  );
  assert.equal(
    finding(found),
    "令和7年度の数は、80.0点です。計画に基準の数がないので、どこまで進んだかは測れません。はじめて測った数を基準に決めると、測れるようになります。令和9年度には、目標の100.0点に届いたかどうかがわかります。",
  );
  assert.equal(judged(nps, "100").verdict, "good", "but the target is reached");
  assert.deepEqual([judged(nps, "99.9", 2027).verdict, judged(nps, "100", 2027).verdict], ["late", "good"]);
});

test("where target and baseline are the same there is no percentage: reached or not", () => {
  const held = indicator({ target: reach("261") });
  for (const [value, verdict] of [
    ["261", "good"],
    ["270", "good"],
    ["260", "late"],
  ] as const) {
    const found = judged(held, value);
    assert.deepEqual([found.verdict, found.progress], [verdict, undefined]);
    assert.match(steps(found).join(""), /基準と目標が同じ数なので、進んだ割合は計算できません。/);
  }
});

test("worse than the baseline is a negative share of the way, not zero", () => {
  const found = judged(indicator(), "242");
  assert.equal(exact(found.progress ?? "").toFixed(1), "-10.1");
  assert.equal(found.verdict, "late");
  assert.match(steps(found).join(""), /目標と反対のほうへ19人動きました。.*−19人 ÷ 189人 ＝ −10.1%/);
});

test("past the target is shown as more than 100 %, and said in plain words", () => {
  const found = judged(indicator(), "470");
  assert.equal(exact(found.progress ?? "").toFixed(1), "110.6");
  assert.equal(found.verdict, "good");
  assert.equal(finding(found), "令和7年度は470人でした。目標の450人に、もう届いています。");
});

test("less is better: 505.5 is where 521 should be on its way to 490, and below it is on track", () => {
  const staff = indicator({ better: "down", baseline: { year: 2021, value: "521" }, target: reach("490") });
  const found = judged(staff, "500", 2024);
  assert.deepEqual([found.verdict, found.expected, found.gap], ["good", "505.5", "-5.5"]);
  assert.match(finding(found), /あるべきところ（505.5人）より、5.5人少ない数です。/);
  assert.equal(judged(staff, "515", 2024).verdict, "late");
  const byRate = judged(staff, "510", 2024, "sano7pt");
  assert.equal(exact(byRate.rate ?? "").toFixed(2), "99.12");
  assert.match(steps(byRate).join(""), /505.5人 ÷ 510人 ＝ 99.1%/);
});

test("a decline that was to be slowed has no percentage; above the line is on track", () => {
  const population = indicator({ decimals: 0, baseline: { year: 2021, value: "50000" }, target: reach("47000") });
  const found = judged(population, "48500");
  assert.deepEqual([found.verdict, found.progress, found.expected], ["good", undefined, "48000"]);
  assert.match(finding(found), /令和9年度は47,750人で、目標の47,000人を守れます。$/);
  assert.equal(judged(population, "47900").verdict, "late");
});

test("figures of a new method are not compared with a baseline of the old one", () => {
  const rank = indicator({
    kind: "rank",
    unit: { ja: "位" },
    better: "down",
    baseline: { year: 2021, value: "454" },
    target: reach("300"),
    breaks: [{ fromYear: 2024, reason: { ja: "指標が22から20になった" } }],
  });
  assert.equal(judged(rank, "377", 2023).verdict, "good");
  const found = judged(rank, "400", 2024);
  assert.deepEqual(
    [found.verdict, found.gap, found.expected, found.progress],
    ["unknown", undefined, undefined, undefined],
  );
  assert.match(finding(found), /令和6年度から数え方が変わり、令和3年度の基準とは比べられない.*指標が22から20になった/);
  const renewed = { ...rank, baseline: { year: 2024, value: "410" } };
  assert.equal(judged(renewed, "350", 2026).verdict, "good", "a baseline of the new method can be compared");
});

test("the plan's own yearly targets make the path and the pace", () => {
  const slow = indicator({ milestones: [{ year: 2025, value: "300" }] });
  const found = judged(slow, "295");
  assert.equal(found.verdict, "good");
  assert.equal(found.expected, "300");
  const said = steps(found).join("");
  assert.match(said, /計画が令和7年度の目標とした300人です。/);
  assert.match(said, /計画では、この年度までに20.6%進みます。全部で189人のうちの39人です。/);
  assert.equal(judged(indicator(), "295").verdict, "late", "on a straight line the same figure is behind");
});

test("no figure, the baseline's own year and a target in words are not measurable, each for its reason", () => {
  const none = judge(
    indicator(),
    planYears,
    [{ year: 2024, value: "322", certainty: "final" }],
    2025,
    getRuleSet("machimigaki-pace"),
  );
  assert.deepEqual([none.verdict, none.expected, none.gap], ["unknown", "387", undefined]);
  assert.equal(finding(none), "令和7年度の数がまだないので、測れません。担当課が数を出すと、測れるようになります。");
  assert.match(finding(judged(indicator(), "261", 2021)), /比べる元になる基準は令和3年度の数なので/);
  assert.match(finding(judged(indicator(), "250", 2020)), /それより前の年度は測れません/);
  const inWords = indicator({ target: { year: 2027, rule: "text", text: { ja: "にぎわいがある" } } });
  assert.match(finding(judged(inWords, "5")), /目標が言葉で決まっているので、数では測れません（にぎわいがある）/);
});

test("in the target year only what is reached is on track, however near it came", () => {
  const missed = judged(indicator(), "449", 2027);
  assert.deepEqual([missed.verdict, missed.outlook], ["late", undefined]);
  assert.equal(finding(missed), "令和9年度は449人でした。目標の450人より1人少なく、届きませんでした。");
  assert.equal(finding(judged(indicator(), "450", 2027)), "令和9年度は450人でした。目標の450人に届きました。");
  assert.equal(judged(indicator(), "440", 2028).verdict, "late");
});

test("a provisional figure is judged, and said to be provisional", () => {
  const found = judge(
    indicator(),
    planYears,
    [{ year: 2025, value: "349", certainty: "provisional" }],
    2025,
    getRuleSet("machimigaki-pace"),
  );
  assert.match(finding(found), /この数は速報で、あとで変わることがあります。$/);
  assert.doesNotMatch(finding(judged(indicator(), "349")), /速報/);
});

test("an outlook of 449.6 is not rounded to the target that it misses, and a share stays below the whole", () => {
  const definition = indicator({ baseline: { year: 2021, value: "0" }, target: reach("450") });
  assert.match(finding(judged(definition, "224", 2024)), /448人で、目標の450人に届きません/);
  const thirds = indicator({ baseline: { year: 2021, value: "1" }, target: reach("451") });
  const near = judged({ ...thirds, milestones: [{ year: 2024, value: "226.2" }] }, "226", 2024);
  assert.match(finding(near), /450.6人で、目標の451人に届きません/);
  const training = indicator({
    kind: "ratio",
    unit: { ja: "%" },
    decimals: 1,
    baseline: { year: 2021, value: "0" },
    target: reach("90.0"),
  });
  assert.equal(judged(training, "80", 2024).outlook, "100");
});

test("a path between two printable values is rounded as its gap is, but never onto the actual itself", () => {
  const projects = indicator({ unit: { ja: "事業" }, baseline: { year: 2021, value: "0" }, target: reach("77") });
  assert.match(finding(judged(projects, "35")), /あるべきところ（51事業）より、16事業少ない数です/);
  assert.match(finding(judged(projects, "13", 2022)), /あるべきところ（12.8事業）より、0.2事業多い数です/);
});

test("a rank in English is a bare number, and its distance is in places", () => {
  const rank = indicator({
    kind: "rank",
    unit: { ja: "位", en: "place" },
    better: "down",
    baseline: { year: 2021, value: "454" },
    target: reach("300"),
  });
  assert.match(
    finding(judged(rank, "400", 2024), "en"),
    /^In FY2024 it was 400: 23 places further down than where it should be \(377\)/,
  );
});

test("a city's own rule set may count a small change for the worse as none, and may grade by progress alone", () => {
  const own = { ...getRuleSet("machimigaki-pace"), finalYear: undefined };
  const grades = [
    { grade: { ja: "維持" }, atLeast: "0", verdict: "good" },
    { grade: { ja: "悪化" }, atLeast: undefined, verdict: "late" },
  ] as const;
  const change = { ...own, measure: "change", tolerance: "10", grades } as const;
  const about = indicator({ baseline: { year: 2021, value: "200" }, target: reach("300") });
  assert.deepEqual(
    ["200", "180", "179"].map((value) => judged(about, value, 2025, change).grade?.ja),
    ["維持", "維持", "悪化"],
  );
  assert.match(
    steps(judged(about, "180", 2025, change)).join(""),
    /基準との差は20人だけなので、変わらないものとして数えます。/,
  );
  const progress = {
    ...own,
    measure: "progress",
    grades: own.grades.map((each) => ({ ...each, atLeast: each.atLeast && "50" })),
  } as const;
  assert.deepEqual(
    ["250", "249"].map((value) => judged(about, value, 2025, progress).verdict),
    ["good", "late"],
  );
});

test("an achievement is plain JSON, and the same when read back", () => {
  const found = judged(indicator(), "349");
  assert.deepEqual(JSON.parse(JSON.stringify(found)), JSON.parse(JSON.stringify({ ...found })));
  assert.equal(finding(JSON.parse(JSON.stringify(found))), finding(found));
});
