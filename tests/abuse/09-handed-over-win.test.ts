import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { settleBooking } from "../../src/modules/facility/commands/settle-booking.ts";
import { holdSpace } from "../../src/modules/facility/index.ts";
import { refusalOf } from "../../src/modules/facility/town.fixture.ts";
import { tieOf } from "../../src/modules/lottery/rules/tie.ts";
import { january, practice, saturday } from "../../src/modules/lottery/town.fixture.ts";
import { changesNothing } from "./abuse.fixture.ts";
import { entryForm, openLottery } from "./lottery.fixture.ts";

/** Win with one account, give the win back, and take the room at once with another (Saitama). */
let site: Awaited<ReturnType<typeof openLottery>>;
before(async () => {
  site = await openLottery((text) => text.replace("goesTo: next, confirmWithinDays: 2", "goesTo: first-come"));
});
after(() => site.close());

let booking = "";

test("a win that is given back stays taken: the friend who waits for it is refused, minute after minute", async () => {
  const { haru, mika, rounds } = site;
  const entered = await haru.browser.post(`${site.path}/enter`, entryForm);
  assert.equal(entered.status, 303);
  const entry = (entered.location ?? "").split("/").at(-1) ?? "";
  await rounds.go(january.draw);
  await rounds.go(january.result);
  const [win] = await rounds.winsOf([entry]);
  assert.ok(win);
  booking = win.bookingId;
  // After first come has begun, so that nothing but the hidden minute stands in the way.
  await site.perform(
    ({ tx }) => sql`update facility.booking set pay_by = '2026-12-20T00:00:00+09:00' where id = ${booking}`.execute(tx),
    undefined,
  );
  site.clock.set("2026-12-14T18:30:00+09:00");
  const declined = await (await site.signInAgain(haru)).post(`/my/lottery-wins/${win.id}/decline`);
  assert.equal(declined.location, `/my/lotteries/${entry}`);
  const grab = () => site.perform(holdSpace, { choice: saturday, use: practice }, { actor: mika });
  for (let minute = 0; minute < 30; minute++) {
    site.clock.advance(60_000);
    await site.runJob("facility.return-wins");
    assert.equal(await refusalOf(changesNothing(site, grab)), "facility.taken");
  }
});

test("nobody can read when it comes back: not on the page, not in the calendar, not in the interface, not in a mail", async () => {
  const { returnsAt } = await site.see(booking);
  assert.ok(returnsAt);
  const stamps = [returnsAt.toISOString(), returnsAt.toISOString().slice(0, 16), String(returnsAt.getTime())];
  const browser = await site.signInAgain(site.haru);
  for (const path of [
    `/bookings/${booking}`,
    "/my/lotteries",
    "/spaces/kibogaoka-ground-a/days/2027-01-09",
    "/spaces/kibogaoka-ground-a/calendar.ics",
    "/api/v1/spaces/kibogaoka-ground-a/availability?from=2027-01-09&until=2027-01-10",
    site.path,
  ]) {
    const { status, text } = await browser.get(path);
    assert.equal(status, 200, path);
    for (const stamp of stamps) assert.ok(!text.includes(stamp), `${path} tells ${stamp}`);
  }
  await site.drain();
  assert.ok(site.post.mails.every(({ text }) => !stamps.some((stamp) => text.includes(stamp))));
  assert.ok(
    site.mailsTo(site.haru).some((subject) => /取り消し/.test(subject)),
    "who gave it back is told, in case it was somebody else",
  );
});

test("from its minute on it is anybody's", async () => {
  const { returnsAt } = await site.see(booking);
  site.clock.set((returnsAt as Date).toISOString());
  await site.runJob("facility.return-wins");
  const got = await site.perform(holdSpace, { choice: saturday, use: practice }, { actor: site.mika });
  assert.equal(got.state, "held");
});

test("booked by a group in which the winner is, it is marked for staff, and both sides are told, once; nobody loses it", async () => {
  const { haru, mika } = site;
  await sql`update facility.booking set state = 'cancelled', ended_at = now() where state = 'held'`.execute(
    site.city.db,
  );
  const groupId = await site.addGroup([
    { who: mika, role: "owner" },
    { who: haru, role: "member" },
  ]);
  const got = await site.perform(holdSpace, { choice: saturday, use: { ...practice, groupId } }, { actor: mika });
  await site.runJob("lottery.watch-handovers");
  const marks = () => site.count(sql`select from lottery.handover`);
  assert.equal(await marks(), 0, "what is only kept may still be dropped");
  await site.perform(settleBooking, { bookingId: got.id, way: "counter" }, { actor: mika });
  for (let n = 0; n < 3; n++) await site.runJob("lottery.watch-handovers");
  await site.drain();
  assert.equal(await marks(), 1);
  const subjects = (who: typeof haru) => site.mailsTo(who).filter((subject) => /部屋について$/.test(subject));
  assert.deepEqual(subjects(haru), ["取り消した当選の部屋について"]);
  assert.deepEqual(subjects(mika), ["予約した部屋について"]);
  assert.equal((await site.see(got.id)).state, "reserved");
  const desk = await site.signInAgain(await site.addStaff("clerk"));
  const { text } = await desk.get(`/staff/lotteries/${site.path.split("/").at(-1)}`);
  assert.match(text, /当選の受け渡しかもしれないもの/);
  assert.match(text, /両方にいる人がある/);
});

test("who books again what they gave up themselves, and a stranger, are not marked", () => {
  const one = { personId: "a", groupId: undefined, accounts: ["a"], likeness: undefined };
  const group = { personId: "a", groupId: "g", accounts: ["a", "b"], likeness: "haru 0299" };
  assert.equal(tieOf(one, one), undefined);
  assert.equal(tieOf(group, { ...group, personId: "b" }), undefined);
  assert.equal(tieOf(one, { ...one, personId: "c", accounts: ["c"] }), undefined);
  assert.equal(tieOf(group, one), "same-person");
  assert.equal(tieOf(group, { ...one, personId: "b", accounts: ["b"] }), "shared-member");
  const alike = { personId: "d", groupId: "h", accounts: ["d"], likeness: "haru 0299" };
  assert.equal(tieOf(group, alike), "alike");
});
