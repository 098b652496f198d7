import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { holdSpace } from "../../src/modules/facility/index.ts";
import { refusalOf } from "../../src/modules/facility/town.fixture.ts";
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
