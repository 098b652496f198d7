import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { apios, minole, readFacilityText, surroundings } from "../omitama.fixture.ts";
import { brokenFiles } from "./broken-files.fixture.ts";
import { examineFacilityFile, loadFacilityFile } from "./load.ts";
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

  test(`${name} has all its texts in English`, () => {
    const { warnings } = examineFacilityFile(readFacilityText(name.replace(".yaml", "")), name, surroundings);
    assert.deepEqual(
      warnings.map((problem) => formatProblem(problem, "en")),
      [],
    );
  });
}

test("texts without English are a warning with their number, at the first of them", () => {
  const text = readFacilityText("tamari-tennis").replace("{ ja: Aコート, en: Court A, ja-easy: Aコート }", "Aコート");
  const { problems, warnings, facility } = examineFacilityFile(text, "tamari-tennis.yaml", surroundings);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    warnings.map(({ en }) => en),
    ["1 text has no English. English pages will show the Japanese."],
  );
  assert.deepEqual(facility?.units[0]?.name, { ja: "Aコート" });
});

test("a pasted text has no file name that could be wrong", () => {
  assert.deepEqual(examineFacilityFile(readFacilityText("apios"), undefined, surroundings).problems, []);
});

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
      ["There is no field “capasity”. Did you mean “capacity”?", "capasity: 12"],
    ],
  );
});

for (const { rule, id, from, to, en, at } of brokenFiles) {
  test(`refused at its line and column, in Japanese and English: ${rule}`, () => {
    const found = refusal(id, from, to);
    assert.match(found.en, en);
    assert.match(found.ja, /[ぁ-ん]/);
    assert.ok(found.text.startsWith(at), `points at «${found.text.slice(0, 40)}»`);
  });
}

test("a facility may not take an id of another one, nor call a purpose otherwise", () => {
  const lobby = { ...apios, units: [{ id: "minole-practice-1", name: { ja: "控室", en: "lobby" } }] };
  const text = readFacilityText("minole").replace("ja: 合唱・演奏, en", "ja: 音楽, en");
  const loaded = loadFacilityFile(text, "minole.yaml", { ...surroundings, others: [lobby] });
  assert.ok(!loaded.ok);
  assert.deepEqual(
    loaded.problems.map(({ en }) => en),
    ["Other facilities call “music” “合唱・演奏”. Use the same name.", "“minole-practice-1” is used already."],
  );
});

test("bands that touch, without a gap between them, are right", () => {
  const text = readFacilityText("minole").replace('from: "13:00", to: "17:00"', 'from: "12:00", to: "17:00"');
  assert.ok(loadFacilityFile(text, "minole.yaml", surroundings).ok);
});

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

test("a file may say all that calendars, grids, windows, requirements, limits, refunds and points can be", () => {
  const because = "{ ja: 市内の方に限ります, en: Residents only }";
  const changes: readonly (readonly [string, string])[] = [
    [
      "closed:\n",
      `openings:
    - { from: "2026-05-04", to: "2026-05-04", hours: { from: "10:00", to: "15:00" }, spaces: [apios-japanese], article: guide }
  closed:
    - { kind: nth, weekday: tuesday, nth: [2, last], ifHoliday: next-open-day, passOver: true, when: { months: [4, 5] } }
    - { kind: monthly, days: [15, last], ifHoliday: previous-weekday, weekendToo: true, reason: { ja: 館内整理, en: stocktaking } }
    - { kind: holidays, except: [sunday], spaces: [apios-rehearsal] }
    - { kind: day-after-holiday, ifHoliday: open }
`,
    ],
    [
      "  - { id: meeting, name:",
      `  - { id: trade, name: { ja: 展示即売, en: Trade fairs }, forbidden: { because: ${because}, article: guide } }
  - { id: meeting, name:`,
    ],
    [
      "- { category: resident-person, opens:",
      `- { category: resident-person, purposes: [meeting], channels: [web], opens: { kind: nth, months: 2, nth: 2, weekday: saturday, at: "13:00", ifClosed: next-open-day }, closes: { kind: days, days: 3, at: "17:00", openDays: true } }
      - { category: outside, channels: [counter], opens: { kind: year, startsOn: "04-01", opensOn: "02-01" } }
      - { category: resident-person, opens:`,
    ],
    [
      "closes: { kind: days, days: 14 }\n",
      `closes: { kind: days, days: 14 }
    requires:
      - { id: members, when: { categories: [resident-group], people: { atLeast: 5 } }, needs: { kind: members, atLeast: 10, localPercent: 50 }, because: ${because}, article: guide }
      - { id: district, when: { purposes: [exhibition] }, needs: { kind: district, anyOf: [minori] }, because: ${because}, article: guide }
    limits:
      - { per: month, count: slots, most: 10, article: guide }
      - { per: fiscal-year, count: hours, most: 100, spaces: [apios-japanese], when: { days: [sunday] }, article: guide }
    consecutiveDays: { most: 14, countClosed: true, article: guide }
    penalties: { noShow: 2, lateCancel: 1, lateFrom: 3, withinDays: 90, suspendAt: 4, suspendForDays: 30, article: guide }
`,
    ],
    [
      "withinDays: 7, daysBefore: 8, article: guide }\n    refund: { steps: [{ daysBefore: 8, percent: 100 }], article: guide }",
      `withinDays: 7, daysBefore: 8, byDay: { of: use, months: -1, day: last }, at: "17:00", article: guide }
    refund:
      steps: [{ daysBefore: 7, counting: day-before, percent: 100 }]
      exceptions: [{ when: { purposes: [meeting] }, steps: [{ monthsBefore: 1, percent: 100 }, { daysBefore: 2, counting: inclusive, percent: 50 }], article: guide }]
      causes: [{ cause: illness, percent: 80 }]
      roundTo: 10
      article: guide`,
    ],
    [
      "examples:\n",
      `examples:
  - { title: 臨時開館は、和室だけ, space: apios-japanese, on: "2026-05-04", expect: { kind: open, open: true } }
  - { title: 館内整理の日, space: apios-meeting-1, on: "2026-06-15", expect: { kind: open, open: false, because: 館内整理 } }
  - { title: 即売はできない, space: apios-meeting-1, on: "2026-12-04", slots: [am], category: resident-group, purpose: trade, people: 12, expect: { kind: refused, code: facility.purpose-forbidden, article: guide } }
`,
    ],
  ];
  const text = changes.reduce((before, [from, to]) => {
    assert.ok(before.includes(from), from);
    return before.replace(from, () => to);
  }, readFacilityText("apios"));
  const loaded = loadFacilityFile(text, "apios.yaml", surroundings);
  assert.deepEqual(loaded.ok ? [] : loaded.problems.map((problem) => formatProblem(problem, "en")), []);
});
