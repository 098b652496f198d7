import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { bands, hours, makeFacility, named, noRounding, priceOf, rule } from "../fees.fixture.ts";
import type { Quote } from "../types/fee.ts";

const amounts = { am: 1000, pm: 1500, night: 2000, all: 4000 };
const table = [{ spaces: ["hall-room"], amounts, article: "table" }];
const plain = { table, rounding: noRounding };
const choice = (id: string, ...options: string[]) => ({
  id,
  name: named(id),
  kind: "choice",
  options: options.map((one) => ({ id: one, name: named(one) })),
});
const yesNo = (id: string) => ({ id, name: named(id), kind: "yes-no" });
const yen = (id: string, more = {}) => ({ id, name: named(id), kind: "yen", ...more });
const count = (id: string) => ({ id, name: named(id), kind: "count" });

function lines({ lines }: Quote): readonly (readonly [string, number])[] {
  return lines.map(({ kind, amount }) => [kind, amount]);
}

describe("coefficients", () => {
  const questions = [choice("residence", "city", "outside"), yesNo("profit")];
  const outside = { ...rule("outside"), when: { answers: { residence: ["outside"] } }, multiply: 2 };
  const profit = { ...rule("profit"), when: { answers: { profit: "yes" } }, multiply: 3 };
  const both = {
    ...rule("both"),
    when: { answers: { residence: ["outside"], profit: "yes" } },
    multiply: 5,
    insteadOf: ["outside", "profit"],
  };
  const answers = { residence: "outside", profit: true };

  it("that are given for a combination take the place of those they name: 5 times and not 2 × 3", () => {
    const facility = makeFacility({ questions, fees: { ...plain, coefficients: [outside, profit, both] } });
    assert.equal(priceOf(facility, ["am"], { answers }).total, 5000);
    assert.equal(priceOf(facility, ["am"], { answers: { ...answers, profit: false } }).total, 2000);
    assert.equal(priceOf(facility, ["am"], { answers: { ...answers, residence: "city" } }).total, 3000);
  });

  it("of which two combinations fit follow the one that names more, whatever their order in the file", () => {
    const sunday = { ...rule("sunday"), when: { days: ["sunday"] }, multiply: 1.5 };
    const three = {
      ...rule("three"),
      when: { ...both.when, days: ["sunday"] },
      multiply: 7,
      insteadOf: ["outside", "profit", "sunday", "both"],
    };
    for (const coefficients of [
      [outside, profit, sunday, both, three],
      [three, both, sunday, profit, outside],
    ]) {
      const facility = makeFacility({ questions, fees: { ...plain, coefficients } });
      assert.equal(priceOf(facility, ["am"], { answers, on: "2025-06-15" }).total, 7000);
      assert.equal(priceOf(facility, ["am"], { answers }).total, 5000);
    }
  });

  it("that exclude each other count with the highest only", () => {
    const coefficients = [outside, profit].map((one) => ({ ...one, exclusive: "surcharge" }));
    const facility = makeFacility({ questions, fees: { ...plain, coefficients } });
    assert.equal(priceOf(facility, ["am"], { answers }).total, 3000);
  });

  it("are applied in the declared order of kinds: times 2 plus 500, or plus 500 times 2", () => {
    const late = { ...rule("late"), when: {}, kind: "add", add: 500, per: "booking" };
    const total = (order: readonly string[]) =>
      priceOf(makeFacility({ questions, fees: { ...plain, order, coefficients: [late, outside] } }), ["am"], {
        answers,
      }).total;
    assert.equal(total(["multiply", "add"]), 2500);
    assert.equal(total(["add", "multiply"]), 3000);
  });

  it("add for the booking, each slot, each started hour or each person", () => {
    const total = (per: string) =>
      priceOf(
        makeFacility({ fees: { ...plain, coefficients: [{ ...rule("more"), when: {}, kind: "add", add: 100, per }] } }),
        ["am", "pm"],
        { people: 4 },
      ).total - 2500;
    assert.deepEqual([total("booking"), total("slot"), total("hour"), total("person")], [100, 200, 700, 400]);
  });

  it("replace the fee by an amount, or all factors so far by one of their own", () => {
    const flat = { ...rule("flat"), when: {}, kind: "replace", amount: 300, per: "slot" };
    const factor = { ...rule("factor"), when: {}, kind: "replace", factor: 1.1 };
    const total = (coefficients: readonly object[], order: readonly string[] = ["multiply", "replace"]) =>
      priceOf(makeFacility({ questions, fees: { ...plain, order, coefficients } }), ["am", "pm"], { answers }).total;
    assert.equal(total([outside, flat]), 600);
    assert.equal(total([outside, flat], ["replace", "multiply"]), 1200);
    assert.equal(total([outside, factor]), 2750);
  });

  it("on slots count for these pieces alone: a fifth more in the evening", () => {
    const evening = { ...rule("evening"), when: { slots: ["night"] }, multiply: 1.2 };
    const facility = makeFacility({ fees: { ...plain, coefficients: [evening] } });
    assert.deepEqual(lines(priceOf(facility, ["pm", "night"])), [
      ["base", 1500],
      ["base", 2000],
      ["coefficient", 400],
    ]);
  });

  it("are the tiers of an admission fee, each yen in one of them", () => {
    const tier = (id: string, answer: object, multiply: number) => ({
      ...rule(id),
      when: { answers: { admission: answer } },
      multiply,
    });
    const facility = makeFacility({
      questions: [yen("admission")],
      fees: {
        ...plain,
        coefficients: [
          tier("low", { from: 1, below: 1000 }, 1.5),
          tier("middle", { from: 1000, below: 3000 }, 2),
          tier("high", { from: 3000 }, 3),
        ],
      },
    });
    const total = (admission: number) => priceOf(facility, ["am"], { answers: { admission } }).total;
    assert.deepEqual([0, 1, 999, 1000, 2999, 3000].map(total), [1000, 1500, 1500, 2000, 2000, 3000]);
  });

  it("by a number of people, by dates over the turn of the year, and by the second Sunday", () => {
    const total = (when: object, given: object) =>
      priceOf(makeFacility({ fees: { ...plain, coefficients: [{ ...rule("x"), when, multiply: 2 }] } }), ["am"], given)
        .total;
    const many = { people: { atLeast: 100 } };
    assert.deepEqual([total(many, { people: 99 }), total(many, { people: 100 })], [1000, 2000]);
    const winter = { dates: [{ from: "12-01", to: "02-15" }] };
    assert.deepEqual(
      ["2025-11-30", "2025-12-01", "2026-02-15", "2026-02-16"].map((on) => total(winter, { on })),
      [1000, 2000, 2000, 1000],
    );
    const second = { nth: [{ weekday: "sunday", nth: [2] }] };
    assert.deepEqual(
      ["2025-06-01", "2025-06-08", "2025-06-15"].map((on) => total(second, { on })),
      [1000, 2000, 1000],
    );
  });
});

describe("the base", () => {
  it("is counted by the head: adults 300 yen and children 100", () => {
    const row = (of: string, amount: number) => ({
      spaces: ["hall-room"],
      per: "person",
      of,
      name: named(of),
      amounts: { am: amount, pm: amount, night: amount },
      article: "table",
    });
    const fees = { table: [row("adults", 300), row("children", 100)], rounding: noRounding };
    const facility = makeFacility({ questions: [count("adults"), count("children")], fees });
    const adults = (adults: number, children: number) => priceOf(facility, ["am"], { answers: { adults, children } });
    assert.deepEqual(lines(adults(2, 3)), [
      ["base", 600],
      ["base", 300],
    ]);
    assert.deepEqual(lines(adults(2, 0)), [["base", 600]], "nobody has no line");
  });

  it("is counted by all people where no question tells them apart", () => {
    const fees = {
      table: [{ ...table[0], per: "person", amounts: { am: 50, pm: 50, night: 50 } }],
      rounding: noRounding,
    };
    assert.equal(priceOf(makeFacility({ fees }), ["am"], { people: 7 }).total, 350);
  });

  it("is the area's share of a larger room, or so much for each square metre", () => {
    const part = { spaces: ["hall-corner"], amounts, areaOf: "hall-room", article: "table" };
    const spaces = { room: 90, corner: 30.5 };
    const shared = makeFacility({ spaces, fees: { ...plain, table: [...table, part] } });
    assert.equal(priceOf(shared, ["am"], { room: "corner" }).total, 338, "1,000 × 30.5 ÷ 90");
    const metres = { ...part, areaOf: undefined, per: "square-metre", amounts: { am: 10, pm: 10, night: 10 } };
    const measured = makeFacility({ spaces, fees: { ...plain, table: [...table, metres] } });
    assert.equal(priceOf(measured, ["am"], { room: "corner" }).total, 305);
  });

  it("of a period that is used in part is a percentage by its length: 千歳 takes 60 % up to two hours", () => {
    const row = {
      spaces: ["hall-room"],
      amounts: { day: 8000, evening: 5000 },
      partial: [{ upToMinutes: 120, percent: 60 }],
      article: "table",
    };
    const facility = makeFacility({ timetable: hours, fees: { table: [row], rounding: noRounding } });
    assert.equal(priceOf(facility, ["09:00", "10:00"]).total, 4800);
    assert.equal(priceOf(facility, ["09:00", "10:00", "11:00"]).total, 8000);
    assert.equal(priceOf(facility, ["16:00", "17:00"]).total, 4800 + 3000, "each period by itself");
  });

  it("of a use is dearer at first: two hours 1,000 yen, each further one 300; a later period knows no first hours", () => {
    const row = {
      spaces: ["hall-room"],
      amounts: { day: 300, evening: 400 },
      first: { minutes: 120, amounts: { day: 1000 } },
      article: "table",
    };
    const facility = makeFacility({ timetable: hours, fees: { table: [row], rounding: noRounding } });
    assert.equal(priceOf(facility, ["09:00"]).total, 1000, "used up or not");
    assert.equal(priceOf(facility, ["09:00", "10:00"]).total, 1000);
    assert.equal(priceOf(facility, ["09:00", "10:00", "11:00", "12:00"]).total, 1600);
    assert.equal(priceOf(facility, ["16:00", "17:00"]).total, 1400, "the rest of the two hours ends with the day");
    assert.equal(priceOf(facility, ["17:00", "18:00"]).total, 800, "begun in the evening, which has no first hours");
  });
});

describe("extras", () => {
  const extra = { id: "heating", name: named("暖房"), kind: "climate", spaces: ["hall-room"], article: "table" };
  const asked = { extras: { heating: 1 } };

  it("are half of the base, or of the fee that coefficients have made of it", () => {
    const double = { ...rule("double"), when: {}, multiply: 2 };
    const total = (percentOf: string) =>
      priceOf(
        makeFacility({
          fees: { ...plain, coefficients: [double], extras: [{ ...extra, percent: 50, percentOf, per: "booking" }] },
        }),
        ["am"],
        asked,
      ).total;
    assert.deepEqual([total("base"), total("fee")], [2500, 3000]);
  });

  it("are counted by booking, slot, hour, half hour, person and day", () => {
    const cost = (per: string) =>
      priceOf(makeFacility({ fees: { ...plain, extras: [{ ...extra, amount: 100, per }] } }), ["am", "pm"], {
        ...asked,
        people: 3,
      }).total - 2500;
    const units = ["booking", "slot", "hour", "half-hour", "person", "day"];
    assert.deepEqual(units.map(cost), [100, 200, 800, 1600, 300, 100]);
  });

  it("are multiplied by the coefficients that the file names for them, and by no others", () => {
    const [two, three] = [2, 3].map((multiply) => ({ ...rule(`times-${multiply}`), when: {}, multiply }));
    const extras = [{ ...extra, amount: 100, per: "booking", weightedBy: ["times-2"] }];
    const facility = makeFacility({ fees: { ...plain, coefficients: [two, three], extras } });
    assert.equal(priceOf(facility, ["am"], asked).total, 6000 + 200);
  });

  it("that are measured cost nothing before the use", () => {
    const extras = [{ ...extra, amount: 100, per: "hour", settled: "after-use" }];
    assert.equal(priceOf(makeFacility({ fees: { ...plain, extras } }), ["am"], asked).total, 1000);
  });
});

describe("reductions", () => {
  const half = { ...rule("half"), when: { groupCategories: ["youth"] }, percent: 50 };
  const off = { ...rule("off"), when: { groupCategories: ["youth"] }, yen: 700 };
  const group = { categories: ["youth"] };
  const extras = [
    {
      id: "piano",
      name: named("ピアノ"),
      kind: "equipment",
      spaces: ["hall-room"],
      amount: 400,
      per: "booking",
      article: "table",
    },
  ];

  it("of yen are never more than there is", () => {
    const facility = makeFacility({ fees: { ...plain, reductions: [off] } });
    assert.equal(priceOf(facility, ["am"], { group }).total, 300);
    const free = makeFacility({ fees: { ...plain, reductions: [{ ...off, yen: 5000 }] } });
    assert.deepEqual([priceOf(free, ["am"], { group }).total, priceOf(free, ["am"], { group }).fullPrice], [0, 1000]);
  });

  it("that fit together: the one that takes off most, or all of them in the order of the file", () => {
    const total = (stacking: string, reductions = [half, off]) =>
      priceOf(makeFacility({ fees: { ...plain, stacking, reductions } }), ["am"], { group }).total;
    assert.equal(total("largest"), 300, "700 yen are more than half of 1,000");
    assert.equal(total("all", [half, { ...off, yen: 100 }]), 400);
    assert.equal(total("all", [{ ...off, yen: 100 }, half]), 450);
  });

  it("on application count only when they are granted, and the full price is kept", () => {
    const facility = makeFacility({ fees: { ...plain, reductions: [{ ...half, on: "application" }] } });
    assert.equal(priceOf(facility, ["am"], { group }).total, 1000);
    const { total, fullPrice } = priceOf(facility, ["am"], { group, grantedReductions: ["half"] });
    assert.deepEqual([total, fullPrice], [500, 1000]);
  });

  it("cover the fee, or the extras as well where the file says so", () => {
    const total = (covers: string) =>
      priceOf(makeFacility({ fees: { ...plain, extras, reductions: [{ ...half, covers }] } }), ["am"], {
        group,
        extras: { piano: 1 },
      }).total;
    assert.deepEqual([total("fee"), total("all")], [900, 700]);
  });
});

describe("tax, rounding and deposits", () => {
  it("tax is added as a line before the rounding, or said to be inside", () => {
    const tax = { rate: 10, article: "table" };
    const quoteWith = (included: boolean) =>
      priceOf(makeFacility({ fees: { ...plain, tax: { ...tax, included }, rounding: { ...noRounding, to: 100 } } }), [
        "am",
        "pm",
      ]);
    assert.deepEqual(lines(quoteWith(false)).slice(2), [
      ["tax", 250],
      ["rounding", -50],
    ]);
    assert.deepEqual(quoteWith(false).tax, { rate: 10, included: false, amount: 250 });
    assert.deepEqual(quoteWith(true).tax, { rate: 10, included: true, amount: 227 });
  });

  it("1,234 × 1.15 and 567 × 1.15 differ by where the ordinance rounds to tens", () => {
    const odd = [{ spaces: ["hall-room"], amounts: { am: 1234, pm: 567, night: 1 }, article: "table" }];
    const coefficients = [1.15, 1.1].map((multiply, index) => ({ ...rule(`x${index}`), when: {}, multiply }));
    const total = (at: string, how: string) =>
      priceOf(makeFacility({ fees: { table: odd, coefficients, rounding: { to: 10, how, at, article: "table" } } }), [
        "am",
        "pm",
      ]).total;
    assert.equal(total("total", "down"), 2270, "1,801 × 1.265 = 2,278.27");
    assert.equal(total("line", "down"), 1560 + 710, "1,561.01 and 717.26, each by itself");
    assert.equal(total("step", "down"), 2270, "1,800 → 2,070 → 2,277");
    assert.equal(total("total", "up"), 2280);
    assert.equal(total("line", "up"), 1570 + 720);
    assert.equal(total("step", "up"), 2300, "1,810 → 2,090 (2,081.5) → 2,300 (2,299)");
  });

  it("a deposit stands beside the total and not in it", () => {
    const deposits = [
      { id: "key", name: named("保証金"), when: { people: { atLeast: 50 } }, amount: 5000, article: "table" },
    ];
    const facility = makeFacility({ fees: { ...plain, deposits } });
    const { total, deposit, deposits: kept } = priceOf(facility, ["am"], { people: 50 });
    assert.deepEqual([total, deposit, kept?.length], [1000, 5000, 1]);
    assert.equal(priceOf(facility, ["am"], { people: 49 }).deposit, undefined);
  });
});

it("bands with one price for all day keep it, and its coefficient counts once", () => {
  const facility = makeFacility({
    timetable: bands,
    fees: { ...plain, coefficients: [{ ...rule("more"), when: {}, kind: "add", add: 100, per: "hour" }] },
  });
  assert.equal(priceOf(facility, ["am", "pm", "night"]).total, 4000 + 1300);
});
