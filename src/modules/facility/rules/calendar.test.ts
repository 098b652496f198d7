import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, listDays, startOfWeek } from "../../../kernel/time/civil-date.ts";
import { anyDay, minole, omitama, tennis } from "../omitama.fixture.ts";
import type { Calendar } from "../types/calendar.ts";
import { dayTypeOf, openingOn } from "./calendar.ts";

const mondays: Calendar["closed"][number] = { kind: "weekly", weekday: "monday", ifHoliday: "next-weekday" };
const hours = [{ from: "09:00", to: "22:00" }];

function isOpen(calendar: Calendar, on: string): boolean {
  return openingOn(calendar, on, omitama).open;
}

test("an ordinary Monday is closed, and the reason says so", () => {
  assert.deepEqual(openingOn(minole.calendar, "2026-11-30", omitama), {
    open: false,
    reason: { key: "facility.calendar.weekly", params: { weekday: "monday" } },
    article: "closing",
  });
  assert.deepEqual(openingOn(minole.calendar, "2026-12-01", omitama), { open: true, from: "09:00", to: "22:00" });
});

test("a Monday that is a holiday is open, and the Tuesday after it is closed instead", () => {
  assert.equal(isOpen(minole.calendar, "2026-11-23"), true);
  assert.deepEqual(openingOn(minole.calendar, "2026-11-24", omitama), {
    open: false,
    reason: { key: "facility.calendar.shifted", params: { missed: { day: "2026-11-23" } } },
    article: "closing",
  });
  assert.equal(isOpen(minole.calendar, "2026-11-25"), true);
});

test("a chain of holidays is passed over: 4 to 6 May 2026 are open, 7 May is closed", () => {
  const days = ["2026-05-03", "2026-05-04", "2026-05-05", "2026-05-06", "2026-05-07", "2026-05-08"];
  assert.deepEqual(
    days.map((on) => isOpen(minole.calendar, on)),
    [true, true, true, true, false, true],
  );
});

test("a weekend is passed over: a Friday closing that is a holiday moves to Monday", () => {
  const fridays: Calendar = { hours, closed: [{ kind: "weekly", weekday: "friday", ifHoliday: "next-weekday" }] };
  // 20 March 2026, 春分の日, is a Friday.
  assert.equal(isOpen(fridays, "2026-03-20"), true);
  assert.equal(isOpen(fridays, "2026-03-21"), true);
  assert.equal(isOpen(fridays, "2026-03-22"), true);
  assert.equal(isOpen(fridays, "2026-03-23"), false);
});

test("where the ordinance says so, a holiday stays closed or is simply open", () => {
  const closed: Calendar = { hours, closed: [{ kind: "weekly", weekday: "monday", ifHoliday: "closed" }] };
  const open: Calendar = { hours, closed: [{ kind: "weekly", weekday: "monday", ifHoliday: "open" }] };
  assert.deepEqual([isOpen(closed, "2026-11-23"), isOpen(closed, "2026-11-24")], [false, true]);
  assert.deepEqual([isOpen(open, "2026-11-23"), isOpen(open, "2026-11-24")], [true, true]);
});

test("the year-end closing runs from 29 December to 3 January over the turn of the year", () => {
  const days = ["2026-12-28", "2026-12-29", "2026-12-31", "2027-01-01", "2027-01-03", "2027-01-04"];
  assert.deepEqual(
    days.map((on) => isOpen(tennis.calendar, on)),
    [true, false, false, false, false, true],
  );
});

test("a single closure is closed from its first to its last day, with the city's own reason", () => {
  const reason = { ja: "床の工事", en: "work on the floor" };
  const calendar: Calendar = { hours, closed: [{ kind: "dates", from: "2026-02-28", to: "2026-03-01", reason }] };
  assert.deepEqual(
    ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"].map((on) => isOpen(calendar, on)),
    [true, false, false, true],
  );
  assert.deepEqual(openingOn(calendar, "2026-02-28", omitama), {
    open: false,
    reason: { key: "facility.calendar.closing", params: { reason } },
  });
});

test("29 February is a day like others in a leap year", () => {
  assert.equal(isOpen(tennis.calendar, "2028-02-29"), true);
});

test("the city's own holiday counts as a holiday: its Monday opens and its Tuesday closes", () => {
  const town = { ...omitama, holidays: [{ on: "06-01", name: { ja: "市の日" } }] };
  const calendar: Calendar = { hours, closed: [mondays] };
  assert.equal(openingOn(calendar, "2026-06-01", town).open, true);
  assert.equal(openingOn(calendar, "2026-06-02", town).open, false);
  assert.equal(dayTypeOf("2026-06-01", town), "holiday");
});

test("hours follow the season", () => {
  assert.deepEqual(openingOn(tennis.calendar, "2027-06-09", omitama), { open: true, from: "07:00", to: "21:00" });
  assert.deepEqual(openingOn(tennis.calendar, "2026-12-03", omitama), { open: true, from: "08:00", to: "21:00" });
});

test("a year whose holidays nobody knows is closed, and says why", () => {
  assert.deepEqual(openingOn(tennis.calendar, "2090-06-09", omitama), {
    open: false,
    reason: { key: "facility.calendar.unknown-year", params: {} },
  });
});

test("a weekly closing that moves is taken exactly once in each week, and never on a holiday or a weekend", () => {
  const calendar: Calendar = { hours, closed: [mondays] };
  fc.assert(
    fc.property(anyDay, (day) => {
      const monday = startOfWeek(day);
      const closed = listDays(monday, addDays(monday, 7)).filter((on) => !isOpen(calendar, on));
      assert.equal(closed.length, 1);
      assert.deepEqual(
        closed.map((on) => dayTypeOf(on, omitama)),
        ["weekday"],
      );
    }),
  );
});
