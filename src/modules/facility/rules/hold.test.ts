import assert from "node:assert/strict";
import { test } from "node:test";
import { cityConfig } from "../../../kernel/city-config.ts";
import { at, omitama } from "../omitama.fixture.ts";
import { beginHold, extendHold, isHoldEndingSoon, isHoldOpen, judgeHolds, judgeUnpaid } from "./hold.ts";

const begun = beginHold(at("2026-11-25T15:14"));

test("a choice is held for ten minutes and not one millisecond longer", () => {
  assert.deepEqual(begun, { until: at("2026-11-25T15:24"), extensions: 0 });
  assert.equal(isHoldOpen(begun, new Date(at("2026-11-25T15:24").getTime() - 1)), true);
  assert.equal(isHoldOpen(begun, at("2026-11-25T15:24")), false);
});

test("in the last three minutes it is ending soon, before and after it is not", () => {
  assert.equal(isHoldEndingSoon(begun, at("2026-11-25T15:20")), false);
  assert.equal(isHoldEndingSoon(begun, at("2026-11-25T15:21")), true);
  assert.equal(isHoldEndingSoon(begun, at("2026-11-25T15:24")), false);
});

test("it can be extended once, by ten minutes from then, and not when it is over", () => {
  const extended = extendHold(begun, at("2026-11-25T15:22"));
  assert.deepEqual(extended, { until: at("2026-11-25T15:32"), extensions: 1 });
  assert.ok("until" in extended);
  const again = extendHold(extended, at("2026-11-25T15:30"));
  assert.ok("code" in again && again.code === "facility.hold-extended-already");
  const late = extendHold(begun, at("2026-11-25T15:24"));
  assert.ok("code" in late && late.code === "facility.hold-over");
});

test("a person holds at most three choices at a time", () => {
  assert.equal(judgeHolds(2), undefined);
  assert.equal(judgeHolds(3)?.code, "facility.too-many-holds");
});

test("as many bookings of a person may wait for their money as the city says", () => {
  assert.equal(judgeUnpaid(5, 6), undefined);
  assert.deepEqual(judgeUnpaid(6, 6), {
    code: "facility.too-many-unpaid",
    field: undefined,
    params: { most: 6 },
  });
  assert.equal(judgeUnpaid(1, 1)?.code, "facility.too-many-unpaid");
});

test("a city that says nothing lets six wait, and none or a hundred and one is a mistake in its file", () => {
  const { bookings: _, ...silent } = omitama;
  assert.equal(cityConfig.parse(silent).bookings.mostUnpaid, 6);
  for (const mostUnpaid of [0, 101, 2.5]) {
    assert.ok(!cityConfig.safeParse({ ...silent, bookings: { mostUnpaid } }).success);
  }
});
