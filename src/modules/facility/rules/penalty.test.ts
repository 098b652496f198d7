import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { anyDay } from "../omitama.fixture.ts";
import type { PenaltyRule } from "../types/terms.ts";
import { isLateCancel, pointsFor, suspendedUntil } from "./penalty.ts";

const rule: PenaltyRule = {
  noShow: 2,
  lateCancel: 1,
  lateFrom: 3,
  withinDays: 90,
  suspendAt: 4,
  suspendForDays: 30,
  article: "penalty",
};

test("not coming costs two points, cancelling after the third day before costs one", () => {
  assert.deepEqual([pointsFor(rule, "no-show"), pointsFor(rule, "late-cancel")], [2, 1]);
  assert.equal(isLateCancel(rule, "2026-12-01", "2026-12-04"), false);
  assert.equal(isLateCancel(rule, "2026-12-02", "2026-12-04"), true);
});

test("four points within ninety days suspend for thirty days from the day on which they were reached", () => {
  const earned = [
    { on: "2026-09-01", points: 2 },
    { on: "2026-11-29", points: 2 },
  ];
  assert.equal(suspendedUntil(rule, earned, "2026-11-28"), undefined, "points of the future are not earned yet");
  assert.equal(suspendedUntil(rule, earned, "2026-11-29"), "2026-12-29");
  assert.equal(suspendedUntil(rule, earned, "2026-12-29"), "2026-12-29");
  assert.equal(suspendedUntil(rule, earned, "2026-12-30"), undefined);
  const apart = [{ on: "2026-08-31", points: 2 }, ...earned.slice(1)];
  assert.equal(suspendedUntil(rule, apart, "2026-11-29"), undefined, "the first ones have lapsed");
});

test("taking points back never suspends anybody", () => {
  const some = fc.array(fc.record({ on: anyDay, points: fc.integer({ min: 1, max: 4 }) }), { maxLength: 8 });
  fc.assert(
    fc.property(some, fc.nat(7), anyDay, fc.nat(30), (earned, index, day, more) => {
      const today = addDays(day, more);
      const fewer = earned.filter((_, at) => at !== index);
      if (suspendedUntil(rule, earned, today) === undefined)
        assert.equal(suspendedUntil(rule, fewer, today), undefined);
    }),
  );
});
