import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { anyDay, anySpace, at, getSpace, minole, omitama, pick, tennis } from "../omitama.fixture.ts";
import type { Occupancy, SlotStatus } from "../types/booking.ts";
import type { Closing } from "../types/calendar.ts";
import type { Facility } from "../types/facility.ts";
import type { LotteryRule } from "../types/lottery.ts";
import { availabilityOn, isRunFree, runFrom } from "./availability.ts";
import { takenDuring } from "./choice.ts";

const now = at("2026-11-25T12:00");

function occupied(spaceId: string, slots: readonly string[], as: Occupancy["as"] = "taken"): Occupancy[] {
  const space = getSpace(minole, spaceId);
  const during = takenDuring(space, pick(minole, spaceId, "2026-12-04", ...slots), omitama.zone);
  return space.units.map((unitId) => ({ unitId, during, as }));
}

function statuses(spaceId: string, occupancies: readonly Occupancy[]): SlotStatus[] {
  const day = availabilityOn(minole, getSpace(minole, spaceId), "2026-12-04", occupancies, now, omitama);
  return day.slots.map(({ status }) => status);
}

test("an empty day is free in every band", () => {
  assert.deepEqual(statuses("minole-kaze", []), ["free", "free", "free"]);
});

test("a third that is taken makes the whole hall partly free, and each part what it is", () => {
  const taken = occupied("minole-kaze-center", ["night"]);
  assert.deepEqual(statuses("minole-kaze", taken), ["free", "free", "partly"]);
  assert.deepEqual(statuses("minole-kaze-center", taken), ["free", "free", "taken"]);
  assert.deepEqual(statuses("minole-kaze-office", taken), ["free", "free", "free"]);
  assert.deepEqual(statuses("minole-kaze-office-center", taken), ["free", "free", "partly"]);
  assert.deepEqual(statuses("minole-practice-1", taken), ["free", "free", "free"]);
});

test("the boxes of a hall stand in the order of the floor plan", () => {
  const taken = occupied("minole-kaze-center", ["night"]);
  const day = availabilityOn(minole, getSpace(minole, "minole-kaze"), "2026-12-04", taken, now, omitama);
  assert.deepEqual(
    day.slots[2]?.units.map(({ name, status }) => [name.ja, status]),
    [
      ["事務所側", "free"],
      ["中央", "taken"],
      ["舞台側", "free"],
    ],
  );
});

test("the whole hall that is taken takes all its parts", () => {
  const taken = occupied("minole-kaze", ["am", "pm"]);
  for (const part of ["minole-kaze-office", "minole-kaze-center-stage"]) {
    assert.deepEqual(statuses(part, taken), ["taken", "taken", "free"]);
  }
});

test("held is shown as held only if nothing else is in the way", () => {
  assert.deepEqual(statuses("minole-kaze", occupied("minole-kaze", ["night"], "held")), ["free", "free", "held"]);
  const mixed = [
    ...occupied("minole-kaze-office", ["night"], "held"),
    ...occupied("minole-kaze-center-stage", ["night"], "taken"),
  ];
  assert.deepEqual(statuses("minole-kaze", mixed), ["free", "free", "taken"]);
  assert.deepEqual(statuses("minole-kaze-office", mixed), ["free", "free", "held"]);
});

test("of two in one band the longer lasting is said: closed before taken before held", () => {
  const hourOf = (from: string, until: string, as: Occupancy["as"]): Occupancy => ({
    unitId: "minole-practice-1",
    during: { from: at(`2026-12-04T${from}`), until: at(`2026-12-04T${until}`) },
    as,
  });
  const [held, taken, closed] = [
    hourOf("18:00", "19:00", "held"),
    hourOf("19:00", "20:00", "taken"),
    hourOf("20:00", "21:00", "closed"),
  ];
  assert.deepEqual(statuses("minole-practice-1", [held, taken]), ["free", "free", "taken"]);
  assert.deepEqual(statuses("minole-practice-1", [held, taken, closed]), ["free", "free", "closed"]);
});

test("a closure of part of a day closes its bands and leaves the others", () => {
  assert.deepEqual(statuses("minole-kaze", occupied("minole-kaze", ["am", "pm"], "closed")), [
    "closed",
    "closed",
    "free",
  ]);
});

test("a closed day has no slots and says why", () => {
  const day = availabilityOn(minole, getSpace(minole, "minole-kaze"), "2026-11-30", [], now, omitama);
  assert.deepEqual(day, {
    on: "2026-11-30",
    closed: { key: "facility.calendar.weekly", params: { weekday: "monday" } },
    slots: [],
  });
});

test("neighbouring uses do not touch: until 17:00 leaves the slot at 17:00 free", () => {
  const during = { from: at("2026-12-03T16:00"), until: at("2026-12-03T17:00") };
  const taken: Occupancy[] = [{ unitId: "tamari-tennis-a", during, as: "taken" }];
  const day = availabilityOn(tennis, getSpace(tennis, "tamari-tennis-a"), "2026-12-03", taken, now, omitama);
  const status = (id: string) => day.slots.find(({ slot }) => slot.id === id)?.status;
  assert.deepEqual([status("15:00"), status("16:00"), status("17:00")], ["free", "taken", "free"]);
});

test("one minute of overlap is an overlap", () => {
  const during = { from: at("2026-12-03T16:59"), until: at("2026-12-03T17:01") };
  const taken: Occupancy[] = [{ unitId: "tamari-tennis-a", during, as: "taken" }];
  const court = getSpace(tennis, "tamari-tennis-a");
  assert.equal(isRunFree(court, pick(tennis, court.id, "2026-12-03", "16:00"), taken, omitama.zone), false);
  assert.equal(isRunFree(court, pick(tennis, court.id, "2026-12-03", "17:00"), taken, omitama.zone), false);
});

test("somebody in the gap between morning and afternoon keeps both together from being free, not each alone", () => {
  const taken: Occupancy[] = [
    {
      unitId: "minole-practice-1",
      during: { from: at("2026-12-04T12:00"), until: at("2026-12-04T13:00") },
      as: "taken",
    },
  ];
  const room = getSpace(minole, "minole-practice-1");
  const free = (...slots: string[]) =>
    isRunFree(room, pick(minole, room.id, "2026-12-04", ...slots), taken, omitama.zone);
  assert.deepEqual([free("am"), free("pm"), free("am", "pm")], [true, true, false]);
});

test("a slot that is past or not yet open keeps its status and says why it cannot be booked", () => {
  const late = availabilityOn(
    minole,
    getSpace(minole, "minole-kaze"),
    "2026-12-04",
    [],
    at("2026-12-04T14:00"),
    omitama,
  );
  assert.deepEqual(
    late.slots.map(({ status, reason }) => [status, reason?.code]),
    [
      ["free", "facility.past-time"],
      ["free", "facility.past-time"],
      ["free", undefined],
    ],
  );
});

test("a space is free exactly if all its units are, and partly free exactly if some are", () => {
  const anyOccupancies = fc.array(
    fc.record({
      unitId: fc.constantFrom("minole-kaze-office", "minole-kaze-center", "minole-kaze-stage"),
      slots: fc.constantFrom(["am"], ["pm"], ["night"], ["am", "pm"]),
      as: fc.constantFrom("held" as const, "taken" as const, "closed" as const),
    }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(anyOccupancies, (some) => {
      const occupancies = some.flatMap(({ unitId, slots, as }) => occupied(unitId, slots, as));
      for (const space of minole.spaces) {
        const { slots } = availabilityOn(minole, space, "2026-12-04", occupancies, now, omitama);
        for (const { slot, status, units } of slots) {
          const free = units.filter((unit) => unit.status === "free").length;
          assert.equal(status === "free", free === units.length);
          assert.equal(status === "partly", free > 0 && free < units.length);
          const run = pick(minole, space.id, "2026-12-04", slot.id);
          assert.equal(status === "free", isRunFree(space, run, occupancies, omitama.zone));
        }
      }
    }),
  );
});

test("taking more never makes anything freer", () => {
  fc.assert(
    fc.property(anySpace, anyDay, fc.nat(), ({ facility, space }, on, seed) => {
      const before = availabilityOn(facility, space, on, [], now, omitama).slots;
      const slot = before[seed % Math.max(1, before.length)];
      if (slot === undefined) return;
      const during = takenDuring(space, pick(facility, space.id, on, slot.slot.id), omitama.zone);
      const taken = space.units.map((unitId): Occupancy => ({ unitId, during, as: "taken" }));
      const after = availabilityOn(facility, space, on, taken, now, omitama).slots;
      assert.equal(after.filter(({ status }) => status === "free").length, before.length - 1);
    }),
  );
});

/** One hall with walls at 1/3, 1/2 and 2/3: four pieces between them, of which halves and thirds are made. */
const divided: Facility = (() => {
  const pieces = ["a", "b", "c", "d"].map((name) => `minole-hall-${name}`);
  const hall = getSpace(minole, "minole-kaze");
  const made = (id: string, from: number, to: number) => ({ ...hall, id, units: pieces.slice(from, to) });
  return {
    ...minole,
    units: pieces.map((id) => ({ id, name: { ja: id } })),
    spaces: [
      made("whole", 0, 4),
      made("half-1", 0, 2),
      made("half-2", 2, 4),
      made("third-1", 0, 1),
      made("third-2", 1, 3),
      made("third-3", 3, 4),
    ],
  };
})();

test("a hall in halves and in thirds: the middle third leaves the outer ones, and no half", () => {
  const during = takenDuring(getSpace(divided, "third-2"), pick(divided, "third-2", "2026-12-04", "am"), omitama.zone);
  const taken = getSpace(divided, "third-2").units.map((unitId) => ({ unitId, during, as: "taken" as const }));
  const morning = divided.spaces.map((space) => [
    space.id,
    availabilityOn(divided, space, "2026-12-04", taken, now, omitama).slots[0]?.status,
  ]);
  assert.deepEqual(Object.fromEntries(morning), {
    whole: "partly",
    "half-1": "partly",
    "half-2": "partly",
    "third-1": "free",
    "third-2": "taken",
    "third-3": "free",
  });
});

test("what is drawn for shows 抽選受付 until the result, and a closed room is closed although the house is open", () => {
  const lottery: LotteryRule = {
    forMonth: 1,
    apply: { from: { day: 1, at: "00:00" }, to: { day: 28, at: "24:00" } },
    drawOn: { day: 29, at: "10:00" },
    resultOn: { day: 29, at: "12:00" },
    confirmUntil: { day: 30, at: "24:00" },
    payment: "by-terms",
    entries: { most: 5, count: "choices" },
    wins: { most: 2 },
    lapsed: { goesTo: "first-come" },
    firstCome: [],
    returnWindow: { from: "09:00", to: "17:00", days: 2 },
    article: "refund",
  };
  const drawn: Facility = { ...minole, terms: minole.terms.map((terms) => ({ ...terms, lottery })) };
  const hall = getSpace(drawn, "minole-kaze");
  const see = (moment: string) => availabilityOn(drawn, hall, "2026-12-04", [], at(moment), omitama).slots[0];
  assert.deepEqual(
    [see("2026-11-25T12:00")?.status, see("2026-11-25T12:00")?.reason?.code],
    ["lottery", "facility.in-lottery"],
  );
  assert.deepEqual(
    [see("2026-11-29T11:00")?.status, see("2026-11-29T11:00")?.reason?.code],
    ["free", "facility.lottery-unsettled"],
  );
  assert.deepEqual([see("2026-12-01T00:00")?.status, see("2026-12-01T00:00")?.reason], ["free", undefined]);

  const spaces = ["minole-practice-1"];
  const reason = { ja: "床の工事" };
  const closed: Closing = { kind: "dates", from: "2026-12-04", to: "2026-12-04", reason, spaces };
  const repaired = { ...minole, calendar: { ...minole.calendar, closed: [...minole.calendar.closed, closed] } };
  const isClosed = (spaceId: string) =>
    availabilityOn(repaired, getSpace(repaired, spaceId), "2026-12-04", [], now, omitama).closed !== undefined;
  assert.deepEqual([isClosed("minole-practice-1"), isClosed("minole-kaze")], [true, false]);
});

test("a band that is lent only with others is picked with them", () => {
  const timetables = minole.timetables.map((one) =>
    one.kind === "bands"
      ? { ...one, bands: one.bands.map((band) => (band.id === "night" ? { ...band, alone: false } : band)) }
      : one,
  );
  const facility = { ...minole, timetables };
  const { slots } = availabilityOn(facility, getSpace(facility, "minole-kaze"), "2026-12-04", [], now, omitama);
  const night = slots[2];
  assert.ok(night);
  const { from, to } = runFrom("2026-12-04", night, slots);
  assert.deepEqual([from, to], ["09:00", "22:00"]);
});
