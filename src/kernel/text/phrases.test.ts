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

test("a phrase that is wider than a phone ends its line where a word of katakana begins or ends, never inside it", () => {
  assert.deepEqual(listPhrases("おみたまネットモニター登録者数"), ["おみたま", "ネットモニター", "登録者数"]);
  assert.deepEqual(listPhrases("小川サッカースポーツ少年団"), ["小川", "サッカースポーツ", "少年団"]);
  assert.deepEqual(listPhrases("ネットモニター名簿"), ["ネットモニター名簿"], "short enough for one line");
  assert.deepEqual(listPhrases("市政ネットモニターアンケート"), ["市政", "ネットモニターアンケート"]);
});

test("a line may end after a full-width space, and a name before it stays whole", () => {
  assert.deepEqual(listPhrases("四季文化館みの〜れ　舞台側の入口"), ["四季文化館みの〜れ　", "舞台側の", "入口"]);
});

test("nothing is lost, added or run as HTML", () => {
  assert.equal(String(breakPhrases("<b>風</b>")).replaceAll("<wbr>", ""), "&lt;b&gt;風&lt;/b&gt;");
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => assert.equal(listPhrases(text).join(""), text)));
});

test("the memory for known texts does not grow for ever", () => {
  for (let each = 0; each < 5_000; each++) listPhrases(`部屋${each}`);
  assert.deepEqual(listPhrases("部屋0"), listPhrases("部屋0"));
});
