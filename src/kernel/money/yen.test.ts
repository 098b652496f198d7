import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatYen } from "./format-yen.ts";
import {
  isDecimal,
  multiplyYen,
  percentOfYen,
  type RoundingRule,
  roundYen,
  sumYen,
  taxWithin,
  wholeYenDown,
} from "./yen.ts";

const amount = fc.integer({ min: -100_000_000, max: 100_000_000 });
const rule: fc.Arbitrary<RoundingRule> = fc.record({
  to: fc.constantFrom(1, 10, 50, 100),
  how: fc.constantFrom("down", "half-up", "up"),
});
/** Thousandths, as a whole number and as an ordinance would write it. */
const coefficient = fc.integer({ min: 0, max: 9_999 }).map((thousandths) => ({
  thousandths: BigInt(thousandths),
  text: (thousandths / 1000).toFixed(3),
}));

test("an amount is rounded as the ordinance's words say", () => {
  assert.equal(roundYen(1575, { to: 10, how: "down" }), 1570);
  assert.equal(roundYen(1575, { to: 10, how: "half-up" }), 1580);
  assert.equal(roundYen(1571, { to: 10, how: "up" }), 1580);
  assert.equal(roundYen(1570, { to: 10, how: "up" }), 1570);
  assert.equal(roundYen(1575, { to: 50, how: "half-up" }), 1600);
  assert.equal(roundYen(1574, { to: 50, how: "half-up" }), 1550);
  assert.equal(roundYen(1575, { to: 100, how: "down" }), 1500);
  assert.equal(roundYen(3, { to: 100, how: "down" }), 0);
});

test("a rounded amount is a multiple of the step, less than one step away, on the side that the rule names", () => {
  fc.assert(
    fc.property(amount, rule, (yen, { to, how }) => {
      const result = roundYen(yen, { to, how });
      const moved = Math.abs(result) - Math.abs(yen);
      assert.equal(Math.abs(result % to), 0);
      assert.ok(
        how === "down"
          ? moved <= 0 && moved > -to
          : how === "up"
            ? moved >= 0 && moved < to
            : moved > -to / 2 && moved <= to / 2,
      );
      assert.equal(roundYen(result, { to, how }), result);
    }),
  );
});

test("a refund is rounded like the charge, and nothing is ever minus zero", () => {
  fc.assert(
    fc.property(amount, rule, (yen, how) => {
      assert.equal(roundYen(-yen, how) + roundYen(yen, how), 0);
      assert.ok(!Object.is(roundYen(yen, how), -0));
    }),
  );
  assert.equal(roundYen(-15, { to: 10, how: "down" }), -10);
});

test("coefficients multiply exactly: 1,300 × 1.15 is 1,495 and does not lose a yen", () => {
  assert.ok(1300 * 1.15 < 1495, "binary fractions lose it");
  assert.equal(multiplyYen(1300, ["1.15"], wholeYenDown), 1495);
  assert.equal(multiplyYen(1870, ["1.2", "1.5"], { to: 10, how: "down" }), 3360);
  assert.equal(multiplyYen(1570, [], wholeYenDown), 1570);
  assert.equal(multiplyYen(1570, ["0"], wholeYenDown), 0);
});

test("multiplying agrees with whole-number arithmetic for every rule", () => {
  fc.assert(
    fc.property(fc.nat(100_000_000), coefficient, coefficient, rule, (yen, one, other, { to, how }) => {
      const millionths = BigInt(yen) * one.thousandths * other.thousandths;
      const step = BigInt(to) * 1_000_000n;
      const [steps, rest] = [millionths / step, millionths % step];
      const up = how === "up" ? rest > 0n : how === "half-up" ? rest * 2n >= step : false;
      assert.equal(
        multiplyYen(yen, [one.text, other.text], { to, how }),
        Number((steps + (up ? 1n : 0n)) * BigInt(to)),
      );
    }),
  );
});

test("a percentage is exact and rounded once", () => {
  assert.equal(percentOfYen(1570, "50", { to: 10, how: "down" }), 780);
  assert.equal(percentOfYen(999, "12.5", wholeYenDown), 124);
  assert.equal(percentOfYen(1570, "100", wholeYenDown), 1570);
});

test("the tax inside an amount and the rest are the amount again", () => {
  assert.equal(taxWithin(1570, 10), 142);
  assert.equal(taxWithin(110, 10), 10);
  assert.equal(taxWithin(-1570, 10), -142);
  fc.assert(
    fc.property(fc.nat(100_000_000), (net) => {
      assert.equal(taxWithin(net + Math.floor(net / 10), 10), Math.floor(net / 10));
    }),
  );
});

test("sums are whole yen, and what is no whole yen is an error of the program", () => {
  assert.equal(sumYen([1000, 570, -70]), 1500);
  assert.equal(sumYen([]), 0);
  assert.throws(() => sumYen([0.1, 0.2]), RangeError);
  assert.throws(() => roundYen(Number.NaN, wholeYenDown), RangeError);
  assert.throws(() => roundYen(2 ** 53, wholeYenDown), RangeError);
  assert.throws(() => sumYen([Number.MAX_SAFE_INTEGER, 1]), RangeError);
});

test("a coefficient is a plain decimal", () => {
  for (const text of ["", "1e3", "-1", "NaN", "1.", ".5", "1,5", "１.５", "1.2.3"]) {
    assert.equal(isDecimal(text), false, text);
    assert.throws(() => multiplyYen(100, [text], wholeYenDown), RangeError);
  }
});

test("amounts are written as 1,570円, and in English as ¥1,570", () => {
  assert.equal(formatYen(1570, "ja"), "1,570円");
  assert.equal(formatYen(1570, "en"), "¥1,570");
  assert.equal(formatYen(0, "ja-easy"), "0円");
  assert.equal(formatYen(-785, "ja"), "−785円");
  assert.equal(formatYen(-785, "en"), "−¥785");
  assert.equal(formatYen(300, "ja", { signed: true }), "+300円");
  assert.equal(formatYen(0, "ja", { signed: true }), "0円");
});
