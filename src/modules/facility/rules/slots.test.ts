import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { minutesOf } from "../../../kernel/time/wall-time.ts";
import { anyDay, anySpace, getSpace, gym, minole, omitama, tennis } from "../omitama.fixture.ts";
import { slotsOn } from "./slots.ts";

function slotIds(...given: Parameters<typeof slotsOn>): string[] {
  return slotsOn(...given).map(({ id }) => id);
}

test("みの〜れ has morning, afternoon and evening on an open day and nothing on a closed one", () => {
  const hall = getSpace(minole, "minole-kaze");
  assert.deepEqual(slotIds(minole, hall, "2026-12-04", omitama), ["am", "pm", "night"]);
  assert.deepEqual(slotIds(minole, hall, "2026-11-30", omitama), []);
});

test("the school gym has only the evening on weekdays, three bands on weekends and holidays", () => {
  const floor = getSpace(gym, "hatori-gym-floor");
  assert.deepEqual(slotIds(gym, floor, "2026-12-04", omitama), ["night"]);
  assert.deepEqual(slotIds(gym, floor, "2026-12-05", omitama), ["am", "pm", "night"]);
  assert.deepEqual(slotIds(gym, floor, "2026-11-23", omitama), ["am", "pm", "night"]);
});

test("the court's hours begin with the season's opening time and end with the closing time", () => {
  const court = getSpace(tennis, "tamari-tennis-a");
  const summer = slotIds(tennis, court, "2027-06-09", omitama);
  const winter = slotIds(tennis, court, "2026-12-03", omitama);
  assert.deepEqual([summer[0], summer.at(-1), summer.length], ["07:00", "20:00", 14]);
  assert.deepEqual([winter[0], winter.at(-1), winter.length], ["08:00", "20:00", 13]);
});

test("slots are in order and never overlap, whatever the space and the day", () => {
  fc.assert(
    fc.property(anySpace, anyDay, ({ facility, space }, on) => {
      const slots = slotsOn(facility, space, on, omitama);
      for (const [index, slot] of slots.entries()) {
        assert.ok(minutesOf(slot.from) < minutesOf(slot.to));
        const next = slots[index + 1];
        if (next !== undefined) assert.ok(minutesOf(slot.to) <= minutesOf(next.from));
      }
      assert.equal(new Set(slots.map(({ id }) => id)).size, slots.length);
    }),
  );
});
