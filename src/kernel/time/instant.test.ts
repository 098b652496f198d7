import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { civilDateOf, instantOf, wallTimeOf } from "./instant.ts";
import { wallTimeAt } from "./wall-time.ts";

const tokyo = "Asia/Tokyo";

test("from 2000 to 2050 an instant and its day and time in Tokyo turn into each other", () => {
  const minutes = fc.integer({ min: Date.UTC(2000, 0, 1) / 60_000, max: Date.UTC(2050, 11, 31) / 60_000 });
  fc.assert(
    fc.property(minutes, (minute) => {
      const instant = new Date(minute * 60_000);
      const date = civilDateOf(instant, tokyo);
      const time = wallTimeOf(instant, tokyo);
      assert.deepEqual(instantOf(date, time, tokyo), instant);
      assert.equal(`${date} ${time}`, shownByIntl(instant, tokyo));
    }),
  );
});

test("a visitor's zone and the server's do not move the city's day", () => {
  const lateInTokyo = new Date("2026-12-04T15:30:00Z");
  assert.equal(civilDateOf(lateInTokyo, tokyo), "2026-12-05");
  assert.equal(wallTimeOf(lateInTokyo, tokyo), "00:30");
  assert.equal(civilDateOf(lateInTokyo, "America/New_York"), "2026-12-04");
});

test("24:00 is the same instant as 00:00 of the next day", () => {
  assert.deepEqual(instantOf("2026-12-31", "24:00", tokyo), instantOf("2027-01-01", "00:00", tokyo));
  assert.deepEqual(instantOf("2028-02-28", "24:00", tokyo), new Date("2028-02-28T15:00:00Z"));
});

test("where clocks change, a skipped time is the later instant and a doubled one the earlier", () => {
  assert.equal(instantOf("2026-03-29", "02:30", "Europe/Berlin").toISOString(), "2026-03-29T01:30:00.000Z");
  assert.equal(instantOf("2026-10-25", "02:30", "Europe/Berlin").toISOString(), "2026-10-25T00:30:00.000Z");
});

test("a time that the wall never shows is an error of the program", () => {
  assert.throws(() => instantOf("2026-02-30", "10:00", tokyo), RangeError);
  assert.throws(() => instantOf("2026-02-28", "25:00", tokyo), RangeError);
  assert.equal(wallTimeAt(1440), "24:00");
});

function shownByIntl(instant: Date, timeZone: string): string {
  const shown = new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "short" });
  return shown.format(instant);
}
