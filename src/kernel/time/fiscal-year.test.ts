import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, isDayWithin } from "./civil-date.ts";
import {
  fiscalYearOf,
  formatBareFiscalYear,
  formatFiscalYear,
  formatFiscalYearWithReading,
  formatNarrowFiscalYear,
  rangeOfFiscalYear,
} from "./fiscal-year.ts";

test("a fiscal year begins on 1 April", () => {
  assert.equal(fiscalYearOf("2026-03-31"), 2025);
  assert.equal(fiscalYearOf("2026-04-01"), 2026);
  assert.equal(fiscalYearOf("2027-01-01"), 2026);
});

test("every day from 2000 to 2050 lies in the range of its own fiscal year and in no neighbour's", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 18_627 }), (days) => {
      const date = addDays("2000-01-01", days);
      const year = fiscalYearOf(date);
      const holding = [year - 1, year, year + 1].filter((each) => isDayWithin(date, rangeOfFiscalYear(each)));
      assert.deepEqual(holding, [year]);
    }),
  );
});

test("a fiscal year is named after its era: 2018 + n is 令和n年度", () => {
  assert.equal(formatFiscalYear(2026, "ja"), "令和8年度");
  assert.equal(formatFiscalYear(2019, "ja"), "令和元年度");
  assert.equal(formatFiscalYear(2018, "ja"), "平成30年度");
  assert.equal(formatFiscalYear(1988, "ja"), "昭和63年度");
  assert.equal(formatFiscalYear(1925, "ja"), "1925年度");
  assert.equal(formatFiscalYear(2026, "ja-easy"), "2026年度");
  assert.equal(formatFiscalYear(2026, "en"), "FY2026");
});

test("a fiscal year is short in a column, shorter in a drawing, and carries its reading in やさしい日本語", () => {
  assert.equal(formatBareFiscalYear(2026, "ja"), "令和8");
  assert.equal(formatNarrowFiscalYear(2026, "ja"), "R8");
  assert.equal(formatNarrowFiscalYear(2019, "ja"), "R1");
  assert.equal(formatNarrowFiscalYear(2026, "en"), "2026");
  assert.equal(formatFiscalYearWithReading(2026, "ja-easy"), "2026年度《ねんど》");
  assert.equal(formatFiscalYearWithReading(2026, "ja"), "令和8年度");
});
