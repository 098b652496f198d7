import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { findAccess } from "../../door/index.ts";
import { doorModule } from "../../door/module.ts";
import { paymentModule } from "../../payment/module.ts";
import { startWeb } from "../../payment/web.fixture.ts";
import { takeCashForSeries } from "../commands/series.ts";
import { settleBooking } from "../commands/settle-booking.ts";
import { facilityModule } from "../module.ts";
import { listBookingsOfSeries } from "../store/booking.ts";
import { type FacilityTown, facilityTown, friday, type Resident, refusalOf } from "../town.fixture.ts";

let town: FacilityTown;
let web: ReturnType<typeof startWeb>;
let owner: Resident;
let member: Resident;
let groupId: string;

before(async () => {
  town = await facilityTown();
  [owner, member] = [await town.addResident("山口 はる"), await town.addResident("佐藤 みのり")];
  groupId = await town.addGroup([
    { who: owner, role: "owner" },
    { who: member, role: "member" },
  ]);
  const facility = facilityModule();
  const others = [paymentModule({ providers: [town.provider] }), doorModule({ adapters: {} })];
  web = startWeb(town.city, { ...facility, routes: [facility, ...others].flatMap((module) => module.routes) });
});
after(() => town.close());

/** As staff have decided: the city's own pages of registration are tested in identity. */
async function register(): Promise<void> {
  await sql`insert into identity.registration_kind values ('sample', 1, '{}') on conflict do nothing`.execute(
    town.city.db,
  );
  await sql`
    insert into identity.registration (id, group_id, kind, state, is_deemed, applied_at, roster, members, local_members,
      has_responsible_adult, decided_at, valid_from, valid_until)
    values (${randomUUID()}, ${groupId}, 'sample', 'registered', false, ${town.clock.now()}, '[]', 10, 10, true,
      ${town.clock.now()}, '2026-04-01', '2028-03-31')`.execute(town.city.db);
}

const asGroup = () => ({ groupId, categoryId: "resident-group" });
const withoutTags = (text: string) => text.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const days = async (seriesId: string) =>
  (await listBookingsOfSeries(town.city.db, seriesId)).map(({ on, state }) => `${on.slice(5)} ${state}`);
const hold = (on: string, who = owner) => town.hold(who, { ...friday, on }, asGroup());

describe("a series that a group makes on the web", () => {
  let seriesId = "";
  let repeat = "";

  it("is offered to the owner of a registered group alone", async () => {
    const first = await hold("2026-12-04");
    repeat = `/bookings/${first.id}/repeat`;
    const browser = web.browser(owner);
    assert.doesNotMatch((await browser.get(`/bookings/${first.id}/check`)).text, /\/repeat/);
    assert.match((await browser.get(repeat)).text, /ここではくり返しにできません/);
    const forced = await browser.get(`${repeat}?kind=weekly&last=2026-12-25`);
    assert.equal(forced.status, 422);
    await register();
    assert.match((await browser.get(`/bookings/${first.id}/check`)).text, new RegExp(`href="${repeat}"`));
    assert.equal((await web.browser(member).get(repeat)).status, 403);
    assert.equal((await web.browser(await town.addResident()).get(repeat)).status, 404);
  });

  it("shows each day with its price, what is closed or taken and why, and the sum with the first day", async () => {
    await town.hold(await town.addResident(), { ...friday, on: "2026-12-18" });
    const { text, status } = await web.browser(owner).get(`${repeat}?kind=weekly&last=2027-01-08`);
    assert.equal(status, 200);
    const words = withoutTags(text);
    assert.match(words, /12月4日（金） 様子 初めの日 金額 700円/);
    assert.match(words, /12月18日（金） 様子 予約あり/);
    assert.match(words, /1月1日（金） 様子 予約できません 1月1日（金）は、お休みです/);
    assert.match(words, /4日分 合わせて ?2,800円/);
    const late = await web.browser(owner).get(`${repeat}?kind=weekly&last=2026-12-05`);
    assert.equal(late.status, 422);
    assert.match(late.text, /id="last-error"|くり返す日がありません/);
    assert.match(
      (await web.browser(owner).get(`${repeat}?kind=days&last=2027-06-30`)).text,
      /初めの日のほかに11日まで/,
    );
  });

  it("is refused at its field without the tick, and writes nothing", async () => {
    const browser = web.browser(owner);
    const { text } = await browser.get(`${repeat}?kind=weekly&last=2027-01-08`);
    const before = await town.footprint();
    const asked = { kind: "weekly", last: "2027-01-08", days: "3", total: "2100", way: "counter" };
    const missing = await browser.send(text, repeat, asked);
    assert.equal(missing.status, 422);
    const some = await browser.send(missing.text, repeat, { ...asked, agree: "yes" });
    assert.equal(some.status, 409);
    assert.match(some.text, /予約できない日があります/);
    const stale = await browser.send(some.text, repeat, { ...asked, agree: "yes", only: "free", total: "700" });
    assert.equal(stale.status, 409);
    assert.deepEqual(await town.footprint(), before);
  });

  it("is made with one press: the first day and the others, each with a payment of its own, and one mail", async () => {
    const browser = web.browser(owner);
    const { text } = await browser.get(`${repeat}?kind=weekly&last=2027-01-08`);
    const asked = { kind: "weekly", last: "2027-01-08", days: "3", total: "2100", way: "counter" };
    const made = await browser.send(text, repeat, { ...asked, agree: "yes", only: "free" });
    assert.equal(made.status, 303);
    seriesId = made.location?.split("/").at(-1) ?? "";
    assert.deepEqual(await days(seriesId), ["12-04 reserved", "12-11 reserved", "12-25 reserved", "01-08 reserved"]);
    assert.equal(await town.count(sql`select from payment.payment where state = 'open'`), 4);
    await town.drain();
    assert.equal(town.mailsTo(owner).filter((subject) => subject.startsWith("くり返し")).length, 1);
    const page = withoutTags((await browser.get(`/my/series/${seriesId}`)).text);
    assert.match(page, /まだ支払っていない使用料 ?2,800円/);
    assert.equal((await browser.get(repeat)).location, `/my/series/${seriesId}`);
  });

  it("is paid at the counter in one go, and one code opens on all its days", async () => {
    const clerk = await town.addStaff("clerk");
    await town.perform(takeCashForSeries, { seriesId, expected: 2800 }, { actor: clerk });
    await town.drain();
    assert.ok((await days(seriesId)).every((word) => word.endsWith("confirmed")));
    assert.equal((await findAccess(town.city.db, { kind: "series", id: seriesId }))?.windows.length, 4);
  });

  it("is seen by the members of the group, and by nobody else", async () => {
    const seen = await web.browser(member).get(`/my/series/${seriesId}`);
    assert.equal(seen.status, 200);
    assert.doesNotMatch(seen.text, /series\/[^"]+\/cancel/);
    assert.equal((await web.browser(await town.addResident()).get(`/my/series/${seriesId}`)).status, 404);
  });

  it("is given up from a day on with what goes back, and the days before it stay", async () => {
    const browser = web.browser(owner);
    const { text } = await browser.get(`/my/series/${seriesId}?from=2026-12-25`);
    assert.match(withoutTags(text), /2日分を取り消します。返る金額は、合わせて ?1,400円/);
    const path = `/my/series/${seriesId}/cancel`;
    const wrong = await browser.send(text, path, { from: "2026-12-25", expected: "700", sure: "yes" });
    assert.equal(wrong.status, 409);
    const done = await browser.send(wrong.text, path, { from: "2026-12-25", expected: "1400", sure: "yes" });
    assert.equal(done.status, 303);
    assert.deepEqual(await days(seriesId), [
      "12-04 confirmed",
      "12-11 confirmed",
      "12-25 cancelled",
      "01-08 cancelled",
    ]);
    await town.drain();
    assert.equal(town.mailsTo(owner).at(-1), "くり返しの予約を取り消しました");
  });

  it("begins with a booking that stands as well; who has too many to pay begins none", async () => {
    let first = "";
    for (const on of ["2027-02-02", "2027-02-03", "2027-02-04", "2027-02-05", "2027-02-06", "2027-02-07"]) {
      const { id: bookingId } = await hold(on);
      await town.perform(settleBooking, { bookingId, way: "counter" }, { actor: owner });
      first ||= bookingId;
    }
    const path = `/bookings/${first}/repeat`;
    const browser = web.browser(owner);
    const { text } = await browser.get(`${path}?kind=weekly&last=2027-02-16`);
    const asked = { kind: "weekly", last: "2027-02-16", days: "2", total: "1400", way: "counter", agree: "yes" };
    const refused = await browser.send(text, path, asked);
    assert.equal(refused.status, 409);
    await sql`update facility.booking set state = 'cancelled' where used_on = '2027-02-07'`.execute(town.city.db);
    assert.equal((await browser.send(refused.text, path, asked)).status, 303);
    assert.equal(await refusalOf(hold("2027-03-02")), "facility.too-many-unpaid");
  });
});
