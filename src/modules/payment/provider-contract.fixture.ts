import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { systemClock } from "../../kernel/time/clock.ts";
import type { CheckoutOrder, PaymentProvider } from "./types.ts";

/** A provider, and hands that act as the payer on its page. An adapter's test makes one. */
export type ContractBench = {
  readonly provider: PaymentProvider;
  /** False: its page says that a card was refused, and its API does not. Default: true. */
  readonly tellsRefusals?: boolean;
  /** False: its signature has no time in it, so that an old message is as good as a new one. Default: true. */
  readonly signsTime?: boolean;
  readonly payByCard: (url: string) => Promise<void>;
  readonly tryRefusedCard: (url: string) => Promise<void>;
  readonly askForNumber: (url: string) => Promise<void>;
  readonly payInShop: (url: string) => Promise<void>;
  /** The provider's next message about this reference, as it came over the wire. */
  readonly nextEvent: (reference: string) => Promise<{ headers: Headers; rawBody: Uint8Array }>;
  readonly close: () => Promise<void>;
};

/** What the payment module relies on, whoever the provider is. */
export function testProviderContract(name: string, start: () => Promise<ContractBench>): void {
  describe(`${name} keeps the contract of a payment provider`, () => {
    let bench: ContractBench;
    before(async () => {
      bench = await start();
    });
    after(() => bench.close());

    const opened = async (change: Partial<CheckoutOrder> = {}) => {
      const order = orderOf(change);
      return { order, ...(await bench.provider.createCheckout(order)) };
    };

    it("gives a page and says that it is open, with our amount in yen", async () => {
      const { order, reference, url } = await opened();
      assert.match(url, /^https?:\/\//);
      const reading = await bench.provider.readPayment(reference);
      assert.deepEqual(pick(reading), { reference, state: "open", amount: order.amount, currency: "JPY", refunded: 0 });
    });

    it("gives the same checkout for the same key", async () => {
      const order = orderOf();
      const [first, ...others] = await Promise.all(
        Array.from({ length: 5 }, () => bench.provider.createCheckout(order)),
      );
      for (const other of others) assert.deepEqual(other, first);
    });

    it("refuses the same key for another amount", async () => {
      const { order } = await opened();
      await assert.rejects(bench.provider.createCheckout({ ...order, amount: order.amount + 1 }));
    });

    it("says paid, and how, after a card was taken", async () => {
      const { reference, url } = await opened();
      await bench.payByCard(url);
      const reading = await bench.provider.readPayment(reference);
      assert.equal(reading.state, "paid");
      assert.equal(reading.method, "card");
    });

    it("says failed after a refused card, and takes another card then", async () => {
      const { reference, url } = await opened();
      await bench.tryRefusedCard(url);
      const expected = (bench.tellsRefusals ?? true) ? "failed" : "open";
      assert.equal((await bench.provider.readPayment(reference)).state, expected);
      await bench.payByCard(url);
      assert.equal((await bench.provider.readPayment(reference)).state, "paid");
    });

    it("says pending with number and deadline, and paid after the shop", async () => {
      const { order, reference, url } = await opened();
      await bench.askForNumber(url);
      const pending = await bench.provider.readPayment(reference);
      assert.equal(pending.state, "pending");
      assert.match(pending.konbini?.number ?? "", /^\d{6,}$/);
      assert.ok(pending.konbini && order.payLaterUntil && pending.konbini.until <= order.payLaterUntil);
      await bench.payInShop(url);
      const paid = await bench.provider.readPayment(reference);
      assert.equal(paid.state, "paid");
      assert.equal(paid.method, "konbini");
    });

    it("takes no money on a page that was closed", async () => {
      const { reference, url } = await opened();
      assert.equal((await bench.provider.closeCheckout(reference)).state, "expired");
      assert.equal((await bench.provider.closeCheckout(reference)).state, "expired");
      await bench.payByCard(url).catch(() => {});
      assert.equal((await bench.provider.readPayment(reference)).state, "expired");
    });

    it("tells that money came when a paid page is closed", async () => {
      const { reference, url } = await opened();
      await bench.payByCard(url);
      assert.equal((await bench.provider.closeCheckout(reference)).state, "paid");
    });

    it("gives back once for each key, in parts, and never more than was paid", async () => {
      const { order, reference, url } = await opened({ amount: 1000 });
      await bench.payByCard(url);
      const part = { key: randomUUID(), reference, amount: 400 };
      const first = await bench.provider.refund(part);
      assert.deepEqual(await bench.provider.refund(part), first);
      await assert.rejects(bench.provider.refund({ ...part, amount: 401 }));
      await assert.rejects(bench.provider.refund({ key: randomUUID(), reference, amount: 601 }));
      await bench.provider.refund({ key: randomUUID(), reference, amount: 600 });
      const reading = await bench.provider.readPayment(reference);
      assert.equal(reading.state, "paid");
      assert.equal(reading.refunded, order.amount);
    });

    it("refuses to give back what was not paid", async () => {
      const { reference } = await opened();
      await assert.rejects(bench.provider.refund({ key: randomUUID(), reference, amount: 1 }));
    });

    it("throws for a reference that it does not know", async () => {
      await assert.rejects(bench.provider.readPayment("no-such-reference"));
    });

    it("accepts its own event and names the reference in it", async () => {
      const { reference, url } = await opened();
      await bench.payByCard(url);
      const { headers, rawBody } = await bench.nextEvent(reference);
      const event = bench.provider.verifyEvent(headers, rawBody, systemClock.now());
      assert.ok(event !== "rejected");
      assert.equal(event.reference, reference);
    });

    it("rejects an event with any one byte altered, without a signature, or older than five minutes", async () => {
      const { reference, url } = await opened();
      await bench.payByCard(url);
      const { headers, rawBody } = await bench.nextEvent(reference);
      for (let index = 0; index < rawBody.length; index++) {
        const altered = Uint8Array.from(rawBody);
        altered[index] = (altered[index] ?? 0) ^ 1;
        assert.equal(bench.provider.verifyEvent(headers, altered, systemClock.now()), "rejected");
      }
      assert.equal(bench.provider.verifyEvent(new Headers(), rawBody, systemClock.now()), "rejected");
      if (bench.signsTime === false) return;
      const sixMinutesOn = new Date(systemClock.now().getTime() + 6 * 60_000);
      assert.equal(bench.provider.verifyEvent(headers, rawBody, sixMinutesOn), "rejected");
    });
  });
}

export function orderOf(change: Partial<CheckoutOrder> = {}): CheckoutOrder {
  return {
    key: randomUUID(),
    amount: 1570,
    description: "風のホール（事務所側）　12月4日",
    returnUrl: "http://127.0.0.1:9/payments/x/return",
    expiresAt: new Date(systemClock.now().getTime() + 40 * 60_000),
    payLaterUntil: new Date(systemClock.now().getTime() + 3 * 86_400_000),
    locale: "ja",
    ...change,
  };
}

function pick({ reference, state, amount, currency, refunded }: Awaited<ReturnType<PaymentProvider["readPayment"]>>) {
  return { reference, state, amount, currency, refunded };
}
