import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { addDays, type CivilDate, listDays } from "../../../kernel/time/civil-date.ts";
import { instantOf } from "../../../kernel/time/instant.ts";
import { minutesIn, overlaps } from "../../../kernel/time/range.ts";
import { formatTimeRange } from "../../../kernel/time/wall-time.ts";
import { timeText, wordsFor } from "../documents/words.ts";
import { gallery, nights, room, stay } from "../long-uses.fixture.ts";
import { anyDay, getSpace, omitama } from "../omitama.fixture.ts";
import type { Facility } from "../types/facility.ts";
import { availabilityOn } from "./availability.ts";
import { hoursOfUse } from "./booking.ts";
import { openingOn } from "./calendar.ts";
import { lengthOf, type Picked, pickSlots, runOfSlots, takenDuring, usedDuring } from "./choice.ts";
import { daysOfRun } from "./long-slots.ts";
import { priceOverrun } from "./overrun.ts";
import { payWaysFor } from "./pay-by.ts";
import { quote } from "./price.ts";
import { slotsOn } from "./slots.ts";
import { judgeSpan } from "./span.ts";
import { useRates } from "./use-rate.ts";

const zone = omitama.zone;
const lodging = getSpace(stay, room);
const weekly = getSpace(gallery, "hibari-gallery-room-a");

function pick(facility: Facility, spaceId: string, on: CivilDate, slots: readonly string[]): Picked {
  return pickSlots(facility, getSpace(facility, spaceId), { on, slots }, omitama);
}

function codeOf(picked: Picked): string {
  return picked.ok ? "ok" : picked.reason.code;
}

function priceOf(spaceId: string, on: CivilDate, slots: readonly string[], more: object = {}) {
  const picked = pick(stay, spaceId, on, slots);
  assert.ok(picked.ok, codeOf(picked));
  const use = { categoryId: "inside", purposeId: "nature", group: undefined, extras: {}, people: 3, ...more };
  const answers = { adults: 2, children: 1 };
  return quote(stay, getSpace(stay, spaceId), picked.run, { answers, ...use }, omitama);
}

describe("a night", () => {
  it("begins on its day and ends on the next, with the days in words", () => {
    const run = runOfSlots(stay, lodging, "2026-12-04", ["stay"]);
    assert.deepEqual([run.from, run.to, run.lastOn, lengthOf(run)], ["15:00", "10:00", "2026-12-05", 19 * 60]);
    assert.equal(formatTimeRange(run, "ja"), "15時から12月5日（土）10時まで");
    assert.equal(formatTimeRange(run, "en"), "15:00 to 10:00 on Saturday 5 December");
    assert.equal(formatTimeRange(run, "ja-easy", "table"), "15時–12月5日（土曜日）10時");
    const [slot] = slotsOn(stay, lodging, "2026-12-04", omitama);
    assert.ok(slot);
    assert.deepEqual(
      [formatTimeRange(slot, "ja", "table"), formatTimeRange(slot, "ja"), formatTimeRange(slot, "en", "table")],
      ["15時–翌10時", "15時から翌日の10時まで", "15:00–10:00, next day"],
    );
    assert.deepEqual(hoursOfUse(usedDuring(run, zone), zone), { from: "15:00", to: "10:00", lastOn: "2026-12-05" });
  });

  it("stands on permits and receipts with both of its days", () => {
    const run = runOfSlots(stay, lodging, "2026-12-31", nights(1));
    const use = { facility: "", space: "", on: run.on, ...hoursOfUse(usedDuring(run, zone), zone) };
    assert.equal(timeText(wordsFor("ja"), use), "令和8年12月31日（木）15時から1月1日（金）10時まで");
    assert.equal(timeText(wordsFor("en"), use), "Thursday, 31 December 2026, 15:00 to 10:00 on Friday 1 January");
  });

  it("is not lent when the house is closed on the day on which it ends, and the refusal names that day", () => {
    assert.deepEqual(slotsOn(stay, lodging, "2026-12-06", omitama), [], "Monday is a closing day");
    const picked = pick(stay, room, "2026-12-06", ["stay"]);
    assert.ok(!picked.ok);
    assert.deepEqual([picked.reason.code, picked.reason.params.day], ["facility.slot-shut", { day: "2026-12-07" }]);
  });

  it("may end on a closing day where the file says so, and never begins on one", () => {
    assert.equal(codeOf(pick(stay, "hibari-yama-stay-camp-1", "2026-06-07", ["camp"])), "ok");
    assert.equal(codeOf(pick(stay, "hibari-yama-stay-camp-1", "2026-06-08", ["camp"])), "facility.closed");
    assert.equal(codeOf(pick(stay, "hibari-yama-stay-camp-1", "2026-12-04", ["camp"])), "facility.slot-unknown");
  });

  it("goes with others of its band only, and not with the day before it where bands are lent one by one", () => {
    const camp = "hibari-yama-stay-camp-1";
    assert.equal(codeOf(pick(stay, camp, "2026-06-05", ["day", "camp"])), "facility.slots-single");
    assert.equal(codeOf(pick(stay, camp, "2026-06-05", ["camp", "camp:1"])), "ok");
  });

  it("of a row is taken from the first one on, without a hole, and at most so many", () => {
    assert.equal(codeOf(pick(stay, room, "2026-12-08", nights(4))), "ok");
    assert.equal(codeOf(pick(stay, room, "2026-12-08", nights(5))), "facility.slot-unknown");
    assert.equal(codeOf(pick(stay, room, "2026-12-08", ["stay", "stay:2"])), "facility.slots-apart");
    assert.equal(codeOf(pick(stay, room, "2026-12-08", ["stay:1"])), "facility.slots-from-first");
    assert.equal(codeOf(pick(stay, room, "2026-12-11", nights(3))), "facility.slot-shut", "Sunday to Monday");
  });

  it("has the price of the day on which it begins, with a line for each that names it", () => {
    const two = priceOf(room, "2026-06-30", nights(2));
    assert.deepEqual(
      two.lines.map(({ amount }) => amount),
      [2400, 500, 3000, 500],
      "two adults in June, then in July",
    );
    assert.deepEqual(two.lines[2]?.explanation.params["people"], 2);
    assert.equal(two.total, 6400);
  });

  it("of a Saturday is weighed by itself", () => {
    const two = priceOf("hibari-yama-stay-camp-1", "2026-06-05", nights(2, "camp"));
    assert.deepEqual(
      two.lines.map(({ kind, amount }) => [kind, amount]),
      [
        ["base", 2000],
        ["base", 2000],
        ["coefficient", 400],
      ],
    );
  });

  it("that is paid when it was used is not due before it has ended", () => {
    const deferred = {
      categories: ["inside"],
      ways: ["invoice" as const],
      months: 0,
      day: "last" as const,
      article: "",
    };
    const rule = { ways: ["invoice" as const], withinDays: 7, daysBefore: 0, article: "table", deferred };
    const owed = (on: CivilDate, lastOn?: CivilDate) =>
      payWaysFor(rule, { categoryId: "inside", on, lastOn, deposit: 0 }, zone).owedBy?.day;
    assert.deepEqual([owed("2026-06-29"), owed("2026-06-29", "2026-07-02")], ["2026-06-30", "2026-07-03"]);
  });

  it("touches two days, and rows of days count them", () => {
    const run = runOfSlots(stay, lodging, "2026-12-08", nights(4));
    assert.equal(daysOfRun(run).length, 5);
    assert.equal(judgeSpan(stay, lodging, daysOfRun(run), [], omitama), undefined);
    const reason = judgeSpan(stay, lodging, daysOfRun(run), ["2026-12-13"], omitama);
    assert.equal(reason?.code, "facility.span-too-long");
  });

  it("has a share of its nineteen hours for who leaves later", () => {
    const overrun = [
      { id: "late", minutes: 60 as const, share: { of: "dearer" as const, percent: 100 }, article: "table" },
    ];
    const late = { ...stay, fees: { ...stay.fees, overrun } };
    const run = runOfSlots(late, lodging, "2026-12-04", nights(1));
    const given = { dayType: "weekday" as const, month: 12, on: "2026-12-04", answers: { adults: 19, children: 0 } };
    assert.deepEqual(
      priceOverrun(late, lodging, run, given, 90).map(({ amount }) => amount),
      [2400],
    );
  });
});

describe("a room that is taken for two nights", () => {
  const run = runOfSlots(stay, lodging, "2026-12-10", nights(2));
  const occupancies = [{ unitId: room, during: takenDuring(lodging, run, zone), as: "taken" as const }];
  const now = instantOf("2026-11-20", "10:00", zone);
  const statusOn = (on: CivilDate) =>
    availabilityOn(stay, lodging, on, occupancies, now, omitama).slots.map(({ status }) => status);

  it("is taken in both nights, and free before and after", () => {
    const days = listDays("2026-12-09", "2026-12-13");
    assert.deepEqual(days.map(statusOn), [["free"], ["taken"], ["taken"], ["free"]]);
  });
});

describe("a period over days", () => {
  it("begins on its weekday, has one price, and is passed over by closing days inside", () => {
    assert.deepEqual(
      listDays("2026-11-02", "2026-11-09").map((on) => slotsOn(gallery, weekly, on, omitama).length),
      [0, 1, 0, 0, 0, 0, 0],
      "Wednesday 4 November is closed, after a holiday",
    );
    const run = runOfSlots(gallery, weekly, "2026-11-03", ["week", "week:7"]);
    assert.deepEqual([run.lastOn, formatTimeRange(run, "ja")], ["2026-11-15", "9時から11月15日（日）17時まで"]);
  });

  it("over midnight is an evening of two days", () => {
    const run = runOfSlots(stay, getSpace(stay, "hibari-yama-stay-dome"), "2026-06-06", ["sky"]);
    assert.deepEqual([run.lastOn, lengthOf(run)], ["2026-06-07", 300]);
  });
});

describe("the use rate of nights", () => {
  it("counts each night as the night of its own weekday", () => {
    const days = listDays("2026-06-01", "2026-06-08");
    const taken = [{ weekday: 4, spaceId: room, effectiveFrom: stay.effectiveFrom, slots: nights(3), times: 1 }];
    const cells = useRates([stay], days, taken, omitama).cells.filter(({ spaceId }) => spaceId === room);
    assert.deepEqual(
      cells.map(({ weekday, open, taken: some }) => [weekday, open, some]).sort(),
      [
        [2, 1, 0],
        [3, 1, 0],
        [4, 1, 1],
        [5, 1, 1],
        [6, 1, 1],
      ],
      "Thursday, Friday and Saturday; Sunday and Monday are not lent",
    );
  });
});

describe("whatever the day", () => {
  const someNights = fc.integer({ min: 1, max: 4 });

  it("a stay never ends on a closing day, nor lies over one, and its length is that of its nights", () => {
    fc.assert(
      fc.property(anyDay, someNights, (on, count) => {
        const picked = pick(stay, room, on, nights(count));
        const isOpen = (day: CivilDate) => openingOn(stay.calendar, day, omitama, room).open;
        assert.equal(picked.ok, listDays(on, addDays(on, count + 1)).every(isOpen));
        if (!picked.ok) return;
        assert.equal(lengthOf(picked.run), (count - 1) * 24 * 60 + 19 * 60);
        assert.equal(minutesIn(usedDuring(picked.run, zone)), lengthOf(picked.run));
      }),
    );
  });

  it("several nights cost what each costs alone", () => {
    fc.assert(
      fc.property(anyDay, someNights, fc.constantFrom(room, "hibari-yama-stay-camp-1"), (on, count, spaceId) => {
        const band = spaceId === room ? "stay" : "camp";
        if (!pick(stay, spaceId, on, nights(count, band)).ok) return;
        const each = nights(count).map((_, index) => priceOf(spaceId, addDays(on, index), [band]).total);
        const total = each.reduce((sum, one) => sum + one, 0);
        assert.equal(priceOf(spaceId, on, nights(count, band)).total, total);
      }),
    );
  });

  it("two stays overlap exactly if they share a night", () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 5 }), someNights, someNights, (shift, one, other) => {
        const first = runOfSlots(stay, lodging, "2026-06-15", nights(one));
        const second = runOfSlots(stay, lodging, addDays("2026-06-15", shift), nights(other));
        const shared = shift < one && -shift < other;
        assert.equal(overlaps(takenDuring(lodging, first, zone), takenDuring(lodging, second, zone)), shared);
      }),
    );
  });
});
