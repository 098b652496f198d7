import assert from "node:assert/strict";
import { test } from "node:test";
import { at, getSpace, minole, omitama, pick, tennis } from "../omitama.fixture.ts";
import type { Occupancy } from "../types/booking.ts";
import type { Facility } from "../types/facility.ts";
import { findNearby } from "./nearest.ts";

const now = at("2026-11-25T12:00");

function nearby(
  facility: Facility,
  spaceId: string,
  slots: readonly string[],
  people: number,
  taken: readonly Occupancy[],
) {
  const run = pick(facility, spaceId, "2026-12-04", ...slots);
  return findNearby(
    facility,
    getSpace(facility, spaceId),
    run,
    { people, purposeId: undefined },
    taken,
    now,
    omitama,
  ).map(({ kind, space, run: found }) => [kind, space.id, found.on, ...found.slots.map(({ id }) => id)]);
}

function takenAll(from: string, until: string): Occupancy[] {
  return minole.units.map(({ id }) => ({ unitId: id, during: { from: at(from), until: at(until) }, as: "taken" }));
}

test("first another room at the same time, then another time, then another day", () => {
  const taken: Occupancy[] = [
    {
      unitId: "minole-kaze-office",
      during: { from: at("2026-12-04T18:00"), until: at("2026-12-04T22:00") },
      as: "taken",
    },
  ];
  assert.deepEqual(nearby(minole, "minole-kaze-office", ["night"], 20, taken), [
    ["space", "minole-kaze-center", "2026-12-04", "night"],
    ["time", "minole-kaze-office", "2026-12-04", "pm"],
    ["day", "minole-kaze-office", "2026-12-05", "night"],
  ]);
});

test("where the whole day is taken, only other days are offered, the nearest first and none that is closed", () => {
  const taken = takenAll("2026-12-04T00:00", "2026-12-06T00:00");
  assert.deepEqual(nearby(minole, "minole-kaze-office", ["night"], 20, taken), [
    ["day", "minole-kaze-office", "2026-12-03", "night"],
    ["day", "minole-kaze-office", "2026-12-06", "night"],
    ["day", "minole-kaze-office", "2026-12-02", "night"],
  ]);
});

test("a room that is too small is not offered", () => {
  const during = { from: at("2026-12-04T00:00"), until: at("2026-12-05T00:00") };
  const taken: Occupancy[] = [{ unitId: "minole-kaze-office", during, as: "taken" }];
  const ids = nearby(minole, "minole-kaze", ["night"], 60, taken).map(([, id]) => id);
  assert.deepEqual([...new Set(ids)], ["minole-kaze"]);
});

test("on a court the hours just before and after come first, of the same length", () => {
  const taken: Occupancy[] = ["tamari-tennis-a", "tamari-tennis-b"].map((unitId) => ({
    unitId,
    during: { from: at("2026-12-04T10:00"), until: at("2026-12-04T12:00") },
    as: "taken",
  }));
  const [first, second] = nearby(tennis, "tamari-tennis-a", ["10:00", "11:00"], 4, taken);
  assert.deepEqual(first, ["time", "tamari-tennis-a", "2026-12-04", "08:00", "09:00"]);
  assert.deepEqual(second, ["day", "tamari-tennis-a", "2026-12-05", "10:00", "11:00"]);
});

test("nothing is offered when nothing is free", () => {
  assert.deepEqual(
    nearby(minole, "minole-kaze-office", ["night"], 20, takenAll("2026-11-01T00:00", "2027-01-31T00:00")),
    [],
  );
});
