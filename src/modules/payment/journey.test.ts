import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { hookKey, startBench } from "../../adapters/pay-demo/bench.fixture.ts";
import { eventText, hmacHex, secondsOf } from "../../adapters/pay-demo/signature.ts";
import { systemClock } from "../../kernel/time/clock.ts";
import { refundPayment } from "./commands/refund-payment.ts";
import { paymentModule } from "./module.ts";
import { type PaymentBench, payer, startPaymentBench, stranger } from "./payment.fixture.ts";
import { sumHookRejections } from "./store/alarms.ts";
import { startWeb } from "./web.fixture.ts";

/** A resident, our pages, our jobs, and the demo provider's own server: all over HTTP, on real PostgreSQL. */
let demo: Awaited<ReturnType<typeof startBench>>;
let bench: PaymentBench;
let web: ReturnType<typeof startWeb>;

before(async () => {
  demo = await startBench({ timeoutMs: 1_000, unknownForMs: 500 });
  // The demo server lives in real time, so the city does too.
  bench = await startPaymentBench({ providers: [demo.provider], now: systemClock.now().toISOString() });
  web = startWeb(bench.town.city, paymentModule({ providers: [demo.provider] }));
});
beforeEach(() => void bench.town.clock.set(systemClock.now()));
after(async () => {
  await bench.close();
  await demo.close();
});

const longDue = () => new Date(systemClock.now().getTime() + 3 * 86_400_000);

/** The payer opens the page, presses the button, and is sent to the provider. */
async function goToProvider(id: string, browser: ReturnType<typeof web.browser>): Promise<string> {
  const page = await browser.get(`/payments/${id}`);
  assert.equal(page.status, 200);
  const sent = await browser.send(page.text, `/payments/${id}/checkout`);
  assert.equal(sent.status, 303);
  return sent.location ?? "";
}

/** Hands the events that arrived about this payment to our hook, and runs the jobs. */
async function deliver(id: string, times = 1): Promise<number[]> {
  const { reference } = await bench.page(id);
  await demo.nextEvent(reference);
  while (!demo.server.isIdle()) await new Promise((resolve) => setTimeout(resolve, 5));
  const statuses: number[] = [];
  const events = demo.received.filter(({ rawBody }) => Buffer.from(rawBody).includes(reference));
  for (let time = 0; time < times; time++) {
    for (const { headers, rawBody } of events.toReversed()) {
      statuses.push((await web.hook("demo", headers, rawBody)).status);
    }
  }
  await bench.town.drain();
  return statuses;
}

describe("paying online", () => {
  it("waits for the page, goes there, pays by card, comes back and is paid", async () => {
    const browser = web.browser(payer);
    const id = await bench.open();
    const waiting = await browser.get(`/payments/${id}`);
    assert.match(waiting.text, /支払いのページを用意しています/);
    assert.equal(waiting.refresh, "2");
    await bench.town.drain();

    const url = await goToProvider(id, browser);
    assert.ok(url.startsWith(`${demo.server.address}/pay/`));
    await demo.payByCard(url);

    const back = await browser.get(`/payments/${id}/return?result=success`);
    assert.equal(back.status, 303);
    const between = await browser.get(back.location ?? "");
    assert.match(between.text, /支払いの結果を確かめています/);
    await bench.town.drain();
    const done = await browser.get(back.location ?? "");
    assert.equal(done.location, (await bench.view(id)).returnPath);
    const receipt = await browser.get(`/payments/${id}`);
    assert.match(receipt.text, /支払いがすみました/);
    assert.match(receipt.text, /20\d\d-000001/);
  });

  it("without ever coming back, is paid by the provider's message alone; 5 times each, newest first, it counts once", async () => {
    const id = await bench.open();
    await bench.town.drain();
    const url = await goToProvider(id, web.browser(payer));
    await demo.tryRefusedCard(url);
    await demo.payByCard(url);
    const statuses = await deliver(id, 5);
    assert.ok(statuses.length >= 10 && statuses.every((status) => status === 200));
    assert.equal((await bench.view(id)).state, "paid");
    assert.equal((await bench.entries(id)).length, 1);
    assert.equal(bench.heardOf(id).filter((name) => name === "paid").length, 1);
  });

  it("with a refused card says so, and pays with another", async () => {
    const browser = web.browser(payer);
    const id = await bench.open();
    await bench.town.drain();
    const url = await goToProvider(id, browser);
    await demo.tryRefusedCard(url);
    await browser.get(`/payments/${id}/return`);
    await bench.town.drain();
    const page = await browser.get(`/payments/${id}`);
    assert.match(page.text, /カードが使えませんでした/);
    const again = await browser.send(page.text, `/payments/${id}/checkout`);
    assert.equal(again.location, url);
    await demo.payByCard(url);
    await deliver(id);
    assert.equal((await bench.view(id)).state, "paid");
  });

  it("at a convenience store shows the number and the deadline, and is paid when the shop says so", async () => {
    const browser = web.browser(payer);
    const id = await bench.open({ dueAt: longDue() });
    await bench.town.drain();
    const url = await goToProvider(id, browser);
    await demo.askForNumber(url);
    await deliver(id);
    const { konbini } = await bench.view(id);
    const page = await browser.get(`/payments/${id}`);
    for (const group of konbini?.number.match(/.{4}/g) ?? [])
      assert.match(page.text, new RegExp(`<span>${group}</span>`));
    assert.match(page.text, /コンビニで支払ってください/);
    await demo.payInShop(url);
    await deliver(id);
    assert.deepEqual([(await bench.view(id)).state, (await bench.view(id)).method], ["paid", "konbini"]);
  });

  it("with a card whose answer takes a while says so, does not send the payer to pay again, and is paid in the end", async () => {
    const browser = web.browser(payer);
    const id = await bench.open();
    await bench.town.drain();
    const url = await goToProvider(id, browser);
    await demo.paySlowly(url);
    await deliver(id);
    const page = await browser.get(`/payments/${id}`);
    assert.match(page.text, /カード会社の返事を待っています/);
    assert.doesNotMatch(page.text, new RegExp(`action="/payments/${id}/checkout"`));
    await new Promise((resolve) => setTimeout(resolve, 600));
    bench.town.clock.set(systemClock.now());
    bench.town.clock.advance(3_000);
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "paid");
    assert.equal((await bench.entries(id)).length, 1);
  });

  it("in two tabs leads to one page of the provider and one charge", async () => {
    const browser = web.browser(payer);
    const id = await bench.open();
    await bench.town.drain();
    const urls = await Promise.all([goToProvider(id, browser), goToProvider(id, browser), goToProvider(id, browser)]);
    assert.equal(new Set(urls).size, 1);
    await Promise.all(urls.map((url) => demo.payByCard(url)));
    await deliver(id);
    assert.equal((await bench.entries(id)).length, 1);
  });

  it("survives a provider that makes the page and hangs up: the same key gives the same page", async () => {
    demo.server.faults.add({ on: "create", how: "hang-after" });
    const id = await bench.open();
    await bench.town.drain({ tolerateFailures: true });
    const browser = web.browser(payer);
    const page = await browser.get(`/payments/${id}`);
    assert.match(page.text, /インターネットの支払いが、今使えません/);
    const again = await browser.send(page.text, `/payments/${id}/checkout`);
    assert.equal(again.location, `/payments/${id}`);
    await bench.town.drain();
    const url = await goToProvider(id, browser);
    await demo.payByCard(url);
    await deliver(id);
    assert.equal((await bench.view(id)).state, "paid");
  });

  it("gives the money back through the provider, also when its answer is lost once", async () => {
    const id = await bench.open();
    await bench.town.drain();
    await demo.payByCard(await goToProvider(id, web.browser(payer)));
    await deliver(id);
    const refundId = await bench.town.perform(refundPayment, { paymentId: id, amount: 1570, reason: "test" });
    demo.server.faults.add({ on: "refund", how: "hang-after" });
    await assert.rejects(bench.town.runJob("payment.deliver-refund", { refundId }));
    assert.match((await web.browser(payer).get(`/payments/${id}`)).text, /1,570円をお返しする手続きをしています/);
    await bench.town.drain();
    const { reference } = await bench.page(id);
    assert.equal((await demo.provider.readPayment(reference)).refunded, 1570);
    assert.equal((await bench.view(id)).state, "refunded");
  });
});

describe("what does not pay", () => {
  it("a crafted return address shows the true state only and changes nothing", async () => {
    const browser = web.browser(payer);
    const id = await bench.open();
    await bench.town.drain();
    for (const query of ["result=success", "state=paid", "paid=1&amount=1570&reference=x", "since=9999999999"]) {
      const back = await browser.get(`/payments/${id}/return?${query}`);
      assert.equal(back.status, 303);
      await bench.town.drain();
      const page = await browser.get(`${back.location}&${query}`);
      assert.doesNotMatch(page.text, /支払いがすみました/);
    }
    assert.equal((await bench.view(id)).state, "open");
    assert.equal((await bench.entries(id)).length, 0);
  });

  it("forged, unsigned, altered, old and foreign messages: 401, nothing changed, counted", async () => {
    const id = await bench.open();
    await bench.town.drain();
    await demo.payByCard(await goToProvider(id, web.browser(payer)));
    const { headers, rawBody } = await demo.nextEvent((await bench.page(id)).reference);
    const before = await bench.countAll();
    const rejectedBefore = await sumHookRejections(bench.db, "2000-01-01");

    const altered = Uint8Array.from(rawBody);
    altered[altered.length - 3] = (altered[altered.length - 3] ?? 0) ^ 1;
    const signature = headers.get("demo-signature") ?? "";
    const wrong = new Headers({
      "demo-signature": signature.replace(/v1=./, "v1=0").replace(/v1=0([0-9a-f]{63})$/, "v1=f$1"),
    });
    const tries: [Headers, Uint8Array][] = [
      [new Headers(), rawBody],
      [new Headers({ "demo-signature": "" }), rawBody],
      [new Headers({ "demo-signature": "t=1,v1=" }), rawBody],
      [wrong.get("demo-signature") === signature ? new Headers() : wrong, rawBody],
      [headers, altered],
      [headers, new Uint8Array()],
      [headers, Buffer.concat([rawBody, Buffer.from(" ")])],
    ];
    for (const [given, body] of tries) assert.equal((await web.hook("demo", given, body)).status, 401);
    bench.town.clock.advance(6 * 60_000);
    assert.equal((await web.hook("demo", headers, rawBody)).status, 401);
    bench.town.clock.set(systemClock.now());

    assert.deepEqual(await bench.countAll(), before);
    assert.equal((await bench.view(id)).state, "open");
    assert.equal((await sumHookRejections(bench.db, "2000-01-01")) - rejectedBefore, tries.length + 1);
    assert.equal((await web.hook("nobody", headers, rawBody)).status, 404);
    await deliver(id);
    assert.equal((await bench.view(id)).state, "paid");
  });

  it("a message with a right signature that says paid, while the provider itself says that nothing is paid", async () => {
    const id = await bench.open();
    await bench.town.drain();
    const { reference } = await bench.page(id);
    const rawBody = Buffer.from(JSON.stringify({ id: "evt_says_paid", type: "payment.paid", reference, at: "x" }));
    const seconds = secondsOf(bench.town.clock.now());
    const signature = `t=${seconds},v1=${hmacHex(hookKey, eventText(seconds, rawBody))}`;
    assert.equal((await web.hook("demo", new Headers({ "demo-signature": signature }), rawBody)).status, 200);
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "open");
    assert.ok((await bench.view(id)).readAt, "the provider was read");
  });

  it("somebody else's payment is as if it did not exist, on every address", async () => {
    const id = await bench.open();
    await bench.town.drain();
    const own = await web.browser(payer).get(`/payments/${id}`);
    const browser = web.browser(stranger);
    const missing = "99999999-9999-4999-8999-999999999999";
    for (const path of ["", "/return"]) {
      const theirs = await browser.get(`/payments/${id}${path}`);
      const none = await browser.get(`/payments/${missing}${path}`);
      assert.deepEqual([theirs.status, theirs.text], [404, none.text]);
    }
    const sent = await browser.send(own.text, `/payments/${id}/checkout`);
    assert.equal(sent.status, 404);
    assert.equal((await web.browser().get(`/payments/${id}`)).status, 303);
  });

  it("a field that the form does not have: an edited amount is refused", async () => {
    const id = await bench.open();
    await bench.town.drain();
    const browser = web.browser(payer);
    const page = await browser.get(`/payments/${id}`);
    const sent = await browser.send(page.text, `/payments/${id}/checkout`, { amount: "1" });
    assert.equal(sent.status, 422);
    assert.equal((await bench.view(id)).amount, 1570);
  });

  it("after the end, the page says so and has no button", async () => {
    const id = await bench.open();
    await bench.town.drain();
    const browser = web.browser(payer);
    const page = await browser.get(`/payments/${id}`);
    bench.town.clock.advance(10 * 60_000);
    const late = await browser.send(page.text, `/payments/${id}/checkout`);
    assert.equal(late.status, 409);
    assert.match(late.text, /支払いの期限が過ぎ/);
    const after = await browser.get(`/payments/${id}`);
    assert.doesNotMatch(after.text, /checkout/);
  });
});

describe("the pages in other languages", () => {
  it("speak English and easy Japanese, without Japanese left in English", async () => {
    const id = await bench.open({ description: "Hall", lines: [{ label: "Base", amount: 1570 }] });
    await bench.town.drain();
    const english = await web.browser(payer, "en").get(`/payments/${id}`);
    assert.match(english.text, /Please pay ¥1,570 by/);
    const main = /<main[\s\S]*<\/main>/.exec(english.text)?.[0] ?? "";
    assert.doesNotMatch(main.replace(/見本[^<]*/, ""), /[\u3040-\u30ff\u4e00-\u9fff]/);
    const easy = await web.browser(payer, "ja-easy").get(`/payments/${id}`);
    assert.match(easy.text, /<ruby>/);
  });
});
