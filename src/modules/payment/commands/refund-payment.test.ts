import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { clerk, type PaymentBench, payer, startPaymentBench, stranger } from "../payment.fixture.ts";
import { listAlarms } from "../store/alarms.ts";
import { listRefundsByHand, listRefundsOf } from "../store/refunds.ts";
import { payOutRefund, recordRefund } from "./deliver-refund.ts";
import { type RefundToAsk, refundPayment } from "./refund-payment.ts";
import { takeCash } from "./take-cash.ts";

let bench: PaymentBench;
const startAnew = async () => {
  bench = await startPaymentBench();
};
before(startAnew);
after(() => bench.close());

async function paidOnline(amount = 1000): Promise<string> {
  const id = await bench.open({ amount });
  await bench.town.drain();
  const { checkout, say } = await bench.page(id);
  say({ state: "paid", method: "card", amount });
  await bench.town.runJob("payment.read", { checkoutId: checkout.id, step: 99 });
  await bench.town.drain();
  return id;
}

async function paidInCash(amount = 1000): Promise<string> {
  const id = await bench.open({ amount });
  await bench.town.perform(takeCash, { paymentId: id, received: amount }, { actor: clerk });
  await bench.town.drain();
  return id;
}

const refund = (paymentId: string, amount: number, more: Partial<RefundToAsk> = {}) =>
  bench.town.perform(refundPayment, { paymentId, amount, reason: "cancelled", ...more });

describe("a refund through the provider", () => {
  it("is promised at once, goes back by a job with our refund's id as key, and is told when it has gone", async () => {
    const id = await paidOnline();
    const refundId = await refund(id, 1000);
    const promised = await bench.view(id);
    assert.deepEqual([promised.state, promised.refunding, promised.refunded], ["paid", 1000, 0]);
    await bench.town.drain();
    const done = await bench.view(id);
    assert.deepEqual([done.state, done.refunding, done.refunded], ["refunded", 0, 1000]);
    assert.deepEqual(bench.scripted.refunds.find(({ key }) => key === refundId)?.amount, 1000);
    assert.deepEqual(bench.heardOf(id), ["paid", "refunded"]);
  });

  it("may go back in parts", async () => {
    const id = await paidOnline();
    await refund(id, 400);
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "partly-refunded");
    await refund(id, 100);
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "partly-refunded");
    await refund(id, 500);
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "refunded");
    const refunds = (await bench.entries(id)).filter(({ kind }) => kind === "refund");
    assert.deepEqual(new Set(refunds.map(({ amount }) => amount)), new Set([400, 100, 500]));
  });

  it("is never more than was paid, in one or in parts", async () => {
    const id = await paidOnline();
    await assert.rejects(refund(id, 1001), { code: "payment.over-refunded" });
    await refund(id, 600);
    await assert.rejects(refund(id, 401), { code: "payment.over-refunded", params: { left: 400 } });
  });

  it("20 partial refunds at once: as many as fit, the rest refused, no yen too much", async () => {
    const id = await paidOnline(1000);
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => refund(id, 300)));
    assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 3);
    for (const result of tries) {
      if (result.status === "rejected") assert.equal(result.reason.code, "payment.over-refunded");
    }
    await bench.town.drain();
    assert.equal((await bench.view(id)).refunded, 900);
  });

  it("asked for twice with the same id is one refund; with another amount it is an error", async () => {
    const id = await paidOnline();
    const refundId = randomUUID();
    await Promise.all([refund(id, 500, { refundId }), refund(id, 500, { refundId })]);
    assert.equal((await listRefundsOf(bench.db, id)).length, 1);
    await assert.rejects(refund(id, 499, { refundId }), /another one/);
  });

  it("whose answer was lost is sent again with the same key and booked once", async () => {
    const id = await paidOnline();
    const refundId = await refund(id, 1000);
    bench.scripted.fails.add("refund");
    for (let attempt = 0; attempt < 3; attempt++) {
      await assert.rejects(bench.town.runJob("payment.deliver-refund", { refundId }), /timed out/);
    }
    assert.equal((await listRefundsOf(bench.db, id))[0]?.state, "unknown");
    bench.scripted.fails.clear();
    await bench.town.runJob("payment.deliver-refund", { refundId });
    await bench.town.runJob("payment.deliver-refund", { refundId });
    await bench.town.perform(recordRefund, { refundId, reference: "again" });
    assert.equal(bench.scripted.refunds.filter(({ key }) => key === refundId).length, 1);
    assert.equal((await bench.view(id)).refunded, 1000);
    assert.equal((await bench.entries(id)).length, 2);
  });

  it("that a provider never answered is sent again at night", async () => {
    const id = await paidOnline();
    await refund(id, 1000);
    bench.scripted.fails.add("refund");
    await bench.town.drain({ tolerateFailures: true });
    bench.scripted.fails.clear();
    bench.town.clock.advance(2 * 3_600_000);
    await bench.town.runJob("payment.reconcile");
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "refunded");
  });

  it("that takes the provider a while is asked for again with its key", async () => {
    const id = await paidOnline();
    bench.scripted.refundState = "pending";
    const refundId = await refund(id, 1000);
    await bench.town.drain();
    assert.equal((await bench.view(id)).refunding, 1000);
    bench.scripted.refundState = "done";
    bench.town.clock.advance(3_600_000);
    await bench.town.drain();
    assert.equal((await bench.view(id)).refunded, 1000);
    assert.equal(bench.scripted.refunds.filter(({ key }) => key === refundId).length, 1);
  });

  it("that cannot go back by itself waits for people, who are told", async () => {
    const id = await paidOnline();
    bench.scripted.refundState = "not-possible";
    const refundId = await refund(id, 1000);
    await bench.town.drain();
    bench.scripted.refundState = "done";
    assert.ok((await listRefundsByHand(bench.db, clerk.sectionId)).some((waiting) => waiting.id === refundId));
    assert.ok(
      (await listAlarms(bench.db)).some(({ paymentId, kind }) => paymentId === id && kind === "refund-by-hand"),
    );
    await bench.town.perform(payOutRefund, { refundId }, { actor: clerk });
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "refunded");
    assert.ok(!(await listAlarms(bench.db)).some(({ paymentId }) => paymentId === id));
    assert.deepEqual(bench.heardOf(id), ["paid", "refunded"]);
  });
});

describe("who may ask for a refund, and of what", () => {
  it("a resident only of the own payment", async () => {
    const id = await paidOnline();
    const ask = (actor: typeof payer) =>
      bench.town.perform(refundPayment, { paymentId: id, amount: 1, reason: "x" }, { actor });
    await assert.rejects(ask(stranger as typeof payer), { code: "forbidden" });
    assert.ok(await ask(payer));
  });

  it("only what was paid", async () => {
    const id = await bench.open();
    await assert.rejects(refund(id, 1), { code: "payment.not-paid" });
    await assert.rejects(refund(randomUUID(), 1), { code: "not-found" });
  });
});

describe("a refund of cash", () => {
  it("waits at the counter and is in the ledger when staff have paid it out, once", async () => {
    const id = await paidInCash();
    const refundId = await refund(id, 1000);
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "paid");
    const payOut = () => bench.town.perform(payOutRefund, { refundId }, { actor: clerk });
    const tries = await Promise.allSettled([payOut(), payOut(), payOut()]);
    assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 1);
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "refunded");
    assert.deepEqual(bench.heardOf(id), ["paid", "refunded"]);
  });

  it("is paid out by counter staff only", async () => {
    const refundId = await refund(await paidInCash(), 1000);
    for (const actor of [payer, { ...clerk, roles: ["approver", "auditor", "administrator"] as const }]) {
      await assert.rejects(bench.town.perform(payOutRefund, { refundId }, { actor }), {
        code: "forbidden",
      });
    }
  });

  it("cannot be paid out while the provider still works on it", async () => {
    const refundId = await refund(await paidOnline(), 1000);
    await assert.rejects(bench.town.perform(payOutRefund, { refundId }, { actor: clerk }), {
      code: "payment.desk-not-by-hand",
    });
  });
});

describe("without the command's own check", () => {
  before(async () => {
    await bench.close();
    await startAnew();
  });

  const tenAtOnce = async () => {
    const id = await paidOnline(1000);
    const raw = () =>
      bench.town.perform(async ({ tx, now }) => {
        await sql`insert into payment.refund (id, payment_id, charge_id, amount, reason, asked_at)
          select ${randomUUID()}, payment_id, id, 300, 'raw', ${now} from payment.entry where payment_id = ${id}`.execute(
          tx,
        );
      }, undefined);
    const tries = await Promise.allSettled(Array.from({ length: 10 }, raw));
    const refused = tries.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
    return { refused, refunding: (await bench.view(id)).refunding };
  };

  it("the constraint lets as many refunds through as fit", async () => {
    assert.deepEqual(await tenAtOnce(), { refused: Array(7).fill("payment.over-refunded"), refunding: 900 });
  });

  it("and nothing else holds them: without it, and its sister for the price, 3,000 yen of 1,000 would go back", async () => {
    await bench.db.connection().execute(async (owner) => {
      await sql`set role none`.execute(owner);
      await sql`alter table payment.payment drop constraint payment_not_over_refunded,
        drop constraint payment_price_not_over_refunded`.execute(owner);
      await sql`set role machimigaki_app`.execute(owner);
    });
    assert.deepEqual(await tenAtOnce(), { refused: [], refunding: 3000 });
  });
});
