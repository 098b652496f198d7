import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { makeFacility, named, noRounding, placeOf, priceOf, rule, useOf } from "../fees.fixture.ts";
import { omitama } from "../omitama.fixture.ts";
import type { AfterUse } from "../types/fee.ts";
import { priceAfterUse } from "./after-use.ts";

const amounts = { am: 1000, pm: 1500, night: 2000, all: 4000 };
const plain = { table: [{ spaces: ["hall-room"], amounts, article: "table" }], rounding: noRounding };
const yen = (id: string, more = {}) => ({ id, name: named(id), kind: "yen", ...more });

describe("after the use", () => {
  const settle = (fees: object, slots: readonly string[], known: AfterUse, small = {}, given = {}) => {
    const facility = makeFacility({ ...small, fees });
    const { space, run } = placeOf(facility, slots);
    return priceAfterUse(facility, space, run, useOf(facility, given), known, omitama);
  };
  const overrun = (more: object) => ({ ...plain, overrun: [{ id: "over", minutes: 60, article: "table", ...more }] });

  it("each started hour costs the share of the dearer neighbouring band: 千歳", () => {
    const dearer = overrun({ share: { of: "dearer", percent: 100 } });
    assert.equal(settle(dearer, ["am"], { overMinutes: 1 }).total, 375, "1,500 ÷ 4 is more than 1,000 ÷ 3");
    assert.equal(settle(dearer, ["am"], { overMinutes: 61 }).total, 750);
    assert.equal(settle(dearer, ["night"], { overMinutes: 30 }).total, 500, "the last band of the day has no next one");
    assert.equal(settle(overrun({ share: { of: "last", percent: 120 } }), ["am"], { overMinutes: 60 }).total, 399);
    assert.equal(settle(overrun({ share: { of: "next", percent: 100 } }), ["am"], { overMinutes: 60 }).total, 375);
  });

  it("an own rate is charged by started pieces, after the minutes that cost nothing, with the coefficients", () => {
    const double = { ...rule("double"), when: {}, multiply: 2 };
    const own = { ...overrun({ minutes: 30, graceMinutes: 10, amount: 200 }), coefficients: [double] };
    assert.deepEqual(
      [0, 10, 11, 40, 41].map((overMinutes) => settle(own, ["am"], { overMinutes }).total),
      [0, 0, 400, 400, 800],
    );
    const flat = { ...overrun({ amount: 200, weighted: false }), coefficients: [double] };
    assert.equal(settle(flat, ["am"], { overMinutes: 5 }).total, 200);
  });

  it("heating is charged for the hours that were measured", () => {
    const extras = [
      {
        id: "heating",
        name: named("暖房"),
        kind: "climate",
        spaces: ["hall-room"],
        amount: 300,
        per: "hour",
        settled: "after-use",
        article: "table",
      },
    ];
    assert.equal(settle({ ...plain, extras }, ["am"], { minutes: { heating: 61 } }).total, 600);
  });

  it("the share of the takings is settled against what was paid on the expected ones, up or down", () => {
    const questions = [yen("expected"), yen("taken", { askAfterUse: true })];
    const takings = [
      {
        id: "share",
        name: named("入場料収入"),
        taken: "taken",
        expected: "expected",
        percent: 10,
        least: 500,
        article: "table",
      },
    ];
    const fees = { ...plain, takings };
    const answers = { expected: 20_000 };
    assert.equal(priceOf(makeFacility({ questions, fees }), ["am"], { answers }).total, 3000);
    const due = (taken: number) => settle(fees, ["am"], { answers: { taken } }, { questions }, { answers }).total;
    assert.deepEqual([due(20_000), due(35_555), due(1_000), due(0)], [0, 1555, -1500, -1500]);
  });

  it("without a question for what is expected, what is due in any case is paid with the booking", () => {
    const questions = [yen("taken", { askAfterUse: true })];
    const takings = (least: number | "fee") => [
      { id: "share", name: named("入場料収入"), taken: "taken", percent: 10, least, article: "table" },
    ];
    const least = { ...plain, takings: takings(500) };
    assert.equal(priceOf(makeFacility({ questions, fees: least }), ["am"]).total, 1500);
    assert.equal(settle(least, ["am"], { answers: { taken: 6_000 } }, { questions }).total, 100);
    const orFee = { ...plain, takings: takings("fee") };
    assert.equal(priceOf(makeFacility({ questions, fees: orFee }), ["am"]).total, 1000);
    assert.equal(settle(orFee, ["am"], { answers: { taken: 6_000 } }, { questions }).total, 0);
    assert.equal(settle(orFee, ["am"], { answers: { taken: 60_000 } }, { questions }).total, 5000);
  });

  it("nothing is to pay where the file has no row for it", () => {
    assert.deepEqual(settle(plain, ["am"], { overMinutes: 500, minutes: { heating: 60 } }), { lines: [], total: 0 });
  });
});
