import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { anyRun, at, getSpace, gym, minole, omitama, pick, tennis } from "../omitama.fixture.ts";
import type { Facility } from "../types/facility.ts";
import type { Timetable } from "../types/timetable.ts";
import { pickSlots, runOfSlots, takenDuring, usedDuring } from "./choice.ts";
import { slotsOn } from "./slots.ts";

function refusal(facility: Facility, spaceId: string, on: string, slots: readonly string[]): string | undefined {
  const picked = pickSlots(facility, getSpace(facility, spaceId), { on, slots }, omitama);
  return picked.ok ? undefined : picked.reason.code;
}

test("neighbouring bands are one run, and the hour between them belongs to it", () => {
  const run = pick(minole, "minole-kaze-office", "2026-12-04", "am", "pm");
  assert.deepEqual([run.from, run.to], ["09:00", "17:00"]);
  assert.deepEqual(usedDuring(run, omitama.zone), { from: at("2026-12-04T09:00"), until: at("2026-12-04T17:00") });
});

test("morning and evening without the afternoon are refused as apart", () => {
  assert.equal(refusal(minole, "minole-kaze-office", "2026-12-04", ["am", "night"]), "facility.slots-apart");
});

test("a school gym lends one band at a time", () => {
  assert.equal(refusal(gym, "hatori-gym-floor", "2026-12-05", ["am", "pm"]), "facility.slots-single");
});

test("25:00, a band of another day and a made-up name are no slots", () => {
  assert.equal(refusal(tennis, "tamari-tennis-a", "2026-12-03", ["25:00"]), "facility.slot-unknown");
  assert.equal(refusal(gym, "hatori-gym-floor", "2026-12-04", ["am"]), "facility.slot-unknown");
  assert.equal(refusal(minole, "minole-kaze", "2026-12-04", ["am", "constructor"]), "facility.slot-unknown");
});

test("no slot at all is asked for, and a closed day says that it is closed", () => {
  assert.equal(refusal(minole, "minole-kaze", "2026-12-04", []), "facility.slot-required");
  assert.equal(refusal(minole, "minole-kaze", "2026-11-30", ["am"]), "facility.closed");
});

test("a court is lent for one to four hours", () => {
  const hours = ["09:00", "10:00", "11:00", "12:00", "13:00"];
  assert.equal(refusal(tennis, "tamari-tennis-a", "2026-12-03", hours.slice(0, 4)), undefined);
  assert.equal(refusal(tennis, "tamari-tennis-a", "2026-12-03", hours), "facility.too-long");
});

test("a grid's minimum length is kept", () => {
  const [timetable] = tennis.timetables;
  assert.ok(timetable?.kind === "grid");
  const strict: Facility = { ...tennis, timetables: [{ ...timetable, minMinutes: 120 }] };
  assert.equal(refusal(strict, "tamari-tennis-a", "2026-12-03", ["09:00"]), "facility.too-short");
  assert.equal(refusal(strict, "tamari-tennis-a", "2026-12-03", ["09:00", "10:00"]), undefined);
});

test("the run is the same in whatever order and however often its slots are named", () => {
  fc.assert(
    fc.property(anyRun, fc.infiniteStream(fc.nat()), ({ facility, space, run }, random) => {
      const ids = run.slots.map(({ id }) => id);
      const shuffled = [...ids, ...ids].sort(() => (Number(random.next().value) % 2) - 0.5);
      assert.deepEqual(pickSlots(facility, space, { on: run.on, slots: shuffled }, omitama), { ok: true, run });
    }),
  );
});

test("a run begins with its first slot and ends with its last, and nothing between them is left out", () => {
  fc.assert(
    fc.property(anyRun, ({ facility, space, run }) => {
      const parts = run.slots.map((slot) => pick(facility, space.id, run.on, slot.id));
      assert.equal(parts[0]?.from, run.from);
      assert.equal(parts.at(-1)?.to, run.to);
    }),
  );
});

test("a booking's run can be read even if the day has become a closing day since", () => {
  const hall = getSpace(minole, "minole-kaze");
  assert.equal(refusal(minole, "minole-kaze", "2026-11-30", ["am", "pm"]), "facility.closed");
  const { from, to, slots } = runOfSlots(minole, hall, "2026-11-30", ["am", "pm"]);
  assert.deepEqual([from, to, slots.length], ["09:00", "17:00", 2]);
});

test("for every run that can be picked, reading it back from its slots gives the same run", () => {
  fc.assert(
    fc.property(anyRun, ({ facility, space, run }) => {
      assert.deepEqual(
        runOfSlots(
          facility,
          space,
          run.on,
          run.slots.map(({ id }) => id),
        ),
        run,
      );
    }),
  );
});

test("a space's buffers are inside the range that is stored", () => {
  const space = { ...getSpace(minole, "minole-kaze"), buffer: { beforeMinutes: 10, afterMinutes: 20 } };
  const run = pick(minole, "minole-kaze", "2026-12-04", "pm");
  assert.deepEqual(takenDuring(space, run, omitama.zone), {
    from: at("2026-12-04T12:50"),
    until: at("2026-12-04T17:20"),
  });
});

const shapes = {
  hall: {
    id: "rooms",
    kind: "bands",
    consecutive: "combined-only",
    bands: [
      { id: "am", name: { ja: "午前" }, from: "09:00", to: "12:00" },
      { id: "pm", name: { ja: "午後" }, from: "13:00", to: "17:00" },
      { id: "night", name: { ja: "夜間" }, from: "18:00", to: "22:00", alone: false },
    ],
    combined: [
      { id: "day", name: { ja: "昼間" }, of: ["am", "pm"], when: { days: ["weekday"] } },
      { id: "late", name: { ja: "午後・夜間" }, of: ["pm", "night"] },
    ],
  },
  court: {
    id: "rooms",
    kind: "grid",
    stepMinutes: 30,
    minMinutes: 60,
    maxMinutes: 240,
    startsEvery: 60,
    lengthsOf: 60,
    gaps: true,
    periods: [
      { id: "am", name: { ja: "午前" }, from: "09:00", to: "12:00" },
      { id: "pm", name: { ja: "午後" }, from: "13:00", to: "17:00", when: { days: ["weekday"] } },
      {
        id: "weekend",
        name: { ja: "土日の午後" },
        from: "12:30",
        to: "16:30",
        when: { days: ["saturday", "sunday", "holiday"] },
      },
    ],
  },
} as const satisfies Record<string, Timetable>;

function pickIn(timetable: Timetable, on: string, ...slots: string[]): string {
  const facility = { ...minole, timetables: [timetable] };
  const picked = pickSlots(facility, getSpace(facility, "minole-kaze"), { on, slots }, omitama);
  return picked.ok ? `${picked.run.from}–${picked.run.to}` : picked.reason.code;
}

test("bands that only a row of the table joins: 昼間 on weekdays, 午後・夜間 on all days, nothing else", () => {
  const [weekday, saturday] = ["2026-12-04", "2026-12-05"];
  assert.equal(pickIn(shapes.hall, weekday, "am"), "09:00–12:00");
  assert.equal(pickIn(shapes.hall, weekday, "am", "pm"), "09:00–17:00");
  assert.equal(pickIn(shapes.hall, saturday, "am", "pm"), "facility.slots-combined");
  assert.equal(pickIn(shapes.hall, saturday, "pm", "night"), "13:00–22:00");
  assert.equal(pickIn(shapes.hall, weekday, "am", "pm", "night"), "facility.slots-combined");
});

test("a band that is lent only with another says with which", () => {
  assert.equal(pickIn(shapes.hall, "2026-12-04", "night"), "facility.slots-whole");
  const facility = { ...minole, timetables: [shapes.hall] };
  const night = slotsOn(facility, getSpace(facility, "minole-kaze"), "2026-12-04", omitama).at(-1);
  assert.deepEqual(night?.together, ["pm", "night"]);
});

test("a grid of half hours that starts on the hour, lasts whole hours, and does not run over noon", () => {
  const on = "2026-12-04";
  assert.equal(pickIn(shapes.court, on, "10:00", "10:30"), "10:00–11:00");
  assert.equal(pickIn(shapes.court, on, "10:00"), "facility.too-short");
  assert.equal(pickIn(shapes.court, on, "09:30", "10:00"), "facility.slots-start");
  assert.equal(pickIn(shapes.court, on, "09:00", "09:30", "10:00"), "facility.slots-length");
  assert.equal(pickIn(shapes.court, on, "11:00", "11:30", "13:00", "13:30"), "facility.slots-apart");
});

test("a grid may be another one at the weekend, and one id read back from a booking is one slot", () => {
  assert.equal(pickIn(shapes.court, "2026-12-04", "12:30", "13:00"), "facility.slot-unknown");
  assert.equal(pickIn({ ...shapes.court, startsEvery: 30 }, "2026-12-05", "12:30", "13:00"), "12:30–13:30");
  const facility = { ...minole, timetables: [shapes.court] };
  const { slots } = runOfSlots(facility, getSpace(facility, "minole-kaze"), "2026-12-05", ["13:00", "13:30"]);
  assert.equal(slots.length, 2);
});
