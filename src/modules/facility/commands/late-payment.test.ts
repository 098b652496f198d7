import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { type FacilityTown, facilityTown, friday, type Resident, refusalOf } from "../town.fixture.ts";
import { cancelOwnBooking } from "./cancel-booking.ts";
import { followPayment, settleBooking } from "./settle-booking.ts";

let town: FacilityTown;
let haru: Resident;
let mika: Resident;
const start = "2026-11-25T10:20:00+09:00";
const slots = ["am", "pm", "night"];
const days = ["2026-12-04", "2026-12-05", "2026-12-06"];
let used = 0;

before(async () => {
  town = await facilityTown({ now: start });
});
beforeEach(async () => {
  town.clock.set(start);
  [haru, mika] = [await town.addResident(), await town.addResident("佐藤 みのり")];
});
after(() => town.close());

const fresh = () => {
  const at = used++;
  return { ...friday, on: days[Math.floor(at / 3)] ?? "", slots: [slots[at % 3] ?? ""] };
};

/** Somebody who is on the provider's page when the hold ends. */
async function onThePage() {
  const choice = fresh();
  const held = await town.hold(haru, choice);
  await town.perform(settleBooking, { bookingId: held.id, way: "online" }, { actor: haru });
  await town.drain();
  return { id: held.id, choice };
}

describe("money that comes after the hold has ended", () => {
  it("confirms the booking if the room is still free", async () => {
    const { id } = await onThePage();
    town.clock.advance(10 * 60_000);
    await town.runJob("facility.expire");
    assert.equal((await town.see(id)).state, "expired");
    await town.payOnline(id);
    const booking = await town.see(id);
    assert.deepEqual([booking.state, booking.endedAt], ["confirmed", undefined]);
    assert.equal((await town.paymentOf(id))?.state, "paid");
    assert.notEqual(await town.codesOf(id), undefined);
    assert.equal(await refusalOf(town.hold(mika, { ...booking, slots: [...booking.slots] })), "facility.taken");
  });

  it("goes back once if the room is somebody else's by then, and the payer is told", async () => {
    const { id, choice } = await onThePage();
    town.clock.advance(10 * 60_000);
    await town.hold(mika, choice);
    await town.payOnline(id);
    assert.equal((await town.see(id)).state, "expired");
    const payment = await town.paymentOf(id);
    assert.deepEqual([payment?.state, payment?.refunded], ["refunded", payment?.charged]);
    const told = "支払いが期限に間に合わなかったので、お金を返します";
    assert.deepEqual(town.mailsTo(haru), [told]);

    // The worker died after its transaction and the job runs again: nothing is given or said a second time.
    await town.perform(followPayment, { bookingId: id, paymentId: payment?.id ?? "" });
    await town.drain();
    assert.equal((await town.paymentOf(id))?.refunded, payment?.charged);
    assert.deepEqual(town.mailsTo(haru), [told]);
  });

  it("for a booking that was cancelled on the page goes back as well", async () => {
    const { id } = await onThePage();
    await town.perform(cancelOwnBooking, { bookingId: id, expectedRefund: 0 }, { actor: haru });
    await town.payOnline(id);
    assert.equal((await town.see(id)).state, "cancelled");
    assert.equal((await town.paymentOf(id))?.state, "refunded");
    assert.doesNotMatch(town.post.mails.at(-1)?.text ?? "", /別の予約/);
  });
});

describe("money that came in time", () => {
  it("keeps the room though the hold ran out before we heard of it: a taker is refused, the job confirms", async () => {
    const { id, choice } = await onThePage();
    const checkoutId = await town.say(id, { state: "paid", method: "card" });
    await town.runJob("payment.read", { checkoutId, step: 0 });
    town.clock.advance(10 * 60_000);
    assert.equal(await refusalOf(town.hold(mika, choice)), "facility.taken");
    await town.runJob("facility.expire");
    await town.drain();
    assert.equal((await town.see(id)).state, "confirmed");
  });

  it("by a number for the convenience store keeps the room until the number's end, though the hold ran out meanwhile", async () => {
    const { id, choice } = await onThePage();
    const until = new Date("2026-11-30T14:59:00.000Z");
    const checkoutId = await town.say(id, {
      state: "pending",
      method: "konbini",
      konbini: { number: "123456", until },
    });
    await town.runJob("payment.read", { checkoutId, step: 0 });
    town.clock.advance(10 * 60_000);
    assert.equal(await refusalOf(town.hold(mika, choice)), "facility.taken");
    await town.runJob("facility.expire");
    await town.drain();
    const booking = await town.see(id);
    assert.deepEqual([booking.state, booking.payBy], ["reserved", until]);
    town.clock.set(until);
    await town.runJob("facility.expire");
    assert.equal((await town.see(id)).state, "expired");
  });

  it("and whose news comes a second time after a cancellation gives back nothing more than the rule gave", async () => {
    const { id, choice } = await onThePage();
    await town.payOnline(id);
    town.clock.set(`${choice.on}T08:00:00+09:00`);
    await town.perform(cancelOwnBooking, { bookingId: id, expectedRefund: 0 }, { actor: haru });
    const payment = await town.paymentOf(id);
    await town.perform(followPayment, { bookingId: id, paymentId: payment?.id ?? "" });
    await town.drain();
    const after = await town.paymentOf(id);
    assert.deepEqual([after?.state, after?.refunded, after?.refunding], ["paid", 0, 0]);
  });
});
