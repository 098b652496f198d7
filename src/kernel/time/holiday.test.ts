import assert from "node:assert/strict";
import { test } from "node:test";
import { listDays, weekdayOf } from "./civil-date.ts";
import { holidayOn } from "./holiday.ts";

const none = { holidays: [] };
const omitama = {
  holidays: [
    { on: "11-13", name: { ja: "県民の日", en: "Prefecture Day" } },
    { on: "2026-03-27", name: { ja: "合併20周年", en: "20 years" } },
    { on: "01-01", name: { ja: "市の元日", en: "the city's New Year" } },
  ],
};

test("national holidays include substitute days and a day between two holidays", () => {
  assert.equal(nameOn("2026-05-06"), "こどもの日 振替休日");
  assert.equal(nameOn("2026-09-22"), "休日");
  assert.equal(nameOn("2026-12-04"), undefined);
});

test("a holiday that a special law moved for one year is where that law put it", () => {
  assert.equal(nameOn("2021-07-23"), "スポーツの日");
  assert.equal(nameOn("2021-10-11"), undefined);
});

test("the city's own days come every year or once, and win over national ones", () => {
  for (const year of [2026, 2027, 2050]) {
    const own = holidayOn(`${year}-11-13`, omitama);
    assert.equal(own.kind === "holiday" && own.holiday.by, "city");
  }
  assert.equal(holidayOn("2026-03-27", omitama).kind, "holiday");
  assert.equal(holidayOn("2027-03-27", omitama).kind, "none");
  const newYear = holidayOn("2027-01-01", omitama);
  assert.equal(newYear.kind === "holiday" && newYear.holiday.name.ja, "市の元日");
});

test("a year without a published list is unknown, not silently a weekday", () => {
  assert.deepEqual(holidayOn("2051-05-03", none), { kind: "unknown" });
  assert.deepEqual(holidayOn("1969-12-31", none), { kind: "unknown" });
  assert.equal(holidayOn("2051-11-13", omitama).kind, "holiday");
});

test("from 2007 to 2050, whenever a holiday falls on a Sunday a later day before the next working day makes up for it", () => {
  for (const day of listDays("2007-01-01", "2051-01-01")) {
    if (weekdayOf(day) !== 0 || nameOn(day) === undefined) continue;
    const following = listDays(day, `${Number(day.slice(0, 4)) + 1}-01-15`).slice(1);
    const workday = following.find((next) => nameOn(next) === undefined);
    const substitute = following.find((next) => nameOn(next)?.includes("振替休日"));
    assert.ok(substitute !== undefined && workday !== undefined && substitute < workday, day);
  }
});

function nameOn(date: string): string | undefined {
  const status = holidayOn(date, none);
  return status.kind === "holiday" ? status.holiday.name.ja : undefined;
}
