import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, weekdayOf } from "../../../kernel/time/civil-date.ts";
import { patterns } from "../types.ts";
import { daysOfShare, weekdaysIn } from "./days.ts";
import { cutFrames, isSameTime } from "./frames.ts";
import { phaseOf } from "./states.ts";
import { numberOf, suggestOrder } from "./suggest.ts";

const season = fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 370 })).map(([start, length]) => {
  const firstOn = addDays("2027-01-01", start);
  return { firstOn, lastOn: addDays(firstOn, length) };
});
const weekday = fc.integer({ min: 0, max: 6 });

test("every day that is given lies in the season, in its part of it, and on its weekday", () => {
  const cut = fc.integer({ min: -20, max: 400 });
  fc.assert(
    fc.property(season, weekday, fc.constantFrom(...patterns), cut, cut, (within, day, pattern, a, b) => {
      const all = weekdaysIn(within, day);
      const share = {
        pattern,
        from: addDays(within.firstOn, a),
        until: addDays(within.firstOn, b),
        without: all.slice(0, 1),
      };
      for (const on of daysOfShare(all, share)) {
        assert.equal(weekdayOf(on), day);
        assert.ok(on >= within.firstOn && on <= within.lastOn && on >= share.from && on <= share.until);
        assert.ok(!share.without.includes(on));
      }
    }),
  );
});

test("alternate weeks never overlap, and together they are every week", () => {
  fc.assert(
    fc.property(season, weekday, (within, day) => {
      const all = weekdaysIn(within, day);
      const of = (pattern: (typeof patterns)[number]) =>
        daysOfShare(all, { pattern, from: within.firstOn, until: within.lastOn, without: [] });
      assert.deepEqual([...of("odd"), ...of("even")].sort(), of("every"));
      assert.ok(of("odd").every((on) => !of("even").includes(on)));
    }),
  );
});

test("a season's days of a weekday are a week apart, and none is missed", () => {
  fc.assert(
    fc.property(season, weekday, (within, day) => {
      const all = weekdaysIn(within, day);
      assert.ok(all.every((on, index) => index === 0 || on === addDays(all[index - 1] ?? "", 7)));
      assert.ok(all.length === 0 || addDays(all.at(-1) ?? "", 7) > within.lastOn);
    }),
  );
});

test("the suggestion: the higher wish, then fewest frames, then the smaller number; in whatever order they come", () => {
  const contender = fc.record({
    applicationId: fc.uuid(),
    rank: fc.integer({ min: 1, max: 3 }),
    given: fc.integer({ min: 0, max: 3 }),
    number: fc.integer({ min: 0, max: 9_999_999 }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(contender, { selector: (one) => one.applicationId }), (all) => {
      const order = suggestOrder(all, 3);
      assert.deepEqual(order, suggestOrder([...all].reverse(), 3));
      assert.ok(order.every(({ given }) => given < 3));
      for (const [index, one] of order.entries()) {
        const next = order[index + 1];
        if (next !== undefined) assert.ok(one.rank < next.rank || (one.rank === next.rank && one.given <= next.given));
      }
    }),
  );
});

test("a group's number hangs on the season and the group, and not on when it asked", () => {
  assert.equal(numberOf("s", "g"), numberOf("s", "g"));
  assert.notEqual(numberOf("s", "g"), numberOf("t", "g"));
});

test("frames of neighbours; a hall and its half meet, other weekdays do not", () => {
  assert.deepEqual(cutFrames(["a", "b", "c"], 2), [["a", "b"]]);
  const hall = { id: "1", weekday: 2, units: ["a", "b"], from: "18:00", to: "20:00" };
  const half = { ...hall, id: "2", units: ["b"], from: "19:00", to: "21:00" };
  assert.ok(isSameTime(hall, half) && isSameTime(half, hall));
  assert.ok(!isSameTime(hall, { ...half, weekday: 3 }));
  assert.ok(!isSameTime(hall, { ...half, from: "20:00" }), "one ends when the other begins");
});

test("groups ask from the first instant of the window to its last", () => {
  const [opensAt, closesAt] = [new Date("2026-12-01T00:00Z"), new Date("2026-12-10T00:00Z")];
  const at = (instant: string) => phaseOf({ state: "open", opensAt, closesAt }, new Date(instant));
  assert.deepEqual(["2026-11-30T23:59Z", "2026-12-01T00:00Z", "2026-12-09T23:59Z", "2026-12-10T00:00Z"].map(at), [
    "before",
    "asking",
    "asking",
    "meeting",
  ]);
});
