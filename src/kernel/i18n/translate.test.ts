import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { translator, withoutRuby, withRuby } from "./translate.ts";

const easy = translator("ja-easy");
const ruby = (word: string, kana: string) => `<ruby>${word}<rp>（</rp><rt>${kana}</rt><rp>）</rp></ruby>`;

test("what a person typed is never taken for a reading, on the page and in plain text", () => {
  const params = { name: "劇団《風》" };
  assert.equal(String(easy("facility.price.extra", params)), "劇団《風》");
  assert.equal(easy.text("facility.price.extra", params), "劇団《風》");
  assert.equal(
    easy.text("facility.search.other-day", { day: "｜《》", count: 1 }),
    "｜《》は、1つの部屋が空いています",
  );
});

test("a reading does not reach back into a value before it", () => {
  const said = String(easy("facility.people", { people: "二十" }));
  assert.equal(said, `二十${ruby("人", "にん")}`);
});

test("a city's text and a sentence inside the sentence keep their readings on the page and lose them in plain text", () => {
  const because = easy.marked("facility.calendar.closing", { reason: { marked: "年末年始《ねんまつねんし》" } });
  const params = { day: "12月29日", because };
  assert.match(String(easy("refusal.facility.closed", params)), new RegExp(ruby("年末年始", "ねんまつねんし")));
  assert.equal(easy.text("refusal.facility.closed", params), "12月29日は、休みです。年末年始なので、休みです。");
});

test("what a person typed stays theirs inside an inner sentence, also after it was stored", () => {
  const inner = easy.marked("facility.calendar.closing", { reason: "劇団《風》の公演" });
  const stored = JSON.parse(JSON.stringify(inner)) as typeof inner;
  const said = String(easy("refusal.facility.closed", { day: "今日", because: stored }));
  assert.match(said, /劇団《風》の公演/);
});

test("a word that chooses a branch of the message still chooses it", () => {
  assert.match(easy.text("facility.calendar.weekly", { weekday: "monday" }), /^月曜日/);
});

test("whatever is filled in comes out as it was", () => {
  const typed = fc.string({ unit: fc.constantFrom("風", "《", "》", "｜", "か", "々", "a", " ") });
  fc.assert(
    fc.property(typed, (name) => {
      assert.equal(easy.text("facility.price.extra", { name }), name);
      assert.equal(String(easy("facility.price.extra", { name })), name);
    }),
  );
});

test("a city's text is ruby on the page and plain elsewhere", () => {
  assert.equal(String(withRuby("風《かぜ》のホール")), `${ruby("風", "かぜ")}のホール`);
  assert.equal(withoutRuby("｜みの〜れ《みのーれ》の風《かぜ》"), "みの〜れの風");
});
