import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays } from "./civil-date.ts";
import { formatDate, formatWareki } from "./format-date.ts";
import { parseJapaneseDate } from "./japanese-date.ts";

test("a day is read in every way in which people write it", () => {
  const typed = {
    令和8年12月4日: "2026-12-04",
    令和元年5月1日: "2019-05-01",
    令和1年5月1日: "2019-05-01",
    "R1.5.1": "2019-05-01",
    "r8/12/4": "2026-12-04",
    "Ｒ８．１２．４": "2026-12-04",
    "令8.12.4": "2026-12-04",
    "㋿8年12月4日": "2026-12-04",
    "令和 8 年 12 月 4 日": "2026-12-04",
    平成31年4月30日: "2019-04-30",
    昭和64年1月7日: "1989-01-07",
    明治45年7月30日: "1912-07-30",
    大正元年7月30日: "1912-07-30",
    大正15年12月25日: "1926-12-25",
    昭和元年12月25日: "1926-12-25",
    "2026/12/4": "2026-12-04",
    "2026-12-04": "2026-12-04",
    "2026.12.4": "2026-12-04",
    "20261204": "2026-12-04",
    "２０２６年１２月４日（金）": "2026-12-04",
    "令和8年12月4日(金曜日)": "2026-12-04",
  };
  for (const [text, date] of Object.entries(typed)) {
    assert.deepEqual(parseJapaneseDate(text), { ok: true, value: { date, note: undefined } }, text);
  }
});

test("the day on which one era ended and the next began has two right names", () => {
  for (const text of ["明治45年7月30日", "大正元年7月30日"]) assert.equal(dateOf(text), "1912-07-30");
  for (const text of ["大正15年12月25日", "昭和元年12月25日"]) assert.equal(dateOf(text), "1926-12-25");
});

test("the day after an era's last is accepted and its other name explained, as printed forms still have it", () => {
  assert.deepEqual(parseJapaneseDate("平成31年5月1日"), {
    ok: true,
    value: {
      date: "2019-05-01",
      note: { key: "kernel.date-other-name", params: { typed: "平成31年5月1日", right: "令和元年5月1日" } },
    },
  });
  assert.equal(dateOf("昭和64年1月8日"), "1989-01-08");
});

test("a day that its era never had is refused with its right name", () => {
  assert.deepEqual(reasonOf("平成35年3月1日"), {
    key: "field.date-after-era",
    params: { era: "平成", last: "平成31年4月30日", right: "令和5年3月1日" },
  });
  assert.deepEqual(reasonOf("令和元年4月30日"), {
    key: "field.date-before-era",
    params: { era: "令和", first: "令和元年5月1日", right: "平成31年4月30日" },
  });
  assert.equal(reasonOf("明治45年8月1日")?.key, "field.date-after-era");
});

test("what cannot be a day is refused with what to write instead", () => {
  const reasons = {
    令和9年2月29日: "field.date-day",
    "2026/2/30": "field.date-day",
    "2026/13/1": "field.date-month",
    "2026/0/1": "field.date-month",
    令和0年1月1日: "field.date-era-year",
    明治5年12月2日: "field.date-lunar",
    "26/12/4": "field.date-year",
    "12月4日": "field.date-year",
    "12/4": "field.date-year",
    "2026年12月4日（土）": "field.date-weekday",
    "": "field.date",
    あした: "field.date",
    "4 December 2026": "field.date",
    文久3年1月1日: "field.date",
    "2026-12-04T00:00:00Z": "field.date",
  };
  for (const [text, key] of Object.entries(reasons)) assert.equal(reasonOf(text)?.key, key, text);
});

test("29 February is read in leap years only", () => {
  assert.equal(dateOf("令和10年2月29日"), "2028-02-29");
  assert.deepEqual(reasonOf("R9.2.29"), { key: "field.date-day", params: { year: "2027", month: 2, last: 28 } });
});

test("a day without a year is the next such day from the given one on", () => {
  const onOrAfter = "2026-11-25";
  assert.equal(dateOf("12月4日", onOrAfter), "2026-12-04");
  assert.equal(dateOf("11/25", onOrAfter), "2026-11-25");
  assert.equal(dateOf("11月24日", onOrAfter), "2027-11-24");
  assert.equal(dateOf("１月５日（火）", onOrAfter), "2027-01-05");
  assert.equal(reasonOf("2月29日", onOrAfter)?.key, "field.date-day");
});

test("from 1873 to 2050 each day is read back from its Japanese name, which is the one that Intl gives", () => {
  const byIntl = new Intl.DateTimeFormat("ja-JP-u-ca-japanese", { dateStyle: "long", timeZone: "UTC" });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 65_012 }), (days) => {
      const date = addDays("1873-01-01", days);
      assert.equal(dateOf(formatWareki(date)), date);
      assert.equal(formatWareki(date), byIntl.format(new Date(`${date}T00:00:00Z`)));
    }),
    { numRuns: 500 },
  );
});

test("any text at all is either a day or a reason", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const read = parseJapaneseDate(text);
      assert.equal(
        read.ok ? /^\d{4}-\d\d-\d\d$/.test(read.value.date) : read.reason.key.startsWith("field.date"),
        true,
      );
    }),
  );
});

test("a day is written with the weekday, in the way of each language", () => {
  assert.equal(formatDate("2026-12-04", "ja"), "令和8年12月4日（金）");
  assert.equal(formatDate("2026-12-04", "ja-easy"), "2026年12月4日（金曜日）");
  assert.equal(formatDate("2026-12-04", "en"), "Friday, 4 December 2026");
  assert.equal(formatDate("2026-12-04", "ja", { year: false }), "12月4日（金）");
  assert.equal(formatDate("2026-12-04", "en", { year: false, weekday: false }), "4 December");
  assert.equal(formatDate("2019-05-01", "ja", { weekday: false }), "令和元年5月1日");
  assert.equal(formatWareki("1872-12-31"), "1872年12月31日");
});

function dateOf(text: string, onOrAfter?: string): string | undefined {
  const read = parseJapaneseDate(text, onOrAfter === undefined ? {} : { onOrAfter });
  return read.ok ? read.value.date : undefined;
}

function reasonOf(text: string, onOrAfter?: string) {
  const read = parseJapaneseDate(text, onOrAfter === undefined ? {} : { onOrAfter });
  return read.ok ? undefined : read.reason;
}
