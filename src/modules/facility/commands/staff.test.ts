import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { takeCash } from "../../payment/index.ts";
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
import { blockSpace } from "./block-space.ts";
import { bookAtCounter } from "./book-at-counter.ts";
import { cancelBookingByStaff } from "./cancel-booking.ts";
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

const book = (choice: Partial<Choice>, bookerId = haru.personId, actor: Staff = clerk) =>
  town.perform(bookAtCounter, { choice: { ...friday, ...choice }, use: rehearsal, bookerId }, { actor });
const block = (choice: Partial<Choice>, actor: Staff = clerk) =>
  town.perform(blockSpace, { choice: { ...friday, ...choice }, kind: "closure", reason: "点検" }, { actor });

describe("booking at the counter", () => {
  it("is reserved until it is paid, and confirmed by the cash", async () => {
    const { booking, paymentId } = await book({ slots: ["am"] });
    assert.deepEqual([booking.state, booking.channel, booking.madeBy], ["reserved", "counter", clerk.personId]);
    await town.perform(takeCash, { paymentId: paymentId ?? "", received: 700 }, { actor: clerk });
    await town.drain();
    assert.equal((await town.see(booking.id)).state, "confirmed");
    assert.notEqual(await town.codesOf(booking.id), undefined);
  });

  it("obeys the same table: what a resident holds is taken", async () => {
    await town.hold(haru, { slots: ["pm"] });
    assert.equal(await refusalOf(book({ slots: ["pm"] })), "facility.taken");
  });

  it("is paid until the use's end if the use has begun", async () => {
    town.clock.set("2026-12-04T18:30:00+09:00");
    const { booking } = await book({ slots: ["night"] });
    assert.equal(booking.payBy?.toISOString(), "2026-12-04T13:00:00.000Z");
    town.clock.set("2026-11-25T10:20:00+09:00");
  });

  it("is the counter's: others of the staff and residents cannot, and nobody who does not exist can be booked for", async () => {
    const before = await town.footprint();
    for (const role of ["auditor", "approver", "administrator"] as const) {
      assert.equal(
        await refusalOf(book({ on: "2026-12-05" }, haru.personId, { ...clerk, roles: [role] })),
        "forbidden",
      );
    }
    assert.equal(await refusalOf(book({ on: "2026-12-05" }, randomUUID())), "not-found");
    const asResident = town.perform(
      bookAtCounter,
      { choice: friday, use: rehearsal, bookerId: haru.personId },
      { actor: haru },
    );
    assert.equal(await refusalOf(asResident), "forbidden");
    assert.deepEqual(await town.footprint(), before);
  });
});

describe("a block", () => {
  it("keeps everybody out, and its end lets them in", async () => {
    const kept = await block({ on: "2026-12-06" });
    assert.equal(await refusalOf(town.hold(haru, { on: "2026-12-06" })), "facility.taken");
    await town.perform(cancelBookingByStaff, { bookingId: kept.id, reason: "終わり", by: "city" }, { actor: clerk });
    assert.equal((await town.hold(haru, { on: "2026-12-06" })).state, "held");
  });

  it("never goes over a booking: that is cancelled first, by name", async () => {
    const mika = await town.addResident();
    const held = await town.hold(mika, { spaceId: "minole-kaze-stage", slots: ["pm"] });
    await town.perform(settleBooking, { bookingId: held.id, way: "counter" }, { actor: mika });
    const before = await town.footprint();
    assert.equal(await refusalOf(block({ spaceId: "minole-kaze", slots: ["pm"] })), "facility.taken");
    assert.deepEqual(await town.footprint(), before);
  });

  it("is made by the counter only", async () => {
    const before = await town.footprint();
    assert.equal(await refusalOf(block({ on: "2026-12-08" }, { ...clerk, roles: ["auditor"] })), "forbidden");
    assert.deepEqual(await town.footprint(), before);
  });
});
