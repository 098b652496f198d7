import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { minole, readFacilityText, surroundings } from "../omitama.fixture.ts";
import { loadFacilityFile } from "./load.ts";
import { formatProblem, type Problem } from "./problem.ts";

const folder = new URL("../../../../cities/omitama/facilities/", import.meta.url);

/** A file of the sample city with one place changed: what is reported, and whether the line is the changed one. */
function problemsOf(id: string, from: string, to: string): readonly (Problem & { readonly text: string })[] {
  const text = readFacilityText(id);
  assert.ok(text.includes(from), `${id}.yaml has no «${from}»`);
  const changed = text.replace(from, () => to);
  const loaded = loadFacilityFile(changed, `${id}.yaml`, surroundings);
  assert.ok(!loaded.ok, "the file should have been refused");
  const lines = changed.split("\n");
  return loaded.problems.map((problem) => ({
    ...problem,
    text: (lines[problem.line - 1] ?? "").slice(problem.column - 1),
  }));
}

/** The first problem: its words, and the text of the file that begins where it points. */
function refusal(id: string, from: string, to: string): { ja: string; en: string; text: string; count: number } {
  const problems = problemsOf(id, from, to);
  const [first] = problems;
  assert.ok(first);
  return { ja: first.ja, en: first.en, text: first.text, count: problems.length };
}

for (const name of readdirSync(folder)) {
  test(`${name} is right, and all its examples come out as they say`, () => {
    const loaded = loadFacilityFile(readFacilityText(name.replace(".yaml", "")), name, surroundings);
    assert.deepEqual(loaded.ok ? [] : loaded.problems.map((problem) => formatProblem(problem, "en")), []);
  });
}

test("a facility is plain JSON: stored and read again it is the same", () => {
  assert.deepEqual(JSON.parse(JSON.stringify(minole)), minole);
});

test("a problem is one line with file, line and column, in both languages", () => {
  const [problem] = problemsOf("tamari-tennis", "capacity: 12", "capacity: 12\n    colour: red");
  assert.ok(problem);
  const at = `tamari-tennis.yaml:${problem.line}:5`;
  assert.equal(formatProblem(problem, "ja"), `${at} 「colour」という項目はありません。つづりを確かめてください。`);
  assert.equal(formatProblem(problem, "en"), `${at} There is no field “colour”. Check the spelling.`);
});

test("an unknown field and the missing one are both reported, each at its place", () => {
  const problems = problemsOf("tamari-tennis", "capacity: 12", "capasity: 12");
  assert.deepEqual(
    problems.map(({ en, text }) => [en, text.slice(0, 14)]),
    [
      ["“capacity” is missing. It is required.", "id: tamari-ten"],
      ["There is no field “capasity”. Check the spelling.", "capasity: 12"],
    ],
  );
});

const cases: readonly {
  readonly rule: string;
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly en: RegExp;
  /** What stands at the line and column that are reported. */
  readonly at: string;
}[] = [
  {
    rule: "25:00 is no time",
    id: "minole",
    from: 'to: "22:00" }',
    to: 'to: "25:00" }',
    en: /from 00:00 to 23:59/,
    at: '"25:00"',
  },
  {
    rule: "24:00 is no beginning",
    id: "minole",
    from: 'from: "09:00"',
    to: 'from: "24:00"',
    en: /from 00:00 to 23:59/,
    at: '"24:00"',
  },
  {
    rule: "30 February is no day",
    id: "minole",
    from: 'on: "2026-12-04"',
    to: 'on: "2026-02-30"',
    en: /real day/,
    at: '"2026-02-30"',
  },
  {
    rule: "29 February of 2026 is no day",
    id: "minole",
    from: 'effectiveFrom: "2026-04-01"',
    to: 'effectiveFrom: "2026-02-29"',
    en: /real day/,
    at: '"2026-02-29"',
  },
  {
    rule: "31 April comes in no year",
    id: "minole",
    from: 'from: "12-29"',
    to: 'from: "04-31"',
    en: /real month and day/,
    at: '"04-31"',
  },
  {
    rule: "yen are whole",
    id: "minole",
    from: "night: 1870",
    to: "night: 1870.5",
    en: /whole number of yen/,
    at: "1870.5",
  },
  {
    rule: "yen are not negative",
    id: "minole",
    from: "night: 1870",
    to: "night: -1870",
    en: /whole number of yen/,
    at: "-1870",
  },
  {
    rule: "yen are a number",
    id: "minole",
    from: "amount: 1100",
    to: "amount: 1,100円",
    en: /whole number of yen/,
    at: "1,100円",
  },
  {
    rule: "a reduction is at most everything",
    id: "minole",
    from: "percent: 50",
    to: "percent: 150",
    en: /1 to 100/,
    at: "150",
  },
  {
    rule: "a coefficient has two decimals at most",
    id: "minole",
    from: "multiply: 1.2",
    to: "multiply: 1.234",
    en: /two decimals/,
    at: "1.234",
  },
  {
    rule: "sample is true or false",
    id: "minole",
    from: "sample: true",
    to: "sample: はい",
    en: /true or false/,
    at: "はい",
  },
  {
    rule: "a name in Japanese only leaves English readers out",
    id: "minole",
    from: "name: { ja: 練習室1, en: Practice Room 1,",
    to: "name: { ja: 練習室1,",
    en: /“en” is missing/,
    at: "{ ja: 練習室1",
  },
  {
    rule: "rounding is to 1, 10, 50 or 100",
    id: "minole",
    from: "to: 10, how",
    to: "to: 25, how",
    en: /1, 10, 50, 100/,
    at: "25",
  },
  {
    rule: "a kind of closing that does not exist",
    id: "minole",
    from: "kind: weekly",
    to: "kind: lunar",
    en: /weekly, yearly, dates/,
    at: "lunar",
  },
  {
    rule: "an id in Japanese",
    id: "minole",
    from: "id: rooms\n",
    to: "id: 部屋\n",
    en: /lower-case letters/,
    at: "部屋",
  },
  {
    rule: "a space's id without the facility's",
    id: "minole",
    from: "- id: minole-practice-1\n",
    to: "- id: practice-1\n",
    en: /begin with “minole-”/,
    at: "practice-1",
  },
  {
    rule: "two spaces of one id",
    id: "apios",
    from: "- id: apios-meeting-2",
    to: "- id: apios-meeting-1",
    en: /“apios-meeting-1” is used already/,
    at: "apios-meeting-1",
  },
  {
    rule: "a band and a combination of one id",
    id: "minole",
    from: "{ id: all, name",
    to: "{ id: am, name",
    en: /“am” is used already/,
    at: "am, name",
  },
  {
    rule: "one category twice in the terms",
    id: "apios",
    from: "{ category: resident-group,",
    to: "{ category: resident-person,",
    en: /used already/,
    at: "resident-person",
  },
  {
    rule: "an unknown unit",
    id: "minole",
    from: "units: [minole-kaze-office]",
    to: "units: [minole-kaze-roof]",
    en: /no unit “minole-kaze-roof”/,
    at: "minole-kaze-roof",
  },
  {
    rule: "an unknown category in a coefficient",
    id: "minole",
    from: "when: { categories: [wide] }",
    to: "when: { categories: [martian] }",
    en: /no category “martian”/,
    at: "martian",
  },
  {
    rule: "an unknown purpose",
    id: "minole",
    from: "purposes: [music, meeting]",
    to: "purposes: [music, meating]",
    en: /no purpose “meating”/,
    at: "meating",
  },
  {
    rule: "an unknown article",
    id: "minole",
    from: "article: closing }",
    to: "article: clozing }",
    en: /no article “clozing”/,
    at: "clozing",
  },
  {
    rule: "an unknown timetable",
    id: "apios",
    from: "timetable: rooms",
    to: "timetable: room",
    en: /no timetable “room”/,
    at: "room",
  },
  {
    rule: "an unknown door",
    id: "minole",
    from: "doors: [minole-practice-1]",
    to: "doors: [minole-practice-2]",
    en: /no door “minole-practice-2”/,
    at: "minole-practice-2",
  },
  {
    rule: "an unknown band in the fee table",
    id: "minole",
    from: "amounts: { am: 700,",
    to: "amounts: { morning: 700,",
    en: /no rate “morning”/,
    at: "morning",
  },
  {
    rule: "an unknown band in a combination",
    id: "minole",
    from: "of: [am, pm, night]",
    to: "of: [am, noon, night]",
    en: /no band “noon”/,
    at: "noon",
  },
  {
    rule: "an area that the city does not have",
    id: "minole",
    from: "area: minori",
    to: "area: mito",
    en: /no area “mito”/,
    at: "mito",
  },
  {
    rule: "a unit of no space",
    id: "minole",
    from: "units:\n  - { id: minole-kaze-office,",
    to: "units:\n  - { id: minole-cellar, name: { ja: 地下, en: cellar } }\n  - { id: minole-kaze-office,",
    en: /“minole-cellar” is not used/,
    at: "minole-cellar",
  },
  {
    rule: "bands that overlap",
    id: "minole",
    from: 'from: "13:00", to: "17:00"',
    to: 'from: "11:30", to: "17:00"',
    en: /“pm” and “am” overlap/,
    at: "{ id: pm",
  },
  {
    rule: "a band that ends before it begins",
    id: "minole",
    from: 'from: "13:00", to: "17:00"',
    to: 'from: "17:00", to: "13:00"',
    en: /not before the end/,
    at: "{ id: pm",
  },
  {
    rule: "a band outside the opening hours",
    id: "apios",
    from: 'from: "18:00", to: "22:00"',
    to: 'from: "18:00", to: "23:00"',
    en: /outside the opening hours \(09:00 to 22:00\)/,
    at: "{ id: night",
  },
  {
    rule: "a combination of bands that are not neighbours",
    id: "minole",
    from: "of: [am, pm, night]",
    to: "of: [am, night]",
    en: /must be neighbours/,
    at: "[am, night]",
  },
  {
    rule: "a hole between two periods",
    id: "tamari-tennis",
    from: 'to: "17:00" }',
    to: 'to: "16:00" }',
    en: /begin where the one before ends \(16:00\)/,
    at: "{ id: evening",
  },
  {
    rule: "a period that is no whole number of steps",
    id: "tamari-tennis",
    from: 'from: "17:00", to: "21:00"',
    to: 'from: "17:00", to: "21:30"',
    en: /multiple of 60 minutes/,
    at: "{ id: evening",
  },
  {
    rule: "periods that leave out an opening hour",
    id: "tamari-tennis",
    from: 'from: "07:00", to: "17:00"',
    to: 'from: "08:00", to: "17:00"',
    en: /do not cover the opening hours \(07:00 to 21:00\)/,
    at: "- { id: day",
  },
  {
    rule: "a month without opening hours",
    id: "tamari-tennis",
    from: "months: [10, 11, 12, 1, 2, 3]",
    to: "months: [10, 11, 12, 1, 2]",
    en: /no opening hours for weekday in month 3/,
    at: "- { when",
  },
  {
    rule: "a month with two rows of hours",
    id: "tamari-tennis",
    from: "months: [10, 11, 12, 1, 2, 3]",
    to: "months: [9, 10, 11, 12, 1, 2, 3]",
    en: /two rows of opening hours for weekday in month 9/,
    at: "{ when: { months: [9",
  },
  {
    rule: "a day type without a fee",
    id: "tamari-tennis",
    from: "days: [saturday, sunday, holiday]",
    to: "days: [saturday, sunday]",
    en: /has a gap: tamari-tennis-a, “day” \(holiday, 1, resident, tennis\)/,
    at: "- { spaces",
  },
  {
    rule: "a band without a fee",
    id: "minole",
    from: "am: 700, pm: 800,",
    to: "am: 700,",
    en: /has a gap: minole-practice-1, “pm”/,
    at: "- spaces",
  },
  {
    rule: "two fees for the same case",
    id: "tamari-tennis",
    from: "days: [weekday]",
    to: "days: [weekday, saturday]",
    en: /“day” \(saturday, 1, resident, tennis\) has an amount in a row above/,
    at: "{ spaces",
  },
  {
    rule: "a fee for a case that never comes",
    id: "hatori-gym",
    from: "when: { days: [saturday, sunday, holiday] }, amounts: { am: 300, pm: 400 }",
    to: "when: { days: [saturday, sunday, holiday], purposes: [dance, ball-games, martial-arts] }, amounts: { am: 300, pm: 400 } , article: rules }\n    - { spaces: [hatori-gym-floor], when: { days: [weekday] }, amounts: { am: 1 }",
    en: /can never be used/,
    at: "am: 1",
  },
  {
    rule: "a coefficient for those who cannot book",
    id: "minole",
    from: "when: { categories: [wide] }",
    to: "when: { categories: [outside] }",
    en: /can never be used/,
    at: "id: wide",
  },
  {
    rule: "refunds that rise",
    id: "tamari-tennis",
    from: "{ daysBefore: 1, percent: 50 }",
    to: "{ daysBefore: 1, percent: 100 }",
    en: /must fall/,
    at: "{ daysBefore: 1",
  },
  {
    rule: "refund days that rise",
    id: "tamari-tennis",
    from: "{ daysBefore: 1, percent: 50 }",
    to: "{ daysBefore: 8, percent: 50 }",
    en: /must fall/,
    at: "{ daysBefore: 8",
  },
  {
    rule: "a window that closes before it opens",
    id: "apios",
    from: "category: resident-person, opens: { kind: months, months: 6, day: same }",
    to: "category: resident-person, opens: { kind: days, days: 7 }",
    en: /closes before it opens/,
    at: "{ kind: days, days: 7",
  },
  {
    rule: "a person who must be registered as a group",
    id: "minole",
    from: "who: person\n",
    to: "who: person\n    groupCategories: [culture]\n",
    en: /cannot ask for a group/,
    at: "[culture]",
  },
  {
    rule: "one room under two names",
    id: "apios",
    from: "units: [apios-meeting-2]",
    to: "units: [apios-meeting-1]",
    en: /“apios-meeting-2” is not used/,
    at: "apios-meeting-2",
  },
  {
    rule: "one piano for two rooms that can be used at the same time",
    id: "minole",
    from: "spaces: [minole-kaze, minole-kaze-center-stage, minole-kaze-stage]\n      amount: 550",
    to: "spaces: [minole-kaze, minole-kaze-stage, minole-practice-1]\n      amount: 550",
    en: /“minole-kaze” and “minole-practice-1” can be used at the same time/,
    at: "[minole-kaze,",
  },
  {
    rule: "an amount for a space that is not listed",
    id: "minole",
    from: "        minole-practice-1: 200\n",
    to: "        minole-practice-1: 200\n        minole-lobby: 1\n",
    en: /exactly the listed spaces \(“minole-lobby”\)/,
    at: "minole-lobby: 1",
  },
  {
    rule: "a condition that no space meets",
    id: "minole",
    from: "atLeast: 2 }",
    to: "atLeast: 4 }",
    en: /No space can meet/,
    at: "{ units: [minole-kaze-office]",
  },
  {
    rule: "lights by the booking",
    id: "tamari-tennis",
    from: "per: half-hour",
    to: "per: booking",
    en: /with per half-hour or hour/,
    at: '{ 1: "16:30"',
  },
  {
    rule: "a month 13 of lights",
    id: "tamari-tennis",
    from: '12: "16:00"',
    to: '13: "16:00"',
    en: /month is 1 to 12/,
    at: "13:",
  },
  {
    rule: "a combination where bands may not be joined",
    id: "minole",
    from: "consecutive: with-gap",
    to: "consecutive: not-allowed",
    en: /cannot have combinations/,
    at: "{ id: all",
  },
  {
    rule: "an example that comes out differently",
    id: "minole",
    from: "fee: 1570,",
    to: "fee: 1580,",
    en: /expected fee, fee 1580, fullPrice 2690, got fee, fee 1570, fullPrice 2690/,
    at: "title: 風のホール3分の1",
  },
  {
    rule: "an example without what it needs",
    id: "minole",
    from: "    purpose: music\n    people: 5\n    expect: { kind: fee",
    to: "    purpose: music\n    expect: { kind: fee",
    en: /cannot be computed. people/,
    at: "title: 市内の個人が夜間",
  },
  {
    rule: "the same field twice",
    id: "minole",
    from: "area: minori",
    to: "area: minori\narea: ogawa",
    en: /same field stands here twice/,
    at: "area: ogawa",
  },
  {
    rule: "a bracket that is not closed",
    id: "minole",
    from: "units: [minole-kaze-office]",
    to: "units: [minole-kaze-office",
    en: /not valid YAML/,
    at: "",
  },
];

for (const { rule, id, from, to, en, at } of cases) {
  test(`refused at its line and column, in Japanese and English: ${rule}`, () => {
    const found = refusal(id, from, to);
    assert.match(found.en, en);
    assert.match(found.ja, /[ぁ-ん]/);
    assert.ok(found.text.startsWith(at), `points at «${found.text.slice(0, 40)}»`);
  });
}

test("a file under another name than its id, an empty one and a list are refused", () => {
  const minoleText = readFacilityText("minole");
  const first = (text: string, name: string) => {
    const loaded = loadFacilityFile(text, name, surroundings);
    return loaded.ok ? undefined : loaded.problems[0]?.en;
  };
  assert.match(first(minoleText, "apios.yaml") ?? "", /must be called “minole.yaml”/);
  assert.match(first("", "minole.yaml") ?? "", /must consist of/);
  assert.match(first("- a\n- b\n", "minole.yaml") ?? "", /must consist of/);
});

test("aliases that multiply beyond reason are refused instead of filling the memory", () => {
  const lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
  for (const [index, name] of [..."bcdefghi"].entries()) {
    const before = String.fromCharCode("a".charCodeAt(0) + index);
    lines.push(`${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(", ")}]`);
  }
  const loaded = loadFacilityFile(lines.join("\n"), "minole.yaml", surroundings);
  assert.ok(!loaded.ok);
  assert.match(loaded.problems[0]?.en ?? "", /too many aliases/);
});

test("names of JavaScript's own are no fields", () => {
  const found = refusal("minole", "area: minori", "area: minori\n__proto__: { sample: false }");
  assert.match(found.en, /There is no field “__proto__”/);
});
