import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isEmptyRange, isInstantWithin, minutesIn, overlaps, rangeOfDay, rangeOfTimes, widenRange } from "./range.ts";

const tokyo = "Asia/Tokyo";
const morning = rangeOfTimes("2026-12-04", "09:00", "12:00", tokyo);
const noon = rangeOfTimes("2026-12-04", "12:00", "13:00", tokyo);

test("uses that touch do not overlap, uses that share a minute do", () => {
  assert.equal(overlaps(morning, noon), false);
  assert.equal(overlaps(morning, widenRange(noon, 1, 0)), true);
  assert.equal(isInstantWithin(morning.until, morning), false);
  assert.equal(isInstantWithin(morning.from, morning), true);
});

test("an evening until 24:00 touches the next day", () => {
  const evening = rangeOfTimes("2026-12-04", "18:00", "24:00", tokyo);
  assert.deepEqual(evening.until, rangeOfDay("2026-12-05", tokyo).from);
  assert.equal(overlaps(evening, rangeOfDay("2026-12-05", tokyo)), false);
  assert.equal(minutesIn(evening), 360);
});

test("two ranges overlap exactly when some minute lies in both, and an empty one never does", () => {
  const minute = fc.integer({ min: 0, max: 30 });
  const range = fc.tuple(minute, minute).map(([from, until]) => ({
    from: new Date(from * 60_000),
    until: new Date(until * 60_000),
  }));
  fc.assert(
    fc.property(range, range, (one, other) => {
      const shared = Array.from({ length: 31 }, (_, at) => new Date(at * 60_000)).some(
        (instant) => isInstantWithin(instant, one) && isInstantWithin(instant, other),
      );
      assert.equal(overlaps(one, other), shared);
      assert.equal(isEmptyRange(one), minutesIn(one) <= 0);
    }),
  );
});
