import fc from "fast-check";
import { cleanText } from "../../../../kernel/text/clean.ts";
import { indicatorKinds } from "../../types/indicator.ts";
import type { PlanDocument } from "../../types/plan.ts";
import { loadPlan } from "./load.ts";

/** Texts as a file holds them after reading: with what spreadsheets and YAML find hard. */
const words = fc
  .oneof(
    fc.constantFrom(
      "市民の声",
      "=1+1",
      "'quoted",
      "- item",
      "yes",
      "null",
      "1303",
      "0.10",
      "2023-03-01",
      "#no",
      "a: b",
      "toString",
      "__proto__",
      "髙﨑 𠮷雄",
    ),
    fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" }),
  )
  .map((text) => {
    const clean = cleanText(text);
    return clean.ok && clean.value !== "" ? clean.value : "語";
  });

const local = fc.record({ ja: words, en: words, "ja-easy": words }, { requiredKeys: ["ja"] });
const decimal = fc
  .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.integer({ min: 0, max: 4 }))
  .map(([digits, places]) => String(digits / 10 ** places));
const year = fc.integer({ min: 2022, max: 2035 });
const sections = fc.uniqueArray(fc.constantFrom("hisho-kocho", "zaisei", "jinji"));

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const target = fc.oneof(
  fc.record({ year: fc.constant(2036), rule: fc.constantFrom("at-least", "at-most"), value: decimal }),
  fc.record({ year: fc.constant(2036), rule: fc.constant("keep"), value: decimal, tolerance: fc.constant("0.5") }),
  fc.record({
    year: fc.constant(2036),
    rule: fc.constant("range"),
    value: fc.constant("-1"),
    upper: fc.constant("2.25"),
  }),
  fc.record({ year: fc.constant(2036), rule: fc.constant("text"), text: local }),
);

const feed = fc.oneof(
  fc.record({ by: fc.constant("metric"), metric: fc.constant("facility.bookings"), note: maybe(local) }),
  fc.record({ by: fc.constant("table"), formula: fc.constant("women-share") }),
  fc.record({ by: fc.constantFrom("import", "hand"), note: maybe(local) }),
);

const parts = fc.record({
  title: local,
  kicker: maybe(local),
  lead: maybe(local),
  sample: fc.boolean(),
  nodes: fc.array(
    fc.record({
      title: local,
      lead: maybe(local),
      aims: fc.array(local, { maxLength: 3 }),
      isPriority: fc.boolean(),
      sdgs: fc.uniqueArray(fc.integer({ min: 1, max: 17 }), { maxLength: 3 }),
      restates: maybe(fc.constantFrom("2101", "A.1-2")),
      sections,
    }),
    { minLength: 1, maxLength: 4 },
  ),
  indicators: fc.array(
    fc.record({
      name: local,
      unit: fc.oneof(
        fc.constant({ ja: "" }),
        local.map((text) => ({ ...text, ja: "人", en: "u", "ja-easy": "u" })),
      ),
      kind: fc.constantFrom(...indicatorKinds.filter((kind) => kind !== "rank")),
      better: fc.constantFrom("up", "down"),
      decimals: fc.integer({ min: 0, max: 6 }),
      baseline: fc.record({ year: fc.constant(2021), value: maybe(decimal) }),
      target,
      milestones: fc
        .uniqueArray(fc.record({ year, value: decimal }), { selector: (one) => one.year, maxLength: 3 })
        .map((list) => list.sort((a, b) => a.year - b.year)),
      breaks: fc.array(fc.record({ fromYear: year, reason: local }), { maxLength: 2 }),
      feed,
      rule: local,
      sections,
    }),
    { maxLength: 3 },
  ),
  projects: fc.array(
    fc.record({
      name: local,
      purpose: maybe(words),
      beginsYear: maybe(year),
      conduct: maybe(fc.constantFrom("direct", "loan")),
      doneYear: maybe(year),
      sample: fc.boolean(),
      sections,
    }),
    { maxLength: 4 },
  ),
  glossary: fc.uniqueArray(fc.record({ term: words, meaning: local }), { selector: (one) => one.term, maxLength: 2 }),
});

/** Plans of every shape that a file may have, already read once: reading them again must change nothing. */
export const anyPlan: fc.Arbitrary<PlanDocument> = parts.map((drawn) => {
  const raw = {
    ...drawn,
    id: "any",
    adoptedOn: "2024-02-29",
    baselineYear: 2021,
    targetYear: 2036,
    ruleSet: "machimigaki-pace",
    levels: [{ id: "part", name: { ja: "部" }, hasPage: true }],
    nodes: drawn.nodes.map((node, at) => ({ ...node, code: `0${at}`, level: "part" })),
    indicators: drawn.indicators.map((indicator, at) => ({ ...indicator, id: `i-${at}`, node: "00" })),
    projects: drawn.projects.map((project, at) => ({ ...project, code: `00-${at}`, node: "00" })),
  };
  const value = JSON.parse(JSON.stringify(raw)) as unknown;
  const loaded = loadPlan({ ok: true, value, placeOf: () => ({ line: 1, column: 1 }) }, {});
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.document;
});
