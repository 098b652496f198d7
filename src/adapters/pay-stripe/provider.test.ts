import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import Stripe from "stripe";
import { systemClock } from "../../kernel/time/clock.ts";
import { type ContractBench, orderOf, testProviderContract } from "../../modules/payment/provider-contract.fixture.ts";
import { numberDays } from "./number-days.ts";
import { stripeProvider } from "./provider.ts";
import { startStripeStandIn } from "./stand-in.fixture.ts";

const secretKey = "sk_test_of_the_stand_in";
const hookKey = "whsec_of_the_stand_in";

async function startBench(timeoutMs = 2_000) {
  const server = await startStripeStandIn({ secretKey });
  const provider = stripeProvider({
    secretKey,
    hookKeys: [hookKey],
    address: server.address,
    pageOrigin: server.address,
    timeoutMs,
  });
  return { server, provider };
}

const signed = (event: object, key = hookKey, at = systemClock.now()) => {
  const payload = JSON.stringify(event);
  const header = Stripe.webhooks.generateTestHeaderString({
    payload,
    secret: key,
    timestamp: Math.floor(at.getTime() / 1000),
  });
  return { headers: new Headers({ "stripe-signature": header }), rawBody: Buffer.from(payload) };
};

async function contractBench(): Promise<ContractBench> {
  const { server, provider } = await startBench();
  const numbers = new Map<string, string>();
  return {
    provider,
    payByCard: async (url) => server.payByCard(url),
    tryRefusedCard: async (url) => server.refuseCard(url),
    askForNumber: async (url) => {
      numbers.set(url, url.split("/").at(-1) ?? "");
      server.askForNumber(url);
    },
    payInShop: async (url) => server.payInShop(numbers.get(url) ?? ""),
    nextEvent: async (reference) => {
      const event = server.events.find(({ data }) => data.object.id === reference);
      assert.ok(event !== undefined);
      return signed(event);
    },
    close: server.close,
  };
}

testProviderContract("Stripe", contractBench);

describe("Stripe, where it is not like the others", () => {
  let bench: Awaited<ReturnType<typeof startBench>>;
  before(async () => {
    bench = await startBench(400);
  });
  after(() => bench.server.close());

  async function paidByCard() {
    const order = orderOf();
    const made = await bench.provider.createCheckout(order);
    bench.server.payByCard(made.url);
    return { ...order, ...made };
  }

  it("a number in a shop cannot be taken back, and what was paid with it is for people to return", async () => {
    const { reference, url } = await bench.provider.createCheckout(orderOf());
    bench.server.askForNumber(url);
    const closed = await bench.provider.closeCheckout(reference);
    assert.equal(closed.state, "pending");
    assert.match(closed.konbini?.url ?? "", /\/voucher\//);
    bench.server.payInShop(reference);
    const refunded = await bench.provider.refund({ key: randomUUID(), reference, amount: 10 });
    assert.equal(refunded.state, "not-possible");
    assert.equal(bench.server.refunds.length, 0);
  });

  it("a number that ran out is over", async () => {
    const { reference, url } = await bench.provider.createCheckout(orderOf());
    bench.server.askForNumber(url);
    bench.server.endNumber(reference);
    assert.equal((await bench.provider.readPayment(reference)).state, "expired");
  });

  it("a refund asked for again after Stripe forgot the key is still made once", async () => {
    const { reference } = await paidByCard();
    const refund = { key: randomUUID(), reference, amount: 400 };
    const first = await bench.provider.refund(refund);
    bench.server.forgetKeys();
    assert.deepEqual(await bench.provider.refund(refund), first);
    assert.equal((await bench.provider.readPayment(reference)).refunded, 400);
  });

  it("a refund whose answer got lost is made once", async () => {
    const { reference } = await paidByCard();
    bench.server.fail("POST /v1/refunds", "hang-after");
    const refund = { key: randomUUID(), reference, amount: 400 };
    await bench.provider.refund(refund).catch(() => {});
    assert.equal((await bench.provider.refund(refund)).state, "done");
    assert.equal((await bench.provider.readPayment(reference)).refunded, 400);
  });

  it("a failure that Stripe has kept with the key does not keep a person from paying", async () => {
    bench.server.fail("POST /v1/checkout/sessions", "fail-saved");
    const order = orderOf();
    await assert.rejects(bench.provider.createCheckout(order));
    const made = await bench.provider.createCheckout(order);
    assert.deepEqual(await bench.provider.createCheckout(order), made);
  });

  it("503 and 429 are no answers: the call throws or comes through, and the next try works", async () => {
    const order = orderOf();
    bench.server.fail("POST /v1/checkout/sessions", "rate-limit");
    await assert.rejects(bench.provider.createCheckout(order), { type: "StripeRateLimitError" });
    bench.server.fail("POST /v1/checkout/sessions", "fail-before");
    assert.ok((await bench.provider.createCheckout(order)).reference);
  });

  it("a wrong key is refused, and its text is in no message", async () => {
    const wrong = stripeProvider({
      secretKey: "sk_test_wrong_0123456789",
      hookKeys: [],
      address: bench.server.address,
    });
    await assert.rejects(wrong.createCheckout(orderOf()), (error: Error) => !error.message.includes("0123456789"));
  });

  it("both keys of a rotation are good, no third, no empty one, and no signature of the future", async () => {
    const { reference } = await paidByCard();
    const event = bench.server.events.find(({ data }) => data.object.id === reference);
    assert.ok(event !== undefined);
    const rotating = stripeProvider({ secretKey, hookKeys: ["whsec_new", hookKey, ""], address: bench.server.address });
    const now = systemClock.now();
    const judge = (key: string, at = now) => {
      const { headers, rawBody } = signed(event, key, at);
      return rotating.verifyEvent(headers, rawBody, now);
    };
    const accepted = { eventId: event.id, reference };
    assert.deepEqual(judge(hookKey), accepted);
    assert.deepEqual(judge("whsec_new"), accepted);
    for (const key of ["whsec_third", ""]) assert.equal(key === "" ? judge(" ") : judge(key), "rejected");
    assert.equal(judge(hookKey, new Date(now.getTime() + 301_000)), "rejected");
    assert.equal(judge(hookKey, new Date(now.getTime() - 301_000)), "rejected");
    assert.deepEqual(judge(hookKey, new Date(now.getTime() - 299_000)), accepted);
  });

  it("an event about something else is Stripe's, and names what nobody here knows", async () => {
    const { reference } = await paidByCard();
    await bench.provider.refund({ key: randomUUID(), reference, amount: 1 });
    const event = bench.server.events.find(({ type }) => type === "refund.created");
    assert.ok(event !== undefined);
    const { headers, rawBody } = signed(event);
    assert.deepEqual(bench.provider.verifyEvent(headers, rawBody, systemClock.now()), {
      eventId: event.id,
      reference: event.data.object.id,
    });
  });
});

describe("how long Stripe may keep a number open", () => {
  const pageUntil = new Date("2026-11-25T06:00:00Z");
  const days = (until: string | undefined, amount = 1570) =>
    numberDays({ amount, pageUntil, until: until === undefined ? undefined : new Date(until) });

  it("to the end of the last whole day in Japan before our own end", () => {
    assert.equal(days("2026-11-28T14:59:59Z"), 3);
    assert.equal(days("2026-11-28T14:59:58Z"), 2);
    assert.equal(days("2026-11-28T03:00:00Z"), 2);
    assert.equal(days("2027-11-28T03:00:00Z"), 60);
  });

  it("not at all if no whole day is left, or for amounts that no shop takes", () => {
    assert.equal(days("2026-11-26T14:00:00Z"), undefined);
    assert.equal(days(undefined), undefined);
    assert.equal(days("2026-12-25T03:00:00Z", 119), undefined);
    assert.equal(days("2026-12-25T03:00:00Z", 300_001), undefined);
  });
});
