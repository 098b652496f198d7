import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { breakPhrases, listPhrases } from "./phrases.ts";

test("a line may end between phrases and not inside a word", () => {
  assert.equal(String(breakPhrases("使い方を教えてください。")), "使い方を<wbr>教えてください。");
  assert.equal(String(breakPhrases("")), "");
});

test("a name with a wave is one phrase", () => {
  assert.deepEqual(listPhrases("四季文化館みの〜れ").at(-1)?.endsWith("みの〜れ"), true);
});

test("nothing is lost, added or run as HTML", () => {
  assert.equal(String(breakPhrases("<b>風</b>")).replaceAll("<wbr>", ""), "&lt;b&gt;風&lt;/b&gt;");
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => assert.equal(listPhrases(text).join(""), text)));
});

test("the memory for known texts does not grow for ever", () => {
  for (let each = 0; each < 5_000; each++) listPhrases(`部屋${each}`);
  assert.deepEqual(listPhrases("部屋0"), listPhrases("部屋0"));
});
