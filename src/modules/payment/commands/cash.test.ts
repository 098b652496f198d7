import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { auditor, clerk, otherClerk, type PaymentBench, payer, startPaymentBench } from "../payment.fixture.ts";
import { type Drawer, denominations } from "../rules/cash.ts";
import { findCashDay, listCashEntries, listOpenDays } from "../store/cash-days.ts";
import { closeCashDay, type DayToClose } from "./close-cash-day.ts";
import { payOutRefund } from "./deliver-refund.ts";
import { refundPayment } from "./refund-payment.ts";
import { takeCash } from "./take-cash.ts";

const empty = Object.fromEntries(denominations.map((value) => [value, 0])) as unknown as Drawer;
const today = "2026-11-25";

async function withBench(work: (bench: PaymentBench) => Promise<void>): Promise<void> {
  const bench = await startPaymentBench();
  await work(bench).finally(() => bench.close());
}

const take = (bench: PaymentBench, paymentId: string, received: number, actor: typeof clerk = clerk) =>
  bench.town.perform(takeCash, { paymentId, received }, { actor });

const close = (bench: PaymentBench, change: Partial<DayToClose> = {}, actor: typeof clerk = clerk) =>
  bench.town.perform(
    closeCashDay,
    { day: today, drawer: empty, changeFund: 0, reason: undefined, ...change },
    { actor },
  );

describe("cash over the counter", () => {
  let bench: PaymentBench;
  before(async () => {
    bench = await startPaymentBench();
  });
  after(() => bench.close());

  it("pays, gives a receipt number and the change, closes the provider's page, and is told", async () => {
    const id = await bench.open();
    await bench.town.drain();
    const taken = await take(bench, id, 2000);
    assert.deepEqual(taken, { receiptNumber: "2026-000001", change: 430, bookedOn: today });
    await bench.town.drain();
    const view = await bench.view(id);
    assert.deepEqual(
      [view.state, view.method, view.charged, view.receiptNumber],
      ["paid", "cash", 1570, "2026-000001"],
    );
    assert.equal(bench.scripted.readings.get((await bench.page(id)).reference)?.state, "expired");
    assert.deepEqual(bench.heardOf(id), ["paid"]);
  });

  it("numbers receipts without gaps, also when some are refused in between", async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => bench.open()));
    const tries = await Promise.allSettled(ids.map((id, index) => take(bench, id, index % 2 ? 1000 : 1570)));
    assert.equal(tries.filter(({ status }) => status === "rejected").length, 3);
    const { rows } = await sql<{ receipt_number: number }>`
      select receipt_number from payment.entry order by receipt_number`.execute(bench.db);
    assert.deepEqual(
      rows.map(({ receipt_number }) => receipt_number),
      [1, 2, 3, 4],
    );
  });

  it("is refused if it is too little, or so much that the change would be 10,000 yen or more", async () => {
    const id = await bench.open();
    await assert.rejects(take(bench, id, 1569), {
      code: "payment.desk-cash-short",
      field: "received",
      params: { amount: 1570, short: 1 },
    });
    await assert.rejects(take(bench, id, 11_570), { code: "payment.desk-cash-too-much", params: { change: 10_000 } });
    assert.equal((await take(bench, id, 11_569)).change, 9_999);
  });

  it("is taken by counter staff only", async () => {
    const id = await bench.open();
    for (const actor of [payer, auditor, { kind: "visitor" } as const, { kind: "system", job: "x" } as const]) {
      await assert.rejects(bench.town.perform(takeCash, { paymentId: id, received: 1570 }, { actor }), {
        code: "forbidden",
      });
    }
  });

  it("is taken once: 10 clerks at once make one charge", async () => {
    const id = await bench.open();
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => take(bench, id, 1570)));
    assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 1);
    for (const result of tries)
      if (result.status === "rejected") assert.equal(result.reason.code, "payment.already-paid");
    assert.equal((await bench.entries(id)).length, 1);
  });

  it("is refused when the time is over, and while it is unknown whether a card paid", async () => {
    const uncertain = await bench.open();
    await bench.town.drain();
    const { checkout, say } = await bench.page(uncertain);
    say({ state: "unknown" });
    await bench.town.runJob("payment.read", { checkoutId: checkout.id, step: 99 });
    await assert.rejects(take(bench, uncertain, 1570), { code: "payment.desk-uncertain" });
    const id = await bench.open();
    bench.town.clock.advance(10 * 60_000);
    await assert.rejects(take(bench, id, 1570), { code: "payment.too-late" });
  });
});

describe("closing a counter's day", () => {
  it("books counts and sums from the ledger, and the counted drawer", () =>
    withBench(async (bench) => {
      for (const received of [1570, 2000]) await take(bench, await bench.open(), received);
      const refunded = await bench.open({ amount: 500 });
      await take(bench, refunded, 500);
      const refundId = await bench.town.perform(refundPayment, { paymentId: refunded, amount: 500, reason: "x" });
      await bench.town.perform(payOutRefund, { refundId }, { actor: clerk });
      assert.equal((await listCashEntries(bench.db, "minole", today)).length, 4);

      // 3,640 yen taken, 500 given back, 10,000 yen of change fund: 13,140 in the drawer.
      const drawer = { ...empty, 10000: 1, 1000: 3, 100: 1, 10: 4 };
      assert.equal(await close(bench, { drawer, changeFund: 10_000 }), 0);
      const day = await findCashDay(bench.db, "minole", today);
      assert.deepEqual(
        [day?.chargeCount, day?.chargedSum, day?.refundCount, day?.refundedSum, day?.counted, day?.difference],
        [3, 3640, 1, 500, 13_140, 0],
      );
      assert.equal(day?.closedByName, clerk.name);
    }));

  it("wants a reason for a difference, and keeps it", () =>
    withBench(async (bench) => {
      await take(bench, await bench.open(), 1570);
      await assert.rejects(close(bench), { code: "payment.desk-drawer-short", field: "reason", params: { yen: 1570 } });
      const over = { drawer: { ...empty, 1000: 2 } };
      await assert.rejects(close(bench, over), { code: "payment.desk-drawer-over", params: { yen: 430 } });
      assert.equal(await close(bench, { ...over, reason: "おつりを渡し忘れた" }), 430);
      assert.equal((await findCashDay(bench.db, "minole", today))?.reason, "おつりを渡し忘れた");
    }));

  it("is for ever: not again, not changed, not removed, and later cash belongs to the next day", () =>
    withBench(async (bench) => {
      await close(bench);
      await assert.rejects(close(bench), { code: "payment.desk-day-closed" });
      for (const statement of ["update payment.cash_day set counted = 1", "delete from payment.cash_day"]) {
        await assert.rejects(sql.raw(statement).execute(bench.db), { code: "42501" });
      }
      assert.equal((await take(bench, await bench.open(), 1570)).bookedOn, "2026-11-26");
      assert.deepEqual(await listOpenDays(bench.db, "minole"), ["2026-11-26"]);
    }));

  it("closes the own section's counter only", () =>
    withBench(async (bench) => {
      await close(bench);
      assert.equal((await take(bench, await bench.open(), 1570, otherClerk)).bookedOn, today);
      assert.equal(await findCashDay(bench.db, "sports", today), undefined);
    }));

  it("does not close tomorrow, and nobody but counter staff closes", () =>
    withBench(async (bench) => {
      await assert.rejects(close(bench, { day: "2026-11-26" }), { code: "payment.desk-day-not-yet" });
      for (const actor of [payer, auditor])
        await assert.rejects(close(bench, {}, actor as typeof clerk), { code: "forbidden" });
    }));

  it("lets no coin slip in while it closes: what is in the ledger for the day is in its sums", () =>
    withBench(async (bench) => {
      const ids = await Promise.all(Array.from({ length: 12 }, () => bench.open()));
      const closing = new Promise((resolve) => setTimeout(resolve, 15)).then(() => close(bench, { reason: "race" }));
      const taken = await Promise.allSettled(ids.map((id) => take(bench, id, 1570)));
      await closing;
      const day = await findCashDay(bench.db, "minole", today);
      const booked = await listCashEntries(bench.db, "minole", today);
      assert.equal(day?.chargeCount, booked.length);
      assert.equal(day?.chargedSum, booked.length * 1570);
      for (const result of taken) {
        // Whoever met the closing is told so and may press again.
        if (result.status === "rejected") assert.equal(result.reason.code, "payment.desk-day-just-closed");
      }
    }));

  it("is held by the trigger too, if a program forgets to ask", () =>
    withBench(async (bench) => {
      const id = await bench.open();
      await take(bench, id, 1570);
      await close(bench, { drawer: { ...empty, 500: 3, 50: 1, 10: 2 } });
      const slip = bench.town.perform(async ({ tx, now }) => {
        await sql`insert into payment.entry (id, payment_id, kind, amount, method, at, booked_on, receipt_year,
            receipt_number, section_id, received, by_person)
          values (gen_random_uuid(), ${id}, 'charge', 1, 'cash', ${now}, ${today}, 2026, 99, 'minole', 1, gen_random_uuid())`.execute(
          tx,
        );
      }, undefined);
      await assert.rejects(slip, { code: "payment.desk-day-just-closed" });
    }));
});
