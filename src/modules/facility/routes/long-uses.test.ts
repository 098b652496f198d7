import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { overlaps } from "../../../kernel/time/range.ts";
import { startWeb } from "../../payment/web.fixture.ts";
import { blockSpace } from "../commands/block-space.ts";
import { dropHold } from "../commands/cancel-booking.ts";
import { changeOwnBooking } from "../commands/change-booking.ts";
import { closeSpaces, seeClosurePlan } from "../commands/close-spaces.ts";
import { loadFacilities } from "../commands/load-facilities.ts";
import { settleBooking } from "../commands/settle-booking.ts";
import { gallery, nights, room, stay } from "../long-uses.fixture.ts";
import { facilityModule } from "../module.ts";
import { knownOf } from "../pages/staff/after-use.ts";
import { type FacilityTown, facilityTown, type Resident, refusalOf, type Staff } from "../town.fixture.ts";
import type { ClosureAsked } from "../types/closure.ts";
import type { Facility } from "../types/facility.ts";

let town: FacilityTown;
let web: ReturnType<typeof startWeb>;
let haru: Resident;
let sora: Resident;
let clerk: Staff;

/** The house of nights with a lock on its door. */
const house: Facility = {
  ...stay,
  doors: [
    { id: "hibari-yama-stay-door", name: { ja: "宿泊棟", en: "lodge" }, adapter: "zigbee2mqtt", address: "lodge" },
  ],
  spaces: stay.spaces.map((space) => ({ ...space, doors: ["hibari-yama-stay-door"] })),
};

before(async () => {
  town = await facilityTown();
  await town.perform(loadFacilities, [house, gallery]);
  haru = await town.addResident("山口 はる");
  sora = await town.addResident("田中 そら");
  clerk = await town.addStaff("clerk");
  web = startWeb(town.city, facilityModule());
});
after(() => town.close());

const plain = (text: string) =>
  text
    .replace(/<rt>[^<]*<\/rt>|<rp>[^<]*<\/rp>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
const group = { categoryId: "inside", purposeId: "training", people: 3, answers: { adults: "2", children: "1" } };
const hold = (who: Resident, on: string, count: number, spaceId = room) =>
  town.hold(who, { spaceId, on, slots: nights(count) }, group);
const paidStay = async (on: string, count: number): Promise<string> => {
  const { id } = await hold(sora, on, count);
  await town.perform(settleBooking, { bookingId: id, way: "online" }, { actor: sora });
  await town.payOnline(id);
  return id;
};
const drop = (who: Resident, id: string) => town.perform(dropHold, { bookingId: id }, { actor: who });

describe("a stay on the web", () => {
  const choose = `/spaces/${room}/book?on=2026-12-11`;

  it("is chosen by the number of nights, with the day on which each ends", async () => {
    const page = await web.browser(haru).get(`${choose}&slots=stay,stay:1`);
    const text = plain(page.text);
    assert.match(text, /宿泊 1泊（12月12日（土）10時まで）/);
    assert.match(text, /宿泊 2泊（12月13日（日）10時まで）/);
    assert.doesNotMatch(text, /3泊/, "Monday is a closing day");
    assert.match(page.text, /type="radio"[^>]*value="stay,stay:1" checked/);
    assert.match(text, /15時から12月13日（日）10時まで/);
    assert.match(text, /宿泊室1、宿泊（12月12日（土）から12月13日（日）まで）/);
  });

  it("speaks English and やさしい日本語", async () => {
    const english = plain((await web.browser(haru, "en").get(`${choose}&slots=stay`)).text);
    assert.match(english, /2 nights/);
    assert.match(english, /15:00 to 10:00 on Saturday 12 December/);
    const easy = plain((await web.browser(haru, "ja-easy").get(`${choose}&slots=stay`)).text).replaceAll(" ", "");
    assert.match(easy, /1泊（12月12日（土曜日）10時まで）/);
  });

  it("that begins with the second night, or ends on a closing day, is refused with what to do", async () => {
    const browser = web.browser(haru);
    assert.match(
      plain((await browser.get(`${choose}&slots=stay:1`)).text),
      /12月11日（金）に始まる分から選んでください/,
    );
    const sunday = await browser.get(`/spaces/${room}/book?on=2026-12-13&slots=stay`);
    assert.match(plain(sunday.text), /12月14日（月）が休みのため、この日にかかる利用はできません/);
  });

  it("is booked with one price, one payment and one code from the first afternoon to the last morning", async () => {
    const browser = web.browser(haru);
    const form = await browser.get(`/spaces/${room}/use?on=2026-12-11&slots=stay,stay:1`);
    const sent = await browser.send(form.text, `/spaces/${room}/use`, {
      on: "2026-12-11",
      slots: "stay,stay:1",
      category: "inside",
      purpose: "training",
      people: "3",
      "answer.adults": "2",
      "answer.children": "1",
      "extra.heating": "1",
    });
    assert.equal(sent.status, 303, sent.text.slice(0, 300));
    const id = /bookings\/([^/]+)\/check/.exec(sent.location ?? "")?.[1] ?? "";
    const check = plain((await browser.get(`/bookings/${id}/check`)).text);
    assert.match(check, /令和8年12月11日（金） 15時から12月13日（日）10時まで/);
    const held = await town.see(id);
    assert.equal(held.amount, 2 * 2900 + 2 * 600, "two adults and a child for two nights, each with heating");
    await town.perform(settleBooking, { bookingId: id, way: "online" }, { actor: haru });
    await town.payOnline(id);
    const code = await town.codesOf(id);
    assert.deepEqual(
      [code?.from.toISOString(), code?.until.toISOString()],
      ["2026-12-11T05:45:00.000Z", "2026-12-13T01:15:00.000Z"],
    );
    const mail = town.post.mails.findLast(({ to }) => to.startsWith(haru.personId));
    assert.match(mail?.text ?? "", /12月11日（金）.{0,3}15時から12月13日（日）10時まで/s);
    assert.match((await browser.get(`/bookings/${id}/calendar.ics`)).text, /DTEND:20261213T010000Z/);
  });

  it("is taken for others in each of its nights, and the day before and after is not", async () => {
    assert.equal(await refusalOf(hold(sora, "2026-12-12", 1)), "facility.taken");
    assert.equal(await refusalOf(hold(sora, "2026-12-10", 2)), "facility.taken");
    assert.equal(await refusalOf(hold(sora, "2026-12-12", 1, "hibari-yama-stay-rooms")), "facility.taken");
    const touching = await hold(sora, "2026-12-10", 1);
    assert.equal(touching.used.until.toISOString(), "2026-12-11T01:00:00.000Z");
    await drop(sora, touching.id);
  });

  it("shows on the week and in the API that the second night is taken", async () => {
    const week = plain((await web.browser().get(`/spaces/${room}?day=2026-12-11`)).text);
    assert.match(week, /15時–翌10時/);
    assert.match(week, /12月11日（金）.{0,80}予約あり/);
    assert.match(week, /12月12日（土）.{0,80}予約あり/);
    assert.match(week, /12月13日（日）.{0,80}休館 12月14日（月）が休みのため/);
    const api = await web.browser().get(`/api/v1/spaces/${room}/availability?from=2026-12-10&until=2026-12-13`);
    const { days } = JSON.parse(api.text) as { days: { slots: { status: string; endsAfterDays: number }[] }[] };
    assert.deepEqual(
      days.map(({ slots }) => slots.map(({ status, endsAfterDays }) => `${status} ${endsAfterDays}`)),
      [["free 1"], ["taken 1"], ["taken 1"]],
    );
  });

  it("is among what lies ahead on its second day, with the door", async () => {
    town.clock.set("2026-12-12T09:00:00+09:00");
    const text = plain((await web.browser(haru).get("/my/bookings")).text);
    assert.match(text, /12月11日（金） 15時から12月13日（日）10時まで/);
    assert.doesNotMatch(text, /これまでの予約/);
    town.clock.set("2026-11-25T10:20:00+09:00");
  });

  it("stands on the boards of all its days, and says since when and until when", async () => {
    const desk = web.browser(clerk);
    const boards = await Promise.all(
      ["2026-12-11", "2026-12-12", "2026-12-13"].map(async (day) => plain((await desk.get(`/staff?day=${day}`)).text)),
    );
    assert.match(boards[0] ?? "", /山口 はる 3人 12月13日（日）10時まで/);
    assert.match(boards[1] ?? "", /山口 はる 3人 12月11日（金）から 12月13日（日）10時まで/);
    assert.match(boards[2] ?? "", /山口 はる 3人 12月11日（金）から/);
    const week = plain((await desk.get("/staff/board/week?facility=hibari-yama-stay&day=2026-12-12")).text);
    assert.equal(week.match(/山口 はる/g)?.length, 3);
    assert.match(week, /15時–12月13日（日）10時/);
    const paper = await desk.get("/staff?day=2026-12-13&print=public");
    assert.match(plain(paper.text), /予約あり/);
  });
});

describe("a stay", () => {
  it("counts its nights in limits by the month of its first day", async () => {
    const [a, b] = [await hold(sora, "2027-01-13", 3), await hold(sora, "2027-01-19", 4)];
    assert.equal(await refusalOf(hold(sora, "2027-01-29", 2)), "facility.limit-reached", "nine");
    for (const { id } of [a, b]) await drop(sora, id);
  });

  it("counts days in a row with the stay before it, the day between them once", async () => {
    const before = await hold(sora, "2027-01-19", 4);
    assert.equal(await refusalOf(hold(sora, "2027-01-23", 1)), "facility.span-too-long", "19 to 24 January");
    await drop(sora, before.id);
  });

  it("becomes shorter by a change, and the price and the code with it", async () => {
    const stayed = await paidStay("2027-01-20", 2);
    const choice = { spaceId: room, on: "2027-01-20", slots: nights(1) };
    const use = { groupId: undefined, extras: {}, declarations: [], ...group };
    await town.perform(changeOwnBooking, { bookingId: stayed, choice, use, expected: 2900 }, { actor: sora });
    await town.drain();
    assert.deepEqual([(await town.see(stayed)).amount, (await town.paymentOf(stayed))?.refunded], [2900, 2900]);
    assert.equal((await town.codesOf(stayed))?.until.toISOString(), "2027-01-21T01:15:00.000Z");
    assert.equal((await hold(haru, "2027-01-21", 1)).state, "held", "the second night is free");
  });

  it("is changed on the page by the number of nights, its own marked", async () => {
    const stayed = await paidStay("2027-02-10", 2);
    const text = plain((await web.browser(sora).get(`/bookings/${stayed}/change`)).text);
    assert.match(text, /宿泊 1泊（2月11日（木）10時まで） 今の予約/);
    assert.match(text, /宿泊 2泊（2月12日（金）10時まで） 今の予約/);
    assert.match(text, /宿泊 3泊（2月13日（土）10時まで） 空き/);
  });

  it("that a closure of its second day meets is over as a whole, and all goes back", async () => {
    const stayed = await paidStay("2027-01-15", 2);
    const asked: ClosureAsked = {
      facilityId: house.id,
      spaceIds: [room],
      firstOn: "2027-01-16",
      lastOn: "2027-01-16",
      hours: undefined,
      kind: "weather",
      words: "大雪のため",
    };
    const { mark, refund } = await town.perform(seeClosurePlan, asked, { actor: clerk });
    assert.equal(refund, 5800);
    await town.perform(closeSpaces, { ...asked, mark }, { actor: clerk });
    assert.equal(await refusalOf(hold(haru, "2027-01-15", 1)), "facility.closed-off", "it ends on the closed day");
    town.clock.advance(2 * 60_000);
    await town.runJob("facility.carry-out-closures");
    await town.drain();
    assert.equal((await town.see(stayed)).state, "cancelled");
    assert.equal((await town.paymentOf(stayed))?.refunded, 5800);
  });

  it("is never had twice, whoever is quicker", async () => {
    const people = await Promise.all(Array.from({ length: 6 }, (_, index) => town.addResident(`宿泊 ${index}`)));
    const wishes = people.flatMap((who, index) => [
      { who, on: "2027-03-09", count: 1 + (index % 4) },
      { who, on: `2027-03-1${index % 3}`, count: 2 },
    ]);
    const got = await Promise.allSettled(wishes.map(({ who, on, count }) => hold(who, on, count)));
    const taken = got.flatMap((one) => (one.status === "fulfilled" ? [one.value.used] : []));
    assert.ok(taken.length > 0);
    for (const [index, one] of taken.entries())
      assert.ok(taken.slice(index + 1).every((other) => !overlaps(one, other)));
  });

  it("that ended later than booked has an overrun from the time of its last day", async () => {
    const booking = await hold(haru, "2027-02-16", 2);
    const known = { nextDay: false, reason: undefined, expected: undefined, answers: {}, minutes: {} };
    assert.equal(knownOf(town.city, booking, { ended: "11:30", ...known }).overMinutes, 90);
    await drop(haru, booking.id);
  });

  it("is blocked by staff for several nights like a band for one", async () => {
    const choice = { spaceId: room, on: "2027-01-27", slots: nights(2) };
    const block = await town.perform(blockSpace, { choice, kind: "use", reason: "研修" }, { actor: clerk });
    assert.equal(block.used.until.toISOString(), "2027-01-29T01:00:00.000Z");
    assert.equal(await refusalOf(hold(sora, "2027-01-28", 1)), "facility.taken");
  });
});

describe("a period of the gallery", () => {
  it("is shown on all its days with the way to its beginning, and on a closing day as closed", async () => {
    const { text } = await web.browser().get("/spaces/hibari-gallery-room-a?day=2027-02-03");
    const week = plain(text);
    assert.match(week, /2月2日（火）.{0,40}空き/);
    assert.match(week, /2月4日（木）.{0,40}空き 2月2日（火）から/);
    assert.match(week, /2月1日（月）.{0,60}休館/);
    assert.equal(text.match(/book\?on=2027-02-02&amp;slots=week"/g)?.length, 6);
  });

  it("says how many weeks can be had together", async () => {
    const text = plain((await web.browser().get("/spaces/hibari-gallery-room-a/book?on=2027-02-02")).text);
    assert.match(text, /1期間 1週間（2月7日（日）17時まで）/);
    assert.match(text, /1期間 2週間（2月14日（日）17時まで）/);
  });

  it("of two days excludes the bands of the same hall on both days", async () => {
    const use = { categoryId: "inside", purposeId: "concert", people: 20 };
    const two = await town.hold(sora, { spaceId: "hibari-gallery-hall-two", on: "2027-02-06", slots: ["two"] }, use);
    const sunday = { spaceId: "hibari-gallery-hall", on: "2027-02-07", slots: ["am"] };
    assert.equal(await refusalOf(town.hold(haru, sunday, use)), "facility.taken");
    assert.equal(two.amount, 18_000);
    await drop(sora, two.id);
  });

  it("is on the page of its rules with its times and how many go together", async () => {
    const text = plain((await web.browser().get("/facilities/hibari-gallery/rules")).text);
    assert.match(text, /9時–5日後17時/);
    assert.match(text, /続けて2回まで、1つの予約にできます/);
  });
});
