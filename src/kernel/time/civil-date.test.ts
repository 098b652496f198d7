import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  addDays,
  addMonths,
  daysBetween,
  isCivilDate,
  isDayWithin,
  listDays,
  parseCivilDate,
  partsOf,
  startOfMonth,
  startOfWeek,
  weekdayOf,
} from "./civil-date.ts";

const dayMs = 86_400_000;
const firstMs = Date.UTC(2000, 0, 1);
const daysTo2050 = (Date.UTC(2051, 0, 1) - firstMs) / dayMs - 1;
/** The oracle is JavaScript's own calendar in UTC, not the library that the code uses. */
const utcDay = (days: number) => new Date(firstMs + days * dayMs);
const days = fc.integer({ min: 0, max: daysTo2050 });
const textOf = (instant: Date) => instant.toISOString().slice(0, 10);

test("adding days, the weekday and the distance agree with the UTC calendar from 2000 to 2050", () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -800, max: 800 }), (start, more) => {
      const from = textOf(utcDay(start));
      const to = addDays(from, more);
      assert.equal(to, textOf(utcDay(start + more)));
      assert.equal(daysBetween(from, to), more);
      assert.equal(weekdayOf(from), utcDay(start).getUTCDay());
    }),
  );
});

test("every day from 2000 to 2050 reads back as itself", () => {
  for (let day = 0; day <= daysTo2050; day++) {
    const text = textOf(utcDay(day));
    const parts = partsOf(text);
    assert.deepEqual(parseCivilDate(text), { ok: true, value: text });
    assert.equal(Date.UTC(parts.year, parts.month - 1, parts.day), utcDay(day).getTime());
  }
});

test("adding months keeps the day, or ends on the month's last day", () => {
  assert.equal(addMonths("2026-01-31", 1), "2026-02-28");
  assert.equal(addMonths("2028-01-31", 1), "2028-02-29");
  assert.equal(addMonths("2026-12-04", -2), "2026-10-04");
  fc.assert(
    fc.property(days, fc.integer({ min: -60, max: 60 }), (start, months) => {
      const from = partsOf(textOf(utcDay(start)));
      const to = partsOf(addMonths(textOf(utcDay(start)), months));
      const last = new Date(Date.UTC(to.year, to.month, 0)).getUTCDate();
      assert.equal(to.year * 12 + to.month, from.year * 12 + from.month + months);
      assert.equal(to.day, Math.min(from.day, last));
    }),
  );
});

test("a yearly series from 29 February, counted from its first day, comes back to the 29th in each leap year", () => {
  const series = [0, 1, 2, 3, 4].map((years) => addMonths("2028-02-29", years * 12));
  assert.deepEqual(series, ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]);
});

test("a day that does not exist is refused with the last day of its month", () => {
  assert.deepEqual(parseCivilDate("2027-02-29"), {
    ok: false,
    reason: { key: "field.date-day", params: { year: "2027", month: 2, last: 28 } },
  });
  assert.equal(isCivilDate("2000-02-29"), true);
  assert.equal(isCivilDate("2100-02-29"), false);
});

test("an address takes only YYYY-MM-DD", () => {
  for (const text of [
    "2026-1-1",
    "2026/01/01",
    "20260101",
    " 2026-01-01",
    "2026-01-01T00:00",
    "0000-01-01",
    "",
    "２０２６-01-01",
  ]) {
    assert.equal(isCivilDate(text), false, text);
  }
  assert.equal(isCivilDate("2026-13-01"), false);
  assert.equal(isCivilDate("2026-00-10"), false);
  assert.equal(isCivilDate("2026-01-00"), false);
});

test("months begin on the first and weeks on Monday", () => {
  assert.equal(startOfMonth("2026-12-04"), "2026-12-01");
  assert.equal(startOfWeek("2026-12-04"), "2026-11-30");
  assert.equal(startOfWeek("2026-11-30"), "2026-11-30");
  assert.equal(startOfWeek("2026-12-06"), "2026-11-30");
});

test("a list of days ends before its end, and is empty when it runs backwards", () => {
  assert.deepEqual(listDays("2028-02-28", "2028-03-02"), ["2028-02-28", "2028-02-29", "2028-03-01"]);
  assert.deepEqual(listDays("2026-12-04", "2026-12-04"), []);
  assert.deepEqual(listDays("2026-12-05", "2026-12-04"), []);
  assert.equal(isDayWithin("2026-12-04", { from: "2026-12-04", until: "2026-12-05" }), true);
  assert.equal(isDayWithin("2026-12-05", { from: "2026-12-04", until: "2026-12-05" }), false);
});
