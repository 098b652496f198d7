import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { instantOf } from "../../../kernel/time/instant.ts";
import type { Season } from "../types.ts";
import { judgeSeasonChange, lastDayToAsk, listSeasonChanges } from "./change.ts";

const zone = "Asia/Tokyo";
const season = {
  name: "春の調整",
  words: undefined,
  firstOn: "2027-04-01",
  closesAt: instantOf("2026-12-20", "24:00", zone),
  meetingOn: "2027-01-20",
} as unknown as Season;
const spaceIds = ["hall"];
const shift = fc.integer({ min: -40, max: 120 });

test("no change takes a day or a room away from those who relied on the notice", () => {
  fc.assert(
    fc.property(shift, shift, shift, fc.boolean(), fc.boolean(), (closes, meeting, today, hasGiven, isMore) => {
      const wanted = {
        name: season.name,
        words: undefined,
        closesOn: addDays("2026-12-20", closes),
        meetingOn: addDays("2027-01-20", meeting),
        moreSpaces: isMore ? ["room"] : [],
      };
      const now = instantOf(addDays("2026-12-01", today), "10:00", zone);
      const wrong = judgeSeasonChange(season, wanted, { now, zone, hasGiven, spaceIds });
      if (wrong.length > 0) return;
      assert.ok(wanted.closesOn >= lastDayToAsk(season, zone) && wanted.meetingOn >= season.meetingOn);
      assert.ok(wanted.closesOn < wanted.meetingOn && wanted.meetingOn < season.firstOn);
      assert.ok(!(hasGiven && closes > 0), "nobody asks any more for what is being given out");
      assert.ok(!isMore || now < instantOf(wanted.closesOn, "24:00", zone), "a new room can be asked for");
    }),
  );
});

test("what stays as it is is always allowed, and is no change", () => {
  const wanted = {
    name: "春の調整",
    words: undefined,
    closesOn: "2026-12-20",
    meetingOn: "2027-01-20",
    moreSpaces: [],
  };
  const late = { now: new Date("2027-01-21T10:00:00+09:00"), zone, hasGiven: true, spaceIds };
  assert.deepEqual(judgeSeasonChange(season, wanted, late), []);
  assert.deepEqual(listSeasonChanges(season, wanted, zone), []);
});
