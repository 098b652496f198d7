import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { Act } from "../../src/kernel/act.ts";
import type { Work } from "../../src/kernel/jobs/types.ts";
import { addDays, type CivilDate } from "../../src/kernel/time/civil-date.ts";
import { bookAtCounter } from "../../src/modules/facility/commands/book-at-counter.ts";
import { carryOutClosures } from "../../src/modules/facility/commands/carry-out-closure.ts";
import { rehearsal } from "../../src/modules/facility/town.fixture.ts";
import { takeCash } from "../../src/modules/payment/index.ts";
import { openSite } from "./abuse.fixture.ts";

/** A house is closed while 300 bookings exist. Nothing vanishes, whenever the machine dies. */
let site: Awaited<ReturnType<typeof openSite>>;
let paid = 0;

const spaces = ["minole-kaze-office", "minole-kaze-center", "minole-kaze-stage", "minole-practice-1"];
const [first, last] = ["2026-12-04", "2027-01-31"] as const;
const asked = {
  facility: "minole",
  first,
  last,
  kind: "disaster",
  words: "地震で天井が落ちたため",
} as const;
const query = new URLSearchParams({ ...asked, step: "check" });
for (const space of ["minole-kaze", "minole-practice-1"]) query.append("spaces", space);

before(async () => {
  site = await openSite();
  // Every second one of the bookers has no mail.
  const bookers = [site.haru.personId, (await site.addResident("電話 だけ")).personId];
  await sql`update identity.person set mail = null, mail_key = null where id = ${bookers[1]}`.execute(site.city.db);
  let made = 0;
  for (let on: CivilDate = first; made < 300 && on <= last; on = addDays(on, 1)) {
    for (const spaceId of spaces) {
      for (const slot of ["am", "pm", "night"]) {
        if (made === 300) break;
        const input = { choice: { spaceId, on, slots: [slot] }, use: rehearsal, bookerId: bookers[made % 2] ?? "" };
        const booked = await site.perform(bookAtCounter, input, { actor: site.clerk }).catch(() => undefined);
        if (booked === undefined) continue;
        made += 1;
        if (made % 3 !== 0) continue;
        paid += booked.booking.amount;
        const cash = { paymentId: booked.paymentId ?? "", received: booked.booking.amount };
        await site.perform(takeCash, cash, { actor: site.clerk });
      }
    }
  }
  await site.drain();
  assert.equal(await count(sql`where state in ('reserved', 'confirmed')`), 300);
});
after(() => site.close());

const count = (condition: ReturnType<typeof sql>) => site.count(sql`select from facility.booking ${condition}`);
const closed = () => site.count(sql`select from notice.message where kind = 'facility.closed'`);

let address = "";

test("staff see all 300 with what goes back, and whoever books meanwhile is not cancelled unseen", async () => {
  const page = await site.clerk.browser.get(`/staff/closures/new?${query}`);
  assert.equal(page.status, 200);
  assert.match(page.text, /休館にして、300件を取り消す/);
  assert.ok(page.text.includes(`${paid.toLocaleString("ja-JP")}円`));
  const mark = /name="mark" value="([0-9a-f]+)"/.exec(page.text)?.[1] ?? "";
  const form = (word: string) => {
    const fields = new URLSearchParams(query);
    fields.delete("step");
    fields.set("mark", word);
    return fields;
  };
  const blind = await site.clerk.browser.post("/staff/closures/new", [...form("0".repeat(32))]);
  assert.equal(blind.status, 409);
  assert.match(blind.text, /一覧が変わりました/);
  assert.equal(await site.count(sql`select from facility.closure`), 0);

  const key = site.clerk.browser.keyFor("/staff/closures/new");
  const answers = [];
  for (let n = 0; n < 3; n++) answers.push(await site.clerk.browser.post("/staff/closures/new", [...form(mark)], key));
  address = answers[0]?.location ?? "";
  assert.match(address, /^\/staff\/closures\/[0-9a-f-]{36}$/);
  assert.deepEqual([...new Set(answers.map(({ location }) => location))], [address], "sent three times it is one");
  assert.equal(await site.count(sql`select from facility.closure`), 1);
  assert.equal(await site.count(sql`select from facility.closure_booking where state = 'waiting'`), 300);
});

test("from that moment on nobody books, and the week says 休館 and why", async () => {
  const path = "/spaces/minole-practice-1/use";
  const use = { category: "resident-person", purpose: "music", people: "5" };
  const refused = await site.mika.browser.post(path, { ...use, on: "2027-01-30", slots: "am" });
  assert.equal(refused.status, 409);
  assert.match(refused.text, /災害のため休館です。地震で天井が落ちたため/);
  const week = await site.mika.browser.get("/spaces/minole-practice-1?day=2027-01-30");
  assert.match(week.text, /休館/);
  assert.match(week.text, /地震で天井が落ちたため/);
});

test("a worker dies in the middle of the 121st: 120 are done wholly, all others not at all, nothing is in between", async () => {
  site.clock.advance(2 * 60_000);
  let started = 0;
  const dying: Work = {
    city: site.city,
    jobId: "dying",
    attempt: 1,
    isLastAttempt: false,
    perform: (command, input) =>
      site.perform(async (act: Act, given: typeof input) => {
        const result = await command(act, given);
        // The first of all only begins it.
        if (started++ === 121) throw new Error("the machine lost its power");
        return result;
      }, input),
  };
  await assert.rejects(carryOutClosures(dying), /lost its power/);
  assert.equal(await count(sql`where state = 'cancelled'`), 120);
  assert.equal(await site.count(sql`select from facility.closure_booking where state = 'cancelled'`), 120);
  assert.equal(await site.count(halfDone()), 0);
  const page = await site.clerk.browser.get(address);
  assert.match(page.text, /取り消しています/);
});

test("two workers go on at once: each booking is cancelled once, all money goes back, each person is told once", async () => {
  await Promise.all([site.runJob("facility.carry-out-closures"), site.runJob("facility.carry-out-closures")]);
  await site.drain();
  await site.runJob("facility.carry-out-closures");
  await site.drain();
  assert.equal(await count(sql`where state = 'cancelled'`), 300);
  assert.equal(await site.count(sql`select from facility.closure where state = 'done'`), 1);
  assert.equal(await site.count(halfDone()), 0);
  const refunds = await site.count(sql`select from payment.refund`);
  assert.equal(refunds, 100);
  const { rows } = await sql<{ back: number }>`select sum(amount)::int as back from payment.refund`.execute(
    site.city.db,
  );
  assert.equal(rows[0]?.back, paid);
  assert.equal(await closed(), 150);
  assert.equal(await site.count(sql`select from facility.closure_booking where needs_call and called_at is null`), 150);
});

test("the page lists whom to call, and a call is noted once", async () => {
  const page = await site.clerk.browser.get(address);
  assert.match(page.text, /電話をかける方/);
  const call = /action="(\/staff\/closures\/[^"]+\/calls\/[^"]+)"/.exec(page.text)?.[1] ?? "";
  for (let n = 0; n < 2; n++) assert.equal((await site.clerk.browser.post(call)).status, 303);
  assert.equal(await site.count(sql`select from facility.closure_booking where called_at is not null`), 1);
  const audits = sql`select from kernel.audit_entry where what = 'booking.told-by-telephone'`;
  assert.equal(await site.count(audits), 1);
});

/** Cancelled without its refund or its mark, or marked and not cancelled. */
function halfDone() {
  return sql`select from facility.closure_booking as met
    join facility.booking as booking on booking.id = met.booking_id
    left join payment.payment as payment on payment.subject_id = booking.id::text and payment.charged > 0
    where (met.state = 'cancelled') is distinct from (booking.state = 'cancelled')
      or (met.state = 'cancelled' and coalesce(payment.refunded + payment.refunding, 0) <> met.refund)
      or (met.state = 'waiting' and coalesce(payment.refunded + payment.refunding, 0) > 0)`;
}
