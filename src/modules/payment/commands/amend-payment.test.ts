import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { Actor } from "../../../kernel/actor.ts";
import { type PaymentBench, payer, startPaymentBench, stranger } from "../payment.fixture.ts";
import { findPaymentOf, listPaymentsFor } from "../store/views.ts";
import { amendPayment, openSupplement, refundSubject } from "./amend-payment.ts";

describe("a subject that costs another amount than before", () => {
  let bench: PaymentBench;
  before(async () => {
    bench = await startPaymentBench();
  });
  after(() => bench.close());

  const amend = (paymentId: string, amount: number, actor: Actor = payer) =>
    bench.town.perform(amendPayment, { paymentId, amount, lines: [{ label: "基本額", amount }] }, { actor });
  async function opened() {
    const id = await bench.open();
    const { subject } = await bench.view(id);
    await bench.town.drain();
    return { id, subject };
  }
  async function pay(id: string) {
    const { checkout, say } = await bench.page(id);
    const { amount } = await bench.view(id);
    say({ state: "paid", method: "card", amount });
    await bench.town.runJob("payment.read", { checkoutId: checkout.id, step: 99 });
    await bench.town.drain();
  }
  async function paid() {
    const made = await opened();
    await pay(made.id);
    return made;
  }

  it("unpaid: another payment stands in its place, the old page is closed, and asking again changes nothing", async () => {
    const { id, subject } = await opened();
    const made = await amend(id, 2000);
    assert.ok(made.kind === "replaced");
    assert.deepEqual(await amend(id, 2000), { kind: "unchanged" });
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "abandoned");
    assert.equal((await bench.view(id)).replacedBy, made.paymentId);
    const now = await findPaymentOf(bench.db, subject);
    assert.deepEqual([now?.id, now?.amount, now?.checkout], [made.paymentId, 2000, "ready"]);
    const { reference } = await bench.page(id);
    assert.equal(bench.scripted.readings.get(reference)?.state, "expired");
  });

  it("money that still comes for the replaced one is booked and goes back, and the subject hears nothing of it", async () => {
    const { id } = await opened();
    const made = await amend(id, 2000);
    await bench.town.drain();
    await pay(id);
    const view = await bench.view(id);
    assert.deepEqual([view.state, view.charged, view.refunded], ["refunded", 1570, 1570]);
    assert.deepEqual(bench.heardOf(id), []);
    assert.ok(made.kind === "replaced");
    assert.equal((await bench.view(made.paymentId)).state, "open");
  });

  it("paid and dearer: the difference is a payment besides, whose lines say what was paid before", async () => {
    const { id, subject } = await paid();
    const made = await amend(id, 2000);
    assert.ok(made.kind === "supplement");
    assert.equal(made.amount, 430);
    const view = await bench.view(made.paymentId);
    assert.deepEqual(view.lines, [
      { label: "基本額", amount: 2000 },
      { label: "すでに支払った分", amount: -1570 },
    ]);
    assert.equal(view.supplements, id);
    assert.equal((await findPaymentOf(bench.db, subject))?.id, id, "the first payment stays the subject's own");
    await bench.town.drain();
    await pay(made.paymentId);
    assert.equal(bench.heard.find(({ data }) => data.paymentId === made.paymentId)?.data.supplements, id);
    assert.deepEqual(await amend(id, 2000), { kind: "unchanged" });
  });

  it("paid and cheaper: the difference goes back, and a difference that waits is dropped", async () => {
    const { id, subject } = await paid();
    const more = await amend(id, 2000);
    assert.ok(more.kind === "supplement");
    const less = await amend(id, 1000);
    assert.ok(less.kind === "refunded");
    assert.equal(less.amount, 570);
    assert.deepEqual(await amend(id, 1000), { kind: "unchanged" });
    await bench.town.drain();
    assert.deepEqual(
      (await listPaymentsFor(bench.db, subject)).map(({ state, refunded }) => [state, refunded]),
      [
        ["partly-refunded", 570],
        ["abandoned", 0],
      ],
    );
  });

  it("20 at once that ask for the same amount open one payment", async () => {
    const { id, subject } = await paid();
    await Promise.all(Array.from({ length: 20 }, () => amend(id, 2000)));
    assert.equal((await listPaymentsFor(bench.db, subject)).length, 2);
  });

  it("is refused while nobody knows whether money moved", async () => {
    const { id } = await opened();
    const { checkout, say } = await bench.page(id);
    say({ state: "unknown" });
    await bench.town.runJob("payment.read", { checkoutId: checkout.id, step: 99 });
    await assert.rejects(amend(id, 2000), { code: "payment.uncertain" });
    assert.equal((await bench.view(id)).state, "open");
  });

  it("is no one else's to ask for", async () => {
    const { id } = await paid();
    await assert.rejects(amend(id, 1, stranger), { code: "forbidden" });
  });

  it("a supplement for an overrun comes on top, and is refused before the rest is paid", async () => {
    const { id } = await opened();
    const dueAt = new Date(bench.town.clock.now().getTime() + 86_400_000);
    const input = { paymentId: id, amount: 300, lines: [{ label: "延長", amount: 300 }], dueAt };
    await assert.rejects(bench.town.perform(openSupplement, input), { code: "payment.not-paid" });
    await pay(id);
    const more = await bench.town.perform(openSupplement, input);
    assert.equal((await bench.view(more)).supplements, id);
  });

  it("all that was paid for a subject goes back over its payments, once for each name of the refund", async () => {
    const { id, subject } = await paid();
    const more = await amend(id, 2000);
    assert.ok(more.kind === "supplement");
    await bench.town.drain();
    await pay(more.paymentId);
    const refund = { subject, amount: 2000, reason: "取消", refundId: randomUUID() };
    await assert.rejects(bench.town.perform(refundSubject, { ...refund, amount: 2001 }), {
      code: "payment.over-refunded",
    });
    const first = await bench.town.perform(refundSubject, refund);
    assert.deepEqual(new Set(await bench.town.perform(refundSubject, refund)), new Set(first));
    await bench.town.drain();
    const views = await listPaymentsFor(bench.db, subject);
    assert.deepEqual(
      views.map(({ refunded }) => refunded),
      [1570, 430],
    );
  });
});
