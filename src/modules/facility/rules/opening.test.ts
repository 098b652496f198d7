import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { anyDay, apios, at, getSpace, gym, minole, omitama, pick, tennis } from "../omitama.fixture.ts";
import type { Facility } from "../types/facility.ts";
import { dayTypeOf, openingOn } from "./calendar.ts";
import { type IsClosed, lastMomentOf, openingOf } from "./first-day.ts";
import { findOpening, judgeMoment } from "./opening.ts";

function reason(facility: Facility, spaceId: string, on: CivilDate, slot: string, now: string, category?: string) {
  return judgeMoment(facility, getSpace(facility, spaceId), pick(facility, spaceId, on, slot), at(now), omitama, {
    category,
  });
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
  assert.equal(findOpening(minole, hall, "2026-07-19", { category: "school-sports" })?.day, "2026-06-01");
  assert.equal(findOpening(minole, hall, "2026-07-19", { category: "outside" }), undefined);
  assert.equal(
    reason(minole, "minole-kaze", "2026-12-04", "am", "2026-12-01T10:00", "outside")?.code,
    "facility.category-not-here",
  );
});

test("n months before on the same day is the month's last day where it has no such day", () => {
  const sixMonths = { kind: "months", months: 6, day: "same", at: "00:00" } as const;
  assert.equal(openingOf(sixMonths, "2026-12-04")?.day, "2026-06-04");
  assert.equal(openingOf(sixMonths, "2027-08-31")?.day, "2027-02-28");
  assert.equal(openingOf(sixMonths, "2028-08-31")?.day, "2028-02-29");
  assert.equal(openingOf({ ...sixMonths, months: 12 }, "2028-02-29")?.day, "2027-02-28");
});

test("the week before is that of Monday to Sunday: a Sunday's Monday is six days before, its last week's thirteen", () => {
  const monday = { kind: "weeks", weeks: 1, weekday: "monday", at: "09:00" } as const;
  assert.equal(openingOf(monday, "2026-12-06")?.day, "2026-11-23", "a Sunday");
  assert.equal(openingOf(monday, "2026-12-07")?.day, "2026-11-30", "a Monday");
  const friday = { kind: "weeks", weeks: 1, weekday: "friday", at: "17:00" } as const;
  assert.deepEqual(lastMomentOf(friday, "2026-12-09"), { day: "2026-12-04", at: "17:00" });
  assert.equal(lastMomentOf({ ...friday, weeks: 0 }, "2026-12-12")?.day, "2026-12-11", "the same week");
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
    { kind: "months", months: 2, day: 13, at: "21:00" },
    { kind: "months", months: 1, day: "first", at: "09:00", ifClosed: "next-open-day" },
    { kind: "months", months: 1, day: 5, at: "09:00", ifClosed: "next-weekday" },
    { kind: "nth", months: 3, nth: 5, weekday: "saturday", at: "09:00" },
    { kind: "year", startsOn: "04-01", opensOn: "02-01", at: "09:00" },
    { kind: "date", day: "2026-01-01", at: "09:00" },
  ] as const;
  fc.assert(
    fc.property(fc.constantFrom(...openings), anyDay, fc.nat(40), (opening, on, days) => {
      const [first, later] = [openingOf(opening, on, isClosed), openingOf(opening, addDays(on, days), isClosed)];
      assert.ok(first !== undefined && later !== undefined);
      assert.ok(first.day <= later.day);
      assert.ok(first.day <= on);
    }),
  );
});

const isClosed: IsClosed = (day, whose) =>
  whose === "offices" ? dayTypeOf(day, omitama) !== "weekday" : !openingOn(minole.calendar, day, omitama).open;

const atNine = { at: "09:00" } as const;

test("a day of the month, its second Saturday, and a year of use that opens as a whole", () => {
  const thirteenth = { kind: "months", months: 2, day: 13, at: "21:00" } as const;
  assert.deepEqual(openingOf(thirteenth, "2025-09-20"), { day: "2025-07-13", at: "21:00" });
  assert.equal(openingOf({ ...thirteenth, months: 1, day: 31 }, "2026-03-10")?.day, "2026-02-28");
  const saturday = { kind: "nth", months: 2, nth: 2, weekday: "saturday", ...atNine } as const;
  assert.equal(openingOf(saturday, "2026-12-04")?.day, "2026-10-10");
  assert.equal(openingOf({ ...saturday, nth: "last" }, "2026-12-04")?.day, "2026-10-31");
  const year = { kind: "year", startsOn: "04-01", opensOn: "02-01", ...atNine } as const;
  assert.deepEqual(
    ["2027-03-31", "2027-04-01", "2028-03-31"].map((on) => openingOf(year, on)?.day),
    ["2026-02-01", "2027-02-01", "2027-02-01"],
  );
});

test("where the first day is a closing day, the next open one opens it", () => {
  const first = { kind: "months", months: 1, day: "first", ifClosed: "next-open-day", ...atNine } as const;
  // 1 June 2026 is a Monday.
  assert.equal(openingOf(first, "2026-07-20", isClosed)?.day, "2026-06-02");
  assert.equal(openingOf(first, "2026-02-20", isClosed)?.day, "2026-01-04");
});

test("where offices take no applications on the first day, the next weekday opens it", () => {
  const fifth = { kind: "months", months: 1, day: 5, ifClosed: "next-weekday", ...atNine } as const;
  // 5 September 2026 is a Saturday, 7 September a Monday on which みの〜れ is closed; 5 May a holiday, and 6 May one as well.
  assert.equal(openingOf(fifth, "2026-10-20", isClosed)?.day, "2026-09-08");
  assert.equal(openingOf(fifth, "2026-06-20", isClosed)?.day, "2026-05-08");
  assert.equal(openingOf(fifth, "2026-12-20", isClosed)?.day, "2026-11-05");
});

test("where the last day is a closing day, the one before it that is open closes it; never a later one", () => {
  const week = { kind: "days", days: 7, ifClosed: "previous-open-day" } as const;
  // Seven days before 14 December 2026 is Monday the 7th.
  assert.equal(lastMomentOf(week, "2026-12-14", isClosed)?.day, "2026-12-06");
  assert.equal(lastMomentOf(week, "2026-12-15", isClosed)?.day, "2026-12-08");
  assert.equal(lastMomentOf({ ...week, ifClosed: "previous-weekday" }, "2026-12-14", isClosed)?.day, "2026-12-04");
  const monday = { kind: "weeks", weeks: 1, weekday: "monday", at: "17:00", ifClosed: "previous-open-day" } as const;
  assert.deepEqual(lastMomentOf(monday, "2026-12-18", isClosed), { day: "2026-12-06", at: "17:00" });
  fc.assert(
    fc.property(anyDay, fc.nat(40), fc.constantFrom("previous-open-day", "previous-weekday"), (on, days, ifClosed) => {
      const [plain, moved] = [{ kind: "days", days } as const, { kind: "days", days, ifClosed } as const].map((one) =>
        lastMomentOf(one, on, isClosed),
      );
      assert.ok(plain !== undefined && moved !== undefined);
      assert.ok(moved.day <= plain.day && !isClosed(moved.day));
      if (!isClosed(plain.day) && ifClosed === "previous-open-day") assert.equal(moved.day, plain.day);
    }),
  );
});

test("the last moment: an hour of a day, a month before, or so many open days before", () => {
  assert.deepEqual(lastMomentOf({ kind: "days", days: 3, at: "17:00" }, "2026-12-04"), {
    day: "2026-12-01",
    at: "17:00",
  });
  assert.equal(lastMomentOf({ kind: "months", months: 1, day: 20 }, "2026-12-04")?.day, "2026-11-20");
  // From Friday 4 December: 3, 2 and 1 December are open, 30 November is a Monday.
  assert.equal(lastMomentOf({ kind: "days", days: 4, openDays: true }, "2026-12-04", isClosed)?.day, "2026-11-29");
  assert.equal(lastMomentOf({ kind: "minutes", minutes: 30 }, "2026-12-04"), undefined);
});

test("アピオス: a stage practice opens two months before, a concert six; the purpose says which", () => {
  const stage: Facility = withRows([
    {
      category: "resident-person",
      purposes: ["music"],
      opens: { kind: "months", months: 2, day: "same", at: "00:00" },
    },
    { category: "resident-person", opens: { kind: "months", months: 6, day: "same", at: "00:00" } },
  ]);
  const hall = getSpace(stage, "minole-kaze");
  const opens = (purpose?: string) =>
    findOpening(stage, hall, "2025-10-31", { category: "resident-person", purpose })?.day;
  assert.deepEqual([opens("music"), opens("meeting"), opens()], ["2025-08-31", "2025-04-30", "2025-04-30"]);
});

test("several days together open by the first of them", () => {
  const asked = { category: "resident-person", firstDay: "2026-12-04" };
  const run = pick(minole, "minole-kaze", "2026-12-06", "am");
  const judge = (now: string) => judgeMoment(minole, getSpace(minole, "minole-kaze"), run, at(now), omitama, asked);
  assert.equal(judge("2025-12-04T00:00"), undefined);
  assert.equal(judge("2025-12-03T23:59")?.code, "facility.not-yet");
});

test("the telephone opens before the web; what the web never opens is for the counter", () => {
  const opens = (at: string) => ({ kind: "months", months: 2, day: 13, at }) as const;
  const two: Facility = withRows([
    { category: "resident-person", channels: ["counter", "telephone"], opens: opens("10:00") },
    { category: "resident-person", channels: ["web"], opens: opens("21:00") },
    { category: "wide", channels: ["counter"], opens: opens("10:00") },
    { category: "outside", opens: { kind: "never", because: { ja: "市外の方には、お貸ししていません。" } } },
  ]);
  const run = pick(two, "minole-kaze", "2026-12-04", "am");
  const judge = (now: string, asked: Parameters<typeof judgeMoment>[5]) =>
    judgeMoment(two, getSpace(two, "minole-kaze"), run, at(now), omitama, asked)?.code;
  const person = { category: "resident-person" };
  assert.equal(judge("2026-10-13T20:59", person), "facility.not-yet");
  assert.equal(judge("2026-10-13T21:00", person), undefined);
  assert.equal(judge("2026-10-13T10:00", { ...person, channel: "telephone" }), undefined);
  assert.equal(judge("2026-11-13T10:00", { category: "wide" }), "facility.counter-only");
  assert.equal(judge("2026-11-13T10:00", { category: "outside" }), "facility.category-not-bookable");
  assert.equal(judge("2026-11-13T10:00", { category: "school-sports" }), "facility.category-not-here");
});

/** みの〜れ with another table of who may book when. */
function withRows(categories: Facility["terms"][number]["categories"]): Facility {
  return { ...minole, terms: minole.terms.map((terms) => ({ ...terms, categories })) };
}
