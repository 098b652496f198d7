import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { graphemeLength, isLongerThan } from "./graphemes.ts";

test("letters are counted as people count them", () => {
  const lengths = {
    "": 0,
    山田: 2,
    𠮷: 1,
    "葛\u{e0100}": 1,
    "か\u3099": 1,
    "👨‍👩‍👧‍👦": 1,
    "🇯🇵": 1,
    ﾊﾟ: 1,
    "e\u0301a": 2,
    "👍🏽": 1,
  };
  for (const [text, length] of Object.entries(lengths)) assert.equal(graphemeLength(text), length, text);
});

test("the shortcut for plain text counts what the segmenter counts", () => {
  const segmenter = new Intl.Segmenter("ja", { granularity: "grapheme" });
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(30), (text, most) => {
      const length = [...segmenter.segment(text)].length;
      assert.equal(graphemeLength(text), length);
      assert.equal(isLongerThan(text, most), length > most);
    }),
    { numRuns: 500 },
  );
  assert.equal(graphemeLength("漢字かなカナー、。「」ABC 123"), 18);
});

test("a megabyte is found too long without being counted", () => {
  const text = "𠮷".repeat(500_000);
  const start = performance.now();
  assert.equal(isLongerThan(text, 200), true);
  assert.ok(performance.now() - start < 50);
});
