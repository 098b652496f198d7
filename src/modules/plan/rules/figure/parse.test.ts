import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isNoFigure, parseFigure } from "./parse.ts";

const read = (text: string, unit?: string) => {
  const result = parseFigure(text, unit);
  return result.ok ? result.value : result.reason.key;
};

test("a figure is read as Japanese spreadsheets write it", () => {
  assert.equal(read("3,942,178"), "3942178");
  assert.equal(read("３，９４２，１７８"), "3942178");
  assert.equal(read("△0.98"), "-0.98");
  assert.equal(read("▲０．９８％", "%"), "-0.98");
  assert.equal(read("−0.98"), "-0.98", "a typographic minus");
  assert.equal(read("－0.98"), "-0.98", "a full-width minus");
  assert.equal(read(" 349 人", "人"), "349");
  assert.equal(read("208,776千円", "千円"), "208776");
  assert.equal(read("+12"), "12");
  assert.equal(read("007.50"), "7.50", "digits after the point are kept as they were reported");
  assert.equal(read("△0.0"), "0.0", "there is no minus nought");
});

test("what may mean two things is asked again", () => {
  assert.equal(read("1,57"), "plan-figure.staff.problem.separators", "a decimal comma or a slip");
  assert.equal(read("12,34,567"), "plan-figure.staff.problem.separators");
  assert.equal(read("3,52x"), "plan-figure.staff.problem.number", "the letter is the mistake, not the comma");
  assert.equal(read("394万"), "plan-figure.staff.problem.number");
  assert.equal(read("(58)"), "plan-figure.staff.problem.number");
  assert.equal(read("349人"), "plan-figure.staff.problem.number", "a unit that is not the indicator's");
  assert.equal(read("1.2.3"), "plan-figure.staff.problem.number");
  assert.equal(read("1e5"), "plan-figure.staff.problem.number");
  assert.equal(read("1234567890123456"), "plan-figure.staff.problem.too-long");
});

test("a dash in a cell is no figure, and nought is one", () => {
  for (const text of ["", " ", "—", "－", "-", "…", "・"]) assert.ok(isNoFigure(text), text);
  for (const text of ["0", "-1", "△1"]) assert.ok(!isNoFigure(text), text);
});

test("every whole number comes back from its way of writing with separators", () => {
  fc.assert(
    fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), (number) => {
      const written = `${number < 0 ? "△" : ""}${Math.abs(number).toLocaleString("en-US")}`;
      assert.equal(read(written), String(number));
    }),
  );
});

test("whatever stands in a cell, the answer is an exact decimal or a reason", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const result = parseFigure(text);
      if (result.ok) assert.match(result.value, /^-?\d+(\.\d+)?$/);
    }),
  );
});
