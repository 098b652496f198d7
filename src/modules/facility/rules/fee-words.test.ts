import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findWrong, hours, makeFacility, named, noRounding, placeOf, priceOf, rule, useOf } from "../fees.fixture.ts";
import { omitama } from "../omitama.fixture.ts";
import { judgeUse } from "./use.ts";

const amounts = { am: 1000, pm: 1500, night: 2000, all: 4000 };
const table = [{ spaces: ["hall-room"], amounts, article: "table" }];
const plain = { table, rounding: noRounding };
const yesNo = (id: string) => ({ id, name: named(id), kind: "yes-no" });
const count = (id: string) => ({ id, name: named(id), kind: "count" });
const extra = (more: object) => ({
  id: "cooling",
  name: named("冷房"),
  kind: "climate",
  spaces: ["hall-room"],
  per: "slot",
  article: "table",
  ...more,
});

describe("percent of the base that are added", () => {
  const questions = [yesNo("outside"), yesNo("paid")];
  const when = (id: string) => ({ answers: { [id]: "yes" } });
  const outside = { ...rule("outside"), when: when("outside"), kind: "add", percent: 50 };
  const paid = { ...rule("paid"), when: when("paid"), kind: "add", percent: 50 };
  const answers = { outside: true, paid: true };

  it("are each of the base: 5割 and 5割 make twice the fee, not 1.5 × 1.5", () => {
    const facility = makeFacility({ questions, fees: { ...plain, coefficients: [outside, paid] } });
    assert.equal(priceOf(facility, ["am"], { answers }).total, 2000);
    assert.equal(priceOf(facility, ["am"], { answers: { ...answers, paid: false } }).total, 1500);
  });

  it("count for each band whose slots they name, and not once for the booking", () => {
    const night = { ...rule("night"), when: { slots: ["pm", "night"] }, kind: "add", percent: 20 };
    const facility = makeFacility({ fees: { ...plain, coefficients: [night] } });
    assert.equal(priceOf(facility, ["pm", "night"]).total, 3500 * 1.2);
    assert.equal(priceOf(facility, ["am", "pm"]).total, 1000 + 1500 * 1.2);
  });

  it("count for extras that name them, beside what multiplies", () => {
    const twice = { ...rule("twice"), when: when("paid"), multiply: 2 };
    const piano = extra({ id: "piano", amount: 500, weightedBy: ["outside", "twice"] });
    const facility = makeFacility({
      questions,
      fees: { ...plain, coefficients: [twice, outside], extras: [piano] },
    });
    const { lines } = priceOf(facility, ["am"], { answers, extras: { piano: 1 } });
    assert.equal(lines.find(({ kind }) => kind === "extra")?.amount, 500 * 2 + 250);
  });

  it("are either yen for a unit, or percent", () => {
    const wrong = (more: object) =>
      findWrong({ fees: { ...plain, coefficients: [{ ...rule("x"), when: {}, kind: "add", ...more }] } })[0];
    assert.equal(wrong({ percent: 50, add: 100, per: "slot" }), "one-of-two");
    assert.equal(wrong({}), "one-of-two");
    assert.equal(wrong({ add: 100 }), "missing");
    assert.equal(wrong({ percent: 50, per: "person" }), "only-with");
    assert.equal(wrong({ add: 100, per: "slot", beyond: 3 }), "only-with");
  });
});

it("people above a number pay for themselves only", () => {
  const over = { ...rule("over"), when: {}, kind: "add", add: 100, per: "person", beyond: 10 };
  const facility = makeFacility({ fees: { ...plain, coefficients: [over] } });
  assert.equal(priceOf(facility, ["am"], { people: 10 }).total, 1000);
  assert.equal(priceOf(facility, ["am"], { people: 12 }).total, 1200);
});

it("a third is taken off exactly, and what is left is rounded down", () => {
  const third = (fraction: string) => ({ ...rule("third"), when: {}, fraction });
  const priceWith = (fraction: string, rounding: object = noRounding) =>
    priceOf(makeFacility({ fees: { table, rounding, reductions: [third(fraction)] } }), ["am"]);
  assert.deepEqual([priceWith("1/3").total, priceWith("2/3").total], [666, 333]);
  assert.equal(priceWith("1/3").fullPrice, 1000);
  assert.equal(priceWith("1/3", { ...noRounding, to: 10 }).total, 660);
  const both = { ...third("1/3"), percent: 50 };
  assert.equal(findWrong({ fees: { ...plain, reductions: [both] } })[0], "one-of-three");
});

describe("an extra with an amount for each band", () => {
  const cooling = extra({ amounts: { am: 200, pm: 300, night: 300, all: 700 }, most: 2 });
  const facility = makeFacility({ fees: { ...plain, extras: [cooling] } });
  const costOf = (slots: readonly string[], pieces = 1) =>
    priceOf(facility, slots, { extras: { cooling: pieces } }).lines.find(({ kind }) => kind === "extra")?.amount;

  it("costs the sum of the bands, or the combination where that has an amount", () => {
    assert.equal(costOf(["am"]), 200);
    assert.equal(costOf(["pm", "night"]), 600);
    assert.equal(costOf(["am", "pm", "night"]), 700);
    assert.equal(costOf(["am", "pm", "night"], 2), 1400);
  });

  it("costs on a grid what each step of its period costs", () => {
    const grid = makeFacility({
      timetable: hours,
      fees: {
        table: [{ spaces: ["hall-room"], amounts: { day: 500, evening: 600 }, article: "table" }],
        extras: [extra({ amounts: { day: 100, evening: 150 } })],
        rounding: noRounding,
      },
    });
    const { lines } = priceOf(grid, ["15:00", "16:00", "17:00"], { extras: { cooling: 1 } });
    assert.equal(lines.find(({ kind }) => kind === "extra")?.amount, 350);
  });

  it("has one for each band, for no other, and no second price", () => {
    const wrong = (more: object) => findWrong({ fees: { ...plain, extras: [extra(more)] } })[0];
    assert.equal(wrong({ amounts: { am: 200, pm: 300 } }), "missing");
    assert.equal(wrong({ amounts: { am: 200, pm: 300, night: 300, noon: 1 } }), "unknown-reference");
    assert.equal(wrong({ amounts: { am: 200, pm: 300, night: 300 }, amount: 5 }), "one-of-three");
    assert.equal(wrong({ amounts: { am: 200, pm: 300, night: 300 }, per: "hour" }), "only-with");
  });
});

describe("an extra for some uses", () => {
  const lights = (id: string, amount: number, more: object = {}) =>
    extra({ id, kind: "lights", per: "hour", amount, when: { categories: [id] }, ...more });
  const categories = ["inside", "outside"];

  it("that comes by itself is the one of the case", () => {
    const litFrom = { 6: "18:00" };
    const extras = [lights("inside", 500, { litFrom }), lights("outside", 750, { litFrom })];
    const facility = makeFacility({ categories, fees: { ...plain, extras } });
    const costOf = (categoryId: string) =>
      priceOf(facility, ["night"], { categoryId })
        .lines.filter(({ kind }) => kind === "extra")
        .map(({ amount }) => amount);
    assert.deepEqual([costOf("inside"), costOf("outside")], [[2000], [3000]]);
  });

  it("that is asked for by others is refused, and never charged", () => {
    const facility = makeFacility({ categories, fees: { ...plain, extras: [lights("outside", 750)] } });
    const asked = { categoryId: "inside", extras: { outside: 1 } };
    assert.equal(priceOf(facility, ["night"], asked).total, 2000);
    const { space, run } = placeOf(facility, ["night"]);
    const use = { ...useOf(facility, asked), people: 10, answers: {}, declarations: [], grantedReductions: [] };
    const judge = (categoryId: string) =>
      judgeUse(facility, space, run, { ...use, categoryId, group: undefined }, omitama).map(({ code }) => code);
    assert.deepEqual([judge("inside"), judge("outside")], [["facility.extra-not-for"], []]);
  });

  it("that nobody can be is refused with the file", () => {
    const fees = { ...plain, extras: [lights("outside", 750)] };
    assert.equal(findWrong({ fees })[0], "unknown-reference");
    assert.equal(
      findWrong({
        purposes: ["meeting"],
        fees: { ...plain, extras: [extra({ amount: 1, when: { people: { atLeast: 900 } } })] },
      })[0],
      "unreachable-row",
    );
  });
});

describe("what is paid by the piece", () => {
  const questions = [count("area")];
  const area = { spaces: ["hall-room"], per: "count", of: "area", unit: named("㎡"), article: "table" };
  const byArea = { table: [{ ...area, amounts: { am: 10, pm: 10, night: 10 } }], rounding: noRounding };

  it("costs its amount for each, and says of what", () => {
    const facility = makeFacility({ questions, fees: byArea });
    const { lines, total } = priceOf(facility, ["am"], { people: 3, answers: { area: 120 } });
    assert.equal(total, 1200);
    assert.equal(lines[0]?.explanation.key, "facility.fees.base.count");
    assert.deepEqual(lines[0]?.explanation.params["unit"], { ja: "㎡", en: "㎡" });
  });

  it("needs the question and the word", () => {
    const wrong = (row: object) => findWrong({ questions, fees: { table: [row], rounding: noRounding } })[0];
    const row = byArea.table[0] ?? {};
    assert.equal(wrong({ ...row, unit: undefined }), "missing");
    assert.equal(wrong({ ...row, of: undefined }), "missing");
    assert.equal(wrong({ ...row, per: "person" }), "only-with");
  });

  it("is at least what the ordinance takes for anything at all; what is free stays free", () => {
    const least = { amount: 100, article: "table" };
    const small = makeFacility({ questions, fees: { ...byArea, least, rounding: { ...noRounding, to: 100 } } });
    const total = (more: object) => priceOf(small, ["am"], { answers: { area: 5 }, ...more }).total;
    assert.equal(total({}), 100);
    assert.equal(total({ answers: { area: 0 } }), 0);
    assert.equal(total({ answers: { area: 25 } }), 200);
    const free = { ...rule("free"), when: {}, on: "application", percent: 100 };
    const facility = makeFacility({ questions, fees: { ...byArea, least, reductions: [free] } });
    const { total: paid, fullPrice } = priceOf(facility, ["am"], { answers: { area: 5 }, grantedReductions: ["free"] });
    assert.deepEqual([paid, fullPrice], [0, 100]);
  });
});
