import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { takeCash } from "../../payment/index.ts";
import { startWeb } from "../../payment/web.fixture.ts";
import { readAccount } from "../commands/account.ts";
import { bookAtCounter } from "../commands/book-at-counter.ts";
import { loadFacilities } from "../commands/load-facilities.ts";
import { facilityModule } from "../module.ts";
import { minole } from "../omitama.fixture.ts";
import { dueOf } from "../rules/due.ts";
import { findAfterUse } from "../store/after-use.ts";
import { type FacilityTown, facilityTown, friday, type Resident, rehearsal, type Staff } from "../town.fixture.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility } from "../types/facility.ts";

const article = minole.terms[0]?.payment.article ?? "";
/** The house with a deposit, and an overrun by the half hour. */
const house: Facility = {
  ...minole,
  effectiveFrom: "2026-11-01",
  fees: {
    ...minole.fees,
    deposits: [{ id: "deposit", name: { ja: "保証金" }, amount: 5000, article }],
    overrun: [{ id: "overrun", minutes: 30, amount: 100, weighted: false, article }],
  },
  examples: [],
};

let town: FacilityTown;
let web: ReturnType<typeof startWeb>;
let clerk: Staff;
let haru: Resident;
let booking: Booking;
before(async () => {
  town = await facilityTown({ now: "2026-12-01T10:00:00+09:00" });
  await town.perform(loadFacilities, [house]);
  web = startWeb(town.city, facilityModule());
  clerk = await town.addStaff("clerk");
  haru = await town.addResident();
  const input = { choice: { ...friday, slots: ["night"] }, use: rehearsal, bookerId: haru.personId };
  const made = await town.perform(bookAtCounter, input, { actor: clerk });
  await town.perform(takeCash, { paymentId: made.paymentId ?? "", received: dueOf(made.booking) }, { actor: clerk });
  await town.drain();
  booking = await town.see(made.booking.id);
});
after(() => town.close());

it("a use that ended after midnight is recorded as such, and corrected with a reason", async () => {
  const desk = web.browser(clerk);
  town.clock.set("2026-12-05T10:00:00+09:00");
  const path = `/staff/bookings/${booking.id}/after-use`;
  const slip = await desk.get(`${path}?ended=0:30`);
  assert.match(slip.text, /日付が変わってから終わったとき/, "half past twelve is before it began");
  assert.match((await desk.get(`${path}?ended=23:00&nextDay=yes`)).text, /次の日の正午まで/);
  const counted = await desk.get(`${path}?ended=0:30&nextDay=yes`);
  assert.match(counted.text, /500円を追加で受け取ります/);
  const recorded = await desk.send(counted.text, path, { ended: "0:30", nextDay: "yes", expected: "500" });
  assert.match(recorded.location ?? "", /\/staff\/payments\//);
  assert.equal((await findAfterUse(town.city.db, booking.id))?.known.overMinutes, 150);

  const again = await desk.get(path);
  assert.match(again.text, /name="ended"[^>]*value="00:30"/);
  const less = await desk.get(`${path}?ended=23:00`);
  assert.match(less.text, /300円を返します/);
  const without = await desk.send(less.text, path, { ended: "23:00", expected: "200", reason: "" });
  assert.equal(without.status, 422);
  await desk.send(without.text, path, { ended: "23:00", expected: "200", reason: "時計の見まちがい" });
  const { open, held } = await readAccount(town.city.db, booking.id);
  assert.deepEqual([open?.amount, held], [200, { price: booking.amount, deposit: 5000 }]);
  const page = (await desk.get(`/staff/bookings/${booking.id}`)).text;
  assert.match(page, /訂正する前の記録[\s\S]*500円[\s\S]*時計の見まちがい/);
  const mine = (await web.browser(haru).get(`/bookings/${booking.id}`)).text;
  assert.match(mine, /追加の支払い/);
  assert.match(mine, new RegExp(`href="/payments/${open?.id}"`));
});

it("a deposit is given back from the list; what stays is said at the fields, and the booker reads why", async () => {
  const desk = web.browser(clerk);
  const list = await desk.get("/staff/deposits");
  const path = `/staff/bookings/${booking.id}/deposit`;
  assert.match(list.text, new RegExp(`href="${path}"`));
  const form = await desk.get(path);
  const wrong = await desk.send(form.text, path, { keep: "１０００円", article: "", reason: "" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /根拠の条文を選んで[\s\S]*わけを書いて/);
  assert.match(wrong.text, /value="１０００円"/);
  const much = await desk.send(wrong.text, path, { keep: "5001", article, reason: "清掃" });
  assert.match(much.text, /5,000円まで/);
  const done = await desk.send(much.text, path, { keep: "1000", article, reason: "床の清掃のため" });
  assert.equal(done.location, `/staff/bookings/${booking.id}`);
  assert.match((await desk.get("/staff/deposits")).text, /返す保証金は、ありません/);
  const mine = (await web.browser(haru).get(`/bookings/${booking.id}`)).text;
  assert.match(mine, /保証金のうち1,000円は、お返ししないことになりました。わけ：床の清掃のため/);
  assert.equal((await web.browser(haru).get("/staff/deposits")).status, 403);
});
