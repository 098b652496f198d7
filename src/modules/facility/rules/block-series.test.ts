import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, weekdayOf } from "../../../kernel/time/civil-date.ts";
import { anyDay, omitama } from "../omitama.fixture.ts";
import { daysOfBlocks, mostOfBlocks } from "./block-series.ts";

const weekly = { weekdays: [2, 4], firstOn: "2026-12-01", lastOn: "2026-12-17", leftOut: [], withoutHolidays: true };

test("these weekdays from the first to the last day, both included, without what is left out", () => {
  assert.deepEqual(daysOfBlocks({ ...weekly, leftOut: ["2026-12-08"] }, omitama), [
    "2026-12-01",
    "2026-12-03",
    "2026-12-10",
    "2026-12-15",
    "2026-12-17",
  ]);
});

test("holidays are left out only if that was asked", () => {
  const asked = { ...weekly, weekdays: [1], firstOn: "2027-01-04", lastOn: "2027-01-18" };
  assert.deepEqual(daysOfBlocks(asked, omitama), ["2027-01-04", "2027-01-18"], "11 January is 成人の日");
  assert.equal(daysOfBlocks({ ...asked, withoutHolidays: false }, omitama).length, 3);
});

test("whatever is asked, the days are of these weekdays, in order, inside the time, and at most one too many", () => {
  const weekdays = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 });
  fc.assert(
    fc.property(anyDay, fc.nat(730), weekdays, fc.boolean(), (firstOn, length, wanted, withoutHolidays) => {
      const lastOn = addDays(firstOn, length);
      const days = daysOfBlocks({ weekdays: wanted, firstOn, lastOn, leftOut: [], withoutHolidays }, omitama);
      return (
        days.length <= mostOfBlocks + 1 &&
        days.every(
          (on, at) => on >= firstOn && on <= lastOn && wanted.includes(weekdayOf(on)) && on > (days[at - 1] ?? ""),
        )
      );
    }),
    { numRuns: 50 },
  );
});
