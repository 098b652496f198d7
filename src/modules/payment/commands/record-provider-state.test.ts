import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import fc from "fast-check";
import { sql } from "kysely";
import { listAuditOf } from "../../../kernel/audit/audit.ts";
import { clerk, type PaymentBench, readingOf, startPaymentBench } from "../payment.fixture.ts";
import { listAlarms } from "../store/alarms.ts";
import type { ProviderReading } from "../types.ts";
import { abandonPayment } from "./end-payment.ts";
import { recordProviderState } from "./record-provider-state.ts";
import { takeCash } from "./take-cash.ts";

let bench: PaymentBench;
before(async () => {
  bench = await startPaymentBench();
});
after(() => bench.close());

const minutes = 60_000;
const paid = { state: "paid", method: "card" } as const;

async function opened() {
  const id = await bench.open();
  await bench.town.drain();
  const page = await bench.page(id);
  return { id, ...page, checkoutId: page.checkout.id };
}

/** Reads the provider now, as a job does after a message. */
async function read(checkoutId: string) {
  await bench.town.runJob("payment.read", { checkoutId, step: 99 });
  await bench.town.drain();
}

const apply = (checkoutId: string, reading: ProviderReading) =>
  bench.town.perform(recordProviderState, { checkoutId, provider: "scripted", reading });

describe("what the provider says of a payment", () => {
  it("paid is booked once, with a receipt number, and told once, however often it is read", async () => {
    const { id, checkoutId, say } = await opened();
    say(paid);
    for (let times = 0; times < 5; times++) await read(checkoutId);
    const view = await bench.view(id);
    assert.equal(view.state, "paid");
    assert.equal(view.method, "card");
    assert.equal(view.charged, 1570);
    assert.match(view.receiptNumber ?? "", /^2026-\d{6}$/);
    assert.deepEqual(await bench.entries(id), [{ kind: "charge", amount: 1570, method: "card" }]);
    assert.deepEqual(bench.heardOf(id), ["paid"]);
    assert.equal(bench.heard.find(({ data }) => data.paymentId === id)?.data.late, undefined);
  });

  it("50 readings at once make one charge", async () => {
    const { id, checkoutId, reference } = await opened();
    const reading = readingOf({ reference, ...paid });
    await Promise.all(Array.from({ length: 50 }, () => apply(checkoutId, reading)));
    await bench.town.drain();
    assert.equal((await bench.entries(id)).length, 1);
    assert.deepEqual(bench.heardOf(id), ["paid"]);
  });

  it("another amount, currency or reference changes nothing, and people are told", async () => {
    for (const change of [{ amount: 1 }, { currency: "USD" }, { reference: "of somebody else" }]) {
      const { id, checkoutId, reference } = await opened();
      const before = await bench.countAll();
      await apply(checkoutId, readingOf({ reference, ...paid, ...change }));
      await apply(checkoutId, readingOf({ reference, ...paid, ...change }));
      assert.deepEqual(await bench.countAll(), before);
      assert.equal((await bench.view(id)).state, "open");
      const alarms = (await listAlarms(bench.db)).filter(({ paymentId }) => paymentId === id);
      assert.equal(alarms.length, 1);
      const rows = await listAuditOf(bench.db, `payment/${id}`);
      assert.equal(rows.filter(({ what }) => what.endsWith("-mismatch")).length, 1);
    }
  });

  it("the provider of another payment's page cannot pay this one", async () => {
    const mine = await opened();
    const theirs = await opened();
    await apply(mine.checkoutId, readingOf({ reference: theirs.reference, ...paid }));
    assert.equal((await bench.view(mine.id)).state, "open");
    assert.equal((await bench.view(theirs.id)).state, "open");
  });

  it("a refused card is told once and leaves the payment open; the next card pays it", async () => {
    const { id, checkoutId, say } = await opened();
    say({ state: "failed", method: "card" });
    await read(checkoutId);
    await read(checkoutId);
    assert.equal((await bench.view(id)).state, "open");
    assert.equal((await bench.view(id)).checkout, "refused");
    say(paid);
    await read(checkoutId);
    assert.deepEqual(bench.heardOf(id), ["failed", "paid"]);
  });

  it("a shop's number moves the due time to the number's, and is paid days later", async () => {
    const { id, checkoutId, say } = await opened();
    const until = new Date(bench.town.clock.now().getTime() + 2 * 86_400_000);
    say({ state: "pending", method: "konbini", konbini: { number: "123456789012", until } });
    await read(checkoutId);
    const pending = await bench.view(id);
    assert.equal(pending.state, "pending");
    assert.deepEqual(pending.konbini, { number: "123456789012", until });
    assert.deepEqual(pending.dueAt, until);
    assert.equal(bench.heard.find(({ data }) => data.paymentId === id)?.data.dueAt, until.toISOString());
    bench.town.clock.advance(86_400_000);
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "pending");
    say({ state: "paid", method: "konbini" });
    await read(checkoutId);
    assert.equal((await bench.view(id)).method, "konbini");
    assert.deepEqual(bench.heardOf(id), ["pending", "paid"]);
  });

  it("a number that nobody paid expires", async () => {
    const { id, checkoutId, say } = await opened();
    const until = new Date(bench.town.clock.now().getTime() + 86_400_000);
    say({ state: "pending", method: "konbini", konbini: { number: "123456789012", until } });
    await read(checkoutId);
    say({ state: "expired", method: "konbini" });
    await read(checkoutId);
    assert.equal((await bench.view(id)).state, "expired");
    assert.deepEqual(bench.heardOf(id), ["pending", "expired"]);
  });

  it("money after the end is recorded as paid and told as late", async () => {
    const expired = await opened();
    bench.town.clock.advance(10 * minutes);
    await bench.town.drain();
    const abandoned = await opened();
    await bench.town.perform(abandonPayment, { paymentId: abandoned.id });
    await bench.town.drain();
    for (const { id, checkoutId, say } of [expired, abandoned]) {
      say(paid);
      await read(checkoutId);
      assert.equal((await bench.view(id)).state, "paid");
      assert.equal(bench.heard.findLast(({ data }) => data.paymentId === id)?.data.late, true);
    }
  });

  it("an old reading takes nothing back", async () => {
    const { id, checkoutId, reference } = await opened();
    const konbini = { number: "123456789012", until: new Date(bench.town.clock.now().getTime() + 86_400_000) };
    await apply(checkoutId, readingOf({ reference, ...paid }));
    for (const state of ["open", "failed", "pending", "expired", "unknown"] as const) {
      await apply(checkoutId, readingOf({ reference, state, konbini: state === "pending" ? konbini : undefined }));
      assert.equal((await bench.view(id)).state, "paid");
    }
  });

  it("cash and then a card: the second money is booked, goes back by itself, and people are told", async () => {
    const { id, checkoutId, reference } = await opened();
    await bench.town.perform(takeCash, { paymentId: id, received: 2000 }, { actor: clerk });
    await apply(checkoutId, readingOf({ reference, ...paid }));
    const between = await bench.view(id);
    assert.deepEqual([between.state, between.charged, between.refunding], ["paid", 3140, 1570]);
    await bench.town.drain();
    const view = await bench.view(id);
    assert.deepEqual([view.state, view.method, view.charged, view.refunded], ["paid", "cash", 3140, 1570]);
    assert.equal(bench.scripted.refunds.filter((order) => order.reference === reference).length, 1);
    assert.deepEqual(bench.heardOf(id), ["paid"]);
  });

  it("a refund made at the provider behind our back changes nothing and is an alarm", async () => {
    const { id, checkoutId, say } = await opened();
    say(paid);
    await read(checkoutId);
    say({ ...paid, refunded: 100 });
    await read(checkoutId);
    const view = await bench.view(id);
    assert.deepEqual([view.state, view.refunded], ["paid", 0]);
    const kinds = (await listAlarms(bench.db)).filter(({ paymentId }) => paymentId === id).map(({ kind }) => kind);
    assert.deepEqual(kinds, ["refunded-mismatch"]);
  });

  it("unknown is read again and again until the provider knows, and never leads to a second page", async () => {
    const { id, checkoutId, say } = await opened();
    say({ state: "unknown", method: "card" });
    await bench.town.runJob("payment.read", { checkoutId, step: 0 });
    const reads = () => bench.scripted.calls.filter((call) => call === "read").length;
    const creates = () => bench.scripted.calls.filter((call) => call === "create").length;
    const [readsBefore, createsBefore] = [reads(), creates()];
    for (const seconds of [3, 10, 30]) {
      bench.town.clock.advance(seconds * 1000);
      await bench.town.drain();
    }
    assert.equal(reads(), readsBefore + 3);
    for (const seconds of [120, 600]) {
      bench.town.clock.advance(seconds * 1000);
      await bench.town.drain();
    }
    assert.equal((await bench.view(id)).checkout, "unknown");
    say(paid);
    await bench.town.runJob("payment.sweep");
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "paid");
    assert.equal(creates(), createsBefore);
  });

  it("a lost message is made good at night", async () => {
    const { id, say } = await opened();
    say(paid);
    await bench.town.runJob("payment.reconcile");
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "paid");
  });
});

describe("any order and any number of readings", () => {
  beforeEach(() => bench.scripted.calls.splice(0));

  // What a provider's page goes through, as readings that a job may have taken at any moment of it.
  const number = { number: "123456789012", until: new Date("2026-12-20T00:00:00Z") };
  const histories: readonly (readonly Partial<ProviderReading>[])[] = [
    [{ state: "open" }, { state: "paid", method: "card" }],
    [{ state: "open" }, { state: "failed", method: "card" }, { state: "open" }, { state: "paid", method: "card" }],
    [{ state: "open" }, { state: "pending", method: "konbini", konbini: number }, { state: "paid", method: "konbini" }],
    [{ state: "open" }, { state: "unknown", method: "card" }, { state: "paid", method: "card" }],
    [
      { state: "failed", method: "card" },
      { state: "pending", method: "konbini", konbini: number },
      { state: "paid", method: "konbini" },
    ],
  ];

  it("ends in the same state with exactly one charge and one event", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...histories).chain((history) =>
          fc.record({
            history: fc.constant(history),
            // Every moment at least once, some again, in any order, some of them at the same time.
            order: fc
              .array(fc.nat({ max: history.length - 1 }), { maxLength: 4 })
              .chain((again) =>
                fc.shuffledSubarray([...history.keys(), ...again], { minLength: history.length + again.length }),
              ),
            together: fc.boolean(),
            ends: fc.constantFrom("no", "expires", "abandoned"),
          }),
        ),
        async ({ history, order, together, ends }) => {
          const { id, checkoutId, reference } = await opened();
          const readings = order.map((index) => readingOf({ reference, ...history[index] }));
          if (ends === "expires") bench.town.clock.advance(10 * minutes);
          if (ends === "abandoned") await bench.town.perform(abandonPayment, { paymentId: id });
          if (together) await Promise.all(readings.map((reading) => apply(checkoutId, reading)));
          else for (const reading of readings) await apply(checkoutId, reading);
          bench.scripted.readings.set(reference, readingOf({ reference, ...history.at(-1) }));
          await bench.town.drain();
          const view = await bench.view(id);
          assert.equal(view.state, "paid");
          assert.equal(view.method, history.at(-1)?.method);
          assert.equal(view.charged, 1570);
          assert.equal((await bench.entries(id)).length, 1);
          assert.equal(bench.heardOf(id).filter((name) => name === "paid").length, 1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("leaves the ledger whole: every payment's totals are the sums of its entries, receipts have no gaps", async () => {
    const { rows: wrong } = await sql`
      select payment.id from payment.payment as payment left join payment.entry as entry on entry.payment_id = payment.id
      group by payment.id
      having payment.charged <> coalesce(sum(entry.amount) filter (where entry.kind = 'charge'), 0)
        or payment.refunded <> coalesce(sum(entry.amount) filter (where entry.kind = 'refund'), 0)`.execute(bench.db);
    assert.deepEqual(wrong, []);
    const { rows } = await sql<{ highest: number; numbers: number }>`
      select max(receipt_number) as highest, count(receipt_number) as numbers from payment.entry`.execute(bench.db);
    assert.equal(rows[0]?.highest, rows[0]?.numbers);
  });
});
