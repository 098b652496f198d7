import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { messages } from "../../../kernel/i18n/messages.ts";
import { translator } from "../../../kernel/i18n/translate.ts";
import { paramsIn, textOf, textOfAll } from "./words.ts";

const [ja, en, easy] = [translator("ja"), translator("en"), translator("ja-easy")];

const words = {
  key: "plan.rule.step.actual",
  params: {
    year: { year: 2025 },
    actual: { figure: "349", decimals: 0, unit: { ja: "人", en: "people", "ja-easy": "人《にん》" } },
  },
};

test("years, figures and units are put into the reader's language", () => {
  assert.equal(textOf(ja, words), "令和7年度の数は、349人です。");
  assert.equal(textOf(en, words), "In FY2025 it was 349 people.");
  assert.equal(textOf(easy, words), "2025年度の数は、349人です。");
});

test("in やさしい日本語 the year and the unit carry their readings", () => {
  const html = String(easy.dynamic(words.key, paramsIn(easy, words.params)));
  assert.match(html, /2025<ruby>年度<rp>（<\/rp><rt>ねんど/);
  assert.match(html, /349<ruby>人<rp>（<\/rp><rt>にん/);
});

test("words survive being stored as JSON and are read in another language later", () => {
  assert.equal(textOf(en, JSON.parse(JSON.stringify(words))), "In FY2025 it was 349 people.");
});

test("sentences stand apart in English and together in Japanese", () => {
  assert.equal(textOfAll(en, [words, words]), "In FY2025 it was 349 people. In FY2025 it was 349 people.");
  assert.equal(textOfAll(ja, [words, words]), "令和7年度の数は、349人です。令和7年度の数は、349人です。");
});

test("days, names and inner sentences go into a sentence", () => {
  const params = { value: "0.70", grade: { ja: "おくれ", en: "Behind" } };
  const because = { key: "plan.rule.range.below", params: { high: { figure: "0.8", decimals: 2 } } };
  const said = { key: "plan.rule.step.grade", params: { ...params, because } };
  assert.equal(textOf(ja, said), "0.70は、0.80より小さいので、「おくれ」です。");
  assert.equal(textOf(en, said), "0.70 is less than 0.80: “Behind”.");
  const day = { key: "plan.rule.finding.kept", params: { year: { day: "2026-03-31" }, words: "x" } };
  assert.equal(textOf(ja, day), "令和8年3月31日はx。");
});

test("every sentence that the rules can say is written in Japanese, in English and in やさしい日本語", () => {
  const sources = ["achievement", "formulas"].flatMap((folder) => {
    const place = new URL(`${folder}/`, import.meta.url);
    return readdirSync(place)
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
      .map((name) => readFileSync(new URL(name, place), "utf8"));
  });
  const named = [...sources.join("\n").matchAll(/"(plan\.rule\.[a-z.-]+)"/g)].map(([, key]) => String(key));
  const kept = ["at-least", "at-most", "range", "keep"].flatMap((rule) => [`${rule}-met`, `${rule}-missed`]);
  const keys = [...named, ...[...kept, "at-least-even", "at-most-even"].map((each) => `plan.rule.kept.${each}`)];
  assert.ok(new Set(keys).size > 60);
  for (const table of [messages.ja, messages.en, messages["ja-easy"]]) {
    assert.deepEqual(
      keys.filter((key) => !Object.hasOwn(table, key)),
      [],
    );
  }
});
