import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { anyRun, anyUseOf, getSpace, minole, omitama, pick, tennis } from "../omitama.fixture.ts";
import type { Facility } from "../types/facility.ts";
import type { Quote } from "../types/fee.ts";
import { type PricedUse, quote, quoteStarting } from "./price.ts";

const person: PricedUse = { categoryId: "resident-person", purposeId: "music", group: undefined, extras: {} };
const choir: PricedUse = {
  categoryId: "wide",
  purposeId: "music",
  group: { categories: ["culture"] },
  extras: { heating: 1 },
};

function priceOf(facility: Facility, spaceId: string, on: string, slots: readonly string[], use: PricedUse): Quote {
  return quote(facility, getSpace(facility, spaceId), pick(facility, spaceId, on, ...slots), use, omitama);
}

function amounts({ lines }: Quote): readonly (readonly [string, number])[] {
  return lines.map(({ kind, amount }) => [kind, amount]);
}

test("1,870 × 1.2 − 50 % + 450, rounded down to tens, is 1,570 yen, line by line", () => {
  const { lines, total, fullPrice, sample } = priceOf(minole, "minole-kaze-office", "2026-12-04", ["night"], choir);
  assert.deepEqual(amounts({ lines, total, fullPrice, sample }), [
    ["base", 1870],
    ["coefficient", 374],
    ["reduction", -1122],
    ["extra", 450],
    ["rounding", -2],
  ]);
  assert.equal(total, 1570);
  assert.equal(fullPrice, 2690, "(1,870 × 1.2 + 450) down to tens: what the city gives is 1,120 yen");
  assert.equal(sample, true);
});

test("each line names its article", () => {
  const { lines } = priceOf(minole, "minole-kaze-office", "2026-12-04", ["night"], choir);
  assert.deepEqual(
    lines.map(({ article }) => article.title.ja),
    [
      "公共ホール条例　別表第1",
      "公共ホール条例　別表第2",
      "施行規則　第10条第2項",
      "公共ホール条例　別表第3",
      "公共ホール条例　第9条第2項",
    ],
  );
});

test("a price that needs no rounding has no rounding line", () => {
  assert.deepEqual(amounts(priceOf(minole, "minole-kaze-office", "2026-12-04", ["night"], person)), [["base", 1870]]);
});

test("all three bands are 全日 at 4,290 yen and not the sum of 4,510", () => {
  assert.equal(priceOf(minole, "minole-kaze-office", "2026-12-04", ["am", "pm", "night"], person).total, 4290);
});

test("two bands are two lines and their sum", () => {
  assert.deepEqual(amounts(priceOf(minole, "minole-practice-1", "2026-12-04", ["am", "pm"], person)), [
    ["base", 700],
    ["base", 800],
  ]);
});

test("鉾田 charges 1,050 yen for 会議室 a day although the bands add up to 1,880", () => {
  const space = { ...getSpace(minole, "minole-practice-1") };
  const hokota: Facility = {
    ...minole,
    spaces: [space],
    fees: {
      ...minole.fees,
      table: [{ spaces: [space.id], amounts: { am: 520, pm: 520, night: 840, all: 1050 }, article: "table-1" }],
    },
  };
  assert.equal(priceOf(hokota, space.id, "2026-12-04", ["am", "pm", "night"], person).total, 1050);
  assert.equal(priceOf(hokota, space.id, "2026-12-04", ["am", "pm"], person).total, 1040);
});

test("of two combinations the longer one counts, and what is left is charged by itself", () => {
  const [rooms] = minole.timetables;
  assert.ok(rooms?.kind === "bands");
  const daytime = { id: "daytime", name: { ja: "昼間", en: "daytime" }, of: ["am", "pm"] };
  const facility: Facility = {
    ...minole,
    timetables: [{ ...rooms, combined: [daytime, ...rooms.combined] }],
    fees: {
      ...minole.fees,
      table: minole.fees.table.map((row) => ({ ...row, amounts: { ...row.amounts, daytime: 2000 } })),
    },
  };
  const total = (...slots: string[]) => priceOf(facility, "minole-kaze-office", "2026-12-04", slots, person).total;
  assert.equal(total("am", "pm"), 2000);
  assert.equal(total("am", "pm", "night"), 4290);
  assert.equal(total("pm", "night"), 1540 + 1870);
});

test("a reduction that does not cover the purpose is not given, and a person has none", () => {
  const sale = { ...choir, purposeId: "sale", extras: {} };
  const { lines, total, fullPrice } = priceOf(minole, "minole-kaze", "2026-12-04", ["am"], sale);
  assert.deepEqual(
    lines.map(({ amount }) => amount),
    [3300, 660, 7920],
    "1.2 for neighbours, then 3 for business, each on what is there",
  );
  assert.equal(total, fullPrice);
});

test("of several reductions the largest one counts, and they do not add up", () => {
  const [culture] = minole.fees.reductions;
  assert.ok(culture);
  const generous = { ...culture, id: "disaster", percent: 100 };
  const facility = { ...minole, fees: { ...minole.fees, reductions: [culture, generous] } };
  const { total, lines } = priceOf(facility, "minole-kaze-office", "2026-12-04", ["night"], { ...choir, extras: {} });
  assert.equal(lines.filter(({ kind }) => kind === "reduction").length, 1);
  assert.equal(total, 0);
});

test("coefficients are exact decimals: 1,100 × 1.15 is 1,265 and loses no yen", () => {
  const [wide] = minole.fees.coefficients;
  assert.ok(wide);
  const facility: Facility = {
    ...minole,
    fees: {
      ...minole.fees,
      coefficients: [{ ...wide, kind: "multiply", multiply: 1.15 }],
      rounding: { ...minole.fees.rounding, to: 1 },
    },
  };
  const use = { ...person, categoryId: "wide" };
  assert.equal(priceOf(facility, "minole-kaze-office", "2026-12-04", ["am"], use).total, 1265);
});

test("a coefficient of 0 makes it free, and one below 1 is said as taken off", () => {
  const [wide] = minole.fees.coefficients;
  assert.ok(wide);
  const use = { ...person, categoryId: "wide" };
  for (const [multiply, total] of [
    [0, 0],
    [0.5, 930],
  ] as const) {
    const facility: Facility = {
      ...minole,
      fees: { ...minole.fees, coefficients: [{ ...wide, kind: "multiply", multiply }] },
    };
    const priced = priceOf(facility, "minole-kaze-office", "2026-12-04", ["night"], use);
    assert.equal(priced.total, total);
    assert.equal(priced.lines[1]?.explanation.key, "facility.price.coefficient.less");
  }
});

test("lights are charged by half hours from the month's dusk on, without being asked for", () => {
  const use = { ...person, categoryId: "resident", purposeId: "tennis" };
  const lights = (on: string, ...slots: string[]) =>
    priceOf(tennis, "tamari-tennis-a", on, slots, use)
      .lines.filter(({ kind }) => kind === "extra")
      .map(({ amount }) => amount);
  assert.deepEqual(lights("2027-05-12", "17:00", "18:00"), [150], "May: from 18:30");
  assert.deepEqual(lights("2026-12-03", "17:00", "18:00"), [600], "December: dark all the time");
  assert.deepEqual(lights("2027-06-09", "09:00"), [], "no line by daylight");
});

test("a half hour of light that is begun is a whole one", () => {
  const [lights] = tennis.fees.extras;
  assert.ok(lights);
  const facility = { ...tennis, fees: { ...tennis.fees, extras: [{ ...lights, litFrom: { "6": "20:45" } }] } };
  const use = { ...person, categoryId: "resident", purposeId: "tennis" };
  assert.equal(priceOf(facility, "tamari-tennis-a", "2027-06-09", ["20:00"], use).total, 350 + 150);
});

test("a booking over two periods pays each at its own price, and holidays at theirs", () => {
  const use = { ...person, categoryId: "resident", purposeId: "tennis" };
  const base = (on: string) =>
    priceOf(tennis, "tamari-tennis-a", on, ["16:00", "17:00"], use)
      .lines.filter(({ kind }) => kind === "base")
      .map(({ amount }) => amount);
  assert.deepEqual(base("2027-06-09"), [300, 350]);
  assert.deepEqual(base("2027-06-12"), [500, 550]);
  assert.deepEqual(base("2026-11-03"), [500, 550], "文化の日, a Tuesday");
});

test("rounding up and half up are lines that add", () => {
  for (const [how, total] of [
    ["up", 1600],
    ["half-up", 1600],
    ["down", 1500],
  ] as const) {
    const rounding = { ...minole.fees.rounding, to: 100 as const, how };
    const facility: Facility = { ...minole, fees: { ...minole.fees, rounding } };
    assert.equal(priceOf(facility, "minole-kaze-office", "2026-12-04", ["night"], choir).total, total);
  }
});

test("the price from which a slot starts is that of the first category without extras", () => {
  const run = pick(minole, "minole-practice-1", "2026-12-04", "pm");
  assert.equal(quoteStarting(minole, getSpace(minole, "minole-practice-1"), run, omitama).total, 800);
});

const anyPriced = anyRun.chain(({ facility, space, run }) =>
  anyUseOf(facility, space).map((use) => ({ facility, space, run, use })),
);

test("a price is never negative, and its lines add up to the total", () => {
  fc.assert(
    fc.property(anyPriced, ({ facility, space, run, use }) => {
      const { lines, total, fullPrice } = quote(facility, space, run, use, omitama);
      assert.equal(
        lines.reduce((sum, line) => sum + line.amount, 0),
        total,
      );
      assert.ok(total >= 0 && Number.isSafeInteger(total) && total % facility.fees.rounding.to === 0);
      assert.ok(fullPrice >= total, "a reduction never makes it dearer");
    }),
  );
});

test("with any coefficient and reduction the price stays a whole, non-negative number of yen", () => {
  const [wide] = minole.fees.coefficients;
  const [culture] = minole.fees.reductions;
  assert.ok(wide && culture);
  const rates = fc.record({
    amount: fc.integer({ min: 0, max: 1_000_000 }),
    hundredths: fc.integer({ min: 0, max: 1_000 }),
    percent: fc.integer({ min: 1, max: 100 }),
    to: fc.constantFrom(1 as const, 10 as const, 50 as const, 100 as const),
    how: fc.constantFrom("down" as const, "half-up" as const, "up" as const),
  });
  fc.assert(
    fc.property(rates, ({ amount, hundredths, percent, to, how }) => {
      const facility: Facility = {
        ...minole,
        fees: {
          ...minole.fees,
          table: [{ spaces: ["minole-kaze-office"], amounts: { night: amount }, article: "table-1" }],
          coefficients: [{ ...wide, kind: "multiply", multiply: hundredths / 100 }],
          reductions: [{ ...culture, percent }],
          rounding: { to, how, article: "rounding" },
        },
      };
      const { lines, total } = priceOf(facility, "minole-kaze-office", "2026-12-04", ["night"], choir);
      assert.ok(lines.every((line) => Number.isSafeInteger(line.amount)));
      assert.ok(total >= 0 && total % to === 0);
      const exact = (amount * hundredths * (100 - percent)) / 10_000 + 450;
      assert.ok(Math.abs(total - exact) <= to + 2, `${total} for ${exact}`);
    }),
  );
});

test("a longer booking never costs less than its first slot alone", () => {
  fc.assert(
    fc.property(anyPriced, ({ facility, space, run, use }) => {
      const { total } = quote(facility, space, run, use, omitama);
      const first = pick(facility, space.id, run.on, run.slots[0]?.id ?? "");
      assert.ok(total >= quote(facility, space, first, use, omitama).total);
    }),
  );
});
