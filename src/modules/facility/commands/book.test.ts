import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { takeCash } from "../../payment/index.ts";
import { minole } from "../omitama.fixture.ts";
import { type FacilityTown, facilityTown, friday, type Resident, type Staff } from "../town.fixture.ts";
import { loadFacilities } from "./load-facilities.ts";
import { settleBooking } from "./settle-booking.ts";

let town: FacilityTown;
let haru: Resident;
let clerk: Staff;

before(async () => {
  town = await facilityTown();
  haru = await town.addResident();
  clerk = await town.addStaff("clerk");
});
after(() => town.close());

describe("booking a room", () => {
  it("that costs nothing is confirmed at once, without a payment", async () => {
    const groupId = await town.addGroup([{ who: haru, role: "owner" }], ["youth-sports"]);
    const held = await town.hold(
      haru,
      { spaceId: "hatori-gym-floor", on: "2026-12-05", slots: ["pm"] },
      { groupId, categoryId: "youth", purposeId: "ball-games", people: 14, declarations: ["adult"] },
    );
    assert.equal(held.amount, 0);
    const next = await town.perform(settleBooking, { bookingId: held.id, way: "online" }, { actor: haru });
    assert.deepEqual(next, { kind: "done" });
    assert.equal((await town.see(held.id)).state, "confirmed");
    assert.equal(await town.paymentOf(held.id), undefined);
    const access = await town.codesOf(held.id);
    assert.deepEqual(
      access?.doors.map(({ id }) => id),
      ["hatori-gym-main"],
    );
  });

  it("at the counter is reserved until the ordinance's deadline, and confirmed by the cash", async () => {
    const held = await town.hold(haru);
    await town.perform(settleBooking, { bookingId: held.id, way: "counter" }, { actor: haru });
    const reserved = await town.see(held.id);
    assert.equal(reserved.state, "reserved");
    // Three days before the use, the end of 1 December; seven days after the booking would be later.
    assert.equal(reserved.payBy?.toISOString(), "2026-12-01T15:00:00.000Z");
    const payment = await town.paymentOf(held.id);
    await town.perform(takeCash, { paymentId: payment?.id ?? "", received: 1000 }, { actor: clerk });
    await town.drain();
    assert.equal((await town.see(held.id)).state, "confirmed");
    assert.deepEqual(town.mailsTo(haru).slice(-2), ["支払いを待っています", "使用料を受け取りました"]);
  });

  it("online is confirmed by what the provider says, has a code at its doors, one mail, and a reminder", async () => {
    const mika = await town.addResident("佐藤 みのり");
    const held = await town.hold(mika, { slots: ["pm"] });
    const next = await town.perform(settleBooking, { bookingId: held.id, way: "online" }, { actor: mika });
    assert.equal(next.kind, "pay");
    await town.payOnline(held.id);
    const booking = await town.see(held.id);
    assert.equal(booking.state, "confirmed");
    assert.equal(booking.holdUntil, undefined);
    assert.deepEqual(town.mailsTo(mika), ["予約できました"]);
    const access = await town.codesOf(held.id);
    // 13:00–17:00 with a quarter of an hour before and after.
    assert.equal(access?.from.toISOString(), "2026-12-04T03:45:00.000Z");
    assert.equal(access?.until.toISOString(), "2026-12-04T08:15:00.000Z");
    const reminders = sql`select from pgboss.job where name = 'facility.remind' and data->>'bookingId' = ${held.id}
      and start_after = '2026-12-03T10:00:00+09:00'`;
    assert.equal(await town.count(reminders), 1);
  });

  it("settled twice opens one payment and keeps the room no longer than once more ten minutes", async () => {
    const held = await town.hold(haru, { slots: ["night"] });
    const first = await town.perform(settleBooking, { bookingId: held.id, way: "online" }, { actor: haru });
    town.clock.advance(60_000);
    const second = await town.perform(settleBooking, { bookingId: held.id, way: "online" }, { actor: haru });
    assert.deepEqual(second, first);
    const until = (await town.see(held.id)).holdUntil;
    assert.equal(until && until.getTime() - town.clock.now().getTime(), 9 * 60_000);
  });

  it("keeps the price and the rules by which it was made when a later version comes into force", async () => {
    const held = await town.hold(haru, { spaceId: "minole-kaze-stage", slots: ["am"] });
    const later = structuredClone({ ...minole, effectiveFrom: "2026-12-01" }) as typeof minole;
    await town.perform(loadFacilities, [later]);
    const booking = await town.see(held.id);
    assert.equal(booking.effectiveFrom, "2026-04-01");
    const other = await town.addResident();
    const newer = await town.hold(other, { spaceId: "minole-kaze-center", slots: ["am"] });
    assert.equal((await town.see(newer.id)).effectiveFrom, "2026-12-01");
    // What was made by the older rules is still readable and payable by them.
    const next = await town.perform(settleBooking, { bookingId: held.id, way: "online" }, { actor: haru });
    assert.equal(next.kind, "pay");
    assert.equal(friday.on > later.effectiveFrom, true);
  });

  it("by a rule that somebody has booked by cannot be loaded with other words", async () => {
    const changed = { ...minole, kana: "ちがう" };
    await assert.rejects(town.perform(loadFacilities, [changed]), /facility.version-used/);
  });
});
