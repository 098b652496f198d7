import assert from "node:assert/strict";
import { test } from "node:test";
import { formatTelephone, parseMail, parsePostcode, parseTelephone } from "./contact.ts";
import { parseWholeNumber, toAsciiDigits } from "./digits.ts";
import { parseKana } from "./kana.ts";

const readOf = <Value>(read: { ok: true; value: Value } | { ok: false }) => (read.ok ? read.value : undefined);

test("numbers are read in full width, with separators and with their unit", () => {
  const typed = {
    "25": 25,
    "２５": 25,
    " 25 ": 25,
    "25人": 25,
    "１，５７０人": 1570,
    "1,570": 1570,
    "-3": -3,
    ー３: -3,
    "−3": -3,
    "０": 0,
    "-0": 0,
  };
  for (const [text, number] of Object.entries(typed)) assert.equal(readOf(parseWholeNumber(text, "人")), number, text);
  for (const text of ["", "二十五", "2.5", "25円", "1e3", "0x10", "人", "9".repeat(16), "--3", "5-3"]) {
    assert.equal(readOf(parseWholeNumber(text, "人")), undefined, text);
  }
  assert.equal(readOf(parseWholeNumber("￥１，５７０円", "円")), 1570);
  assert.equal(toAsciiDigits("令和８年　０２９９ー４８ー１１１１ コーヒー"), "令和8年　0299-48-1111 コーヒー");
});

test("a telephone number is kept as digits, however it was written", () => {
  const typed = {
    "0299-48-1111": "0299481111",
    "（０２９９）４８−１１１１": "0299481111",
    "０２９９ー４８ー１１１１": "0299481111",
    "090 1234 5678": "09012345678",
    "+81 90-1234-5678": "09012345678",
    "+81 (0)299 48 1111": "0299481111",
    "+1 202 555 0100": "+12025550100",
    "0120-123-456": "0120123456",
  };
  for (const [text, digits] of Object.entries(typed)) assert.equal(readOf(parseTelephone(text)), digits, text);
  for (const text of [
    "",
    "119",
    "48-1111",
    "0299-48-111",
    "090-1234-56789",
    "00990123456",
    "+810",
    "0299-48-1111 内線3",
    "+123",
  ]) {
    assert.equal(readOf(parseTelephone(text)), undefined, text);
  }
});

test("a telephone number is shown in the groups of its area code", () => {
  const shown = [
    "0299-48-1111",
    "029-224-1111",
    "029-301-1111",
    "0466-22-1111",
    "04-2998-1111",
    "03-1234-5678",
    "090-1234-5678",
    "060-1234-5678",
    "050-1234-5678",
    "0120-123-456",
    "0800-123-4567",
  ];
  for (const text of shown) assert.equal(formatTelephone(readOf(parseTelephone(text)) ?? ""), text);
  assert.equal(formatTelephone("+12025550100"), "+1 202 555 0100");
});

test("a postcode is kept as 319-0192", () => {
  for (const text of ["319-0192", "〒319-0192", "〒３１９ー０１９２", "3190192", "319 0192", "３１９−０１９２"]) {
    assert.equal(readOf(parsePostcode(text)), "319-0192", text);
  }
  for (const text of ["", "319-019", "319-01922", "abc-defg"])
    assert.equal(readOf(parsePostcode(text)), undefined, text);
});

test("a mail address is one address, and nothing that could become a second header or recipient", () => {
  const typed = {
    " hana@Example.JP ": "hana@example.jp",
    "ｈａｎａ＠example.jp": "hana@example.jp",
    "Hana.Yama+city@mail.example.co.jp": "Hana.Yama+city@mail.example.co.jp",
    "ha..na.@docomo.ne.jp": "ha..na.@docomo.ne.jp",
  };
  for (const [text, address] of Object.entries(typed)) assert.equal(readOf(parseMail(text)), address, text);
  const refused = [
    "",
    "hana",
    "hana@",
    "@example.jp",
    "hana@localhost",
    "hana@example",
    "a@b@example.jp",
    "a@example.jp,b@example.jp",
    "a@example.jp\nBcc: b@example.jp",
    "a b@example.jp",
    '"a"@example.jp',
    "<a@example.jp>",
    ".a@example.jp",
    "a@-example.jp",
    "a@example..jp",
    `${"a".repeat(65)}@example.jp`,
    `a@${"b".repeat(63)}.${"c".repeat(190)}.jp`,
  ];
  for (const text of refused) assert.equal(readOf(parseMail(text)), undefined, text);
});

test("a reading is kept in hiragana, whichever kana it was typed in", () => {
  const typed = {
    "ﾔﾏﾀﾞ ﾊﾅｺ": "やまだ　はなこ",
    "ヤマダ　ハナコ": "やまだ　はなこ",
    やまだ: "やまだ",
    "マリア・ジョゼ": "まりあ　じょぜ",
    さとー: "さとー",
    "サト-": "さとー",
    ヴィクトル: "ゔぃくとる",
    ふくしまヶ: "ふくしまゖ",
  };
  for (const [text, kana] of Object.entries(typed)) assert.equal(readOf(parseKana(text)), kana, text);
  for (const text of ["", "山田", "yamada", "やまだ1", "やまだ<b>"])
    assert.equal(readOf(parseKana(text)), undefined, text);
});
