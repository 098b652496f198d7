import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { rangeOfDay } from "../../../kernel/time/range.ts";
import { anyRun, at, minole, omitama, pick } from "../omitama.fixture.ts";
import type { PaymentRule } from "../types/terms.ts";
import { usedDuring } from "./choice.ts";
import { payByOf } from "./pay-by.ts";

const rule: PaymentRule = { ways: ["online", "counter"], withinDays: 7, daysBefore: 3, article: "payment" };
const run = pick(minole, "minole-kaze-office", "2026-12-04", "night");

function payBy(bookedAt: string) {
  return payByOf(rule, run, at(bookedAt), omitama.zone);
}

test("paid within seven days of the booking, to the end of the day", () => {
  assert.deepEqual(payBy("2026-11-10T10:00"), { day: "2026-11-17", at: at("2026-11-18T00:00") });
});

test("and three days before the use, if that is earlier", () => {
  assert.deepEqual(payBy("2026-11-28T10:00"), { day: "2026-12-01", at: at("2026-12-02T00:00") });
});

test("who books later than that pays on the same day", () => {
  assert.deepEqual(payBy("2026-12-03T10:00"), { day: "2026-12-03", at: at("2026-12-04T00:00") });
});

test("who books on the day itself pays before the use begins", () => {
  assert.deepEqual(payBy("2026-12-04T10:00"), { day: "2026-12-04", at: at("2026-12-04T18:00") });
});

test("the deadline is never after the start of the use, and never before the booking", () => {
  const anyRule = fc.record({ withinDays: fc.nat(30), daysBefore: fc.nat(30) });
  fc.assert(
    fc.property(anyRun, anyRule, fc.integer({ min: 1, max: 400 * 24 * 60 }), ({ run: any }, days, minutesBefore) => {
      const start = usedDuring(any, omitama.zone).from;
      const bookedAt = new Date(start.getTime() - minutesBefore * 60_000);
      const { at: limit, day } = payByOf({ ...rule, ...days }, any, bookedAt, omitama.zone);
      assert.ok(bookedAt < limit && limit <= start);
      assert.ok(limit <= rangeOfDay(day, omitama.zone).until);
    }),
  );
});

test("by a day of the month: the end of the month of the booking, or the 20th of the month before the use, to an hour", () => {
  const rule: PaymentRule = { ways: ["counter"], withinDays: 60, daysBefore: 1, article: "a" };
  const due = (one: PaymentRule) => payByOf(one, run, at("2026-10-05T10:00"), omitama.zone);
  const day = (byDay: PaymentRule["byDay"]) => due({ ...rule, byDay });
  assert.equal(day({ of: "booking", months: 0, day: "last" }).day, "2026-10-31");
  assert.equal(day({ of: "use", months: -1, day: 20 }).day, "2026-11-20");
  assert.deepEqual(due({ ...rule, withinDays: 3, at: "17:00" }), {
    day: "2026-10-08",
    at: at("2026-10-08T17:00"),
  });
});
