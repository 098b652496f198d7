import assert from "node:assert/strict";
import { test } from "node:test";
import ICAL from "ical.js";
import { type BookingEntry, type CalendarOrigin, writeBookingCalendar, writeSpaceCalendar } from "./calendar-file.ts";

const origin: CalendarOrigin = { address: "https://shisetsu.example.jp", locale: "ja", zone: "Asia/Tokyo" };
const entry: BookingEntry = {
  id: "0190a0a0-0000-7000-8000-000000000001",
  number: "M7K-2X4",
  sequence: 0,
  state: "confirmed",
  during: { from: new Date("2026-12-04T09:00:00Z"), until: new Date("2026-12-04T13:00:00Z") },
  changedAt: new Date("2026-11-25T01:20:00Z"),
  space: "風のホール（事務所側）",
  facility: "四季文化館みの〜れ",
  address: "茨城県小美玉市部室1069, 3階; 入口\\東",
  telephone: "0299-00-0000",
};

/** Read by another program than the one that wrote it. */
function eventsIn(file: string): ICAL.Event[] {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
}

function eventOf(changes: Partial<BookingEntry> = {}, from = origin): ICAL.Event {
  const [event] = eventsIn(writeBookingCalendar({ ...entry, ...changes }, from));
  assert.ok(event);
  return event;
}

const propertyOf = (event: ICAL.Event, name: string) => event.component.getFirstPropertyValue(name);

test("a booking is one event at its exact instants, with its place and its page", () => {
  const event = eventOf();
  assert.equal(event.summary, "風のホール（事務所側）");
  assert.deepEqual(event.startDate.toJSDate(), entry.during.from);
  assert.deepEqual(event.endDate.toJSDate(), entry.during.until);
  assert.equal(event.location, "四季文化館みの〜れ\n茨城県小美玉市部室1069, 3階; 入口\\東");
  assert.match(event.description, /M7K-2X4/);
  assert.equal(propertyOf(event, "url"), "https://shisetsu.example.jp/bookings/0190a0a0-0000-7000-8000-000000000001");
  assert.equal(propertyOf(event, "status"), "CONFIRMED");
  assert.equal(propertyOf(event, "class"), "PRIVATE");
});

test("a change keeps the UID and raises SEQUENCE, so that calendars replace what they have", () => {
  const [first, second] = [eventOf(), eventOf({ sequence: 1, space: "風のホール（中央）" })];
  assert.equal(first.uid, second.uid);
  assert.equal(first.uid, `booking-${entry.id}@shisetsu.example.jp`);
  assert.deepEqual([first.sequence, second.sequence], [0, 1]);
});

test("a cancelled booking says so and no longer takes the time", () => {
  const event = eventOf({ state: "cancelled", sequence: 2 });
  assert.equal(propertyOf(event, "status"), "CANCELLED");
  assert.equal(propertyOf(event, "transp"), "TRANSPARENT");
  assert.equal(event.summary, "取り消し：風のホール（事務所側）");
});

test("a booking that is not paid is tentative and says what is missing", () => {
  const event = eventOf({ state: "reserved" });
  assert.equal(propertyOf(event, "status"), "TENTATIVE");
  assert.match(event.description, /支払い/);
});

test("the same booking gives the same file, byte for byte", () => {
  assert.equal(writeBookingCalendar(entry, origin), writeBookingCalendar(entry, origin));
});

test("lines are folded and end as the standard says, whatever is in the texts", () => {
  const space = `${"長い名前の部屋".repeat(20)}\r\nBEGIN:VEVENT\nATTACH:http://evil.example`;
  const file = writeBookingCalendar({ ...entry, space }, origin);
  for (const line of file.split("\r\n")) {
    assert.ok(Buffer.byteLength(line) <= 75, line);
    assert.doesNotMatch(line, /[\r\n]/);
  }
  assert.ok(file.endsWith("END:VCALENDAR\r\n"));
  const events = eventsIn(file);
  assert.equal(events.length, 1);
  assert.equal(events[0]?.component.getFirstProperty("attach"), null);
});

test("the public calendar shows when, not who: no id, number or name of a booking", () => {
  const file = writeSpaceCalendar(
    { id: "minole-kaze-office", name: "風のホール（事務所側）" },
    busyTimes(),
    feedOrigin,
  );
  const events = eventsIn(file);
  assert.deepEqual(
    events.map(({ summary, startDate }) => [summary, startDate.toJSDate().toISOString()]),
    [
      ["予約あり", "2026-12-04T00:00:00.000Z"],
      ["手続き中", "2026-12-04T09:00:00.000Z"],
      ["休館", "2026-12-06T15:00:00.000Z"],
    ],
  );
  const names = new Set(events.flatMap(({ component }) => component.getAllProperties().map(({ name }) => name)));
  assert.deepEqual([...names].toSorted(), ["dtend", "dtstamp", "dtstart", "sequence", "status", "summary", "uid"]);
});

test("the public calendar's ids stay the same from fetch to fetch", () => {
  const idsAt = (now: Date) => {
    const file = writeSpaceCalendar({ id: "minole-kaze", name: "風のホール" }, busyTimes(), { ...feedOrigin, now });
    return eventsIn(file).map(({ uid }) => uid);
  };
  const ids = idsAt(new Date("2026-11-25T00:00:00Z"));
  assert.deepEqual(ids, idsAt(new Date("2026-11-26T00:00:00Z")));
  assert.equal(new Set(ids).size, ids.length);
});

test("thirds of a hall that are taken together are one time in its calendar", () => {
  const thirds = [...busyTimes(), ...busyTimes(), ...busyTimes()];
  const file = writeSpaceCalendar({ id: "minole-kaze", name: "風のホール" }, thirds, feedOrigin);
  assert.equal(eventsIn(file).length, 3);
});

test("a calendar without events is still a calendar, with its name", () => {
  const calendar = new ICAL.Component(ICAL.parse(writeSpaceCalendar({ id: "x", name: "風のホール" }, [], feedOrigin)));
  assert.equal(calendar.getFirstPropertyValue("x-wr-calname"), "風のホール");
  assert.equal(calendar.getFirstPropertyValue("x-wr-timezone"), "Asia/Tokyo");
  assert.equal(calendar.getFirstPropertyValue("version"), "2.0");
});

test("in English the words are English", () => {
  const english = { ...origin, locale: "en" } as const;
  assert.equal(eventOf({ state: "cancelled", space: "Wind Hall" }, english).summary, "Cancelled: Wind Hall");
});

const feedOrigin = { ...origin, now: new Date("2026-11-25T00:00:00Z") };

function busyTimes() {
  const during = (from: string, until: string) => ({ from: new Date(from), until: new Date(until) });
  return [
    { during: during("2026-12-06T15:00:00Z", "2026-12-07T15:00:00Z"), as: "closed" },
    { during: during("2026-12-04T09:00:00Z", "2026-12-04T13:00:00Z"), as: "held" },
    { during: during("2026-12-04T00:00:00Z", "2026-12-04T03:00:00Z"), as: "taken" },
  ] as const;
}
