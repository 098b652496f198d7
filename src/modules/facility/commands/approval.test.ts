import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { sql } from "kysely";
import { listPaymentsFor, takeCash } from "../../payment/index.ts";
import { bookingsOfPerson, nobody } from "../person.ts";
import { countWaitingApprovals, listApprovalRows, listApprovalsOf } from "../store/approval.ts";
import {
  type FacilityTown,
  facilityTown,
  friday,
  type Resident,
  refusalOf,
  rehearsal,
  type Staff,
} from "../town.fixture.ts";
import { bookAtCounter } from "./book-at-counter.ts";
import { cancelOwnBooking } from "./cancel-booking.ts";
import { changeOwnBooking } from "./change-booking.ts";
import { type ApprovalDecision, decideApproval } from "./decide-approval.ts";
import { followPayment, settleBooking } from "./settle-booking.ts";

let town: FacilityTown;
let haru: Resident;
let clerk: Staff;
let manager: Staff;

const hall = { spaceId: "minole-kaze-office", slots: ["am"] };
const selling = { purposeId: "sale", people: 20 };

before(async () => {
  town = await facilityTown();
  clerk = await town.addStaff("clerk");
  manager = await town.addStaff("facility-manager", "井坂 健");
});
after(() => town.close());
beforeEach(async () => {
  town.clock.set("2026-11-25T10:20:00+09:00");
  haru = await town.addResident();
  await sql`update facility.booking set state = 'cancelled', ended_at = now()
    where state not in ('cancelled', 'expired')`.execute(town.city.db);
});

async function ask(way: "online" | "counter" = "online", choice: Partial<typeof friday> = {}) {
  const { id } = await town.hold(haru, { ...hall, ...choice }, selling);
  const next = await town.perform(settleBooking, { bookingId: id, way }, { actor: haru });
  assert.deepEqual(next, { kind: "done" });
  await town.drain();
  return town.see(id);
}

async function decide(
  bookingId: string,
  deed: ApprovalDecision["deed"],
  more: Partial<ApprovalDecision> = {},
  actor = manager,
) {
  const [open] = await listApprovalsOf(town.city.db, bookingId);
  const input = {
    approvalId: open?.id ?? "",
    deed,
    conditions: [],
    more: undefined,
    words: undefined,
    together: false,
    ...more,
  };
  const decided = await town.perform(decideApproval, input, { actor });
  await town.drain();
  return decided;
}

describe("a use that somebody decides on", () => {
  it("keeps its units and asks for no money; the mail says by when", async () => {
    const asked = await ask();
    assert.equal(asked.state, "requested");
    assert.deepEqual(asked.decideBy, new Date("2026-12-01T00:00:00+09:00"));
    assert.deepEqual(await listPaymentsFor(town.city.db, { kind: "booking", id: asked.id }), []);
    assert.equal(await refusalOf(town.hold(await town.addResident(), hall)), "facility.taken");
    assert.equal((await town.mailsTo(haru)).at(-1), "使用の申請を受け付けました");
    assert.equal(await town.codesOf(asked.id), undefined);
  });

  it("approved, the payment opens with a deadline of a whole day at least, and the conditions stay with it", async () => {
    const asked = await ask();
    town.clock.set("2026-12-02T16:00:00+09:00");
    await decide(asked.id, "approve", { conditions: ["fire", "sale"], more: "ごみは持ち帰る\n\n 22時までに片づける " });
    const approved = await town.see(asked.id);
    assert.equal(approved.state, "reserved");
    assert.deepEqual(approved.payBy, new Date("2026-12-04T00:00:00+09:00"), "the end of the next day, not of this one");
    const [{ conditions = [], decidedBy } = {}] = await listApprovalsOf(town.city.db, asked.id);
    assert.equal(decidedBy, manager.personId);
    assert.deepEqual(
      conditions.map(({ text }) => text.ja),
      ["火を使わない（見本）", "売る人の名前と連絡先を、売り場に出す（見本）", "ごみは持ち帰る", "22時までに片づける"],
    );
    assert.equal((await town.mailsTo(haru)).at(-1), "使用を許可しました。支払いを待っています");
    await town.payOnline(asked.id);
    assert.equal((await town.see(asked.id)).state, "confirmed");
    assert.notEqual(await town.codesOf(asked.id), undefined);
  });

  it("refused, the room is free again, nothing is owed, and the reason is told", async () => {
    const asked = await ask();
    assert.equal(await refusalOf(decide(asked.id, "refuse")), "facility.staff.approval-words");
    await decide(asked.id, "refuse", { words: "展示の期間と重なるため" });
    const refused = await town.see(asked.id);
    assert.deepEqual([refused.state, refused.endReason], ["cancelled", "展示の期間と重なるため"]);
    assert.equal((await town.mailsTo(haru)).at(-1), "使用を許可できませんでした");
    assert.equal((await town.hold(await town.addResident(), hall)).state, "held");
    assert.equal(await refusalOf(decide(asked.id, "approve")), "facility.staff.approval-decided");
  });

  it("is decided neither by a clerk, nor by who entered it, nor by whom it is for; the database says the same", async () => {
    const input = { choice: { ...friday, ...hall }, use: { ...rehearsal, ...selling }, bookerId: haru.personId };
    const { booking, paymentId } = await town.perform(bookAtCounter, input, { actor: manager });
    assert.deepEqual([booking.state, paymentId], ["requested", undefined]);
    assert.equal(await refusalOf(decide(booking.id, "approve", {}, clerk)), "forbidden");
    assert.equal(await refusalOf(decide(booking.id, "approve")), "facility.staff.approval-own");
    const self = { ...manager, personId: haru.personId };
    assert.equal(await refusalOf(decide(booking.id, "approve", {}, self)), "facility.staff.approval-own");
    const force = sql`update facility.approval set state = 'approved', decided_at = now(), decided_by = entered_by
      where booking_id = ${booking.id}`.execute(town.city.db);
    await assert.rejects(force, /approval_not_own/);
    const skip = sql`update facility.booking set state = 'confirmed' where id = ${booking.id}`.execute(town.city.db);
    await assert.rejects(skip, /not approved/);
    await decide(booking.id, "approve", {}, await town.addStaff("approver"));
    assert.equal((await town.see(booking.id)).state, "reserved");
  });

  it("is never granted by time: late ones are counted and told of each morning, and end when the use begins", async () => {
    const asked = await ask();
    town.clock.set("2026-12-02T08:30:00+09:00");
    assert.deepEqual(await countWaitingApprovals(town.city.db, town.clock.now()), { waiting: 1, late: 1 });
    await town.runJob("facility.remind-deciders");
    await town.runJob("facility.remind-deciders");
    await town.drain();
    const told = town.post.mails.filter(({ to }) => to.startsWith(manager.personId)).map(({ subject }) => subject);
    assert.deepEqual(told, ["決定を待っている申請があります"]);
    await town.runJob("facility.expire");
    assert.equal((await town.see(asked.id)).state, "requested");
    town.clock.set("2026-12-04T09:00:00+09:00");
    assert.equal(await refusalOf(decide(asked.id, "approve")), "facility.approval-begun");
    await town.runJob("facility.expire");
    await town.drain();
    assert.equal((await town.see(asked.id)).state, "expired");
    assert.equal((await listApprovalsOf(town.city.db, asked.id))[0]?.state, "withdrawn");
    assert.equal((await town.mailsTo(haru)).at(-1), "使用の申請が決まらないまま、時間になりました");
  });

  it("can be withdrawn; requests count as unpaid bookings; an account with one stays", async () => {
    const asked = await ask();
    const open = await bookingsOfPerson.reasonsToKeep(town.city.db, haru.personId, town.clock.now());
    assert.deepEqual(open, ["facility.person.booking-open"]);
    await town.perform(cancelOwnBooking, { bookingId: asked.id, expectedRefund: 0 }, { actor: haru });
    assert.equal((await listApprovalsOf(town.city.db, asked.id))[0]?.state, "withdrawn");
    assert.deepEqual(await listApprovalRows(town.city.db, "waiting", 10), []);
    await town.perform((act) => bookingsOfPerson.forget(act, haru.personId), undefined);
    const [gone] = await listApprovalsOf(town.city.db, asked.id);
    assert.deepEqual([gone?.enteredBy, gone?.askedFor], [undefined, undefined]);
    assert.equal((await town.see(asked.id)).bookerId, nobody);
    haru = await town.addResident();
    for (const on of ["2026-12-04", "2026-12-05", "2026-12-06"])
      for (const slot of ["am", "pm"]) await ask("online", { on, slots: [slot] });
    assert.equal(await refusalOf(town.hold(haru, { on: "2026-12-09" })), "facility.too-many-unpaid");
  });
});

describe("a change that falls under a decision", () => {
  const change = (bookingId: string, expected: number, use: Partial<typeof rehearsal>) =>
    town.perform(
      changeOwnBooking,
      { bookingId, choice: { ...friday, ...hall }, use: { ...rehearsal, people: 20, ...use }, expected },
      { actor: haru },
    );

  async function paid() {
    const { id } = await town.hold(haru, hall, { people: 20 });
    await town.perform(settleBooking, { bookingId: id, way: "online" }, { actor: haru });
    await town.payOnline(id);
    assert.equal((await town.see(id)).amount, 1100);
    return id;
  }

  it("leaves the doors as they are until it is decided, and asks for the difference then", async () => {
    const id = await paid();
    await change(id, 3300, selling);
    await town.drain();
    assert.equal((await town.see(id)).state, "requested");
    assert.equal((await town.codesOf(id))?.revokedAt, undefined);
    // News of money that comes now changes nothing.
    await town.perform(followPayment, { bookingId: id, paymentId: (await town.paymentOf(id))?.id ?? "" });
    assert.equal((await town.see(id)).state, "requested");
    await decide(id, "approve");
    assert.equal((await town.see(id)).state, "reserved");
    assert.notEqual((await town.codesOf(id))?.revokedAt, undefined, "not before the difference is paid");
    const open = (await listPaymentsFor(town.city.db, { kind: "booking", id })).find(({ state }) => state === "open");
    assert.equal(open?.amount, 2200);
    await town.perform(takeCash, { paymentId: open?.id ?? "", received: 2200 }, { actor: clerk });
    await town.drain();
    assert.equal((await town.see(id)).state, "confirmed");
    // What was decided for this use is not asked again.
    await change(id, 3300, { ...selling, people: 22 });
    assert.equal((await town.see(id)).state, "confirmed");
  });
});
