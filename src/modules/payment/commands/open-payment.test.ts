import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { clerk, type PaymentBench, payer, startPaymentBench, stranger } from "../payment.fixture.ts";
import { findPaymentOf } from "../store/views.ts";
import { abandonPayment, extendPayment } from "./end-payment.ts";
import { goToCheckout } from "./go-to-checkout.ts";

const minutes = 60_000;

describe("opening a payment", () => {
  let bench: PaymentBench;
  before(async () => {
    bench = await startPaymentBench();
  });
  after(() => bench.close());

  it("asks the provider for its page at once, with our amount", async () => {
    const id = await bench.open();
    assert.equal((await bench.view(id)).checkout, "preparing");
    await bench.town.drain();
    const view = await bench.view(id);
    assert.equal(view.state, "open");
    assert.equal(view.checkout, "ready");
    assert.match(view.checkoutUrl ?? "", /^https:\/\/pay\.example\//);
    const { reference } = await bench.page(id);
    assert.equal(bench.scripted.readings.get(reference)?.amount, 1570);
  });

  it("gives the same payment to the same subject, also when 20 ask at once, and asks for one page", async () => {
    const subject = { kind: "booking", id: "same" };
    const ids = await Promise.all(Array.from({ length: 20 }, () => bench.open({ subject })));
    assert.equal(new Set(ids).size, 1);
    const before = bench.scripted.calls.filter((call) => call === "create").length;
    await bench.town.drain();
    assert.equal(bench.scripted.calls.filter((call) => call === "create").length, before + 1);
  });

  it("refuses another amount for a subject whose payment is live, and opens a new one after it was abandoned", async () => {
    const subject = { kind: "booking", id: "other-amount" };
    const first = await bench.open({ subject });
    await assert.rejects(bench.open({ subject, amount: 1 }), { code: "payment.already-open" });
    await bench.town.perform(abandonPayment, { paymentId: first });
    const second = await bench.open({ subject, amount: 1 });
    assert.notEqual(second, first);
    assert.equal((await findPaymentOf(bench.db, subject))?.id, second);
  });

  it("refuses lines that do not add up, and amounts outside 1 to 10,000,000 yen", async () => {
    await assert.rejects(bench.open({ lines: [{ label: "x", amount: 1 }] }), RangeError);
    for (const amount of [0, -1, 10_000_001]) await assert.rejects(bench.open({ amount }), { code: "payment.amount" });
  });

  it("lets a resident open only the own payment", async () => {
    await assert.rejects(bench.open({}, stranger), { code: "forbidden" });
    await assert.rejects(bench.open({}, { kind: "visitor" }), { code: "forbidden" });
    assert.ok(await bench.open({ payerId: undefined }, clerk));
  });

  it("takes no return address but a path of this site", async () => {
    for (const returnPath of ["https://evil.example/", "//evil.example", "/\\evil", "evil"]) {
      await assert.rejects(bench.open({ returnPath }), { constraint: "payment_returns_home" });
    }
  });

  it("asks for no page if the person telephoned or pays at the counter only", async () => {
    assert.equal((await bench.view(await bench.open({ payerId: undefined }, clerk))).checkout, undefined);
    const atCounter = await bench.open({ online: false });
    assert.equal((await bench.view(atCounter)).checkout, undefined);
    await assert.rejects(bench.town.perform(goToCheckout, { paymentId: atCounter }, { actor: payer }), {
      code: "payment.counter-only",
    });
  });
});

describe("going to the provider's page", () => {
  let bench: PaymentBench;
  before(async () => {
    bench = await startPaymentBench();
  });
  after(() => bench.close());
  const go = (paymentId: string, actor = payer) => bench.town.perform(goToCheckout, { paymentId }, { actor });

  it("gives two tabs the same page, and waits while it is not known", async () => {
    const id = await bench.open();
    assert.deepEqual(await Promise.all([go(id), go(id)]), [undefined, undefined]);
    await bench.town.drain();
    const [one, other] = await Promise.all([go(id), go(id)]);
    assert.ok(one);
    assert.equal(one, other);
  });

  it("answers somebody else as if there were no such payment", async () => {
    const id = await bench.open();
    await assert.rejects(go(id, stranger as typeof payer), { code: "not-found" });
    await assert.rejects(go("99999999-9999-4999-8999-999999999999"), { code: "not-found" });
  });

  it("says that the provider does not answer, and tries again when asked", async () => {
    bench.scripted.fails.add("create");
    const id = await bench.open();
    await bench.town.drain({ tolerateFailures: true });
    assert.equal((await bench.view(id)).checkout, "unreachable");
    bench.scripted.fails.clear();
    assert.equal(await go(id), undefined);
    assert.equal((await bench.view(id)).checkout, "preparing");
    await bench.town.drain();
    assert.equal((await bench.view(id)).checkout, "ready");
  });

  it("makes a new page when the provider has ended the old one, and only then", async () => {
    const id = await bench.open({ dueAt: new Date(bench.town.clock.now().getTime() + 3 * 86_400_000) });
    await bench.town.drain();
    const first = await go(id);
    bench.town.clock.advance(24 * 60 * minutes);
    assert.equal(await go(id), undefined);
    await bench.town.drain();
    const second = await go(id);
    assert.ok(second);
    assert.notEqual(second, first);
  });

  it("sends nobody to pay again while it is unknown whether money moved", async () => {
    const id = await bench.open();
    await bench.town.drain();
    const { checkout, say } = await bench.page(id);
    say({ state: "unknown" });
    await bench.town.runJob("payment.read", { checkoutId: checkout.id, step: 5 });
    assert.equal((await bench.view(id)).checkout, "unknown");
    assert.equal(await go(id), undefined);
    say({ state: "open" });
    await bench.town.runJob("payment.read", { checkoutId: checkout.id, step: 5 });
    assert.ok(await go(id));
  });

  it("refuses when the time is over", async () => {
    const id = await bench.open();
    bench.town.clock.advance(10 * minutes);
    await assert.rejects(go(id), { code: "payment.too-late" });
  });
});

describe("the end of a payment", () => {
  let bench: PaymentBench;
  before(async () => {
    bench = await startPaymentBench();
  });
  after(() => bench.close());

  it("comes by itself at its time, is told, and closes the page", async () => {
    const id = await bench.open();
    await bench.town.drain();
    bench.town.clock.advance(10 * minutes - 1);
    await bench.town.runJob("payment.expire", { paymentId: id });
    assert.equal((await bench.view(id)).state, "open");
    bench.town.clock.advance(1);
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "expired");
    assert.deepEqual(bench.heardOf(id), ["expired"]);
    const { reference } = await bench.page(id);
    assert.equal(bench.scripted.readings.get(reference)?.state, "expired");
  });

  it("waits if the payment was extended, and comes at the new time", async () => {
    const id = await bench.open();
    const dueAt = new Date(bench.town.clock.now().getTime() + 20 * minutes);
    await bench.town.perform(extendPayment, { paymentId: id, dueAt });
    bench.town.clock.advance(15 * minutes);
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "open");
    bench.town.clock.advance(5 * minutes);
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "expired");
    await assert.rejects(bench.town.perform(extendPayment, { paymentId: id, dueAt }), { code: "payment.too-late" });
  });

  it("is found by the sweep if its own job was lost", async () => {
    const id = await bench.open();
    await bench.town.drain();
    await sql`delete from pgboss.job where name = 'payment.expire'`.execute(bench.db);
    bench.town.clock.advance(11 * minutes);
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "open");
    await bench.town.runJob("payment.sweep");
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "expired");
  });

  it("does not come when the provider says, at the last look, that the money is there", async () => {
    const id = await bench.open();
    await bench.town.drain();
    (await bench.page(id)).say({ state: "paid", method: "card" });
    bench.town.clock.advance(10 * minutes);
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "paid");
    assert.deepEqual(bench.heardOf(id), ["paid"]);
  });

  it("comes also while the provider does not answer", async () => {
    const id = await bench.open();
    await bench.town.drain();
    bench.scripted.fails.add("read").add("close");
    bench.town.clock.advance(10 * minutes);
    await bench.town.drain({ tolerateFailures: true });
    bench.scripted.fails.clear();
    assert.equal((await bench.view(id)).state, "expired");
  });

  it("leaves no page behind that was still being made", async () => {
    const id = await bench.open();
    await bench.town.perform(abandonPayment, { paymentId: id });
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "abandoned");
    assert.equal((await bench.view(id)).checkoutUrl, undefined);
    for (const [reference, { state }] of bench.scripted.readings) {
      if (reference === (await bench.page(id)).reference) assert.equal(state, "expired");
    }
  });

  it("is refused as abandoning once it is paid, and changes nothing the second time", async () => {
    const id = await bench.open();
    await bench.town.perform(abandonPayment, { paymentId: id }, { actor: payer });
    await bench.town.perform(abandonPayment, { paymentId: id }, { actor: payer });
    const paid = await bench.open();
    await bench.town.drain();
    (await bench.page(paid)).say({ state: "paid", method: "card" });
    await bench.town.runJob("payment.read", { checkoutId: (await bench.page(paid)).checkout.id, step: 5 });
    await assert.rejects(bench.town.perform(abandonPayment, { paymentId: paid }), { code: "payment.already-paid" });
    await assert.rejects(bench.town.perform(abandonPayment, { paymentId: id }, { actor: stranger }), {
      code: "forbidden",
    });
  });
});
