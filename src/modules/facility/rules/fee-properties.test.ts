import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { hours, makeFacility, named, priceOf, rule, type UseGiven } from "../fees.fixture.ts";
import type { CoefficientKind } from "../types/fee.ts";

/** Whatever an ordinance can say about fees, put together at random. */
const anyCondition = fc.constantFrom<object>(
  {},
  { answers: { profit: "yes" } },
  { answers: { admission: { from: 1, below: 1000 } } },
  { people: { atLeast: 20 } },
  { groupCategories: ["youth"] },
);
const hundredths = (most: number) => fc.integer({ min: 0, max: most * 100 }).map((value) => value / 100);
const unit = fc.constantFrom("booking", "slot", "hour", "person");
const anyChange = fc.oneof(
  fc.record({ kind: fc.constant("multiply"), multiply: hundredths(5) }),
  fc.record({ kind: fc.constant("add"), add: fc.nat(3000), per: unit }),
  fc.record({
    kind: fc.constant("add"),
    add: fc.nat(3000),
    per: fc.constant("person"),
    beyond: fc.integer({ min: 1, max: 60 }),
  }),
  fc.record({ kind: fc.constant("add"), percent: fc.integer({ min: 1, max: 300 }) }),
  fc.record({ kind: fc.constant("replace"), factor: hundredths(3) }),
  fc.record({ kind: fc.constant("replace"), amount: fc.nat(5000), per: unit }),
);
const numbered = <T extends object>(name: string, list: readonly T[]) =>
  list.map((one, index) => ({ ...rule(`${name}${index}`), ...one }));

const coefficients = fc.array(fc.tuple(anyChange, anyCondition), { maxLength: 4 }).map((list) =>
  numbered(
    "c",
    list.map(([change, when]) => ({ ...change, when })),
  ),
);
const reductions = fc
  .array(
    fc.tuple(
      fc.oneof(fc.record({ percent: fc.integer({ min: 1, max: 100 }) }), fc.record({ yen: fc.nat(5000) })),
      fc.record({ covers: fc.constantFrom("fee", "all"), on: fc.constantFrom("category", "application") }),
      anyCondition,
    ),
    { maxLength: 3 },
  )
  .map((list) =>
    numbered(
      "r",
      list.map(([off, more, when]) => ({ ...off, ...more, when })),
    ),
  );
const extras = fc
  .array(
    fc.oneof(
      fc.record({
        amount: fc.nat(2000),
        per: fc.constantFrom("booking", "slot", "hour", "half-hour", "person", "day"),
      }),
      fc.record({
        percent: fc.integer({ min: 1, max: 100 }),
        percentOf: fc.constantFrom("base", "fee"),
        per: fc.constant("booking"),
      }),
      fc.record({ amounts: fc.record({ day: fc.nat(2000), evening: fc.nat(2000) }), per: fc.constant("slot") }),
    ),
    { maxLength: 3 },
  )
  .map((list) =>
    list.map((one, index) => ({
      id: `e${index}`,
      name: named(`e${index}`),
      kind: "climate",
      spaces: ["hall-room"],
      article: "table",
      ...one,
    })),
  );
const order = fc.shuffledSubarray<CoefficientKind>(["replace", "multiply", "add"], { minLength: 3 });

const anyOrdinance = fc
  .record({
    amounts: fc.record({ day: fc.nat(5000), evening: fc.nat(5000) }),
    order,
    coefficients,
    reductions,
    extras,
    stacking: fc.constantFrom("largest", "all"),
    least: fc.option(fc.constantFrom(100, 1000), { nil: undefined }),
    takings: fc.option(fc.constantFrom<number | "fee">(0, 500, "fee"), { nil: undefined }),
    tax: fc.option(fc.boolean(), { nil: undefined }),
    rounding: fc.record({
      to: fc.constantFrom(1, 10, 50, 100),
      how: fc.constantFrom("down", "half-up", "up"),
      at: fc.constantFrom("total", "line", "step"),
    }),
  })
  .map(({ amounts, takings, tax, rounding, least, ...fees }) =>
    makeFacility({
      timetable: hours,
      questions: [
        { id: "profit", name: named("営利"), kind: "yes-no" },
        { id: "admission", name: named("入場料"), kind: "yen" },
        { id: "taken", name: named("売上"), kind: "yen", askAfterUse: true },
      ],
      fees: {
        ...fees,
        table: [{ spaces: ["hall-room"], amounts, article: "table" }],
        ...(takings === undefined
          ? {}
          : {
              takings: [
                {
                  id: "t",
                  name: named("収入"),
                  taken: "taken",
                  expected: "admission",
                  percent: 10,
                  least: takings,
                  article: "table",
                },
              ],
            }),
        ...(tax === undefined ? {} : { tax: { rate: 10, included: tax, article: "table" } }),
        rounding: { ...rounding, article: "table" },
        ...(least === undefined ? {} : { least: { amount: least, article: "table" } }),
      },
    }),
  );

const anyUse: fc.Arbitrary<UseGiven> = fc.record({
  people: fc.integer({ min: 1, max: 60 }),
  answers: fc.record({ profit: fc.boolean(), admission: fc.constantFrom(0, 1, 999, 1000, 50_000) }),
  group: fc.option(fc.constant({ categories: ["youth"] }), { nil: undefined }),
  extras: fc.record({ e0: fc.nat(1), e1: fc.nat(1), e2: fc.nat(1) }),
  grantedReductions: fc.subarray(["r0", "r1", "r2"]),
});

const steps = Array.from({ length: 13 }, (_, index) => `${String(9 + index).padStart(2, "0")}:00`);
const anyRun = fc
  .tuple(fc.nat(12), fc.integer({ min: 1, max: 6 }))
  .map(([from, length]) => steps.slice(from, from + length));

test("whatever the ordinance says: lines add up, nothing is below zero, and no reduction makes it dearer", () => {
  fc.assert(
    fc.property(anyOrdinance, anyUse, anyRun, (facility, use, slots) => {
      const { lines, total, fullPrice, tax } = priceOf(facility, slots, use);
      assert.equal(
        lines.reduce((sum, { amount }) => sum + amount, 0),
        total,
      );
      assert.ok(lines.every(({ amount }) => Number.isSafeInteger(amount)));
      assert.ok(total >= 0 && total % facility.fees.rounding.to === 0, `${total}`);
      assert.ok(total <= fullPrice, `${total} of ${fullPrice}`);
      assert.ok(total === 0 || total >= (facility.fees.least?.amount ?? 0), `${total} is less than the least`);
      assert.ok((tax?.amount ?? 0) <= total + facility.fees.rounding.to);
      assert.ok(lines.every(({ article }) => article.title.ja !== ""));
    }),
    { numRuns: 400 },
  );
});

test("one more hour never makes it cheaper", () => {
  fc.assert(
    fc.property(anyOrdinance, anyUse, anyRun, (facility, use, slots) => {
      const shorter = slots.slice(0, -1);
      if (shorter.length === 0) return;
      assert.ok(priceOf(facility, shorter, use).total <= priceOf(facility, slots, use).total);
    }),
    { numRuns: 400 },
  );
});

test("coefficients come in the declared order of kinds, and make the fee that exact fractions make", () => {
  fc.assert(
    fc.property(anyOrdinance, anyUse, anyRun, (facility, use, slots) => {
      const fees = { ...facility.fees, rounding: { ...facility.fees.rounding, at: "total" as const } };
      const { lines } = priceOf({ ...facility, fees }, slots, use);
      const weighed = lines.filter(({ kind }) => kind === "coefficient").map(({ label }) => kindOf(label.key));
      const ranks = weighed.map((kind) => fees.order?.indexOf(kind) ?? -1);
      assert.deepEqual(
        ranks,
        ranks.toSorted((a, b) => a - b),
      );

      const base = lines.filter(({ kind }) => kind === "base").reduce((sum, { amount }) => sum + amount, 0);
      const fee =
        base + lines.filter(({ kind }) => kind === "coefficient").reduce((sum, { amount }) => sum + amount, 0);
      assert.equal(fee, Number(exactFee(facility, use, slots, base) / 10_000_000_000n));
    }),
    { numRuns: 400 },
  );
});

function kindOf(key: string): CoefficientKind {
  if (key.startsWith("facility.fees.add")) return "add";
  return key.startsWith("facility.fees.replace") ? "replace" : "multiply";
}

/** The same sum written down once more, plainly, in ten-thousand-millionths of a yen: four factors of two decimals. */
function exactFee(
  { fees }: ReturnType<typeof makeFacility>,
  use: UseGiven,
  slots: readonly string[],
  base: number,
): bigint {
  const scale = 10_000_000_000n;
  const units = { booking: 1, slot: slots.length, hour: slots.length, person: use.people ?? 1 };
  let fee = BigInt(base) * scale;
  for (const kind of fees.order ?? []) {
    for (const one of fees.coefficients) {
      if ((one.kind ?? "multiply") !== kind || !holds(one.when, use)) continue;
      if (one.kind === "add" && one.percent !== undefined) fee += (BigInt(base * one.percent) * scale) / 100n;
      else if (one.kind === "add") {
        const counted = one.beyond === undefined ? units[one.per ?? "booking"] : units.person - one.beyond;
        fee += BigInt((one.add ?? 0) * Math.max(0, counted)) * scale;
      } else if (one.kind !== "replace") fee = (fee * BigInt(Math.round(one.multiply * 100))) / 100n;
      else if (one.factor !== undefined) fee = (BigInt(base) * scale * BigInt(Math.round(one.factor * 100))) / 100n;
      else fee = BigInt((one.amount ?? 0) * units[one.per ?? "booking"]) * scale;
    }
  }
  return fee;
}

function holds(when: object, { answers = {}, people = 0, group }: UseGiven): boolean {
  if ("people" in when) return people >= 20;
  if ("groupCategories" in when) return group !== undefined;
  if (!("answers" in when)) return true;
  const admission = Number(answers["admission"]);
  return "profit" in (when.answers as object) ? answers["profit"] === true : admission >= 1 && admission < 1000;
}
