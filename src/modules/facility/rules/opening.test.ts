import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { anyDay, apios, at, getSpace, gym, minole, omitama, pick, tennis } from "../omitama.fixture.ts";
import type { Facility } from "../types/facility.ts";
import { findOpening, judgeMoment, openingOf } from "./opening.ts";

function reason(facility: Facility, spaceId: string, on: CivilDate, slot: string, now: string, category?: string) {
  return judgeMoment(
    facility,
    getSpace(facility, spaceId),
    pick(facility, spaceId, on, slot),
    at(now),
    omitama,
    category,
  );
}

test("365 days before can be booked from midnight, one minute earlier cannot", () => {
  const judge = (now: string) => reason(minole, "minole-kaze", "2027-07-21", "am", now, "resident-person");
  assert.equal(judge("2026-07-21T00:00"), undefined);
  assert.deepEqual(judge("2026-07-20T23:59"), {
    code: "facility.not-yet",
    field: "on",
    params: { day: { day: "2027-07-21" }, opens: { day: "2026-07-21" }, at: { time: "00:00" } },
  });
});

test("without a category the earliest of all counts, with one its own", () => {
  const hall = getSpace(minole, "minole-kaze");
  assert.equal(findOpening(minole, hall, "2026-07-19")?.day, "2025-07-19");
  assert.equal(findOpening(minole, hall, "2026-07-19", "school-sports")?.day, "2026-06-01");
  assert.equal(findOpening(minole, hall, "2026-07-19", "outside"), undefined);
  assert.equal(
    reason(minole, "minole-kaze", "2026-12-04", "am", "2026-12-01T10:00", "outside")?.code,
    "facility.category-not-here",
  );
});

test("n months before on the same day is the month's last day where it has no such day", () => {
  const sixMonths = { kind: "months", months: 6, day: "same", at: "00:00" } as const;
  assert.equal(openingOf(sixMonths, "2026-12-04").day, "2026-06-04");
  assert.equal(openingOf(sixMonths, "2027-08-31").day, "2027-02-28");
  assert.equal(openingOf(sixMonths, "2028-08-31").day, "2028-02-29");
  assert.equal(openingOf({ ...sixMonths, months: 12 }, "2028-02-29").day, "2027-02-28");
});

test("the court opens two months before on the first at nine o'clock, not before", () => {
  const judge = (now: string) => reason(tennis, "tamari-tennis-a", "2026-12-31", "09:00", now, "resident");
  assert.throws(() => judge("2026-10-01T09:00"), /facility.closed/, "31 December is a closing day");
  const open = (now: string) => reason(tennis, "tamari-tennis-a", "2026-12-03", "09:00", now, "resident")?.code;
  assert.equal(open("2026-10-01T08:59"), "facility.not-yet");
  assert.equal(open("2026-10-01T09:00"), undefined);
});

test("アピオス closes at the end of the 14th day before", () => {
  const judge = (now: string) => reason(apios, "apios-meeting-1", "2026-12-04", "am", now)?.code;
  assert.equal(judge("2026-11-20T23:59"), undefined);
  assert.equal(judge("2026-11-21T00:00"), "facility.too-late");
});

test("the court can be booked until 60 minutes before the start", () => {
  const judge = (now: string) => reason(tennis, "tamari-tennis-a", "2026-12-03", "17:00", now)?.code;
  assert.equal(judge("2026-12-03T16:00"), undefined);
  assert.equal(judge("2026-12-03T16:01"), "facility.too-late-minutes");
});

test("what has begun is past, and a past day says that the day is over", () => {
  const judge = (now: string) => reason(gym, "hatori-gym-floor", "2026-12-04", "night", now)?.code;
  assert.equal(judge("2026-12-04T18:30"), "facility.past-time");
  assert.equal(judge("2026-12-04T23:59"), "facility.past-time");
  assert.equal(judge("2026-12-05T00:00"), "facility.past-day");
});

test("the opening day never moves back when the day of use moves forward", () => {
  const openings = [
    { kind: "days", days: 365, at: "00:00" },
    { kind: "months", months: 1, day: "first", at: "09:00" },
    { kind: "months", months: 6, day: "same", at: "00:00" },
  ] as const;
  fc.assert(
    fc.property(fc.constantFrom(...openings), anyDay, fc.nat(40), (opening, on, days) => {
      assert.ok(openingOf(opening, on).day <= openingOf(opening, addDays(on, days)).day);
      assert.ok(openingOf(opening, on).day <= on);
    }),
  );
});
