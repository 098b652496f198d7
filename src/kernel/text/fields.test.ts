import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { problemsOf } from "../http/problems.ts";
import {
  boxField,
  choiceField,
  dateField,
  fileField,
  kanaField,
  linesField,
  mailField,
  postcodeField,
  telephoneField,
  textField,
  tickedField,
  timeField,
  wholeNumberField,
} from "./fields.ts";
import { graphemeLength } from "./graphemes.ts";

const form = z.strictObject({
  name: textField({ max: 10, signs: 20 }),
  memo: linesField({ max: 20, required: false }),
  kana: kanaField({ max: 10 }),
  people: wholeNumberField({ min: 1, max: 25, unit: "人" }),
  mail: mailField(),
  telephone: telephoneField({ required: false }),
  postcode: postcodeField({ required: false }),
  on: dateField({ onOrAfter: "2026-11-25" }),
  from: timeField(),
  to: timeField({ asEnd: true }),
  purpose: choiceField(["music", "meeting"]),
  news: boxField(),
  adult: tickedField(),
});

const typed = {
  name: " 髙橋　𠮷\u200b ",
  memo: "一\r\n二",
  kana: "ﾀｶﾊｼ",
  people: "２５人",
  mail: "ｈａｎａ＠example.jp",
  telephone: "（０２９９）４８ー１１１１",
  postcode: "〒３１９ー０１９２",
  on: "１２月４日",
  from: "１８時",
  to: "24:00",
  purpose: "music",
  adult: "yes",
};

test("full-width input is forgiven, and what comes out is plain", () => {
  assert.deepEqual(form.parse(typed), {
    name: "髙橋　𠮷",
    memo: "一\n二",
    kana: "たかはし",
    people: 25,
    mail: "hana@example.jp",
    telephone: "0299481111",
    postcode: "319-0192",
    on: "2026-12-04",
    from: "18:00",
    to: "24:00",
    purpose: "music",
    news: false,
    adult: true,
  });
});

test("a field that may be empty is undefined when it is empty, blank, invisible or missing", () => {
  for (const memo of ["", "　", "\u200b\u202e", undefined]) {
    const { memo: read } = form.parse({ ...typed, memo });
    assert.equal(read, undefined);
  }
});

test("each mistake is answered with the message that says what to do", () => {
  const mistakes: [field: keyof typeof typed, value: unknown, key: string, params?: object][] = [
    ["name", "", "field.required"],
    ["name", "\u200b　", "field.required"],
    ["name", undefined, "field.required"],
    ["name", ["a", "b"], "field.required"],
    ["name", "あ".repeat(11), "field.too-long", { maximum: 10 }],
    ["name", "あ".repeat(1_000_000), "field.too-long", { maximum: 10 }],
    ["name", "\ud842", "field.broken-text"],
    ["kana", "髙橋", "field.kana"],
    ["people", "26", "field.too-large", { maximum: 25 }],
    ["people", "0", "field.too-small", { minimum: 1 }],
    ["people", "たくさん", "field.number"],
    ["mail", "hana", "field.mail"],
    ["telephone", "119", "field.telephone"],
    ["postcode", "1", "field.postcode"],
    ["on", "2月30日", "field.date-day", { year: "2027", month: 2, last: 28 }],
    ["from", "25:00", "field.time-next-day", { time: "01:00" }],
    ["from", "24:00", "field.time-midnight"],
    ["purpose", "dance", "field.choice"],
    ["purpose", undefined, "field.choice"],
    ["adult", undefined, "field.tick"],
  ];
  for (const [field, value, key, params = {}] of mistakes) {
    const read = form.safeParse({ ...typed, [field]: value });
    assert.ok(!read.success, field);
    assert.deepEqual(problemsOf(read.error), [{ field, key, params }], `${field} ${String(value).slice(0, 20)}`);
  }
});

test("ten letters with marks are ten letters", () => {
  const name = "葛\u{e0100}".repeat(10);
  assert.equal(form.parse({ ...typed, name }).name, name);
});

test("a heap of marks on each letter is no more text than its column takes", () => {
  const heap = `z${"\u0338".repeat(4)}`.repeat(10);
  assert.equal(graphemeLength(heap), 10);
  assert.ok(!textField({ max: 10 }).safeParse(heap).success);
  assert.ok(!textField({ max: 10, signs: 49 }).safeParse(heap).success);
  assert.ok(textField({ max: 10, signs: 50 }).safeParse(heap).success);
});

test("a field that the form does not have is refused", () => {
  const read = form.safeParse({ ...typed, price: "0" });
  assert.ok(!read.success);
  assert.equal(problemsOf(read.error)[0]?.key, "field.unknown");
});

test("fields that must be answered have no undefined in their type", () => {
  const read = form.parse(typed);
  const name: string = read.name;
  const memo: string | undefined = read.memo;
  // @ts-expect-error a field that may be empty may be undefined
  const sure: string = read.memo;
  assert.deepEqual([name, memo, sure].length, 3);
});

test("where no file was chosen, people are told to choose one, not to write", () => {
  const upload = z.strictObject({ file: fileField() });
  for (const sent of [{}, { file: "" }])
    assert.deepEqual(problemsOf(upload.safeParse(sent).error ?? assert.fail()), [
      { field: "file", key: "field.file", params: {} },
    ]);
  assert.ok(upload.safeParse({ file: new File(["a"], "a.csv") }).success);
});
