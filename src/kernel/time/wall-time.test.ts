import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatTimeRange, formatWallTime, minutesOf, parseWallTime, wallTimeAt } from "./wall-time.ts";

test("a time is read as people type it", () => {
  const typed = {
    "9:00": "09:00",
    "09:00": "09:00",
    "９：００": "09:00",
    " 18:30 ": "18:30",
    "18時": "18:00",
    "１８時３０分": "18:30",
    "18時5分": "18:05",
    "18時半": "18:30",
    "0:00": "00:00",
    "23:59": "23:59",
  };
  for (const [text, time] of Object.entries(typed))
    assert.deepEqual(parseWallTime(text), { ok: true, value: time }, text);
});

test("24:00 is an end and never a start", () => {
  assert.deepEqual(parseWallTime("24:00", { asEnd: true }), { ok: true, value: "24:00" });
  assert.deepEqual(parseWallTime("24時", { asEnd: true }), { ok: true, value: "24:00" });
  assert.equal(reasonFor("24:00"), "field.time-midnight");
});

test("25:00 is refused, and the person is told which time of the next day it is", () => {
  assert.deepEqual(parseWallTime("25:00", { asEnd: true }), {
    ok: false,
    reason: { key: "field.time-next-day", params: { time: "01:00" } },
  });
  assert.equal(reasonFor("24:01"), "field.time-next-day");
});

test("what is no time is refused with how to write one", () => {
  for (const text of ["", "9", "900", "9:0", "9:00:00", "-1:00", "99:00", "18時分", "九時", "9:00 11:00", "1e1:00"]) {
    assert.equal(reasonFor(text), "field.time", text);
  }
  assert.equal(reasonFor("9:60"), "field.time-minutes");
});

test("minutes and times turn into each other for every minute of the day", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1440 }), (minutes) => {
      assert.equal(minutesOf(wallTimeAt(minutes)), minutes);
      assert.deepEqual(parseWallTime(wallTimeAt(minutes), { asEnd: true }), { ok: true, value: wallTimeAt(minutes) });
    }),
  );
  assert.throws(() => wallTimeAt(1441), RangeError);
  assert.throws(() => wallTimeAt(-1), RangeError);
  assert.throws(() => wallTimeAt(0.5), RangeError);
});

test("times read as words in text and stay narrow in tables", () => {
  const evening = { from: "18:00", to: "22:00" };
  assert.equal(formatWallTime("09:30", "ja"), "9時30分");
  assert.equal(formatWallTime("24:00", "ja-easy"), "24時");
  assert.equal(formatTimeRange(evening, "ja"), "18時から22時まで");
  assert.equal(formatTimeRange(evening, "ja", "table"), "18–22時");
  assert.equal(formatTimeRange({ from: "09:00", to: "20:30" }, "ja", "table"), "9:00–20:30");
  assert.equal(formatTimeRange(evening, "en"), "18:00 to 22:00");
  assert.equal(formatTimeRange(evening, "en", "table"), "18:00–22:00");
});

function reasonFor(text: string): string | undefined {
  const read = parseWallTime(text);
  return read.ok ? undefined : read.reason.key;
}
