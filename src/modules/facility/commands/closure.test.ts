import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { sql } from "kysely";
import { listMet } from "../store/closure.ts";
import {
  type FacilityTown,
  facilityTown,
  friday,
  type Resident,
  refusalOf,
  rehearsal,
  type Staff,
} from "../town.fixture.ts";
import type { ClosureAsked } from "../types/closure.ts";
import { bookAtCounter } from "./book-at-counter.ts";
import { cancelOwnBooking } from "./cancel-booking.ts";
import { cancelForClosure } from "./carry-out-closure.ts";
import { closeSpaces, seeClosurePlan } from "./close-spaces.ts";
import { hastenClosure, liftClosure, noteClosureCall, seeClosure } from "./lift-closure.ts";
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
beforeEach(async () => {
  town.clock.set("2026-11-25T10:20:00+09:00");
  await sql`update facility.closure set state = 'lifted', lifted_at = now(), lifted_by = made_by where state <> 'lifted'`.execute(
    town.city.db,
  );
  await sql`update facility.booking set state = 'cancelled', ended_at = now() where state not in ('cancelled', 'expired')`.execute(
    town.city.db,
  );
});

const storm: ClosureAsked = {
  facilityId: "minole",
  spaceIds: ["minole-practice-1"],
  firstOn: "2026-12-04",
  lastOn: "2026-12-04",
  hours: undefined,
  kind: "weather",
  words: "大雨のため",
};

async function close(change: Partial<ClosureAsked> = {}) {
  const asked = { ...storm, ...change };
  const { mark } = await town.perform(seeClosurePlan, asked, { actor: clerk });
  return town.perform(closeSpaces, { ...asked, mark }, { actor: clerk });
}

async function paid(slots: readonly string[] = ["am"], who = haru) {
  const held = await town.hold(who, { slots });
  await town.perform(settleBooking, { bookingId: held.id, way: "online" }, { actor: who });
  await town.payOnline(held.id);
  return held.id;
}

async function carryOut() {
  town.clock.advance(2 * 60_000);
  await town.runJob("facility.carry-out-closures");
  await town.drain();
}

describe("a closure", () => {
  it("lets nobody book from that moment on, and leaves what is there until its turn", async () => {
    const booked = await paid();
    const closure = await close();
    assert.equal(closure.state, "planned");
    assert.equal(await refusalOf(town.hold(haru, { slots: ["pm"] })), "facility.closed-off");
    assert.equal((await town.see(booked)).state, "confirmed");
    assert.equal((await town.hold(haru, { on: "2026-12-05" })).state, "held");
  });

  it("cancels after two minutes: the code is gone, everything is given back, one mail says why", async () => {
    const mika = await town.addResident("佐藤 みのり");
    const booked = await paid(["am"], mika);
    const { id } = await close();
    await town.runJob("facility.carry-out-closures");
    assert.equal((await town.see(booked)).state, "confirmed", "nobody is told before the two minutes are over");
    await carryOut();
    const after = await town.see(booked);
    assert.deepEqual([after.state, after.endReason], ["cancelled", "大雨のため"]);
    assert.equal((await town.paymentOf(booked))?.refunded, 700);
    assert.equal((await town.codesOf(booked))?.state, "revoked");
    assert.equal(town.mailsTo(mika).at(-1), "休館のため、予約が取り消しになりました");
    await carryOut();
    assert.equal(town.mailsTo(mika).filter((subject) => subject.startsWith("休館")).length, 1);
    const { closure, met } = await town.perform(seeClosure, { closureId: id }, { actor: clerk });
    assert.equal(closure.state, "done");
    assert.deepEqual(
      met.map(({ state, refund, needsCall }) => [state, refund, needsCall]),
      [["cancelled", 700, false]],
    );
  });

  it("of some hours closes these hours of each day only", async () => {
    const hours = { from: "13:00", to: "17:00" };
    await close({ lastOn: "2026-12-05", hours });
    assert.equal(await refusalOf(town.hold(haru, { on: "2026-12-05", slots: ["pm"] })), "facility.closed-off");
    assert.equal((await town.hold(haru, { on: "2026-12-05", slots: ["am"] })).state, "held");
  });

  it("of a part closes the whole, and of the whole its parts", async () => {
    await close({ spaceIds: ["minole-kaze-stage"] });
    assert.equal(await refusalOf(town.hold(haru, { spaceId: "minole-kaze" })), "facility.closed-off");
    assert.equal((await town.hold(haru, { spaceId: "minole-kaze-office" })).state, "held");
  });

  it("is asked about again if somebody booked or cancelled after the list was drawn", async () => {
    const booked = await paid();
    const { mark } = await town.perform(seeClosurePlan, storm, { actor: clerk });
    await town.perform(cancelOwnBooking, { bookingId: booked, expectedRefund: 700 }, { actor: haru });
    const before = await town.footprint();
    const late = town.perform(closeSpaces, { ...storm, mark }, { actor: clerk });
    assert.equal(await refusalOf(late), "facility.staff-closure-changed");
    assert.deepEqual(await town.footprint(), before);
  });

  it("that is lifted in time has done nothing to anybody", async () => {
    const booked = await paid();
    const { id } = await close();
    const lifted = await town.perform(liftClosure, { closureId: id, reason: "雨がやんだため" }, { actor: clerk });
    assert.deepEqual(lifted, { spared: 1 });
    await carryOut();
    await town.perform(cancelForClosure, { closureId: id, bookingId: booked });
    assert.equal((await town.see(booked)).state, "confirmed");
    assert.equal((await town.hold(haru, { slots: ["pm"] })).state, "held");
    const again = town.perform(liftClosure, { closureId: id, reason: "もう一度" }, { actor: clerk });
    assert.equal(await refusalOf(again), "facility.wrong-state");
  });

  it("can be begun at once", async () => {
    const booked = await paid();
    const { id } = await close();
    await town.perform(hastenClosure, { closureId: id }, { actor: clerk });
    await town.drain();
    assert.equal((await town.see(booked)).state, "cancelled");
  });

  it("gives money that comes after it back, and leaves no unpaid hold behind", async () => {
    const held = await town.hold(haru, { slots: ["night"] });
    await town.perform(settleBooking, { bookingId: held.id, way: "online" }, { actor: haru });
    await town.drain();
    await close();
    await carryOut();
    assert.equal((await town.see(held.id)).state, "cancelled");
    await town.payOnline(held.id);
    const payment = await town.paymentOf(held.id);
    assert.deepEqual([payment?.charged, payment?.refunded], [900, 900]);
  });

  it("lists whom no mail reaches, until somebody has called", async () => {
    const caller = await town.addResident("電話 だけ");
    await sql`update identity.person set mail = null, mail_key = null where id = ${caller.personId}`.execute(
      town.city.db,
    );
    const input = { choice: { ...friday, slots: ["am"] }, use: rehearsal, bookerId: caller.personId };
    const { booking } = await town.perform(bookAtCounter, input, { actor: clerk });
    const { id } = await close();
    await carryOut();
    const [met] = await listMet(town.city.db, id);
    assert.deepEqual([met?.state, met?.needsCall, met?.calledAt], ["cancelled", true, undefined]);
    await town.perform(noteClosureCall, { closureId: id, bookingId: booking.id }, { actor: clerk });
    const [called] = await listMet(town.city.db, id);
    assert.notEqual(called?.calledAt, undefined);
  });

  it("is made by the counter only, and PostgreSQL itself refuses a booking in it", async () => {
    const before = await town.footprint();
    const auditor = { ...clerk, roles: ["auditor"] as const };
    assert.equal(await refusalOf(town.perform(closeSpaces, { ...storm, mark: "" }, { actor: auditor })), "forbidden");
    assert.equal(await refusalOf(town.perform(seeClosurePlan, storm, { actor: haru })), "forbidden");
    assert.deepEqual(await town.footprint(), before);
    const held = await town.hold(haru, { slots: ["pm"] });
    const { id } = await close({ spaceIds: ["minole-kaze"] });
    const smuggle = sql`insert into facility.occupancy (booking_id, unit_id, taken_during, takes)
      select ${held.id}::uuid, unit_id, closed_during, true from facility.closed_unit where closure_id = ${id}::uuid`;
    await assert.rejects(smuggle.execute(town.city.db), { constraint: "booking_not_while_closed" });
  });
});
