import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { anyDay, getSpace, minole, omitama } from "../omitama.fixture.ts";
import type { Facility } from "../types/facility.ts";
import { type Limit, limitPeriods } from "../types/terms.ts";
import { dayCaseOf } from "./day-type.ts";
import { type CountedUse, judgeLimits, periodOf } from "./limits.ts";

const fourAMonth: Limit = { per: "month", count: "bookings", most: 4, of: "person-or-group", article: "refund" };

function use(on: string, change: Partial<CountedUse> = {}): CountedUse {
  const given = { ...dayCaseOf(on, omitama), category: "resident-person", purpose: "music" };
  return { facilityId: "minole", spaceId: "minole-kaze", on, slots: 1, minutes: 180, given, ...change };
}

function judge(limits: readonly Limit[], wanted: CountedUse, made: readonly CountedUse[], entries?: "lottery") {
  const facility: Facility = { ...minole, terms: minole.terms.map((terms) => ({ ...terms, limits })) };
  const space = getSpace(facility, wanted.spaceId);
  return judgeLimits(facility, space, wanted, made, { today: "2026-11-25", ...(entries && { entries }) });
}

test("沼津: four bookings a month; the fifth is refused and told how many there are", () => {
  const days = ["2026-12-01", "2026-12-05", "2026-12-15", "2026-12-31"].map((on) => use(on));
  assert.equal(judge([fourAMonth], use("2026-12-20"), days.slice(1)), undefined);
  assert.equal(judge([fourAMonth], use("2027-01-01"), days), undefined);
  assert.deepEqual(judge([fourAMonth], use("2026-12-20"), days), {
    code: "facility.limit-reached",
    field: "on",
    params: {
      per: "month",
      count: "bookings",
      most: 4,
      used: 4,
      where: "facility",
      what: "bookings",
      article: minole.articles.refund?.title,
    },
  });
});

test("長野: ten slots a month; a booking of two slots counts two", () => {
  const ten: Limit = { ...fourAMonth, count: "slots", most: 10 };
  const made = [use("2026-12-01", { slots: 4 }), use("2026-12-02", { slots: 4 })];
  assert.equal(judge([ten], use("2026-12-20", { slots: 2 }), made), undefined);
  assert.equal(judge([ten], use("2026-12-20", { slots: 3 }), made)?.params.used, 8);
});

test("hours are counted with the time between two bands", () => {
  const eight: Limit = { ...fourAMonth, per: "week", count: "hours", most: 8 };
  const made = [use("2026-12-07", { minutes: 300 })];
  assert.equal(judge([eight], use("2026-12-13", { minutes: 180 }), made), undefined);
  assert.equal(judge([eight], use("2026-12-13", { minutes: 181 }), made)?.code, "facility.limit-reached");
  assert.equal(judge([eight], use("2026-12-14", { minutes: 480 }), made), undefined, "the week begins on Monday");
});

test("a limit may be for one room, for some rooms, or for certain days and purposes", () => {
  const one: Limit = { ...fourAMonth, most: 1 };
  const elsewhere = [use("2026-12-05", { spaceId: "minole-practice-1" })];
  const wanted = use("2026-12-06");
  assert.equal(judge([{ ...one, spaces: "space" }], wanted, elsewhere), undefined);
  assert.ok(judge([{ ...one, spaces: "facility" }], wanted, elsewhere));
  assert.ok(judge([{ ...one, spaces: ["minole-kaze", "minole-practice-1"] }], wanted, elsewhere));
  assert.equal(judge([{ ...one, spaces: ["minole-practice-1"] }], wanted, elsewhere), undefined);
  // 日曜日・祝日の利用の制限: 5 December 2026 is a Saturday, the 6th a Sunday.
  const sundays: Limit = { ...one, when: { days: ["sunday", "holiday"] } };
  assert.equal(judge([sundays], wanted, [use("2026-12-05")]), undefined);
  assert.ok(judge([sundays], wanted, [use("2026-12-13")]));
  assert.equal(judge([sundays], use("2026-12-05"), [use("2026-12-13")]), undefined);
});

test("entries in a draw have limits of their own: 保土ケ谷, five", () => {
  const five: Limit = { ...fourAMonth, count: "slots", most: 5, entries: "lottery" };
  const entries = Array.from({ length: 5 }, (_, index) => use(`2026-12-0${index + 1}`));
  assert.equal(judge([five], use("2026-12-20"), entries), undefined, "a booking is no entry");
  assert.equal(judge([five], use("2026-12-20"), entries, "lottery")?.params.used, 5);
  assert.equal(judge([fourAMonth], use("2026-12-20"), entries, "lottery"), undefined);
});

test("a fiscal year begins in April, and 'ahead' counts what lies before one from today", () => {
  assert.deepEqual(periodOf("fiscal-year", "2027-03-31", "2026-11-25"), { from: "2026-04-01", until: "2027-04-01" });
  assert.deepEqual(periodOf("fiscal-year", "2027-04-01", "2026-11-25"), { from: "2027-04-01", until: "2028-04-01" });
  const two: Limit = { ...fourAMonth, per: "ahead", most: 2 };
  assert.equal(judge([two], use("2027-05-01"), [use("2026-11-24"), use("2026-12-01")]), undefined);
  assert.ok(judge([two], use("2027-05-01"), [use("2026-11-25"), use("2026-12-01")]));
});

test("a period contains its day, and every day of a period has the same period", () => {
  fc.assert(
    fc.property(
      anyDay,
      fc.constantFrom(...limitPeriods.filter((per) => per !== "ahead")),
      fc.nat(400),
      (on, per, days) => {
        const { from, until } = periodOf(per, on, on);
        assert.ok(from <= on && on < until);
        const other = addDays(from, days);
        assert.deepEqual(other < until ? periodOf(per, other, on) : { from, until }, { from, until });
      },
    ),
  );
});

test("whoever is within a limit stays so when something is taken away", () => {
  const some = fc.array(
    anyDay.map((on) => use(on)),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(some, anyDay, fc.nat(7), (made, on, index) => {
      const fewer = made.filter((_, at) => at !== index);
      if (judge([fourAMonth], use(on), made) === undefined)
        assert.equal(judge([fourAMonth], use(on), fewer), undefined);
    }),
  );
});

test("市内の全施設で月4回: what was booked in other houses counts too", () => {
  const city: Limit = { ...fourAMonth, spaces: "city" };
  const elsewhere = ["2026-12-01", "2026-12-05", "2026-12-15", "2026-12-31"].map((on) =>
    use(on, { facilityId: "apios", spaceId: "apios-hall" }),
  );
  assert.equal(judge([city], use("2026-12-20"), elsewhere)?.params["where"], "city");
  assert.equal(judge([fourAMonth], use("2026-12-20"), elsewhere), undefined);
});

test("a limit that several houses share counts in those houses alone", () => {
  const shared: Limit = { ...fourAMonth, most: 2, spaces: { limitGroup: "halls" } };
  const hall = (on: string, limitGroups: readonly string[]) => use(on, { facilityId: "apios", limitGroups });
  const both = [hall("2026-12-01", ["halls"]), hall("2026-12-05", ["gyms", "halls"])];
  assert.equal(judge([shared], use("2026-12-20"), both)?.params["where"], "group");
  assert.equal(judge([shared], use("2026-12-20"), [hall("2026-12-01", ["halls"]), hall("2026-12-05", [])]), undefined);
});
