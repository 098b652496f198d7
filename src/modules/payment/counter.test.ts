import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { listAuditAbout } from "../../kernel/audit/audit.ts";
import { payOutRefund } from "./commands/deliver-refund.ts";
import { refundPayment } from "./commands/refund-payment.ts";
import { paymentModule } from "./module.ts";
import { auditor, clerk, otherClerk, type PaymentBench, payer, startPaymentBench } from "./payment.fixture.ts";
import { keyOn, startWeb } from "./web.fixture.ts";

let bench: PaymentBench;
let web: ReturnType<typeof startWeb>;
before(async () => {
  bench = await startPaymentBench();
  web = startWeb(bench.town.city, paymentModule({ providers: [bench.scripted] }));
});
after(() => bench.close());

const today = "2026-11-25";

describe("a payment at the counter", () => {
  it("is taken in cash, and the page shows receipt number and change", async () => {
    const desk = web.browser(clerk);
    const id = await bench.open();
    const page = await desk.get(`/staff/payments/${id}`);
    const short = await desk.send(page.text, `/staff/payments/${id}/cash`, { received: "1,500円" });
    assert.equal(short.status, 422);
    assert.match(short.text, /70円、足りません/);
    assert.match(short.text, /value="1,500円"/);
    const taken = await desk.send(short.text, `/staff/payments/${id}/cash`, { received: "２，０００" });
    assert.equal(taken.status, 303);
    const done = await desk.get(taken.location ?? "");
    assert.match(done.text, /現金を受け取りました/);
    assert.match(done.text, /<b>430円<\/b>/);
    assert.match(done.text, /2026-000001/);
  });

  it("leads back to what is paid for, before and after the money is taken, and to no other site", async () => {
    const desk = web.browser(clerk);
    const id = await bench.open({ staffPath: "/staff/bookings/here" });
    const page = await desk.get(`/staff/payments/${id}`);
    const back = /<a [^>]*href="\/staff\/bookings\/here"[^>]*><span>手続きのページにもどる/;
    assert.match(page.text, back);
    await desk.send(page.text, `/staff/payments/${id}/cash`, { received: "1570" });
    assert.match((await desk.get(`/staff/payments/${id}`)).text, back);
    for (const staffPath of [
      "https://elsewhere.example/",
      "//elsewhere.example",
      "/staff//x",
      "/staffroom",
      "/staff/\\x",
    ])
      await assert.rejects(bench.open({ staffPath }), /payment_staff_path_at_home/);
  });

  it("taken by a double click is taken once, and both clicks lead to the same page", async () => {
    const desk = web.browser(clerk);
    const id = await bench.open();
    const { text } = await desk.get(`/staff/payments/${id}`);
    const action = `/staff/payments/${id}/cash`;
    const key = keyOn(text, action);
    const clicks = await Promise.all([1, 2].map(() => desk.send(text, action, { received: "1570" }, key)));
    assert.deepEqual(
      clicks.map(({ status, location }) => [status, location]),
      Array(2).fill([303, `/staff/payments/${id}`]),
    );
    assert.equal((await bench.entries(id)).length, 1);
  });

  it("leaves a trace that the payer can see when staff look at it", async () => {
    const id = await bench.open();
    await web.browser(clerk).get(`/staff/payments/${id}`);
    const rows = await listAuditAbout(bench.db, payer.personId);
    assert.ok(
      rows.some(
        ({ what, subject, actor }) =>
          what === "payment.seen" && subject === `payment/${id}` && actor === clerk.personId,
      ),
    );
  });

  it("is closed to residents and to staff of other roles", async () => {
    const id = await bench.open();
    for (const path of [
      `/staff/payments/${id}`,
      "/staff/cash",
      `/staff/cash/${today}`,
      `/staff/cash/${today}/entries.csv`,
    ]) {
      assert.equal((await web.browser(payer).get(path)).status, 403);
      assert.equal((await web.browser(auditor).get(path)).status, 403);
    }
    assert.equal((await web.browser(clerk).get("/staff/payments/99999999-9999-4999-8999-999999999999")).status, 404);
    assert.equal((await web.browser(clerk).get("/staff/cash/2026-02-30")).status, 404);
  });
});

describe("the counter's day on paper", () => {
  it("shows what to give back by hand, to the section that took it, and books it", async () => {
    const desk = web.browser(clerk);
    const id = await bench.open();
    const page = await desk.get(`/staff/payments/${id}`);
    await desk.send(page.text, `/staff/payments/${id}/cash`, { received: "1570" });
    const refundId = await bench.town.perform(refundPayment, { paymentId: id, amount: 570, reason: "x" });
    const action = `/staff/refunds/${refundId}/payout`;
    assert.doesNotMatch((await web.browser(otherClerk).get("/staff/cash")).text, new RegExp(action));
    const cash = await desk.get("/staff/cash");
    assert.match(cash.text, /570円/);
    const key = cash.text.split(action).length;
    assert.equal(key, 2, "one button: to an account it goes another way");
    assert.match(cash.text, new RegExp(`/staff/refunds/${refundId}/account`));
    const paid = await desk.send(cash.text, action);
    assert.equal(paid.location, "/staff/cash");
    assert.equal((await bench.view(id)).refunded, 570);
  });

  it("is closed with full-width digits, refuses a difference without a reason, and keeps what was typed", async () => {
    const desk = web.browser(clerk);
    const page = await desk.get(`/staff/cash/${today}`);
    const sum = Number(/台帳の合計[\s\S]*?<b>([\d,]+)円/.exec(page.text)?.[1]?.replace(",", ""));
    assert.ok(sum > 0);
    const action = `/staff/cash/${today}`;
    const wrong = await desk.send(page.text, action, { n1000: "１枚" });
    assert.equal(wrong.status, 422);
    const short = await desk.send(page.text, action, { n1000: "１", changeFund: "10000" });
    assert.equal(short.status, 422);
    assert.match(short.text, /台帳より[\d,]+円、少ないです/);
    assert.match(short.text, /name="changeFund"[^>]*value="10000"/);
    const closed = await desk.send(short.text, action, { n1000: "1", changeFund: "0", reason: "試験のため" });
    assert.equal(closed.status, 303);
    const sheet = await desk.get(action);
    assert.match(sheet.text, /試験のため/);
    assert.match(sheet.text, /窓口 太郎/);
    assert.doesNotMatch(sheet.text, /<form[^>]*action="\/staff\/cash/);
    assert.match((await desk.get("/staff/cash")).text, /11月26日|締めた日/);
    assert.equal((await desk.send(page.text, action, { reason: "again" })).status, 409);
  });

  it("goes out as CSV with neutralised cells, of the own section only", async () => {
    const desk = web.browser(clerk);
    const id = await bench.open({ description: '=HYPERLINK("https://evil.example")' });
    const page = await desk.get(`/staff/payments/${id}`);
    await desk.send(page.text, `/staff/payments/${id}/cash`, { received: "1570" });
    const csv = await desk.get("/staff/cash/2026-11-26/entries.csv");
    assert.match(csv.headers.get("content-type") ?? "", /text\/csv/);
    assert.match(csv.text, /"'=HYPERLINK\(""https/);
    assert.doesNotMatch((await web.browser(otherClerk).get("/staff/cash/2026-11-26/entries.csv")).text, /HYPERLINK/);
  });

  it("lists alarms with what to do, until somebody has looked", async () => {
    const desk = web.browser(clerk);
    assert.match((await desk.get("/staff/cash")).text, /今、することはありません/);
    const id = await bench.open();
    await bench.town.drain();
    const { checkout, say } = await bench.page(id);
    say({ state: "paid", amount: 1, method: "card" });
    await bench.town.runJob("payment.read", { checkoutId: checkout.id, step: 99 });
    const cash = await desk.get("/staff/cash");
    assert.match(cash.text, /支払いのサービスの金額が、こちらの金額とちがいます/);
    const action = /\/staff\/payment-alarms\/[0-9a-f-]+\/settle/.exec(cash.text)?.[0] ?? "";
    await desk.send(cash.text, action);
    assert.match((await desk.get("/staff/cash")).text, /今、することはありません/);
  });

  it("shows no code, no name and no address of a payer", async () => {
    const texts = await Promise.all(
      ["/staff/cash", `/staff/cash/${today}`].map(async (path) => (await web.browser(clerk).get(path)).text),
    );
    for (const text of texts) assert.doesNotMatch(text, new RegExp(`${payer.name}|${payer.personId}`));
  });
});

describe("what the person's own page says", () => {
  it("lists the own payments", async () => {
    const mine = await web.browser(payer).get("/payments");
    assert.match(mine.text, /わたしの支払い/);
    assert.match(mine.text, /支払いずみ/);
    const nobody = await web.browser({ ...payer, personId: "66666666-6666-4666-8666-666666666666" }).get("/payments");
    assert.match(nobody.text, /まだ、支払いはありません/);
  });

  it("keeps the account while money is open, and forgets the name in the books afterwards", async () => {
    const keeper = paymentModule({ providers: [] }).person;
    const person = "77777777-7777-4777-8777-777777777777";
    const id = await bench.open({ payerId: person }, { ...payer, personId: person });
    assert.deepEqual(await keeper?.reasonsToKeep(bench.db, person, bench.town.clock.now()), [
      "payment.keep-money-open",
    ]);
    const desk = web.browser(clerk);
    const page = await desk.get(`/staff/payments/${id}`);
    await desk.send(page.text, `/staff/payments/${id}/cash`, { received: "1570" });
    const refundId = await bench.town.perform(refundPayment, { paymentId: id, amount: 1, reason: "x" });
    assert.equal((await keeper?.reasonsToKeep(bench.db, person, bench.town.clock.now()))?.length, 1);
    await bench.town.perform(payOutRefund, { refundId }, { actor: clerk });
    assert.deepEqual(await keeper?.reasonsToKeep(bench.db, person, bench.town.clock.now()), []);
    assert.equal((await keeper?.describe(bench.db, person))?.[0]?.count, 1);
    await bench.town.perform(async (act) => keeper?.forget(act, person), undefined);
    assert.equal((await bench.view(id)).payerId, undefined);
    assert.equal((await bench.entries(id)).length, 2);
  });
});

describe("metrics", () => {
  it("count and sum charges by method over a range of days, refunds and other days left out", async () => {
    const metrics = paymentModule({ providers: [] }).metrics;
    const value = async (name: string, from: string, until: string) =>
      (await metrics.find((metric) => metric.name === name)?.count(bench.town.city, { from, until }))?.value;
    const all = await value("payment.charges.cash", "2026-04-01", "2027-04-01");
    assert.ok(all !== undefined && all > 3);
    assert.equal(await value("payment.yen.cash", "2026-04-01", "2027-04-01"), all * 1570);
    assert.equal(await value("payment.charges.cash", "2025-04-01", "2026-04-01"), 0);
    assert.equal(await value("payment.yen.card", "2026-04-01", "2027-04-01"), 0);
    assert.equal(await value("payment.charges.cash", "2026-11-26", "2026-11-27"), 2);
  });
});
