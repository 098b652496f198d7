import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { scaleOf, ticksOf } from "./scale.ts";

test("an axis has round numbers that hold all values between them", () => {
  assert.deepEqual(ticksOf(261, 450), [250, 300, 350, 400, 450]);
  assert.deepEqual(ticksOf(0, 122), [0, 50, 100, 150]);
  assert.deepEqual(ticksOf(0.1, 0.3), [0.1, 0.15, 0.2, 0.25, 0.3]);
});

test("there are two to seven ticks, rising, around whatever is given", () => {
  // What a register counts: up to a million, with three decimals.
  const values = fc.integer({ min: -1e9, max: 1e9 }).map((thousandths) => thousandths / 1000);
  fc.assert(
    fc.property(values, values, (one, other) => {
      const [least, most] = [Math.min(one, other), Math.max(one, other)];
      const ticks = ticksOf(least, most);
      const slack = 1e-9 * Math.max(1, Math.abs(least), Math.abs(most));
      assert.ok(ticks.length >= 2 && ticks.length <= 7, String(ticks));
      assert.ok((ticks[0] ?? 0) <= least + slack && (ticks.at(-1) ?? 0) >= most - slack, String(ticks));
      assert.ok(ticks.every((tick, at) => at === 0 || tick > (ticks[at - 1] ?? tick)));
    }),
  );
});

test("a scale maps the ends to the ends, and a single value does not divide by nothing", () => {
  const y = scaleOf([250, 450], [314, 40]);
  assert.deepEqual([y(250), y(350), y(450)], [314, 177, 40]);
  assert.ok(Number.isFinite(scaleOf([5, 5], [0, 10])(5)));
});
