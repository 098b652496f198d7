import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cleanText } from "./clean.ts";

function clean(text: string, options = {}): string {
  const read = cleanText(text, options);
  assert.ok(read.ok);
  return read.value;
}

test("a name keeps every letter that was entered", () => {
  const names = [
    "𠮷田",
    "髙橋",
    "山﨑",
    "葛\u{e0100}城",
    "渡邉",
    "佐々木",
    "ゔぃくとりあ",
    "林",
    "Null",
    "O'Brien",
    "María José da Silva e Souza",
    "山田　花子",
    "محمد",
    "שרה",
    "می\u200cخواهم",
    "ශ්\u200dරී",
    "ﾔﾏﾀﾞ",
    "𛀁り",
    "神\u{fe00}谷",
    "👨‍👩‍👧‍👦",
    "❤️",
    "👍🏽",
  ];
  for (const name of names) assert.equal(clean(name), name);
});

test("kanji that NFC would replace by another person's form are left alone", () => {
  assert.notEqual("\ufa19".normalize("NFC"), "\ufa19", "NFC does replace 神 (U+FA19)");
  for (const kanji of ["\ufa19", "\ufa10", "\ufa1a", "\u{2f800}"]) assert.equal(clean(`大${kanji}`), `大${kanji}`);
});

test("letters that were typed in parts are composed", () => {
  assert.equal(clean("か\u3099き"), "がき");
  assert.equal(clean("e\u0301"), "é");
});

test("what cannot be seen is taken away", () => {
  const invisible = [
    "\u0000",
    "\u0007",
    "\u001b",
    "\u007f",
    "\u0085",
    "\u00ad",
    "\u200b",
    "\u200c",
    "\u200d",
    "\u200e",
    "\u200f",
    "\u202a",
    "\u202e",
    "\u2060",
    "\u2066",
    "\u2069",
    "\u061c",
    "\ufeff",
    "\ufff9",
    "\u3164",
    "\ufffe",
    "\u{e0041}",
    "\u{1fffe}",
  ];
  for (const mark of invisible) {
    assert.equal(clean(`山${mark}田`).replace(" ", ""), "山田", mark.codePointAt(0)?.toString(16));
    assert.equal(clean(mark), "");
  }
  assert.equal(clean("a\ufe0f\ufe0f\u{e0100}b"), "a\ufe0fb");
  assert.equal(clean("\ufe0fb"), "b");
});

test("one line stays one line, so that neither a log nor a mail header can be forged", () => {
  for (const lineBreak of ["\n", "\r\n", "\r", "\u2028", "\u2029", "\u0085", "\v", "\f"]) {
    assert.equal(clean(`山田${lineBreak}Bcc: x@example.jp`), "山田 Bcc: x@example.jp");
  }
});

test("a text of several lines keeps its line breaks and nothing else of the kind", () => {
  assert.equal(clean("一\r\n二\r三\u2028四\t五", { lines: true }), "一\n二\n三\n四 五");
});

test("spaces around go, the ideographic one too", () => {
  assert.equal(clean("　 山田　花子 　\u00a0"), "山田　花子");
  assert.equal(clean("\u2800"), "");
});

test("a pile of accents is cut to four marks", () => {
  assert.equal(clean(`Z${"\u0316".repeat(50)}algo`), `Z${"\u0316".repeat(4)}algo`);
  assert.equal(clean("ที่นี่"), "ที่นี่");
});

test("half of a surrogate pair, or the mark of a letter that was lost on the way, is no text", () => {
  for (const text of ["\ud842", "吉\udfb7", "\udc00\ud800", "\ufffd田"]) {
    assert.deepEqual(cleanText(text), { ok: false, reason: { key: "field.broken-text", params: {} } });
  }
});

test("cleaning twice changes nothing more, whatever was typed", () => {
  const pieces = fc.constantFrom(
    "\u200d",
    "\ufe0f",
    "\u{e0100}",
    "\u0301",
    "\u3099",
    "👩",
    "か",
    "葛",
    "\u202e",
    " ",
    "　",
    "\n",
    "ش",
    "\u1100",
    "\u1161",
  );
  const text = fc.oneof(
    // The mark of a lost letter is refused before anything is cleaned.
    fc.string({ unit: "binary" }).map((typed) => typed.replaceAll("\ufffd", "")),
    fc.array(pieces).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, fc.boolean(), (typed, lines) => {
      const once = clean(typed, { lines });
      assert.equal(clean(once, { lines }), once);
      assert.doesNotMatch(once, lines ? /[^\n\P{Cc}]/u : /\p{Cc}/u);
      assert.doesNotMatch(once, /[\u202a-\u202e\u2066-\u2069\u200b]/u);
    }),
    { numRuns: 500 },
  );
});
