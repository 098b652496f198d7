import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { sql } from "kysely";
import { findAccess } from "../../door/index.ts";
import { listPaymentsFor, takeCash } from "../../payment/index.ts";
import { listApprovalsOf } from "../store/approval.ts";
import { listBookingsOn } from "../store/booking.ts";
import { listChanges } from "../store/change.ts";
import { type FacilityTown, facilityTown, type Resident, refusalOf, rehearsal, type Staff } from "../town.fixture.ts";
import type { Choice } from "../types/booking.ts";
import { withdrawChange } from "./asked-change.ts";
import { bookAtCounter } from "./book-at-counter.ts";
import { cancelOwnBooking } from "./cancel-booking.ts";
import { changeOwnBooking, planChange } from "./change-booking.ts";
import { closeSpaces, seeClosurePlan } from "./close-spaces.ts";
import { decideApproval } from "./decide-approval.ts";
import { bookSeries, planSeries } from "./series.ts";
import { settleBooking } from "./settle-booking.ts";

/** A change on which somebody decides: what stands and what is asked for are both kept until then. */
let town: FacilityTown;
let haru: Resident;
let manager: Staff;

const stands: Choice = { spaceId: "minole-kaze-office", on: "2026-12-04", slots: ["am"] };
const wanted: Choice = { spaceId: "minole-kaze-center", on: "2026-12-05", slots: ["pm"] };
const selling = { ...rehearsal, purposeId: "sale", people: 20 };
const singing = { ...rehearsal, people: 20 };

before(async () => {
  town = await facilityTown();
  manager = await town.addStaff("facility-manager", "井坂 健");
});
after(() => town.close());
beforeEach(async () => {
  town.clock.set("2026-11-25T10:20:00+09:00");
  haru = await town.addResident();
  await sql`update facility.booking set state = 'cancelled', ended_at = now()
    where state not in ('cancelled', 'expired')`.execute(town.city.db);
});

async function book(way: "online" | "counter" = "online"): Promise<string> {
  const { id } = await town.hold(haru, stands, singing);
  await town.perform(settleBooking, { bookingId: id, way }, { actor: haru });
  if (way === "online") await town.payOnline(id);
  return id;
}

async function ask(bookingId: string, choice: Choice = wanted, use = selling): Promise<void> {
  const asked = { bookingId, choice, use };
  const { planned } = await town.perform((act) => planChange(act, asked, "booker"), undefined, { actor: haru });
  await town.perform(changeOwnBooking, { ...asked, expected: planned.quote.total }, { actor: haru });
  await town.drain();
}

async function decide(bookingId: string, deed: "approve" | "refuse"): Promise<void> {
  const [open] = await listApprovalsOf(town.city.db, bookingId);
  const words = deed === "refuse" ? "展示の期間と重なるため" : undefined;
  const input = { approvalId: open?.id ?? "", deed, conditions: [], more: undefined, words, together: false };
  await town.perform(decideApproval, input, { actor: manager });
  await town.drain();
}

async function payCash(id: string, actor: Staff): Promise<void> {
  const open = (await listPaymentsFor(town.city.db, { kind: "booking", id })).find(({ state }) => state === "open");
  const received = open?.amount ?? 0;
  await town.perform(takeCash, { paymentId: open?.id ?? "", received }, { actor });
  await town.drain();
}

const isFree = async (choice: Choice): Promise<boolean> => {
  try {
    const { id } = await town.hold(await town.addResident(), choice, singing);
    await sql`update facility.booking set state = 'cancelled', ended_at = now() where id = ${id}`.execute(town.city.db);
    return true;
  } catch {
    return false;
  }
};
const placesFree = async () => [await isFree(stands), await isFree(wanted)];
const where = async (id: string) => {
  const { state, spaceId, on, slots, amount } = await town.see(id);
  return [state, spaceId, on, ...slots, amount];
};
const standing = ["confirmed", "minole-kaze-office", "2026-12-04", "am", 1100];
const moneyOf = async (id: string) =>
  (await listPaymentsFor(town.city.db, { kind: "booking", id })).map(({ state, charged, refunded, refunding }) => [
    state,
    charged,
    refunded + refunding,
  ]);

test("nobody gets either place while it waits; refused, the booking is as before and no money has moved", async () => {
  const id = await book();
  await ask(id);
  assert.deepEqual((await where(id)).slice(0, 4), ["requested", "minole-kaze-center", "2026-12-05", "pm"]);
  assert.deepEqual(await placesFree(), [false, false]);
  const board = await listBookingsOn(town.city.db, stands.on);
  assert.deepEqual(
    board.filter((one) => one.id === id).map(({ state, spaceId }) => [state, spaceId]),
    [["confirmed", "minole-kaze-office"]],
    "staff see on its day what stands",
  );
  assert.equal((await town.mailsTo(haru)).at(-1), "予約の変更の申請を受け付けました");
  await decide(id, "refuse");
  assert.deepEqual(await where(id), standing);
  assert.deepEqual(await placesFree(), [false, true]);
  assert.equal((await town.codesOf(id))?.revokedAt, undefined);
  assert.deepEqual(await moneyOf(id), [["paid", 1100, 0]]);
  assert.deepEqual(await listChanges(town.city.db, id), []);
  assert.equal((await town.mailsTo(haru)).at(-1), "予約の変更を許可できませんでした");
  await ask(id);
  assert.equal((await town.see(id)).state, "requested", "and can be asked for again");
});

test("approved, the old place is free at once, the change is in the history, and the difference is to be paid", async () => {
  const id = await book();
  await ask(id);
  town.clock.advance(60_000);
  await decide(id, "approve");
  assert.deepEqual((await where(id)).slice(0, 4), ["reserved", "minole-kaze-center", "2026-12-05", "pm"]);
  assert.deepEqual(await placesFree(), [true, false]);
  assert.notEqual((await town.codesOf(id))?.revokedAt, undefined);
  const [change] = await listChanges(town.city.db, id);
  assert.deepEqual([change?.before.on, change?.after.on], ["2026-12-04", "2026-12-05"]);
  await town.payOnline(id);
  assert.equal((await town.see(id)).state, "confirmed");
  assert.equal((await town.codesOf(id))?.revokedAt, undefined);
});

test("in the same room, or in a larger one around it, only what is missing is taken besides, and given back when refused", async () => {
  for (const spaceId of ["minole-kaze-office", "minole-kaze-office-center"]) {
    const id = await book();
    await ask(id, { ...stands, spaceId }, { ...selling, people: 10 });
    assert.equal(await isFree({ ...stands, spaceId: "minole-kaze-center" }), spaceId === "minole-kaze-office");
    await decide(id, "refuse");
    assert.deepEqual(await where(id), standing);
    assert.equal(await isFree({ ...stands, spaceId: "minole-kaze-center" }), true);
    await town.perform(cancelOwnBooking, { bookingId: id, expectedRefund: 1100 }, { actor: haru });
    await town.drain();
  }
});

test("undecided a day before what stands, it stands: nobody has to guess in the morning which of the two is theirs", async () => {
  const id = await book();
  await ask(id);
  assert.deepEqual((await town.see(id)).decideBy, new Date("2026-12-01T00:00:00+09:00"));
  town.clock.set("2026-12-03T09:00:00+09:00");
  assert.equal(await refusalOf(decide(id, "approve")), "facility.approval-change-over");
  assert.equal(await isFree(wanted), true, "whoever wants it ends the request, whether or not the job has run");
  assert.deepEqual(await where(id), standing);
  await town.runJob("facility.expire");
  await town.drain();
  assert.equal((await listApprovalsOf(town.city.db, id))[0]?.state, "withdrawn");
  assert.equal((await town.mailsTo(haru)).at(-1), "変更の申請が決まらなかったので、予約は元のままです");
  assert.deepEqual(await moneyOf(id), [["paid", 1100, 0]]);
});

test("withdrawn, the booking stands; cancelled while it waits, it goes back by the rule for the day that stands", async () => {
  const id = await book();
  await ask(id);
  const stranger = await town.addResident();
  assert.equal(await refusalOf(town.perform(withdrawChange, { bookingId: id }, { actor: stranger })), "not-found");
  await town.perform(withdrawChange, { bookingId: id }, { actor: haru });
  assert.deepEqual(await where(id), standing);
  assert.equal(
    await refusalOf(town.perform(withdrawChange, { bookingId: id }, { actor: haru })),
    "facility.wrong-state",
  );
  await ask(id, { ...wanted, on: "2026-12-19" });
  // Late for the 4th, early for the 19th: asking for a later day does not make a late cancellation free.
  town.clock.set("2026-12-01T10:00:00+09:00");
  const cancel = (expectedRefund: number) =>
    town.perform(cancelOwnBooking, { bookingId: id, expectedRefund }, { actor: haru });
  assert.equal(await refusalOf(cancel(1100)), "facility.refund-changed");
  await cancel(0);
  assert.deepEqual((await where(id)).slice(0, 3), ["cancelled", "minole-kaze-office", "2026-12-04"]);
  assert.deepEqual(await placesFree(), [true, true]);
});

test("one that is not paid yet keeps its deadline; money that comes while it waits counts for what stands", async () => {
  const id = await book("counter");
  const { payBy } = await town.see(id);
  await ask(id);
  await decide(id, "refuse");
  const again = await town.see(id);
  assert.deepEqual([again.state, again.payBy], ["reserved", payBy]);
  await ask(id);
  await town.payOnline(id);
  assert.equal((await town.see(id)).state, "requested");
  await decide(id, "refuse");
  assert.deepEqual(await where(id), standing);
  assert.notEqual(await town.codesOf(id), undefined);
});

test("a day of a series that moves to another room leaves the series' code only when that is allowed", async () => {
  const clerk = await town.addStaff("clerk");
  const input = { choice: stands, use: singing, bookerId: haru.personId };
  const { booking } = await town.perform(bookAtCounter, input, { actor: clerk });
  const days = { bookingId: booking.id, kind: "days" as const, lastOn: "2026-12-06", leftOut: [] };
  const plan = await town.perform(planSeries, days, { actor: clerk });
  const expected = { days: plan.days.length, total: plan.total };
  await town.perform(bookSeries, { ...days, onlyFree: false, expected }, { actor: clerk });
  const { rows } = await sql<{ id: string; on: string; seriesId: string }>`
    select id, used_on as "on", series_id as "seriesId" from facility.booking
    where booker_id = ${haru.personId} order by used_on`.execute(town.city.db);
  for (const { id } of rows) await payCash(id, clerk);
  const [, moved] = rows;
  if (moved === undefined) throw new Error("no second day");
  const daysOfCode = async () =>
    (await findAccess(town.city.db, { kind: "series", id: moved.seriesId }))?.windows.length;
  assert.equal(await daysOfCode(), 3);
  await ask(moved.id, { ...wanted, on: moved.on });
  assert.equal(await daysOfCode(), 3);
  town.clock.advance(60_000);
  await decide(moved.id, "approve");
  assert.equal(await daysOfCode(), 2);
  await payCash(moved.id, clerk);
  assert.equal((await town.see(moved.id)).seriesId, undefined);
  assert.equal((await town.codesOf(moved.id))?.revokedAt, undefined);
  assert.notEqual(await town.codesOf(moved.id), undefined, "a code of its own");
  assert.equal(await daysOfCode(), 2);
});

test("the database lets a request become what it was, and nothing else that nobody has approved", async () => {
  const id = await book();
  await ask(id);
  const force = sql`update facility.booking set state = 'confirmed' where id = ${id}`.execute(town.city.db);
  await assert.rejects(force, /not approved/);
});

test("a closure over what is asked for leaves what stands; one over what stands ends the booking, and all goes back", async () => {
  const clerk = await town.addStaff("clerk");
  const close = async ({ spaceId, on }: Choice) => {
    const asked = {
      facilityId: "minole",
      spaceIds: [spaceId],
      firstOn: on,
      lastOn: on,
      hours: undefined,
      kind: "weather" as const,
      words: "大雨のため",
    };
    const { mark } = await town.perform(seeClosurePlan, asked, { actor: clerk });
    await town.perform(closeSpaces, { ...asked, mark }, { actor: clerk });
    town.clock.advance(2 * 60_000);
    await town.runJob("facility.carry-out-closures");
    await town.drain();
  };
  const id = await book();
  await ask(id);
  await close(wanted);
  assert.deepEqual(await where(id), standing);
  await ask(id, { ...wanted, on: "2026-12-06" });
  await close(stands);
  assert.deepEqual((await where(id)).slice(0, 3), ["cancelled", "minole-kaze-office", "2026-12-04"]);
  assert.deepEqual(await moneyOf(id), [["refunded", 1100, 1100]]);
});
