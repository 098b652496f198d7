import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { listAudit, listAuditAbout } from "../../../kernel/audit/audit.ts";
import { doorModule } from "../../door/module.ts";
import { takeCash } from "../../payment/index.ts";
import { paymentModule } from "../../payment/module.ts";
import { startWeb } from "../../payment/web.fixture.ts";
import { blockSpace } from "../commands/block-space.ts";
import { bookAtCounter } from "../commands/book-at-counter.ts";
import { settleBooking } from "../commands/settle-booking.ts";
import { facilityModule } from "../module.ts";
import { readBookingNumber } from "../schema/staff-requests.ts";
import { type FacilityTown, facilityTown, friday, type Resident, rehearsal, type Staff } from "../town.fixture.ts";
import type { Booking, Choice } from "../types/booking.ts";

let town: FacilityTown;
let web: ReturnType<typeof startWeb>;
let desk: ReturnType<typeof web.browser>;
let haru: Resident;
let clerk: Staff;

before(async () => {
  town = await facilityTown();
  haru = await town.addResident("山口 はる");
  clerk = await town.addStaff("clerk");
  const facility = facilityModule();
  const others = [paymentModule({ providers: [town.provider] }), doorModule({ adapters: {} })];
  const routes = [facility, ...others].flatMap((module) => module.routes);
  web = startWeb(town.city, { ...facility, routes });
  desk = web.browser(clerk);
});
after(() => town.close());

const bookFor = async (choice: Partial<Choice>, use: Partial<typeof rehearsal> = {}): Promise<Booking> => {
  const input = { choice: { ...friday, ...choice }, use: { ...rehearsal, ...use }, bookerId: haru.personId };
  return (await town.perform(bookAtCounter, input, { actor: clerk })).booking;
};
const pay = async ({ id, amount }: Booking): Promise<void> => {
  const payment = await town.paymentOf(id);
  await town.perform(takeCash, { paymentId: payment?.id ?? "", received: amount }, { actor: clerk });
  await town.drain();
};
const withoutTags = (text: string) => text.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

describe("the board of a day", () => {
  it("shows a booking of the whole hall once, over the rows of its three parts", async () => {
    const booking = await bookFor({ spaceId: "minole-kaze", on: "2026-12-10", slots: ["am"] }, { people: 60 });
    const { text, status } = await desk.get("/staff?day=2026-12-10");
    assert.equal(status, 200);
    const [, table = ""] = /(<table class="board">[\s\S]*?<\/table>)/.exec(text) ?? [];
    const cells = table.match(new RegExp(`<td[^>]*>(?=<a class="entry[^>]*href="/staff/bookings/${booking.id}")`, "g"));
    assert.equal(cells?.length, 1);
    assert.match(cells?.[0] ?? "", /rowspan="3"/);
    assert.match(table, /山口 はる/);
    assert.match(table, /entry--unpaid/);
  });

  it("draws the gym from half past six, and the court by the hour, each free time leading to a booking", async () => {
    const { text } = await desk.get("/staff?day=2026-12-10");
    assert.match(text, /18:30–20:30/);
    assert.match(text, /\/staff\/bookings\/new\?space=hatori-gym-floor&amp;on=2026-12-10&amp;slots=night/);
    assert.match(text, /\/staff\/bookings\/new\?space=tamari-tennis-a&amp;on=2026-12-10&amp;slots=14%3A00/);
  });

  it("says on a phone that the court is free from eight to nine in one line, which leads to the hours", async () => {
    const { text } = await desk.get("/staff?day=2026-12-10");
    const list = text.slice(text.indexOf('<div class="board-list">'));
    const court = list.slice(list.indexOf("<h4>テニスコートA"), list.indexOf("<h4>テニスコートB"));
    assert.equal(court.match(/<li>/g)?.length, 1);
    assert.match(court, /8–21時/);
    const [, href = ""] = /href="([^"]*step=when[^"]*)"/.exec(court) ?? [];
    const hours = await desk.get(href.replaceAll("&amp;", "&"));
    assert.equal(hours.text.match(/type="checkbox" [^>]*name="slots"|name="slots"[^>]* type="checkbox"/g)?.length, 13);
  });

  it("says why a house is closed, and shows blocks by their reason", async () => {
    const input = { choice: { ...friday, on: "2026-12-11" }, kind: "closure", reason: "床の点検" } as const;
    await town.perform(blockSpace, input, { actor: clerk });
    assert.match((await desk.get("/staff?day=2026-12-11")).text, /床の点検/);
    const monday = withoutTags((await desk.get("/staff?day=2026-11-30")).text);
    assert.match(monday, /月曜日 ?は、 ?お休みです/);
  });

  it("leaves one row in the audit log for each look, and no name in it", async () => {
    const rows = async () =>
      (await listAudit(town.city.db, { limit: 500 })).filter(({ what }) => what === "facility.board-seen");
    const before = await rows();
    await desk.get("/staff?day=2026-12-10");
    const seen = await rows();
    assert.equal(seen.length, before.length + 1);
    assert.deepEqual([seen[0]?.actor, seen[0]?.subject], [clerk.personId, "day/2026-12-10"]);
  });

  it("names what must be paid by today, and offers to take the cash", async () => {
    const today = await bookFor({ on: "2026-11-25", slots: ["night"] });
    const { text } = await desk.get("/staff");
    assert.match(withoutTags(text), /今日までの支払いが、 ?1件まだです（900円）/);
    const payment = await town.paymentOf(today.id);
    assert.match(text, new RegExp(`href="/staff/payments/${payment?.id}"`));
    await pay(today);
    assert.doesNotMatch((await desk.get("/staff")).text, /今日までの/);
  });

  it("tells who has come in by the doors' log, and counts them until their time is over", async () => {
    const booking = await bookFor({ spaceId: "minole-kaze-office", on: "2026-12-09", slots: ["am"] }, { people: 20 });
    await pay(booking);
    await sql`insert into door.entry (door_id, at, kind, access_id, recorded_at)
      select 'minole-kaze-office', ${new Date("2026-12-09T08:55:00+09:00")}, 'code', id, now()
      from door.access where subject_id = ${booking.id}`.execute(town.city.db);
    town.clock.set("2026-12-09T10:00:00+09:00");
    const during = await desk.get("/staff");
    assert.match(during.text, /entry--in" href="[^"]*">.*?入室 8時55分/);
    assert.match(withoutTags(during.text), /今、使っている 1 室/);
    town.clock.set("2026-12-09T12:00:00+09:00");
    const after = await desk.get("/staff");
    assert.match(withoutTags(after.text), /今、使っている 0 室/);
    assert.match(after.text, /入室 8時55分/);
    town.clock.set("2026-11-25T10:20:00+09:00");
  });

  it("is closed to residents and visitors; an auditor looks and is offered nothing", async () => {
    const pages = ["/staff", "/staff/bookings", "/staff/bookings/new", "/staff/blocks/new"];
    for (const page of pages) {
      assert.equal((await web.browser(haru).get(page)).status, 403);
      assert.match((await web.browser().get(page)).location ?? "", /^\/staff\/sign-in/);
    }
    const auditor = web.browser({ ...clerk, roles: ["auditor"] });
    const seen = await auditor.get("/staff?day=2026-12-10");
    assert.equal(seen.status, 200);
    assert.doesNotMatch(seen.text, /\/staff\/bookings\/new|\/staff\/blocks\/new|\/staff\/payments\//);
    assert.equal((await auditor.get("/staff/bookings/new")).status, 403);
  });
});

describe("finding a booking", () => {
  it("takes a number as people say it: small letters, full width, without the hyphen", async () => {
    const { number, id } = await bookFor({ on: "2026-12-12" });
    const wide = [...number].map((letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join("");
    for (const typed of [number, number.toLowerCase().replace("-", ""), wide, ` ${number.replace("-", "ー")} `]) {
      const { location } = await desk.get(`/staff/bookings?q=${encodeURIComponent(typed)}`);
      assert.equal(location, `/staff/bookings/${id}`, typed);
    }
    const unknown = await desk.get("/staff/bookings?q=ZZZ-ZZZ");
    assert.equal(unknown.status, 422);
    assert.match(unknown.text, /value="ZZZ-ZZZ"/);
    assert.match(withoutTags((await desk.get("/staff/bookings?q=M0K2X4")).text), /0 ?と1/);
  });

  it("never reads a number out of what is none", () => {
    for (const typed of ["", "M7K", "M7K-2X4-9", "O7K-2X4", "M7K2X1", "予約M7K2X4"]) {
      assert.equal(readBookingNumber(typed), undefined, typed);
    }
  });

  it("lists a day by house and state, ended ones too", async () => {
    const { text } = await desk.get("/staff/bookings?day=2026-12-10&facility=minole");
    assert.match(text, /山口 はる/);
    assert.doesNotMatch((await desk.get("/staff/bookings?day=2026-12-10&facility=apios")).text, /山口 はる/);
    assert.doesNotMatch((await desk.get("/staff/bookings?day=2026-12-10&state=cancelled")).text, /山口 はる/);
  });

  it("opens a booking, and the booker can see who looked", async () => {
    const booking = await bookFor({ on: "2026-12-13" });
    await pay(booking);
    town.clock.set("2026-12-13T08:50:00+09:00");
    await town.drain();
    assert.equal(town.locks.codes.size, 1);
    const before = await listAuditAbout(town.city.db, haru.personId);
    const { text } = await desk.get(`/staff/bookings/${booking.id}`);
    const [newest, ...older] = await listAuditAbout(town.city.db, haru.personId);
    assert.deepEqual([newest?.what, newest?.actor, older.length], ["booking.seen", clerk.personId, before.length]);
    assert.match(text, new RegExp(`${haru.personId}@omitama.example`));
    assert.match(text, /暗証番号は、扉に入っています/);
    for (const { code } of town.locks.codes.values()) assert.ok(!text.replace(/\s/g, "").includes(code));
    town.clock.set("2026-11-25T10:20:00+09:00");
    assert.equal((await desk.get(`/staff/bookings/${haru.personId}`)).status, 404);
  });
});

describe("booking for a caller", () => {
  const page = "/staff/bookings/new";
  const choice = "space=minole-practice-1&on=2026-12-15&slots=pm";
  const use = "category=resident-person&purpose=music&people=5";

  it("asks one thing a page, shows the price before, and ends where the cash is taken", async () => {
    assert.match((await desk.get(page)).text, /どの部屋を/);
    assert.match((await desk.get(`${page}?space=minole-practice-1&on=2026-12-15`)).text, /name="slots"/);
    const search = await desk.get(`${page}?${choice}&q=${encodeURIComponent("山口")}`);
    assert.match(search.text, new RegExp(`person=${haru.personId}`));
    const asked = await desk.get(`${page}?${choice}&person=${haru.personId}`);
    assert.match(asked.text, /name="category"/);
    const bare = await desk.get(`${page}?${choice}&person=${haru.personId}&people=5`);
    assert.equal(bare.status, 422);
    assert.match(bare.text, /利用区分を選んでください/);
    assert.match(bare.text, /name="people"[^>]*value="5"/);
    const check = await desk.get(`${page}?${choice}&person=${haru.personId}&${use}`);
    const fields = Object.fromEntries(new URLSearchParams(`${choice}&person=${haru.personId}&${use}`));
    const sent = await desk.send(check.text, page, fields);
    assert.equal(sent.status, 303);
    const counter = await desk.get(sent.location ?? "");
    const cash = `${sent.location}/cash`;
    assert.equal((await desk.send(counter.text, cash, { received: "10000" })).status, 303);
    await town.drain();
    const list = await desk.get("/staff/bookings?day=2026-12-15&state=confirmed");
    assert.match(list.text, /山口 はる/);
    assert.deepEqual(town.mailsTo(haru).slice(-1), ["使用料を受け取りました"]);
  });

  it("says what is taken already, and keeps the person that was chosen", async () => {
    const taken = await desk.get(`${page}?${choice}&person=${haru.personId}`);
    assert.equal(taken.status, 422);
    assert.match(taken.text, /もう予約が入っています/);
    assert.match(taken.text, new RegExp(`name="person" value="${haru.personId}"`));
  });

  it("somebody was quicker: the last press comes back to the hours with all answers", async () => {
    const other = choice.replace("12-15", "12-16");
    const check = await desk.get(`${page}?${other}&person=${haru.personId}&${use}`);
    await bookFor({ on: "2026-12-16", slots: ["pm"] });
    const fields = Object.fromEntries(new URLSearchParams(`${other}&person=${haru.personId}&${use}`));
    const sent = await desk.send(check.text, page, fields);
    assert.equal(sent.status, 409);
    assert.match(sent.text, /もう予約が入っています/);
    assert.match(sent.text, /name="people" value="5"/);
  });

  it("registers who calls for the first time, keeping what was typed while something is wrong", async () => {
    const other = choice.replace("12-15", "12-17");
    const form = await desk.get(`${page}?${other}&step=caller`);
    const fields = { ...Object.fromEntries(new URLSearchParams(other)), name: "髙﨑 𠮷子" };
    const wrong = await desk.send(form.text, `${page}/caller`, { ...fields, telephone: "12" });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /value="髙﨑 𠮷子"/);
    const right = await desk.send(wrong.text, `${page}/caller`, { ...fields, telephone: "０２９９ー４８ー１１１１" });
    assert.match(right.location ?? "", /slots=pm&person=[0-9a-f-]{36}$/);
    assert.match((await desk.get(right.location ?? "")).text, /髙﨑 𠮷子/);
  });

  it("refuses a group that the caller is not in, and fields that nobody offered", async () => {
    const free = choice.replace("12-15", "12-18");
    const check = await desk.get(`${page}?${free}&person=${haru.personId}&${use}`);
    const fields = Object.fromEntries(new URLSearchParams(`${free}&person=${haru.personId}&${use}`));
    const stranger = await town.addResident("別の 人");
    const group = await town.addGroup([{ who: stranger, role: "owner" }]);
    assert.equal((await desk.send(check.text, page, { ...fields, group })).status, 422);
    assert.equal((await desk.send(check.text, page, { ...fields, amount: "1" })).status, 422);
    assert.doesNotMatch((await desk.get("/staff/bookings?day=2026-12-18")).text, /山口 はる/);
  });
});

describe("cancelling by staff", () => {
  it("shows both sums, wants a reason, gives back what it showed, and tells the booker why", async () => {
    const booking = await bookFor({ on: "2026-11-27", slots: ["am"] });
    await pay(booking);
    const path = `/staff/bookings/${booking.id}/cancel`;
    const form = await desk.get(path);
    assert.match(withoutTags(form.text), /0円を返します。/);
    assert.match(withoutTags(form.text), /700円を返します。 ?市の都合/);
    const sums = { booker: "0", city: "700" };
    const unexplained = await desk.send(form.text, path, { ...sums, by: "city", reason: "" });
    assert.equal(unexplained.status, 422);
    assert.match(unexplained.text, /value="city" checked/);
    const outdated = await desk.send(form.text, path, { booker: "0", city: "500", by: "city", reason: "暖房の故障" });
    assert.equal(outdated.status, 409);
    const sent = await desk.send(outdated.text, path, { ...sums, by: "city", reason: "暖房の故障のため" });
    assert.equal(sent.location, `/staff/bookings/${booking.id}`);
    await town.drain();
    assert.equal((await town.see(booking.id)).state, "cancelled");
    assert.equal((await town.paymentOf(booking.id))?.refunding, 700);
    const mail = town.post.mails.at(-1);
    assert.equal(mail?.subject, "予約が取り消しになりました");
    assert.match(mail?.text ?? "", /暖房の故障のため/);
    assert.match(mail?.text ?? "", /返す金額[\s\S]*700円/);
    assert.equal((await desk.get(path)).location, `/staff/bookings/${booking.id}`);
    assert.match((await desk.get(`/staff/bookings/${booking.id}`)).text, /暖房の故障のため/);
  });

  it("is not for residents, not even of the own booking", async () => {
    const held = await town.hold(haru, { on: "2026-12-20" });
    await town.perform(settleBooking, { bookingId: held.id, way: "counter" }, { actor: haru });
    assert.equal((await web.browser(haru).get(`/staff/bookings/${held.id}/cancel`)).status, 403);
  });
});

describe("closing a room", () => {
  const page = "/staff/blocks/new";

  it("is refused over a booking, which is named by its number", async () => {
    const booking = await bookFor({ on: "2026-12-22", slots: ["pm"] });
    const form = await desk.get(`${page}?space=minole-practice-1&on=2026-12-22`);
    const fields = { space: "minole-practice-1", on: "2026-12-22", slots: "pm", kind: "closure", reason: "床の点検" };
    const refused = await desk.send(form.text, page, fields);
    assert.equal(refused.status, 409);
    assert.match(refused.text, new RegExp(`href="/staff/bookings/${booking.id}"[^>]*>${booking.number}`));
    assert.match(refused.text, /value="床の点検"/);
    const free = await desk.send(refused.text, page, { ...fields, slots: "am" });
    assert.match(free.location ?? "", /^\/staff\/bookings\//);
  });

  it("is undone with a reason and in its own words", async () => {
    const form = await desk.get(`${page}?space=minole-practice-1&on=2026-12-23`);
    const fields = { space: "minole-practice-1", on: "2026-12-23", slots: "am", kind: "use", reason: "講座" };
    const { location } = await desk.send(form.text, page, fields);
    const ask = await desk.get(`${location}/cancel`);
    assert.match(withoutTags(ask.text), /この枠を戻しますか/);
    const undone = { by: "city", booker: "0", city: "0", reason: "講座が中止のため" };
    assert.equal((await desk.send(ask.text, `${location}/cancel`, undone)).status, 303);
    assert.equal((await town.hold(haru, { on: "2026-12-23" })).state, "held");
  });
});
