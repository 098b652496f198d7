import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { takeCash } from "../../payment/index.ts";
import { startWeb } from "../../payment/web.fixture.ts";
import { bookAtCounter } from "../commands/book-at-counter.ts";
import { cancelBookingByStaff } from "../commands/cancel-booking.ts";
import { countFacility } from "../commands/statistics.ts";
import { metrics } from "../metrics.ts";
import { facilityModule } from "../module.ts";
import { type FacilityTown, facilityTown, friday, rehearsal } from "../town.fixture.ts";
import type { Booking, Choice } from "../types/booking.ts";

let town: FacilityTown;
let web: ReturnType<typeof startWeb>;
const address = "/staff/statistics?facility=minole&year=2026";
const period = { from: "2026-04-01", until: "2027-04-01" };

before(async () => {
  town = await facilityTown({ now: "2026-12-06T20:00:00+09:00" });
  web = startWeb(town.city, facilityModule());
});
after(() => town.close());

/** Booked and paid in cash before the day, counted after it. */
async function usedBooking(choice: Partial<Choice>, use: Partial<typeof rehearsal> = {}): Promise<Booking> {
  const clerk = await town.addStaff("clerk");
  const { personId } = await town.addResident();
  const input = { choice: { ...friday, ...choice }, use: { ...rehearsal, ...use }, bookerId: personId };
  const { booking, paymentId } = await town.perform(bookAtCounter, input, { actor: clerk });
  if (paymentId) await town.perform(takeCash, { paymentId, received: booking.amount }, { actor: clerk });
  await town.drain();
  return town.see(booking.id);
}

test("uses, people, income, reductions and cancellations are those of the bookings, by day of use, none to come", async () => {
  const one = await usedBooking({ on: "2026-12-06", slots: ["night"] });
  const cancelled = await usedBooking({ on: "2026-12-06", slots: ["night"], spaceId: "minole-kaze-stage" });
  await usedBooking({ on: "2026-12-18" });
  const clerk = await town.addStaff("clerk");
  await town.perform(
    cancelBookingByStaff,
    { bookingId: cancelled.id, by: "city", reason: "停電のため" },
    { actor: clerk },
  );
  await town.drain();
  const counted = await countFacility(town.city, "minole", period);
  assert.deepEqual(counted?.sums, {
    uses: 1,
    people: 5,
    income: one.amount,
    reduction: 0,
    fullPrice: one.amount,
    cancelled: 1,
  });
  assert.equal(counted?.counted.until, "2026-12-07");
  assert.equal(counted?.rate.taken, 1);
  assert.deepEqual(
    counted?.months.map(({ month, uses }) => [month, uses]),
    [["2026-12", 1]],
  );
});

test("the metrics say the same, each with its numerator and denominator", async () => {
  const counted = await countFacility(town.city, "minole", period);
  const find = (name: string) => metrics.find((metric) => metric.name === name);
  const rate = await find("facility.use-rate")?.count(town.city, period);
  assert.equal(rate?.numerator, counted?.rate.taken);
  assert.ok((rate?.denominator ?? 0) >= (counted?.rate.open ?? 0));
  assert.equal(rate?.value, ((rate?.numerator ?? 0) / (rate?.denominator ?? 1)) * 100);
  const income = await find("facility.income")?.count(town.city, period);
  assert.deepEqual([income?.value, income?.denominator], [counted?.sums.income, 1]);
  assert.equal((await find("facility.reduction-amount")?.count(town.city, period))?.value, 0);
});

test("a manager enters what the house costs, and the page says what a use costs; a clerk may not", async () => {
  const manager = web.browser(await town.addStaff("facility-manager"));
  const page = (await manager.get(address)).text;
  const wrong = await manager.send(page, "/staff/statistics/costs", {
    facility: "minole",
    year: "2026",
    yen: "たくさん",
  });
  assert.equal(wrong.status, 422);
  assert.match(
    wrong.text,
    /<input[^>]*name="yen"[^>]*value="たくさん"/,
    "the field is there again, with what was typed",
  );
  const sent = await manager.send(page, "/staff/statistics/costs", {
    facility: "minole",
    year: "2026",
    yen: "1,000,000",
  });
  assert.equal(sent.status, 303, sent.text);
  const { text } = await manager.get("/staff/statistics?facility=minole&year=2026");
  assert.match(text, /1件あたりの費用[\s\S]*1,000,000円/);
  assert.match(text, /1人あたりの費用[\s\S]*200,000円/);
  const clerk = web.browser(await town.addStaff("clerk"));
  const refused = await clerk.send(
    page,
    "/staff/statistics/costs",
    { facility: "minole", year: "2026", yen: "1" },
    "k".repeat(43),
  );
  assert.equal(refused.status, 403);
  assert.doesNotMatch((await clerk.get("/staff/statistics?facility=minole&year=2026")).text, /name="yen"/);
});

test("the page shows definition, charts with tables, and rooms by hours and weekdays; files hold the same", async () => {
  const clerk = web.browser(await town.addStaff("clerk"));
  const { text, status } = await clerk.get("/staff/statistics?facility=minole&year=2026&space=minole-practice-1");
  assert.equal(status, 200);
  assert.match(text, /開いている枠の数で割ったもの/);
  assert.match(text, /<svg/);
  assert.match(text, /練習室1の稼働率/);
  assert.doesNotMatch(text, /山口 はる/);
  assert.equal((await clerk.get("/staff/statistics")).status, 200);
  const csv = await clerk.get("/staff/statistics/statistics.csv?facility=minole&year=2026");
  assert.match(csv.text, /"練習室1"/);
  assert.equal((await clerk.get("/staff/statistics/statistics.xlsx?year=2026")).status, 200);
  assert.equal((await clerk.get("/staff/statistics?year=gestern&month=13")).status, 200);
});
