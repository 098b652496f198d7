import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, weekdayOf } from "../../../kernel/time/civil-date.ts";
import { daysOfSeries } from "./series.ts";

test("a weekly series has the same weekday each time, and leaves out what it was told to", () => {
  const series = { kind: "weekly", firstOn: "2026-12-04", lastOn: "2026-12-31", leftOut: ["2026-12-18"] } as const;
  assert.deepEqual(daysOfSeries(series), ["2026-12-11", "2026-12-25"]);
});

test("day after day goes over the end of a month, and the last day belongs to it", () => {
  const series = { kind: "days", firstOn: "2026-12-30", lastOn: "2027-01-02", leftOut: [] } as const;
  assert.deepEqual(daysOfSeries(series), ["2026-12-31", "2027-01-01", "2027-01-02"]);
});

test("the first day is never made twice, no day comes twice, and all lie within the range", () => {
  fc.assert(
    fc.property(fc.constantFrom("days" as const, "weekly" as const), fc.nat(400), (kind, length) => {
      const firstOn = "2026-04-01";
      const lastOn = addDays(firstOn, length);
      const days = daysOfSeries({ kind, firstOn, lastOn, leftOut: [] });
      assert.equal(new Set(days).size, days.length);
      assert.ok(days.every((on) => on > firstOn && on <= lastOn));
      if (kind === "weekly") assert.ok(days.every((on) => weekdayOf(on) === weekdayOf(firstOn)));
    }),
  );
});
