import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { sql } from "kysely";
import { findAccess } from "../../door/index.ts";
import { takeCash } from "../../payment/index.ts";
import { listBookingsOfSeries } from "../store/booking.ts";
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
import { cancelBookingByStaff } from "./cancel-booking.ts";
import { changeBookingByStaff, planChange } from "./change-booking.ts";
import type { SeriesAsked } from "./plan-series.ts";
import { bookSeries, cancelRestOfSeries, listOpenPayments, planSeries, takeCashForSeries } from "./series.ts";

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

/** Fridays: 4 December 2026, and until 8 January; 1 January is closed. */
async function first(): Promise<SeriesAsked> {
  const input = { choice: friday, use: rehearsal, bookerId: haru.personId };
  const { booking } = await town.perform(bookAtCounter, input, { actor: clerk });
  return { bookingId: booking.id, kind: "weekly", lastOn: "2027-01-08", leftOut: [] };
}

const plan = (asked: SeriesAsked) => town.perform(planSeries, asked, { actor: clerk });
const book = (asked: SeriesAsked, days: number, onlyFree = false) =>
  town.perform(bookSeries, { ...asked, onlyFree, expected: { days, total: days * 700 } }, { actor: clerk });

/** 4, 11, 18 and 25 December and 8 January. */
async function made() {
  const series = await book({ ...(await first()), leftOut: ["2027-01-01"] }, 4);
  await town.drain();
  return series;
}

const statesOf = async (seriesId: string) =>
  (await listBookingsOfSeries(town.city.db, seriesId)).map(({ on, state }) => `${on.slice(5)} ${state}`);

async function payAll(seriesId: string) {
  const open = await listOpenPayments(town.city.db, await listBookingsOfSeries(town.city.db, seriesId));
  const expected = open.reduce((sum, { amount }) => sum + amount, 0);
  await town.perform(takeCashForSeries, { seriesId, expected }, { actor: clerk });
  await town.drain();
}

const accessOf = (id: string) => findAccess(town.city.db, { kind: "series", id });

describe("a series", () => {
  it("shows each day with its price, or why it cannot be had", async () => {
    const asked = await first();
    await town.hold(await town.addResident(), { on: "2026-12-18" });
    const { days, total } = await plan(asked);
    const shown = days.map((day) => `${day.on.slice(5)} ${day.ok ? day.planned.quote.total : day.refusal.code}`);
    assert.deepEqual(shown, [
      "12-11 700",
      "12-18 facility.not-free",
      "12-25 700",
      "01-01 facility.closed",
      "01-08 700",
    ]);
    assert.equal(total, 2100);
  });

  it("is made wholly or not at all, unless only what is free was chosen", async () => {
    const asked = await first();
    await town.hold(await town.addResident(), { on: "2026-12-18" });
    const before = await town.footprint();
    assert.equal(await refusalOf(book(asked, 3)), "facility.staff-series-not-all");
    assert.equal(await refusalOf(book({ ...asked, leftOut: ["2027-01-01"] }, 4)), "facility.staff-series-not-all");
    assert.equal(await refusalOf(book(asked, 4, true)), "facility.staff-series-changed");
    assert.deepEqual(await town.footprint(), before);
    const { id } = await book(asked, 3, true);
    assert.deepEqual(await statesOf(id), ["12-04 reserved", "12-11 reserved", "12-25 reserved", "01-08 reserved"]);
    await town.drain();
    assert.equal(town.mailsTo(haru).filter((subject) => subject.startsWith("くり返し")).length, 1);
  });

  it("has a payment for each day, is paid in cash in one go, and one code opens on all days", async () => {
    const { id } = await made();
    assert.equal(await accessOf(id), undefined);
    await payAll(id);
    assert.ok((await statesOf(id)).every((word) => word.endsWith("confirmed")));
    const access = await accessOf(id);
    assert.equal(access?.windows.length, 5);
    assert.equal(await town.count(sql`select from payment.payment where state = 'paid'`), 5);
    const again = town.perform(takeCashForSeries, { seriesId: id, expected: 0 }, { actor: clerk });
    assert.equal(await refusalOf(again), "facility.staff-series-changed");
  });

  it("loses one day without losing the others or their code", async () => {
    const { id } = await made();
    await payAll(id);
    const [one] = await listBookingsOfSeries(town.city.db, id);
    await town.perform(
      cancelBookingByStaff,
      { bookingId: one?.id ?? "", reason: "休み", by: "city" },
      { actor: clerk },
    );
    assert.equal((await accessOf(id))?.windows.length, 4);
    assert.equal((await town.paymentOf(one?.id ?? ""))?.refunding, 700);
  });

  it("is cancelled from a day on with one sum and one mail, and with the last day its code goes", async () => {
    const { id } = await made();
    await payAll(id);
    const cancel = (from: string, expected: number) =>
      town.perform(
        cancelRestOfSeries,
        { seriesId: id, from, reason: "講座が終わったため", by: "city", expected },
        { actor: clerk },
      );
    const before = await town.footprint();
    assert.equal(await refusalOf(cancel("2026-12-18", 700)), "facility.refund-changed");
    assert.deepEqual(await town.footprint(), before);
    assert.deepEqual(await cancel("2026-12-18", 2100), { refund: 2100 });
    await town.drain();
    assert.equal(town.mailsTo(haru).at(-1), "くり返しの予約が取り消しになりました");
    assert.deepEqual((await accessOf(id))?.windows.length, 2);
    await cancel("2026-12-01", 1400);
    assert.equal((await accessOf(id))?.state, "revoked");
  });

  it("lets one day move: to another time the code goes along, to another room it gets its own", async () => {
    const { id } = await made();
    await payAll(id);
    const [one, two] = await listBookingsOfSeries(town.city.db, id);
    const change = (bookingId: string, choice: object, expected: number) =>
      town.perform(
        changeBookingByStaff,
        { bookingId, choice: { ...friday, ...choice }, use: rehearsal, expected, reason: "お電話で頼まれたため" },
        { actor: clerk },
      );
    await change(one?.id ?? "", { on: "2026-12-05" }, 700);
    assert.equal((await accessOf(id))?.from.toISOString(), "2026-12-04T23:45:00.000Z");
    assert.equal((await accessOf(id))?.windows.length, 5);
    const choice = { spaceId: "minole-kaze-office", on: "2026-12-11", slots: ["am"] };
    const asked = { bookingId: two?.id ?? "", choice, use: rehearsal };
    const { planned } = await town.perform((act) => planChange(act, asked, "staff"), undefined, { actor: clerk });
    await change(two?.id ?? "", choice, planned.quote.total);
    const moved = await town.see(two?.id ?? "");
    assert.equal(moved.seriesId, undefined);
    assert.equal((await accessOf(id))?.windows.length, 4);
    if (moved.state === "reserved") {
      const [open] = await listOpenPayments(town.city.db, [moved]);
      await town.perform(takeCash, { paymentId: open?.id ?? "", received: open?.amount ?? 0 }, { actor: clerk });
      await town.drain();
    }
    assert.deepEqual(
      (await town.codesOf(moved.id))?.doors.map((door) => door.id.startsWith("minole")),
      [true],
    );
  });

  it("is made once: a booking that is in a series, is over, or is a block begins none", async () => {
    const asked = await first();
    await book({ ...asked, leftOut: ["2027-01-01"] }, 4);
    assert.equal(await refusalOf(plan(asked)), "facility.staff-series-first");
    const auditor = { ...clerk, roles: ["auditor"] as const };
    assert.equal(await refusalOf(town.perform(planSeries, asked, { actor: auditor })), "forbidden");
  });
});
