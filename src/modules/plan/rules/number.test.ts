import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  decimalOf,
  decimalsBeside,
  decimalsFor,
  divide,
  exact,
  formatFigure,
  percentOf,
  roundTo,
  withUnit,
} from "./number.ts";

test("a half is rounded up, away from zero, also where a binary fraction lies below it", () => {
  // toFixed gives 1.00, 2.67, 10.23 and 8.34 for these.
  for (const [value, rounded] of [
    ["1.005", "1.01"],
    ["2.675", "2.68"],
    ["10.235", "10.24"],
    ["8.345", "8.35"],
    ["0.005", "0.01"],
    ["-0.585", "-0.59"],
    ["-2.5", "-2.50"],
  ] as const) {
    assert.equal(roundTo(value, 2).toFixed(2), rounded);
  }
  assert.equal(formatFigure("0.5", 0, "ja"), "1");
  assert.equal(formatFigure("-0.5", 0, "ja"), "−1");
  assert.equal(formatFigure("2.5", 0, "ja"), "3");
  assert.equal((1.005).toFixed(2), "1.00", "the binary way fails here");
});

test("a figure has its separators, its digits and a real minus; a rounded nothing has no sign", () => {
  assert.equal(formatFigure("3942178", 0, "ja"), "3,942,178");
  assert.equal(formatFigure("-0.58", 2, "en"), "−0.58");
  assert.equal(formatFigure("44", 1, "ja-easy"), "44.0");
  assert.equal(formatFigure("-0.004", 2, "ja"), "0.00");
  assert.equal(formatFigure("98765432109876543210.5", 1, "ja"), "98,765,432,109,876,543,210.5");
});

test("a unit stands beside the figure as the language wants it, and an empty one adds nothing", () => {
  const people = { ja: "人", en: "people" };
  assert.equal(withUnit("387", people, "ja"), "387人");
  assert.equal(withUnit("387", people, "en"), "387 people");
  assert.equal(withUnit("44.0", "%", "en"), "44.0%");
  assert.equal(withUnit("85.5", { ja: "" }, "en"), "85.5");
  assert.equal(withUnit("85.5", undefined, "ja"), "85.5");
});

test("a third of a third is a ninth", () => {
  const third = divide(1, 3);
  assert.ok(divide(third, 3).eq(divide(1, 9)));
  assert.ok(percentOf(third.times(3), 1).round(15).eq(100));
});

test("one digit more is shown where it tells the figure exactly, and only there", () => {
  assert.deepEqual(
    ["387", "355.5", "51.33333", "4612535.5"].map((value) => decimalsFor(value, 0)),
    [0, 1, 0, 1],
  );
});

test("a figure just below a threshold is written with enough digits to look below it", () => {
  assert.equal(decimalsBeside("0.7996", "0.80", 2), 4);
  assert.equal(decimalsBeside("0.70", "0.80", 2), 2);
  assert.equal(decimalsBeside("0.80", "0.80", 2), 2);
});

test("what is printed differs from the exact figure by half a unit of its last digit at most", () => {
  const cents = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
  fc.assert(
    fc.property(cents, fc.integer({ min: 0, max: 4 }), (thousandths, decimals) => {
      const value = divide(thousandths.toString(), 1000);
      const away = roundTo(value, decimals).minus(value).abs();
      assert.ok(away.times(2).lte(exact(10).pow(-decimals)));
      assert.equal(
        formatFigure(value, decimals, "ja").replace("−", "-").replaceAll(",", ""),
        roundTo(value, decimals).toFixed(decimals),
      );
    }),
  );
});

test("a decimal is never written with an exponent", () => {
  assert.equal(decimalOf(exact("0.00000001")), "0.00000001");
  assert.equal(decimalOf(exact(10).pow(25)), "10000000000000000000000000");
});
