import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { instantOf } from "../../../kernel/time/instant.ts";
import { returnAt, returnRanges } from "./return-time.ts";

const zone = "Asia/Tokyo";
const window = { from: "09:00", to: "17:00", days: 2 };
const at = (day: string, time: string) => instantOf(day, time, zone);

test("a win given up at night comes back on one of the next two days, between 9 and 17 o'clock", () => {
  assert.deepEqual(returnRanges(window, at("2026-10-02", "23:00"), zone), [
    { from: at("2026-10-03", "09:00"), until: at("2026-10-03", "17:00") },
    { from: at("2026-10-04", "09:00"), until: at("2026-10-04", "17:00") },
  ]);
});

test("a win given up in the middle of the window may come back in what is left of it, and on the next day", () => {
  assert.deepEqual(returnRanges(window, at("2026-10-02", "16:00"), zone), [
    { from: at("2026-10-02", "16:00"), until: at("2026-10-02", "17:00") },
    { from: at("2026-10-03", "09:00"), until: at("2026-10-03", "17:00") },
  ]);
});

test("every minute of the window is as likely as any other, and none is before now", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 * 24 * 60 }), fc.nat(), (minute, pick) => {
      const now = new Date(at("2026-10-02", "00:00").getTime() + minute * 60_000);
      const ranges = returnRanges(window, now, zone);
      const back = returnAt(ranges, (count) => pick % count);
      return back > now && ranges.some(({ from, until }) => from < back && back <= until);
    }),
  );
  const ranges = returnRanges(window, at("2026-10-02", "23:00"), zone);
  const all = Array.from({ length: 960 }, (_, pick) => returnAt(ranges, () => pick).getTime());
  assert.equal(new Set(all).size, 960);
});
