import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, addMonths, listDays, startOfMonth } from "../../../kernel/time/civil-date.ts";
import { omitama } from "../omitama.fixture.ts";
import { type Calendar, type Closing, holidayMoves } from "../types/calendar.ts";
import { dayTypeOf, openingOn } from "./calendar.ts";
import { closingsInWords, hoursInWords } from "./calendar-words.ts";

const hours = [{ from: "09:00", to: "22:00" }];
const yearEnd: Closing = { kind: "yearly", from: "12-29", to: "01-03", reason: { ja: "年末年始" } };
const tuesdays: Closing = { kind: "nth", weekday: "tuesday", nth: [2, 4], ifHoliday: "open" };

function closedDays(closed: readonly Closing[], month: string, spaceId?: string, more: Partial<Calendar> = {}): string {
  const days = listDays(`${month}-01`, addMonths(`${month}-01`, 1));
  return days
    .filter((on) => !openingOn({ hours, closed, ...more }, on, omitama, spaceId).open)
    .map((on) => Number(on.slice(8)))
    .join(" ");
}

test("高石: closed on the second and fourth Tuesday, but open if it is a holiday (23 September 2025)", () => {
  assert.equal(closedDays([tuesdays], "2025-09"), "9");
  assert.equal(closedDays([tuesdays], "2025-10"), "14 28");
  assert.equal(closedDays([tuesdays, yearEnd], "2025-12"), "9 23 29 30 31");
  assert.equal(closedDays([tuesdays, yearEnd], "2026-01"), "1 2 3 13 27");
});

test("the fifth Friday is in some months only, the last one in each", () => {
  assert.equal(closedDays([{ kind: "nth", weekday: "friday", nth: [5], ifHoliday: "closed" }], "2026-10"), "30");
  assert.equal(closedDays([{ kind: "nth", weekday: "friday", nth: [5], ifHoliday: "closed" }], "2026-11"), "");
  assert.equal(closedDays([{ kind: "nth", weekday: "friday", nth: ["last"], ifHoliday: "closed" }], "2026-11"), "27");
});

test("the month's last day moves to the weekday before if it is a Saturday, a Sunday or a holiday", () => {
  const lastDay: Closing = { kind: "monthly", days: ["last"], ifHoliday: "previous-weekday", weekendToo: true };
  assert.equal(closedDays([lastDay], "2026-10"), "30");
  assert.equal(closedDays([lastDay], "2026-01"), "30");
  assert.equal(closedDays([lastDay], "2026-02"), "27");
  assert.equal(closedDays([lastDay], "2028-02"), "29");
  assert.equal(closedDays([{ ...lastDay, ifHoliday: "closed" }], "2026-10"), "31");
});

test("a Monday that is a holiday moves as each ordinance says", () => {
  // Monday 12 October 2026 is スポーツの日; 21 to 23 September are 敬老の日, 国民の休日 and 秋分の日.
  const moved = (ifHoliday: (typeof holidayMoves)[number], month = "2026-10") =>
    closedDays([{ kind: "weekly", weekday: "monday", ifHoliday }], month);
  assert.equal(moved("closed"), "5 12 19 26");
  assert.equal(moved("open"), "5 19 26");
  assert.equal(moved("next-day"), "5 13 19 26");
  assert.equal(moved("previous-weekday"), "5 9 19 26");
  assert.equal(moved("previous-day"), "5 11 19 26");
  assert.equal(moved("next-day", "2026-09"), "7 14 22 28");
  assert.equal(moved("next-non-holiday", "2026-09"), "7 14 24 28");
});

test("a holiday's Friday closing goes to Saturday as the next day that is no holiday, to Monday as the next weekday", () => {
  const friday = (ifHoliday: (typeof holidayMoves)[number]) =>
    closedDays([{ kind: "weekly", weekday: "friday", ifHoliday }], "2026-03");
  assert.equal(friday("next-non-holiday"), "6 13 21 27");
  assert.equal(friday("next-weekday"), "6 13 23 27");
});

test("days that are closed anyway are passed over only where the file says so", () => {
  // Monday 12 October 2026 is a holiday, and Tuesday the 13th is the second Tuesday.
  const monday: Closing = { kind: "weekly", weekday: "monday", ifHoliday: "next-weekday" };
  const second: Closing = { ...tuesdays, nth: [2] };
  assert.equal(closedDays([monday, second], "2026-10"), "5 13 19 26");
  assert.equal(closedDays([{ ...monday, passOver: true }, second], "2026-10"), "5 13 14 19 26");
  assert.equal(closedDays([{ ...monday, ifHoliday: "next-open-day" }, second], "2026-10"), "5 13 14 19 26");
  // 成人の日 would move into the New Year closing of a house that is closed until the 15th.
  const winter: Closing = { ...yearEnd, kind: "yearly", to: "01-15" };
  assert.equal(
    closedDays([{ ...monday, passOver: true }, winter], "2026-01")
      .split(" ")
      .at(15),
    "16",
  );
});

test("closed on holidays, open on those that are Sundays; and closed on the day after a holiday", () => {
  assert.equal(closedDays([{ kind: "holidays", except: ["sunday"] }], "2026-05"), "4 5 6");
  assert.equal(closedDays([{ kind: "holidays" }], "2026-05"), "3 4 5 6");
  assert.equal(closedDays([{ kind: "day-after-holiday", ifHoliday: "open" }], "2026-05"), "7");
  assert.equal(
    closedDays([{ kind: "day-after-holiday", ifHoliday: "next-weekday", weekendToo: true }], "2026-02"),
    "12 24",
  );
});

test("Mondays may be closed in winter only", () => {
  const winter: Closing = {
    kind: "weekly",
    weekday: "monday",
    ifHoliday: "open",
    when: { months: [10, 11, 12, 1, 2, 3] },
  };
  assert.equal(closedDays([winter], "2026-06"), "");
  assert.equal(closedDays([winter], "2026-12"), "7 14 21 28");
});

test("a closing of one room leaves the house and the other rooms open", () => {
  const gym: Closing = {
    kind: "dates",
    from: "2026-06-03",
    to: "2026-06-04",
    reason: { ja: "床の工事" },
    spaces: ["gym"],
  };
  assert.equal(closedDays([gym], "2026-06"), "");
  assert.equal(closedDays([gym], "2026-06", "hall"), "");
  assert.equal(closedDays([gym], "2026-06", "gym"), "3 4");
});

test("臨時開館: open on a closing day, with its own hours, for the whole house or for one room", () => {
  const opening = { from: "2025-09-09", to: "2025-09-09", hours: { from: "10:00", to: "15:00" } };
  const calendar: Calendar = { hours, closed: [tuesdays], openings: [opening] };
  assert.deepEqual(openingOn(calendar, "2025-09-09", omitama), { open: true, from: "10:00", to: "15:00" });
  const ofGym = { openings: [{ ...opening, spaces: ["gym"] }] };
  assert.equal(closedDays([tuesdays], "2025-09", "gym", ofGym), "");
  assert.equal(closedDays([tuesdays], "2025-09", undefined, ofGym), "9");
});

test("a closed day names its article where the file does", () => {
  const opening = openingOn({ hours, closed: [{ ...tuesdays, article: "rules-3" }] }, "2025-09-09", omitama);
  assert.deepEqual(opening, {
    open: false,
    reason: { key: "facility.calendar.nth", params: { weekday: "tuesday", nth: "2" } },
    article: "rules-3",
  });
});

test("published tables say each kind of closing in words", () => {
  const closed: Closing[] = [
    tuesdays,
    { kind: "monthly", days: ["last"], ifHoliday: "previous-weekday", weekendToo: true },
    { kind: "holidays", except: ["sunday"] },
    { kind: "day-after-holiday", ifHoliday: "open" },
  ];
  assert.equal(
    closingsInWords({ hours, closed }),
    "第2・第4火曜日（祝日のときは、開く）；毎月の最後の日（土曜日・日曜日・祝日のときは開き、前の平日が休み）；祝日（日曜日のときは、開く）；祝日の次の日（祝日のときは、開く）",
  );
});

const anyMonth = fc.integer({ min: 0, max: 35 }).map((months) => addMonths("2026-01-01", months));
const anyMove = fc.constantFrom(...holidayMoves.filter((move) => move !== "closed" && move !== "open"));

test("a closing that moves is neither lost nor doubled over the year, and never stops on a holiday unless the day itself is named", () => {
  fc.assert(
    fc.property(anyMonth, anyMove, fc.boolean(), (from, ifHoliday, passOver) => {
      const closing: Closing = { kind: "nth", weekday: "monday", nth: [2], ifHoliday, passOver };
      // From the middle of a month, so that what moved over its turn is counted once.
      const days = listDays(addDays(from, 20), addDays(startOfMonth(addMonths(from, 6)), 20));
      const closed = days.filter((on) => !openingOn({ hours, closed: [closing] }, on, omitama).open);
      assert.equal(closed.length, 6);
      if (!ifHoliday.endsWith("-day")) {
        assert.ok(closed.every((on) => dayTypeOf(on, omitama) !== "holiday"));
      }
    }),
  );
});

test("published hours say seasons by day and nth weekdays", () => {
  const summer = { dates: [{ from: "07-20", to: "08-31" }] };
  const calendar: Calendar = {
    hours: [
      { when: summer, from: "07:00", to: "21:00" },
      { when: { nth: [{ weekday: "friday", nth: [1, 3] }] }, from: "09:00", to: "22:00" },
    ],
    closed: [],
  };
  assert.equal(hoursInWords(calendar), "7月20日〜8月31日 07:00〜21:00；第1・第3金曜日 09:00〜22:00");
  assert.deepEqual(openingOn(calendar, "2026-07-20", omitama), { open: true, from: "07:00", to: "21:00" });
  assert.deepEqual(openingOn(calendar, "2026-12-04", omitama), { open: true, from: "09:00", to: "22:00" });
  assert.equal(openingOn(calendar, "2026-12-11", omitama).open, false);
});
