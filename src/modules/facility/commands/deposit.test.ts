import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { sql } from "kysely";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { listDebts, refundSubject, sumDeposits, takeCash } from "../../payment/index.ts";
import { minole } from "../omitama.fixture.ts";
import { dueOf } from "../rules/due.ts";
import { findAfterUse, listAfterUse } from "../store/after-use.ts";
import { listUseFigures } from "../store/statistics.ts";
import {
  type FacilityTown,
  facilityTown,
  friday,
  type Resident,
  refusalOf,
  rehearsal,
  type Staff,
} from "../town.fixture.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility } from "../types/facility.ts";
import { readAccount } from "./account.ts";
import { recordAfterUse, settlementOf } from "./after-use.ts";
import { bookAtCounter } from "./book-at-counter.ts";
import { cancelBookingByStaff, cancelOwnBooking, refundNow } from "./cancel-booking.ts";
import { changeBookingByStaff, planChange } from "./change-booking.ts";
import { returnDeposit, seeDepositsDue } from "./deposit.ts";
import { holdSpace } from "./hold-space.ts";
import { loadFacilities } from "./load-facilities.ts";
import { settleBooking } from "./settle-booking.ts";

const article = minole.terms[0]?.payment.article ?? "";
const words = (ja: string) => ({ ja });

/** The house with a deposit for the first practice room, 後納 by slip for the hall, and nothing more for who is in arrears. */
const house: Facility = {
  ...minole,
  effectiveFrom: "2026-11-01",
  terms: minole.terms.map((terms) => ({
    ...terms,
    limits: undefined,
    payment: {
      ...terms.payment,
      ways: ["online", "counter", "invoice", "debit"] as const,
      deferred: { ways: ["invoice", "debit"] as const, months: 1, day: "last" as const, article },
      unpaid: { blocksAfterDays: 0, article },
    },
  })),
  fees: {
    ...minole.fees,
    deposits: [
      { id: "deposit", name: words("保証金"), when: { spaces: ["minole-practice-1"] }, amount: 5000, article },
    ],
    overrun: [{ id: "overrun", minutes: 30, amount: 100, weighted: false, article }],
  },
  examples: [],
};

let town: FacilityTown;
let clerk: Staff;
let haru: Resident;
before(async () => {
  town = await facilityTown({ now: "2026-12-01T10:00:00+09:00" });
  await town.perform(loadFacilities, [house]);
  clerk = await town.addStaff("clerk");
  haru = await town.addResident();
});
after(() => town.close());

const other = { spaceId: "minole-kaze-office", on: friday.on, slots: ["am"] };
const accountOf = ({ id }: Booking) => readAccount(town.city.db, id);
const subjectOf = ({ id }: Booking) => ({ kind: "booking", id });

async function paidAtCounter(on: string, who = haru): Promise<Booking> {
  const input = { choice: { ...friday, on }, use: rehearsal, bookerId: who.personId };
  const { booking, paymentId } = await town.perform(bookAtCounter, input, { actor: clerk });
  await town.perform(takeCash, { paymentId: paymentId ?? "", received: dueOf(booking) }, { actor: clerk });
  await town.drain();
  return town.see(booking.id);
}

describe("保証金", () => {
  it("comes with the price as a line of its own, is no income, and goes back whole when the booking is cancelled", async () => {
    const booking = await town.hold(haru);
    assert.equal(dueOf(booking), 5700);
    await town.perform(settleBooking, { bookingId: booking.id, way: "online" }, { actor: haru });
    const payment = await town.paymentOf(booking.id);
    assert.deepEqual([payment?.amount, payment?.deposit, payment?.ways.length], [5700, 5000, 4]);
    assert.deepEqual(payment?.lines.at(-1), { label: "保証金", amount: 5000, isDeposit: true });
    await town.payOnline(booking.id);
    assert.equal((await town.see(booking.id)).state, "confirmed");
    assert.deepEqual((await accountOf(booking)).held, { price: 700, deposit: 5000 });
    const narrow = { facilityId: "minole", period: { from: "2026-12-01", until: "2027-01-01" } };
    const income = (await listUseFigures(town.city.db, narrow)).reduce((sum, one) => sum + one.income, 0);
    assert.equal(income, 700);
    // 3日前: the price stays, the deposit does not.
    town.clock.set("2026-12-03T10:00:00+09:00");
    const money = await refundNow({ city: town.city, tx: town.city.db, now: town.clock.now() }, booking, "booker");
    assert.deepEqual([money.back, money.deposit, money.owed], [0, 5000, 0]);
    await town.perform(cancelOwnBooking, { bookingId: booking.id, expectedRefund: 0 }, { actor: haru });
    await town.drain();
    assert.deepEqual((await accountOf(booking)).held, { price: 700, deposit: 0 });
    const day = { from: "2026-12-01", until: "2026-12-31" };
    assert.deepEqual(await sumDeposits(town.city.db, day), { taken: 5000, returned: 5000, kept: 0 });
    town.clock.set("2026-12-01T10:00:00+09:00");
  });

  it("waits on a list when the use is over; what stays needs a reason and an article, and less may stay later, never more", async () => {
    const booking = await paidAtCounter("2026-12-02");
    const decide = (keep: number, more: { reason?: string; article?: string } = {}) =>
      town.perform(
        returnDeposit,
        { bookingId: booking.id, keep, reason: more.reason, article: more.article },
        { actor: clerk },
      );
    assert.equal(await refusalOf(decide(0)), "facility.deposit-early");
    town.clock.set("2026-12-03T10:00:00+09:00");
    const due = await town.perform(seeDepositsDue, {}, { actor: clerk });
    assert.deepEqual(
      due.map(({ named, held }) => [named.booking.id, held]),
      [[booking.id, 5000]],
    );
    assert.equal(await refusalOf(decide(5001, { reason: "窓ガラスの修理", article })), "facility.deposit-too-much");
    assert.equal(await refusalOf(decide(2000, { article })), "facility.deposit-why");
    assert.equal(
      await refusalOf(decide(2000, { reason: "窓ガラスの修理", article: "none" })),
      "facility.deposit-article",
    );
    assert.deepEqual(await decide(2000, { reason: "窓ガラスの修理", article }), { returned: 3000 });
    assert.deepEqual((await accountOf(booking)).held, { price: 700, deposit: 0 });
    assert.deepEqual(await town.perform(seeDepositsDue, {}, { actor: clerk }), []);
    assert.equal(await refusalOf(decide(2001, { reason: "x", article })), "facility.deposit-too-much");
    assert.deepEqual(await decide(500, { reason: "修理の額が決まったため", article }), { returned: 1500 });
    await town.drain();
    assert.ok(town.mailsTo(haru).includes("保証金のお知らせ"));
    town.clock.set("2026-12-01T10:00:00+09:00");
  });

  it("is neither given back twice nor out of the price, whoever asks", async () => {
    const booking = await paidAtCounter("2026-12-09");
    const back = (amount: number, deposit: number) =>
      town.perform(refundSubject, { subject: subjectOf(booking), amount, deposit, reason: "x" }, { actor: clerk });
    assert.equal(await refusalOf(back(5700, 0)), "payment.over-refunded");
    assert.equal(await refusalOf(back(5001, 5001)), "payment.over-refunded");
    await back(5000, 5000);
    assert.equal(await refusalOf(back(1, 1)), "payment.over-refunded");
    const raw = town.perform(async ({ tx, now }) => {
      await sql`insert into payment.refund (id, payment_id, charge_id, amount, deposit, reason, asked_at)
        select gen_random_uuid(), payment_id, entry.id, 701, 0, 'raw', ${now} from payment.entry as entry
        join payment.payment as payment on payment.id = payment_id where subject_id = ${booking.id}`.execute(tx);
    }, undefined);
    assert.equal(await refusalOf(raw), "payment.over-refunded");
  });

  it("of a change one goes back and the other is asked for: a deposit pays no price", async () => {
    const booking = await paidAtCounter("2026-12-10");
    const choice = { ...other, on: "2026-12-10" };
    const asked = { bookingId: booking.id, choice, use: rehearsal };
    const { planned, missing, refund } = await town.perform((act) => planChange(act, asked, "staff"), undefined, {
      actor: clerk,
    });
    const { total } = planned.quote;
    assert.deepEqual([missing, refund], [total - 700, 5000]);
    const input = { ...asked, expected: total, reason: "部屋が狭いため" };
    await town.perform(changeBookingByStaff, input, { actor: clerk });
    const { held, open, returned } = await accountOf(booking);
    assert.deepEqual([held, returned, open?.amount, open?.deposit], [{ price: 700, deposit: 0 }, 5000, total - 700, 0]);
  });
});

describe("後納", () => {
  it("is confirmed at once, is owed by the end of the next month, and blocks who does not pay until it is paid", async () => {
    const ken = await town.addResident("井坂 健");
    const booking = await town.hold(ken, other);
    const settle = (way: "invoice" | "debit") =>
      town.perform(settleBooking, { bookingId: booking.id, way }, { actor: ken });
    assert.equal(await refusalOf(settle("debit")), "facility.pay-debit-none");
    assert.deepEqual(await settle("invoice"), { kind: "done" });
    assert.equal((await town.see(booking.id)).state, "confirmed");
    const payment = await town.paymentOf(booking.id);
    assert.deepEqual(payment?.ways, ["invoice", "counter"]);
    assert.equal(payment?.owedBy?.toISOString(), "2027-01-31T15:00:00.000Z");
    town.clock.set("2027-01-31T23:59:00+09:00");
    assert.deepEqual(await listDebts(town.city.db, town.clock.now()), []);
    town.clock.set("2027-02-01T10:00:00+09:00");
    await town.runJob("payment.sweep");
    const [debt] = await listDebts(town.city.db, town.clock.now());
    assert.equal(debt?.subject.id, booking.id);
    const again = () =>
      town.perform(holdSpace, { choice: { ...other, on: "2027-02-05" }, use: rehearsal }, { actor: ken });
    assert.equal(await refusalOf(again()), "facility.unpaid-debts");
    await town.perform(takeCash, { paymentId: payment?.id ?? "", received: booking.amount }, { actor: clerk });
    assert.equal((await again()).state, "held");
    town.clock.set("2026-12-01T10:00:00+09:00");
  });

  it("cancelled late still costs what the rule keeps, and cancelled early nothing", async () => {
    const ken = await town.addResident("井坂 健");
    const made = async (on: string) => {
      const input = { choice: { ...other, on }, use: rehearsal, bookerId: ken.personId, way: "invoice" as const };
      return (await town.perform(bookAtCounter, input, { actor: clerk })).booking;
    };
    const early = await made("2026-12-11");
    const late = await made("2026-12-03");
    assert.deepEqual([early.state, late.state], ["confirmed", "confirmed"]);
    const cancel = (booking: Booking, expectedRefund: number) =>
      town.perform(cancelOwnBooking, { bookingId: booking.id, expectedRefund }, { actor: ken });
    await cancel(early, early.amount);
    await cancel(late, 0);
    assert.equal((await accountOf(early)).open, undefined);
    const { open } = await accountOf(late);
    assert.deepEqual([open?.amount, open?.owedBy !== undefined], [late.amount, true]);
  });
});

describe("a recording after the use", () => {
  it("is corrected by another one with a reason: the difference moves, the former stays; and it may end after midnight", async () => {
    const booking = await paidAtCounter("2026-12-05");
    town.clock.set("2026-12-06T10:00:00+09:00");
    const record = async (overMinutes: number, reason?: string) => {
      const known = { overMinutes, answers: {}, minutes: {} };
      const { total } = await settlementOf({ city: town.city, tx: town.city.db }, booking, known);
      const input = { bookingId: booking.id, known, expected: total, reason };
      return town.perform(recordAfterUse, input, { actor: clerk });
    };
    const { paymentId } = await record(60);
    assert.equal(await refusalOf(record(30)), "facility.after-use-recorded");
    await town.perform(takeCash, { paymentId: paymentId ?? "", received: 200 }, { actor: clerk });
    await record(30, "時計を見まちがえたため");
    assert.deepEqual((await accountOf(booking)).held, { price: 800, deposit: 5000 });
    const more = await record(150, "戸じまりが0時半だったため");
    const { open } = await accountOf(booking);
    assert.deepEqual([open?.id, open?.amount], [more.paymentId, 400]);
    assert.ok(open?.owedBy !== undefined && open.ways.includes("invoice"));
    assert.deepEqual(
      (await listAfterUse(town.city.db, booking.id)).map(({ nth, total, reason }) => [nth, total, reason]),
      [
        [1, 200, undefined],
        [2, 100, "時計を見まちがえたため"],
        [3, 500, "戸じまりが0時半だったため"],
      ],
    );
    town.clock.set("2026-12-01T10:00:00+09:00");
  });
});

describe("the books of a booking", () => {
  type Errand = { readonly kind: "pay" | "after" | "deposit" | "cancel" | "drain"; readonly nth: number };
  const errand: fc.Arbitrary<Errand> = fc.record({
    kind: fc.constantFrom("pay", "pay", "after", "after", "deposit", "cancel", "drain"),
    nth: fc.nat(9),
  });
  let day = 0;

  it("whatever is done in whatever order: paid less given back is what is kept, nothing below zero, no deposit in the price", async () => {
    const counterOf = { actor: clerk };
    await fc.assert(
      fc.asyncProperty(fc.array(errand, { minLength: 3, maxLength: 9 }), fc.boolean(), async (errands, isLater) => {
        town.clock.set("2026-12-01T10:00:00+09:00");
        day += 1;
        const on = addDays("2027-01-06", 7 * day);
        const who = await town.addResident();
        const use = { choice: { ...(isLater ? other : friday), on }, use: rehearsal, bookerId: who.personId };
        const way = isLater ? { way: "invoice" as const } : {};
        const { booking, paymentId } = await town.perform(bookAtCounter, { ...use, ...way }, counterOf);
        if (paymentId !== undefined) await town.perform(takeCash, { paymentId, received: dueOf(booking) }, counterOf);
        await town.drain();
        town.clock.set(`${on}T23:00:00+09:00`);
        let ended = false;
        for (const { kind, nth } of errands) {
          if (ended && kind !== "pay") continue;
          const { open, payments, held } = await accountOf(booking);
          const kept = payments.reduce((sum, { depositKept }) => sum + depositKept, 0);
          if (kind === "pay" && open !== undefined)
            await town.perform(takeCash, { paymentId: open.id, received: open.amount }, counterOf);
          if (kind === "after") {
            const known = { overMinutes: nth * 30, answers: {}, minutes: {} };
            const { total: expected } = await settlementOf({ city: town.city, tx: town.city.db }, booking, known);
            const input = { bookingId: booking.id, known, expected, reason: "訂正" };
            await town.perform(recordAfterUse, input, counterOf);
          }
          if (kind === "deposit" && held.deposit + kept > 0) {
            const keep = Math.min(nth * 500, held.deposit + kept);
            await town.perform(returnDeposit, { bookingId: booking.id, keep, reason: "清掃", article }, counterOf);
          }
          if (kind === "cancel") {
            const input = { bookingId: booking.id, reason: "雨もり", by: "city" as const };
            await town.perform(cancelBookingByStaff, input, counterOf);
            ended = true;
          }
          if (kind === "drain") await town.drain();
          await compare(booking, ended);
        }
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });

  async function compare(booking: Booking, isCancelled: boolean): Promise<void> {
    const { held, payments, charged, returned, open } = await accountOf(booking);
    const kept = payments.reduce((sum, { depositKept }) => sum + depositKept, 0);
    assert.ok(held.price >= 0 && held.deposit >= 0 && kept >= 0, JSON.stringify({ held, kept }));
    assert.equal(charged - returned, held.price + held.deposit + kept);
    const { total = 0 } = (await findAfterUse(town.city.db, booking.id)) ?? {};
    const costs = isCancelled ? 0 : booking.amount + total;
    assert.equal(held.price + (open?.amount ?? 0), costs, "what the booking costs is paid or asked for");
    if (isCancelled) assert.equal(held.deposit, 0);
    const { rows } = await sql<{ taken: number; kept: number; ledger: number }>`
      select coalesce(sum(amount) filter (where kind = 'taken'), 0)::int as taken,
        coalesce(sum(amount) filter (where kind = 'kept'), 0)::int as kept,
        (select coalesce(sum(case entry.kind when 'charge' then entry.amount else -entry.amount end), 0)::int
          from payment.entry as entry
          join payment.payment on payment.id = payment_id where subject_id = ${booking.id}) as ledger
      from payment.deposit_entry where payment_id = any (${payments.map(({ id }) => id)}::uuid[])`.execute(
      town.city.db,
    );
    assert.deepEqual([rows[0]?.kept, rows[0]?.taken], [kept, booking.quote?.deposit ?? 0]);
    const promised = payments.reduce((sum, { refunding }) => sum + refunding, 0);
    assert.equal(rows[0]?.ledger, charged - returned + promised);
  }
});
