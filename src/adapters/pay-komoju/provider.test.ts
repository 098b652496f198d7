import assert from "node:assert/strict";
import { createHmac, randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { systemClock } from "../../kernel/time/clock.ts";
import type { OnlineMethod } from "../../modules/payment/index.ts";
import { type ContractBench, orderOf, testProviderContract } from "../../modules/payment/provider-contract.fixture.ts";
import { komojuProvider } from "./provider.ts";
import { type SentEvent, startKomojuStandIn } from "./stand-in.fixture.ts";

const secretKey = "sk_of_the_stand_in";
const hookKey = "hook key of the stand-in";
const all: readonly OnlineMethod[] = ["card", "konbini", "paypay", "pay-easy"];

async function startBench(timeoutMs = 2_000) {
  const server = await startKomojuStandIn({ secretKey, numberDays: 1 });
  const provider = komojuProvider({
    secretKey,
    hookKeys: [hookKey],
    methods: all,
    numberDays: 1,
    address: server.address,
    timeoutMs,
  });
  return { server, provider };
}

function signed(event: SentEvent, key = hookKey) {
  const rawBody = Buffer.from(JSON.stringify(event));
  const signature = createHmac("sha256", key).update(rawBody).digest("hex");
  const headers = { "x-komoju-signature": signature, "x-komoju-id": randomUUID(), "x-komoju-event": event.type };
  return { headers: new Headers(headers), rawBody };
}

async function contractBench(): Promise<ContractBench> {
  const { server, provider } = await startBench();
  return {
    provider,
    tellsRefusals: false,
    signsTime: false,
    payByCard: async (url) => server.payBy(url, "credit_card"),
    tryRefusedCard: async (url) => server.refuseCard(url),
    askForNumber: async (url) => server.askForNumber(url),
    payInShop: async (url) => server.payInShop(url),
    nextEvent: async (reference) => {
      const event = server.events.find(({ data }) => data.session === reference);
      assert.ok(event !== undefined);
      return signed(event);
    },
    close: server.close,
  };
}

testProviderContract("KOMOJU", contractBench);

describe("KOMOJU, where it is not like the others", () => {
  let bench: Awaited<ReturnType<typeof startBench>>;
  before(async () => {
    bench = await startBench(400);
  });
  after(() => bench.server.close());
  const days = (count: number) => new Date(systemClock.now().getTime() + count * 86_400_000);

  it("takes PayPay and gives it back", async () => {
    const { reference, url } = await bench.provider.createCheckout(orderOf());
    bench.server.payBy(url, "paypay");
    const reading = await bench.provider.readPayment(reference);
    assert.deepEqual([reading.state, reading.method], ["paid", "paypay"]);
    assert.equal((await bench.provider.refund({ key: randomUUID(), reference, amount: 1570 })).state, "done");
    const after = await bench.provider.readPayment(reference);
    assert.deepEqual([after.state, after.refunded], ["paid", 1570]);
  });

  it("gives a number for Pay-easy with the page that says how, and no bank gives it back", async () => {
    const { reference, url } = await bench.provider.createCheckout(orderOf());
    bench.server.askForNumber(url, "pay_easy");
    const pending = await bench.provider.readPayment(reference);
    assert.deepEqual([pending.state, pending.method], ["pending", "pay-easy"]);
    assert.match(pending.konbini?.url ?? "", /\/instructions\//);
    bench.server.payInShop(url);
    const refund = await bench.provider.refund({ key: randomUUID(), reference, amount: 1 });
    assert.equal(refund.state, "not-possible");
  });

  it("takes a number back that nobody has paid", async () => {
    const { reference, url } = await bench.provider.createCheckout(orderOf());
    bench.server.askForNumber(url);
    assert.equal((await bench.provider.closeCheckout(reference)).state, "expired");
    assert.throws(() => bench.server.payInShop(url));
  });

  it("offers a number only if all of its days are left, and only what the contract covers", async () => {
    const short = await bench.provider.createCheckout(orderOf({ payLaterUntil: days(1) }));
    assert.deepEqual(bench.server.typesOf(short.reference), ["credit_card", "paypay"]);
    const long = await bench.provider.createCheckout(orderOf({ payLaterUntil: days(5) }));
    assert.deepEqual(bench.server.typesOf(long.reference), ["credit_card", "konbini", "paypay", "pay_easy"]);
    const few = komojuProvider({
      secretKey,
      hookKeys: [],
      methods: ["paypay"],
      numberDays: 1,
      address: bench.server.address,
    });
    assert.deepEqual(bench.server.typesOf((await few.createCheckout(orderOf())).reference), ["paypay"]);
    assert.equal(few.title.ja, "KOMOJU（PayPay）");
  });

  it("a refund whose answer got lost, or whose key is forgotten, is made once", async () => {
    const { reference, url } = await bench.provider.createCheckout(orderOf());
    bench.server.payBy(url, "credit_card");
    const refund = { key: randomUUID(), reference, amount: 400 };
    bench.server.fail("POST /payments", "hang-after");
    await assert.rejects(bench.provider.refund(refund));
    const first = await bench.provider.refund(refund);
    bench.server.forgetKeys();
    assert.deepEqual(await bench.provider.refund(refund), first);
    assert.equal((await bench.provider.readPayment(reference)).refunded, 400);
  });

  it("502 and 429 throw, and the next try works; a wrong key is refused without being named", async () => {
    const order = orderOf();
    for (const how of ["fail-before", "rate-limit"] as const) {
      bench.server.fail("POST /sessions", how);
      await assert.rejects(bench.provider.createCheckout(order));
    }
    assert.ok((await bench.provider.createCheckout(order)).reference);
    const wrong = komojuProvider({
      secretKey: "sk_wrong_0123456789",
      hookKeys: [],
      methods: all,
      numberDays: 1,
      address: bench.server.address,
    });
    await assert.rejects(wrong.createCheckout(orderOf()), (error: Error) => !error.message.includes("0123456789"));
  });

  it("both keys of a rotation are good, no third and no empty one; a ping is KOMOJU's and names nothing", () => {
    const event: SentEvent = {
      id: "e1",
      type: "payment.captured",
      resource: "event",
      data: { id: "p1", session: "s1" },
    };
    const options = { secretKey, methods: all, numberDays: 1, address: bench.server.address };
    const rotating = komojuProvider({ ...options, hookKeys: ["the new key", hookKey, ""] });
    const judge = (key: string, sent: object = event) => {
      const { headers, rawBody } = signed(sent as SentEvent, key);
      return rotating.verifyEvent(headers, rawBody, systemClock.now());
    };
    assert.deepEqual(judge(hookKey), { eventId: "e1", reference: "s1" });
    assert.deepEqual(judge("the new key"), { eventId: "e1", reference: "s1" });
    assert.equal(judge("a third key"), "rejected");
    assert.equal(judge(""), "rejected");
    assert.deepEqual(judge(hookKey, { id: "e2", type: "ping", resource: "event", data: {} }), {
      eventId: "e2",
      reference: "",
    });
    assert.equal(judge(hookKey, { id: "e3" }), "rejected");
  });
});
