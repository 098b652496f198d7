import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fixedClock } from "../../kernel/time/clock.ts";
import { startBench } from "./bench.fixture.ts";
import { demoProvider } from "./provider.ts";
import { cardOutcome } from "./server/cards.ts";
import { chanceFrom } from "./server/chance.ts";

type Bench = Awaited<ReturnType<typeof startBench>>;

const order = (bench: { now?: Date } = {}) => ({
  key: randomUUID(),
  amount: 1570,
  description: "風のホール",
  returnUrl: "http://127.0.0.1:9/payments/x/return",
  expiresAt: new Date((bench.now ?? new Date()).getTime() + 40 * 60_000),
  payLaterUntil: new Date((bench.now ?? new Date()).getTime() + 3 * 86_400_000),
  locale: "ja" as const,
});

describe("the demo provider's server", () => {
  let bench: Bench;
  before(async () => {
    bench = await startBench({ timeoutMs: 500 });
  });
  after(() => bench.close());

  it("answers 401 to a call with another key", async () => {
    const stranger = demoProvider({ address: bench.server.address, apiKey: "not the key of anybody", hookKeys: [] });
    await assert.rejects(stranger.createCheckout(order()), /401/);
  });

  it("sends each event twice, each with its own signature", async () => {
    const { reference, url } = await bench.provider.createCheckout(order());
    await bench.payByCard(url);
    while (!bench.server.isIdle()) await new Promise((resolve) => setTimeout(resolve, 10));
    const about = bench.received.filter(({ rawBody }) => Buffer.from(rawBody).includes(reference));
    assert.equal(about.length, 2);
    const ids = about.map(({ headers, rawBody }) => bench.provider.verifyEvent(headers, rawBody, new Date()));
    assert.deepEqual(ids[0], ids[1]);
    assert.notEqual(ids[0], "rejected");
  });

  it("keeps a checkout that was made although the caller got no answer, and gives it for the same key", async () => {
    bench.server.faults.add({ on: "create", how: "hang-after" });
    const first = order();
    await assert.rejects(bench.provider.createCheckout(first));
    const { reference } = await bench.provider.createCheckout(first);
    assert.equal((await bench.provider.readPayment(reference)).state, "open");
  });

  it("gives back once although the answer was lost", async () => {
    const { reference, url } = await bench.provider.createCheckout(order());
    await bench.payByCard(url);
    const refund = { key: randomUUID(), reference, amount: 1570 };
    bench.server.faults.add({ on: "refund", how: "fail-after" });
    await assert.rejects(bench.provider.refund(refund), /502/);
    assert.equal((await bench.provider.refund(refund)).state, "done");
    assert.equal((await bench.provider.readPayment(reference)).refunded, 1570);
  });

  it("cannot give back what was paid in a shop", async () => {
    const { reference, url } = await bench.provider.createCheckout(order());
    await bench.askForNumber(url);
    await bench.payInShop(url);
    const { state } = await bench.provider.refund({ key: randomUUID(), reference, amount: 1570 });
    assert.equal(state, "not-possible");
    assert.equal((await bench.provider.readPayment(reference)).refunded, 0);
  });

  it("keeps its pages safe: no store, no frame, no script, nothing for a foreign token", async () => {
    const { url } = await bench.provider.createCheckout({ ...order(), description: `<script>alert(1)</script>&"'` });
    const page = await fetch(url);
    const text = await page.text();
    assert.equal(page.headers.get("cache-control"), "no-store");
    assert.match(page.headers.get("content-security-policy") ?? "", /default-src 'none'.*frame-ancestors 'none'/);
    assert.ok(!text.includes("<script"));
    assert.match(text, /&lt;script&gt;/);
    assert.equal((await fetch(`${bench.server.address}/pay/${"x".repeat(32)}`)).status, 404);
  });

  it("does not offer a shop's number when there is no time for it", async () => {
    const { reference, url } = await bench.provider.createCheckout({ ...order(), payLaterUntil: undefined });
    await bench.askForNumber(url);
    assert.equal((await bench.provider.readPayment(reference)).state, "open");
  });

  it("speaks English to who asks for it", async () => {
    const { url } = await bench.provider.createCheckout({ ...order(), locale: "en" });
    assert.match(await (await fetch(url)).text(), /<html lang="en">[\s\S]*Pay 1,570 yen/);
    assert.match(await (await fetch(`${url}?lang=ja`)).text(), /<html lang="ja">[\s\S]*1,570円を支払う/);
  });
});

describe("the demo provider's time", () => {
  it("ends an unpaid page at its time, and a number at its own", async () => {
    const clock = fixedClock("2026-11-22T03:00:00Z");
    const bench = await startBench({ now: () => clock.now() });
    try {
      const now = clock.now();
      const left = await bench.provider.createCheckout(order({ now }));
      const numbered = await bench.provider.createCheckout(order({ now }));
      await bench.askForNumber(numbered.url);
      const states = async () =>
        Promise.all([left, numbered].map(async ({ reference }) => (await bench.provider.readPayment(reference)).state));
      assert.deepEqual(await states(), ["open", "pending"]);
      clock.advance(40 * 60_000);
      await bench.payByCard(left.url);
      assert.deepEqual(await states(), ["expired", "pending"]);
      clock.advance(3 * 86_400_000);
      await bench.payInShop(numbered.url);
      assert.deepEqual(await states(), ["expired", "expired"]);
    } finally {
      await bench.close();
    }
  });

  it("is uncertain about the slow card, keeps the page from closing, and then says paid", async () => {
    const clock = fixedClock("2026-11-22T03:00:00Z");
    const bench = await startBench({ now: () => clock.now(), unknownForMs: 60_000 });
    try {
      const { reference, url } = await bench.provider.createCheckout(order({ now: clock.now() }));
      await bench.paySlowly(url);
      assert.equal((await bench.provider.readPayment(reference)).state, "unknown");
      await bench.payByCard(url);
      assert.equal((await bench.provider.closeCheckout(reference)).state, "unknown");
      clock.advance(60_000);
      assert.equal((await bench.provider.readPayment(reference)).state, "paid");
    } finally {
      await bench.close();
    }
  });
});

describe("the demo provider's journal", () => {
  it("knows after a restart what it knew before, drops a torn line, and sends what was not delivered", async () => {
    const first = await startBench({ hook: { lose: 1 } });
    const kept = order();
    const { reference, url } = await first.provider.createCheckout(kept);
    await first.payByCard(url);
    await first.close({ keepFolder: true });
    assert.equal(first.received.length, 0);
    await appendFile(join(first.folder, "journal.jsonl"), '{"checkout":{"reference":"torn');

    const second = await startBench({ folder: first.folder });
    try {
      assert.equal((await second.provider.readPayment(reference)).state, "paid");
      assert.equal((await second.provider.createCheckout(kept)).reference, reference);
      const { headers, rawBody } = await second.nextEvent(reference);
      assert.notEqual(second.provider.verifyEvent(headers, rawBody, new Date()), "rejected");
    } finally {
      await second.close();
    }
  });
});

describe("small parts of the demo provider", () => {
  it("reads card numbers as people type them, and refuses every other number", () => {
    for (const typed of [
      "4242424242424242",
      "4242 4242 4242 4242",
      "４２４２－４２４２－４２４２－４２４２",
      "4242-4242-4242-4242",
    ]) {
      assert.equal(cardOutcome(typed), "paid");
    }
    assert.equal(cardOutcome("4000 0000 0000 0002"), "refused");
    for (const typed of ["", "constructor", "__proto__", "5555555555554444"])
      assert.equal(cardOutcome(typed), "refused");
  });

  it("gives the same chances for the same seed", () => {
    const draw = (seed: number) => Array.from({ length: 50 }, chanceFrom(seed));
    assert.deepEqual(draw(7), draw(7));
    assert.notDeepEqual(draw(7), draw(8));
    assert.ok(draw(7).every((value) => value >= 0 && value < 1));
  });
});
