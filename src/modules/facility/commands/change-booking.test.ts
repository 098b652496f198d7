import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { sql } from "kysely";
import { listPaymentsFor, takeCash } from "../../payment/index.ts";
import { nobody } from "../person.ts";
import { detachPerson } from "../store/booking.ts";
import { listChanges } from "../store/change.ts";
import {
  type FacilityTown,
  facilityTown,
  friday,
  type Resident,
  refusalOf,
  rehearsal,
  type Staff,
} from "../town.fixture.ts";
import type { Choice } from "../types/booking.ts";
import { cancelOwnBooking } from "./cancel-booking.ts";
import { changeBookingByStaff, changeOwnBooking } from "./change-booking.ts";
import { followPayment, settleBooking } from "./settle-booking.ts";

let town: FacilityTown;
let haru: Resident;
let clerk: Staff;

before(async () => {
  town = await facilityTown();
  clerk = await town.addStaff("clerk");
});
after(() => town.close());
beforeEach(async () => {
  town.clock.set("2026-11-25T10:20:00+09:00");
  haru = await town.addResident();
  await sql`update facility.booking set state = 'cancelled', ended_at = now()
    where state not in ('cancelled', 'expired')`.execute(town.city.db);
});

/** 練習室1: 午前 700, 午後 800, 夜間 900 yen. */
async function paid(change: Partial<Choice> = {}) {
  const { id } = await town.hold(haru, change);
  await town.perform(settleBooking, { bookingId: id, way: "online" }, { actor: haru });
  await town.payOnline(id);
  return id;
}

async function move(bookingId: string, change: Partial<Choice>, expected: number, people = 5) {
  // The page that is paid is the one that was asked for last.
  town.clock.advance(1_000);
  const choice = { ...friday, ...change };
  const input = { bookingId, choice, use: { ...rehearsal, people }, expected };
  return town.perform(changeOwnBooking, input, { actor: haru });
}
const moneyOf = async (id: string) =>
  (await listPaymentsFor(town.city.db, { kind: "booking", id })).map(({ amount, charged, refunded, state }) => [
    state,
    amount,
    charged - refunded,
  ]);

describe("a change of a booking", () => {
  it("to a day of the same price keeps number and code, and moves the units and the doors' times at once", async () => {
    const id = await paid();
    const before = await town.see(id);
    await move(id, { on: "2026-12-05" }, 700, 8);
    await town.drain();
    const changed = await town.see(id);
    assert.deepEqual([changed.number, changed.state, changed.on], [before.number, "confirmed", "2026-12-05"]);
    assert.equal(changed.use?.people, 8);
    assert.equal((await town.codesOf(id))?.from.toISOString(), "2026-12-04T23:45:00.000Z");
    assert.equal((await town.hold(await town.addResident())).state, "held", "the old time is free");
    const late = town.hold(await town.addResident(), { on: "2026-12-05" });
    assert.equal(await refusalOf(late), "facility.taken");
    assert.equal(town.mailsTo(haru).at(-1), "予約を変えました");
    const [change] = await listChanges(town.city.db, id);
    assert.deepEqual([change?.before.on, change?.after.on, change?.after.people], ["2026-12-04", "2026-12-05", 8]);
  });

  it("to what is dearer waits for the difference: reserved, without a code, confirmed when it is paid", async () => {
    const id = await paid();
    await move(id, { slots: ["pm"] }, 800);
    const waiting = await town.see(id);
    assert.deepEqual([waiting.state, waiting.settledAt], ["reserved", undefined]);
    assert.equal((await town.codesOf(id))?.state, "revoked");
    assert.deepEqual(await moneyOf(id), [
      ["paid", 700, 700],
      ["open", 100, 0],
    ]);
    // News of the first payment that comes again confirms nothing.
    const first = await town.paymentOf(id);
    await town.perform(followPayment, { bookingId: id, paymentId: first?.id ?? "" });
    assert.equal((await town.see(id)).state, "reserved");
    await town.payOnline(id);
    assert.equal((await town.see(id)).state, "confirmed");
    assert.notEqual((await town.codesOf(id))?.state, "revoked");
    assert.deepEqual(await moneyOf(id), [
      ["paid", 700, 700],
      ["paid", 100, 100],
    ]);
    const { refund } = await town.perform(cancelOwnBooking, { bookingId: id, expectedRefund: 800 }, { actor: haru });
    await town.drain();
    assert.equal(refund, 800);
    assert.deepEqual(
      (await moneyOf(id)).map(([, , kept]) => kept),
      [0, 0],
    );
  });

  it("whose difference is never paid ends at its deadline, and what was paid before goes back by the rule", async () => {
    const id = await paid({ on: "2026-12-11" });
    await move(id, { on: "2026-12-11", slots: ["pm"] }, 800);
    const { payBy } = await town.see(id);
    town.clock.set(payBy ?? new Date(0));
    await town.runJob("facility.expire");
    await town.drain();
    const ended = await town.see(id);
    assert.equal(ended.state, "expired");
    assert.deepEqual(
      (await moneyOf(id)).map(([, , kept]) => kept),
      [0, 0],
    );
    assert.equal(town.mailsTo(haru).at(-1), "差額の支払いがなかったので、予約が取り消しになりました");
    // A shop takes the difference all the same: it goes back, once.
    await town.payOnline(id);
    await town.payOnline(id);
    assert.deepEqual(
      (await moneyOf(id)).map(([, , kept]) => kept),
      [0, 0],
    );
    assert.equal((await town.see(id)).state, "expired");
  });

  it("to what is cheaper gives the difference back", async () => {
    const id = await paid({ slots: ["pm"] });
    await move(id, { slots: ["am"] }, 700);
    await town.drain();
    assert.equal((await town.see(id)).state, "confirmed");
    assert.deepEqual(await moneyOf(id), [["partly-refunded", 800, 700]]);
  });

  it("before anything was paid asks for the new amount, and does not prolong the time to pay", async () => {
    const { id } = await town.hold(haru, { on: "2026-12-11" });
    await town.perform(settleBooking, { bookingId: id, way: "counter" }, { actor: haru });
    const { payBy } = await town.see(id);
    town.clock.advance(86_400_000);
    await move(id, { on: "2026-12-18", slots: ["pm"] }, 800);
    const moved = await town.see(id);
    assert.deepEqual([moved.state, moved.amount, moved.payBy], ["reserved", 800, payBy]);
    const payment = await town.paymentOf(id);
    assert.equal(payment?.amount, 800);
    await town.perform(takeCash, { paymentId: payment?.id ?? "", received: 800 }, { actor: clerk });
    await town.drain();
    assert.equal((await town.see(id)).state, "confirmed");
  });

  it("and back again before the difference was paid leaves it confirmed as it was", async () => {
    const id = await paid();
    await move(id, { slots: ["pm"] }, 800);
    await move(id, { slots: ["am"] }, 700);
    await town.drain();
    assert.equal((await town.see(id)).state, "confirmed");
    assert.notEqual((await town.codesOf(id))?.state, "revoked");
    assert.equal((await listChanges(town.city.db, id)).length, 2);
  });

  it("to a part of what it has, or over itself, is not in its own way", async () => {
    const id = await paid({ slots: ["am"] });
    const both = await refusalOf(move(id, { slots: ["am", "pm"] }, 1));
    assert.equal(both, "facility.price-changed");
    await move(id, { slots: ["am", "pm"] }, 1500);
    assert.deepEqual((await town.see(id)).slots, ["am", "pm"]);
  });

  it("is refused clearly: taken, too late, begun, another house, somebody else's, and nothing has happened", async () => {
    const id = await paid();
    await town.hold(await town.addResident(), { slots: ["night"] });
    const before = await town.footprint();
    assert.equal(await refusalOf(move(id, { slots: ["night"] }, 900)), "facility.taken");
    const gym = { spaceId: "apios-meeting-1", slots: ["am"] };
    assert.match(await refusalOf(move(id, gym, 0)), /not-found|facility\./);
    const stranger = await town.addResident();
    const theirs = town.perform(
      changeOwnBooking,
      { bookingId: id, choice: friday, use: rehearsal, expected: 700 },
      { actor: stranger },
    );
    assert.equal(await refusalOf(theirs), "not-found");
    // Everything comes back until four days before: until then it can be changed here, and at the counter until it begins.
    town.clock.set("2026-12-01T00:00:00+09:00");
    assert.equal(await refusalOf(move(id, { on: "2026-12-11" }, 700)), "facility.change-too-late");
    const atCounter = { bookingId: id, use: rehearsal, expected: 700, reason: "お電話で頼まれたため" };
    const auditor = { ...clerk, roles: ["auditor"] as const };
    const choice = { ...friday, on: "2026-12-11" };
    const byAuditor = town.perform(changeBookingByStaff, { ...atCounter, choice }, { actor: auditor });
    assert.equal(await refusalOf(byAuditor), "forbidden");
    const left = await town.footprint();
    assert.deepEqual({ ...left, people: before.people }, before);
    const moved = await town.perform(changeBookingByStaff, { ...atCounter, choice }, { actor: clerk });
    assert.equal(moved.on, "2026-12-11");
    town.clock.set("2026-12-11T09:00:00+09:00");
    const begun = town.perform(changeBookingByStaff, { ...atCounter, choice: friday }, { actor: clerk });
    assert.equal(await refusalOf(begun), "facility.change-begun");
  });

  it("forgets the reason when the person's account goes, and keeps what it was before and after", async () => {
    const id = await paid();
    const input = {
      bookingId: id,
      choice: { ...friday, on: "2026-12-05" },
      use: rehearsal,
      expected: 700,
      reason: "電話",
    };
    await town.perform(changeBookingByStaff, input, { actor: clerk });
    await town.perform(({ tx }) => detachPerson(tx, haru.personId, nobody), undefined);
    const [change] = await listChanges(town.city.db, id);
    assert.deepEqual([change?.reason, change?.before.on, change?.after.on], [undefined, "2026-12-04", "2026-12-05"]);
    assert.equal((await town.see(id)).bookerId, nobody);
  });

  it("reminds on the day before the new day, and not before the old one", async () => {
    const id = await paid();
    await move(id, { on: "2026-12-11" }, 700);
    town.clock.set("2026-12-03T10:00:00+09:00");
    await town.runJob("facility.remind", { bookingId: id });
    await town.drain();
    assert.ok(!town.mailsTo(haru).includes("明日、予約があります"));
    town.clock.set("2026-12-10T10:00:00+09:00");
    await town.runJob("facility.remind", { bookingId: id });
    await town.drain();
    assert.ok(town.mailsTo(haru).includes("明日、予約があります"));
  });
});
