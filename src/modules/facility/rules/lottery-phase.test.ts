import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { instantOf } from "../../../kernel/time/instant.ts";
import { lottery } from "../schema/lottery-shape.ts";
import { lotteryPhases } from "../types/lottery.ts";
import { firstComeAt, lotteryPhase, lotteryTimes } from "./lottery-phase.ts";

const zone = "Asia/Tokyo";
const at = (day: string, time: string) => instantOf(day, time, zone);

/** 芦屋: 1st to 15th, three months before; result on the 17th; taken and paid by the month's end. */
const ashiya = lottery.parse({
  forMonth: 3,
  apply: { from: { day: 1 }, to: { day: 15 } },
  drawOn: { day: 16 },
  resultOn: { day: 17, at: "10:00" },
  confirmUntil: { day: 31 },
  entries: { most: 5 },
  firstCome: [
    { day: 1, monthsLater: 1, at: "09:00", categories: ["resident"] },
    { day: 1, monthsLater: 2, at: "09:00" },
  ],
  article: "rule",
});

/** 北茨城: 1st to 7th for the next month; first come from the 15th. */
const kitaibaraki = lottery.parse({
  forMonth: 1,
  apply: { from: { day: 1 }, to: { day: 7 } },
  drawOn: { day: 8 },
  resultOn: { day: 8, at: "12:00" },
  confirmUntil: { daysAfterResult: 6 },
  entries: { most: 4 },
  firstCome: [{ day: 15 }],
  article: "rule",
});

test("entries for December are taken from 1 to 15 September, to the last second of the 15th", () => {
  const phase = (day: string, time: string) => lotteryPhase(ashiya, "2026-12-19", at(day, time), zone);
  assert.equal(phase("2026-08-31", "23:59"), "announced");
  assert.equal(phase("2026-09-01", "00:00"), "open");
  assert.equal(phase("2026-09-15", "23:59"), "open");
  assert.equal(phase("2026-09-15", "24:00"), "closed");
  assert.equal(phase("2026-09-17", "09:59"), "closed");
  assert.equal(phase("2026-09-17", "10:00"), "confirming");
  assert.equal(phase("2026-10-01", "08:59"), "confirming");
  assert.equal(phase("2026-10-01", "09:00"), "over");
});

test("what is left opens to each category on its own day", () => {
  const opens = (category?: string) => firstComeAt(ashiya, "2026-12-19", zone, category);
  assert.deepEqual(opens("resident"), at("2026-10-01", "09:00"));
  assert.deepEqual(opens("outsider"), at("2026-11-01", "09:00"));
  assert.deepEqual(opens(), at("2026-10-01", "09:00"));
});

test("the 31st of a month that has none is its last day", () => {
  assert.deepEqual(lotteryTimes(ashiya, "2026-12-01", zone).confirmBy, at("2026-09-30", "24:00"));
  assert.deepEqual(lotteryTimes(ashiya, "2027-05-01", zone).confirmBy, at("2027-02-28", "24:00"));
});

test("first come never begins before the last winner has answered, whatever the file says", () => {
  const early = { ...kitaibaraki, firstCome: [{ day: 9, at: "00:00" }] };
  assert.deepEqual(firstComeAt(early, "2026-12-01", zone), at("2026-11-14", "24:00"));
  assert.deepEqual(firstComeAt(kitaibaraki, "2026-12-01", zone), at("2026-11-15", "00:00"));
});

test("a day of use goes through the phases in their order and never back", () => {
  const minutes = fc.integer({ min: 0, max: 60 * 24 * 200 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), minutes, minutes, (days, one, other) => {
      const on = addDays("2026-11-03", days);
      const begin = at(addDays(on, -200), "00:00").getTime();
      const rank = (minute: number) =>
        lotteryPhases.indexOf(lotteryPhase(ashiya, on, new Date(begin + minute * 60_000), zone));
      return rank(Math.min(one, other)) <= rank(Math.max(one, other));
    }),
  );
});

test("電話は13日10時から、Webは21時から: what is left opens at its own hour for each way of asking", () => {
  const rule = lottery.parse({
    forMonth: 2,
    apply: { from: { day: 1 }, to: { day: 10 } },
    drawOn: { day: 11 },
    resultOn: { day: 12 },
    confirmUntil: { day: 13, at: "10:00" },
    entries: { most: 5 },
    firstCome: [
      { day: 13, at: "21:00", channels: ["web"] },
      { day: 13, at: "10:00", channels: ["telephone", "counter"] },
    ],
    article: "lottery",
  });
  const use = "2025-09-10";
  assert.deepEqual(firstComeAt(rule, use, zone), at("2025-07-13", "21:00"));
  assert.deepEqual(firstComeAt(rule, use, zone, "group", "telephone"), at("2025-07-13", "10:00"));
  assert.equal(lotteryPhase(rule, use, at("2025-07-13", "20:59"), zone, "group", "web"), "confirming");
  assert.equal(lotteryPhase(rule, use, at("2025-07-13", "20:59"), zone, "group", "telephone"), "over");
});
