import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fixedLine, flowParagraph, widthOf } from "./flow.ts";

/** RFC 3676 §4.1 and §4.2 for delsp=yes, as a mail program reads it. */
function unflow(text: string): string {
  return text
    .split("\n")
    .map((line) => (line.startsWith(" ") ? line.slice(1) : line))
    .map((line, index, all) => (index < all.length - 1 ? line.replace(/ $/, "") : line))
    .join("");
}

const japanese = fc
  .array(
    fc.constantFrom(
      "予約",
      "を",
      "しました",
      "。",
      "、",
      "「",
      "」",
      "18時",
      "https://city.example.jp/bookings/1",
      " ",
      "word",
      "1,570円",
      "髙",
      "𠮷",
      "が",
      "ー",
      ">",
      "From ",
    ),
    {
      maxLength: 200,
    },
  )
  .map((parts) => parts.join("").trim());

test("a mail program that joins flowed lines gets the paragraph back, letter for letter", () => {
  fc.assert(fc.property(japanese, (text) => assert.equal(unflow(flowParagraph(text)), text)));
});

test("no line is wider than 76 columns", () => {
  const piece = fc.constantFrom(
    "予約を",
    "しました。",
    "「風のホール」の",
    "18時から、",
    " word ",
    "髙﨑さん",
    "1,570円で",
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 30, maxLength: 200 }), (pieces) => {
      const lines = flowParagraph(pieces.join("")).split("\n");
      assert.ok(lines.length > 1);
      for (const line of lines) assert.ok(widthOf(line.trimEnd()) <= 76, line);
    }),
  );
});

test("an address of a page is never broken, however long", () => {
  const address = `https://city.example.jp/${"a".repeat(200)}`;
  assert.ok(
    flowParagraph(`予約は${address} で見られます。`)
      .split("\n")
      .some((line) => line.includes(address)),
  );
});

test("a line does not begin with a closing mark or a small kana, nor end with an opening one, nor part a figure from its unit", () => {
  for (const text of [
    "あ「い」う、え。".repeat(60),
    "ちょっと、きゃっと".repeat(60),
    "12月4日18時から22時まで1,570円".repeat(30),
  ]) {
    const lines = flowParagraph(text)
      .split("\n")
      .map((line) => line.trimEnd());
    for (const line of lines.slice(1)) assert.doesNotMatch(line, /^[、。」ょっゃー月日時円]/u, line);
    for (const line of lines.slice(0, -1)) assert.doesNotMatch(line, /[「\d]$/u, line);
  }
});

test("English breaks between words and keeps its spaces", () => {
  const text =
    "You have booked the Wind Hall on Friday, 4 December 2026, 18:00–22:00, and the page says how to get in.";
  const flowed = flowParagraph(text);
  assert.equal(flowed.split("\n").length, 2);
  assert.equal(unflow(flowed), text);
  assert.match(flowed.split("\n")[0] as string, / {2}$/);
});

test("a line that looks like a quotation or a mailbox's separator gets a space before it", () => {
  assert.equal(fixedLine("> x"), " > x");
  assert.equal(fixedLine("From me"), " From me");
  assert.equal(fixedLine("https://city.example.jp/"), "https://city.example.jp/");
});

test("full-width characters count two columns, marks none", () => {
  assert.equal(widthOf("あa𠮷"), 5);
  assert.equal(widthOf("葛󠄀が"), 4);
});
