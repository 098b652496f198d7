import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, beforeEach, describe, it } from "node:test";
import { sql } from "kysely";
import { type FacilityTown, facilityTown, friday, type Resident, refusalOf, type Staff } from "../town.fixture.ts";
import type { Booking } from "../types/booking.ts";
import { cancelBookingByStaff, cancelOwnBooking, dropHold } from "./cancel-booking.ts";
import { settleBooking } from "./settle-booking.ts";

let town: FacilityTown;
let haru: Resident;
let clerk: Staff;
const start = "2026-11-25T10:20:00+09:00";

before(async () => {
  town = await facilityTown({ now: start });
  clerk = await town.addStaff("clerk");
});
beforeEach(async () => {
  town.clock.set(start);
  haru = await town.addResident();
});
after(() => town.close());

let day = 0;
/** A confirmed and paid booking of 700 yen, each on another day of December. */
async function paid(): Promise<Booking> {
  const days = [
    "2026-12-08",
    "2026-12-09",
    "2026-12-10",
    "2026-12-11",
    "2026-12-12",
    "2026-12-13",
    "2026-12-15",
    "2026-12-19",
    "2026-12-20",
  ];
  const held = await town.hold(haru, { on: days[day++] ?? friday.on });
  await town.perform(settleBooking, { bookingId: held.id, way: "online" }, { actor: haru });
  await town.payOnline(held.id);
  return town.see(held.id);
}

const cancel = (bookingId: string, expectedRefund: number) =>
  town.perform(cancelOwnBooking, { bookingId, expectedRefund }, { actor: haru });

describe("cancelling one's own booking", () => {
  it("gives back what the rule says, frees the room, takes the code back before the money, and tells the booker", async () => {
    const { id, on } = await paid();
    assert.deepEqual(await cancel(id, 700), { refund: 700 });
    const { rows } = await sql<{ what: string }>`
      select what from kernel.audit_entry where what in ('door.code-revoked', 'payment.refund-asked', 'booking.cancelled')
      order by id desc limit 3`.execute(town.city.db);
    assert.deepEqual(rows.map(({ what }) => what).reverse(), [
      "door.code-revoked",
      "payment.refund-asked",
      "booking.cancelled",
    ]);
    await town.drain();
    const payment = await town.paymentOf(id);
    assert.deepEqual([payment?.state, payment?.refunded], ["refunded", 700]);
    assert.equal((await town.codesOf(id))?.state, "revoked");
    assert.equal(town.mailsTo(haru).at(-1), "予約を取り消しました");
    assert.equal((await town.hold(haru, { on })).state, "held");
  });

  it("late by the rule gives nothing back", async () => {
    const { id, on } = await paid();
    town.clock.set(`${on}T08:00:00+09:00`);
    assert.deepEqual(await cancel(id, 0), { refund: 0 });
    await town.drain();
    const payment = await town.paymentOf(id);
    assert.deepEqual([payment?.state, payment?.refunded], ["paid", 0]);
  });

  it("with another refund than the page had promised changes nothing and asks again", async () => {
    const { id, on } = await paid();
    // The page was drawn four days before the use; the button was pressed after midnight.
    town.clock.set(`${on}T00:00:00+09:00`);
    town.clock.advance(-3 * 86_400_000);
    const before = await town.footprint();
    assert.equal(await refusalOf(cancel(id, 700)), "facility.refund-changed");
    assert.deepEqual(await town.footprint(), before);
    assert.equal((await town.see(id)).state, "confirmed");
  });

  it("twice is refused the second time, and gives back once", async () => {
    const { id } = await paid();
    await cancel(id, 700);
    assert.equal(await refusalOf(cancel(id, 0)), "facility.wrong-state");
    await town.drain();
    assert.equal((await town.paymentOf(id))?.refunded, 700);
  });

  it("after it has begun is refused", async () => {
    const { id, on } = await paid();
    town.clock.set(`${on}T09:00:00+09:00`);
    assert.equal(await refusalOf(cancel(id, 0)), "facility.already-begun");
  });

  it("by the button that gives up a hold is refused: an old page must not cancel what was paid since", async () => {
    const { id, on } = await paid();
    town.clock.set(`${on}T08:00:00+09:00`);
    assert.equal(await refusalOf(town.perform(dropHold, { bookingId: id }, { actor: haru })), "facility.wrong-state");
    assert.equal((await town.see(id)).state, "confirmed");
  });

  it("that is reserved and unpaid ends its payment: nobody can pay any more", async () => {
    const held = await town.hold(haru, { on: "2026-12-16" });
    await town.perform(settleBooking, { bookingId: held.id, way: "counter" }, { actor: haru });
    await cancel(held.id, 0);
    assert.equal((await town.paymentOf(held.id))?.state, "abandoned");
  });
});

describe("cancelling by staff", () => {
  it("for the city's own reason gives everything back, even on the day, and tells the reason", async () => {
    const { id, on } = await paid();
    town.clock.set(`${on}T08:00:00+09:00`);
    const input = { bookingId: id, reason: "雨もりのため", by: "city" as const };
    assert.deepEqual(await town.perform(cancelBookingByStaff, input, { actor: clerk }), { refund: 700 });
    await town.drain();
    assert.equal((await town.paymentOf(id))?.state, "refunded");
    assert.match(town.post.mails.at(-1)?.text ?? "", /雨もりのため/);
    assert.equal((await town.see(id)).endReason, "雨もりのため");
  });

  it("is for the counter: not for auditors, approvers or residents, and not for what does not exist", async () => {
    const held = await town.hold(haru, { on: "2026-12-17" });
    const before = await town.footprint();
    const input = { bookingId: held.id, reason: "ためし", by: "booker" as const };
    for (const role of ["auditor", "approver"] as const) {
      const actor = { ...clerk, roles: [role] };
      assert.equal(await refusalOf(town.perform(cancelBookingByStaff, input, { actor })), "forbidden");
    }
    assert.equal(await refusalOf(town.perform(cancelBookingByStaff, input, { actor: haru })), "forbidden");
    const missing = { ...input, bookingId: randomUUID() };
    assert.equal(await refusalOf(town.perform(cancelBookingByStaff, missing, { actor: clerk })), "not-found");
    assert.deepEqual(await town.footprint(), before);
  });
});

describe("a booking of a group", () => {
  it("is cancelled by an officer too; the money goes back the way it came; a mere member cannot", async () => {
    const [booker, officer, member] = [await town.addResident(), await town.addResident(), await town.addResident()];
    const groupId = await town.addGroup([
      { who: booker, role: "owner" },
      { who: officer, role: "officer" },
      { who: member, role: "member" },
    ]);
    const held = await town.hold(booker, { on: "2026-12-18" }, { groupId, categoryId: "resident-group" });
    await town.perform(settleBooking, { bookingId: held.id, way: "online" }, { actor: booker });
    await town.payOnline(held.id);
    const input = { bookingId: held.id, expectedRefund: 700 };
    assert.equal(await refusalOf(town.perform(cancelOwnBooking, input, { actor: member })), "forbidden");
    assert.deepEqual(await town.perform(cancelOwnBooking, input, { actor: officer }), { refund: 700 });
    await town.drain();
    assert.equal((await town.paymentOf(held.id))?.state, "refunded");
    // Whose booking it was hears of it, whoever pressed the button.
    assert.equal(town.mailsTo(booker).at(-1), "予約を取り消しました");
  });
});
