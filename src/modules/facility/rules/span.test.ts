import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, listDays } from "../../../kernel/time/civil-date.ts";
import { anyDay, getSpace, minole, omitama } from "../omitama.fixture.ts";
import type { Facility } from "../types/facility.ts";
import { judgeSpan, lengthOfSpan } from "./span.ts";

const hall = getSpace(minole, "minole-kaze");

function withSpan(countClosed: boolean, most = 14): Facility {
  const consecutiveDays = { most, countClosed, article: "refund" };
  return { ...minole, terms: minole.terms.map((terms) => ({ ...terms, consecutiveDays })) };
}

test("高石: fourteen days in a row, closing days counted; the fifteenth is refused", () => {
  const takaishi = withSpan(true);
  // Tuesday 1 to Tuesday 15 December 2026, Mondays closed.
  const days = listDays("2026-12-01", "2026-12-16").filter((on) => on !== "2026-12-07" && on !== "2026-12-14");
  assert.equal(judgeSpan(takaishi, hall, days.slice(0, -1), [], omitama), undefined);
  const reason = judgeSpan(takaishi, hall, days, [], omitama);
  assert.deepEqual([reason?.code, reason?.params.days, reason?.params.most], ["facility.span-too-long", 15, 14]);
  assert.equal(
    judgeSpan(withSpan(false), hall, days, [], omitama),
    undefined,
    "without closing days they are thirteen",
  );
});

test("days that were booked before count, on both sides, and a day off between them ends the row", () => {
  const two = withSpan(true, 2);
  assert.ok(judgeSpan(two, hall, ["2026-12-03"], ["2026-12-02", "2026-12-04"], omitama));
  assert.equal(judgeSpan(two, hall, ["2026-12-03"], ["2026-12-01", "2026-12-05"], omitama), undefined);
  // Sunday, closed Monday, Tuesday.
  assert.ok(judgeSpan(two, hall, ["2026-12-08"], ["2026-12-06"], omitama));
  assert.equal(judgeSpan(withSpan(false, 2), hall, ["2026-12-08"], ["2026-12-06"], omitama), undefined);
});

test("where the file sets no limit there is none", () => {
  assert.equal(judgeSpan(minole, hall, listDays("2026-12-01", "2027-12-01"), [], omitama), undefined);
});

test("a row of days is as long as the days in it, however they are divided into new and old", () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 20 }), fc.nat(19), (from, length, at) => {
      const days = listDays(from, addDays(from, length));
      const wanted = days[at % length] ?? from;
      const others = days.filter((on) => on !== wanted);
      assert.equal(
        lengthOfSpan([wanted], others, () => false, true),
        length,
      );
    }),
  );
});
