import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { listAuditAbout } from "../../kernel/audit/audit.ts";
import { addPerson } from "../notice/notice.fixture.ts";
import { bringDebitResults, makeDebitBatch, openDebitBatch, registerMandate } from "./commands/debit.ts";
import { approvePayout, makeTransferBatch, settlePayout } from "./commands/payout.ts";
import { refundPayment } from "./commands/refund-payment.ts";
import { takeCash } from "./commands/take-cash.ts";
import { paymentModule } from "./module.ts";
import { approver, clerk, finance, type PaymentBench, payer, startPaymentBench } from "./payment.fixture.ts";
import type { BankAccount } from "./rules/bank-account.ts";
import { writeDebitFile } from "./rules/zengin.ts";
import { listDebts } from "./store/debts.ts";
import { findPayout } from "./store/payouts.ts";
import { startWeb } from "./web.fixture.ts";

const account: BankAccount = { bank: "0130", branch: "123", kind: "ordinary", number: "0012345", holder: "ﾔﾏｸﾞﾁ ﾊﾙ" };
let bench: PaymentBench;
let web: ReturnType<typeof startWeb>;
before(async () => {
  bench = await startPaymentBench();
  web = startWeb(bench.town.city, paymentModule({ providers: [bench.scripted] }), {
    formTargets: ["https://pay.example"],
  });
});
after(() => bench.close());

const at = (text: string) => new Date(text);
const owedBy = at("2026-12-31T15:00:00Z");

describe("an account that staff write in for somebody without one here", () => {
  it("needs the paper and who came, is a first look, is approved by somebody else, and is wiped when it is paid", async () => {
    const id = await bench.open({ payerId: undefined }, clerk);
    await bench.town.perform(takeCash, { paymentId: id, received: 1570 }, { actor: clerk });
    const refundId = await bench.town.perform(refundPayment, { paymentId: id, amount: 570, reason: "x" });
    const desk = web.browser(clerk);
    const counter = await desk.get(`/staff/payments/${id}`);
    const path = `/staff/refunds/${refundId}/account`;
    assert.match(counter.text, new RegExp(`href="${path}"`));
    const page = await desk.get(path);
    const wrong = await desk.send(page.text, path, {
      bank: "13",
      branch: "123",
      number: "0012345",
      holder: "ヤマグチ",
    });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /id="error-proof"|proof/);
    const form = { bank: "０１３０", branch: "123", kind: "ordinary", number: "0012345", holder: "ヤマグチ　ハル" };
    const sent = await desk.send(wrong.text, path, { ...form, proof: "driving-licence" });
    assert.equal(sent.location, `/staff/money/payouts/${refundId}`);
    const payout = await findPayout(bench.db, refundId);
    assert.deepEqual([payout?.state, payout?.checkedBy, payout?.proof], ["checked", clerk.personId, "driving-licence"]);
    assert.ok(!payout?.accountSealed?.includes("0012345"), "sealed");
    const both = { ...clerk, roles: ["clerk", "approver"] as const };
    await assert.rejects(bench.town.perform(approvePayout, { refundId }, { actor: both }), {
      code: "payment.staff-four-eyes",
    });
    await assert.rejects(
      bench.db
        .connection()
        .execute((owner) =>
          sql`update payment.payout set approved_by = entered_by, checked_by = gen_random_uuid() where refund_id = ${refundId}`.execute(
            owner,
          ),
        ),
      /payout_entered_four_eyes/,
    );
    assert.match((await web.browser(approver).get(`/staff/money/payouts/${refundId}`)).text, /運転免許証/);
    await bench.town.perform(approvePayout, { refundId }, { actor: approver });
    await bench.town.perform(makeTransferBatch, { payOn: "2026-12-01" }, { actor: finance });
    await bench.town.perform(settlePayout, { refundId }, { actor: finance });
    assert.equal((await bench.view(id)).refunded, 570);
    assert.equal((await findPayout(bench.db, refundId))?.accountSealed, undefined);
  });
});

describe("what is owed", () => {
  it("stays open beyond its day, is told on the payer's page and listed for staff, who are reminded of in writing", async () => {
    const start = bench.town.clock.now();
    const personId = await addPerson(bench.town, { name: "山口 はる" });
    const who = { ...payer, personId };
    const id = await bench.open({ owedBy, ways: ["online", "invoice", "counter"], payerId: personId }, who);
    await bench.town.drain();
    const mine = web.browser(who);
    const before = (await mine.get(`/payments/${id}`)).text;
    assert.match(before, /12月31日（木）24時/);
    assert.doesNotMatch(before, /過ぎています/);
    const desk = web.browser(clerk);
    assert.match((await desk.get("/staff/money/debts")).text, /期限を過ぎて支払われていないものは、ありません/);
    bench.town.clock.set("2027-01-11T10:00:00+09:00");
    await bench.town.runJob("payment.sweep");
    await bench.town.drain();
    assert.equal((await bench.view(id)).state, "open");
    assert.match((await mine.get(`/payments/${id}`)).text, /支払いの期限（12月31日（木）24時）を過ぎています/);
    const list = await desk.get("/staff/money/debts");
    assert.match(list.text, /11日過ぎた/);
    const action = `/staff/money/debts/${id}/remind`;
    assert.equal((await desk.send(list.text, action, { way: "mail" })).location, "/staff/money/debts");
    await bench.town.drain();
    assert.ok(bench.post.mails.some(({ subject, text }) => /督促/.test(subject) && /1月25日/.test(text)));
    const again = await desk.get("/staff/money/debts");
    await desk.send(again.text, action, { way: "letter" });
    const [debt] = await listDebts(bench.db, bench.town.clock.now());
    assert.deepEqual(
      debt?.reminders.map(({ nth, way }) => [nth, way]),
      [
        [1, "mail"],
        [2, "letter"],
      ],
    );
    assert.ok((await listAuditAbout(bench.db, personId)).some(({ what }) => what === "payment.reminded"));
    const last = await desk.get("/staff/money/debts");
    await bench.town.perform(takeCash, { paymentId: id, received: 1570 }, { actor: clerk });
    const late = await desk.send(last.text, action, { way: "letter" });
    assert.equal(late.status, 409);
    bench.town.clock.set(start);
  });

  it("that could not be debited gets a new day to pay by and other ways, and is debited only in its month", async () => {
    const personId = await addPerson(bench.town, { name: "井坂 健", mail: "ken@example.jp" });
    const who = { ...payer, personId };
    const ways = ["debit", "counter"] as const;
    const id = await bench.open({ owedBy, ways, payerId: personId }, who);
    const later = await bench.open({ owedBy: at("2027-01-31T15:00:00Z"), ways, payerId: personId }, who);
    await bench.town.perform(registerMandate, { paymentId: id, account }, { actor: clerk });
    const mine = web.browser(who);
    assert.match((await mine.get(`/payments/${id}`)).text, /下3けた 345/);
    const batchId = await bench.town.perform(makeDebitBatch, { withdrawOn: "2026-12-28" }, { actor: finance });
    const { withdrawOn, rows } = await bench.town.perform(openDebitBatch, { batchId }, { actor: finance });
    assert.deepEqual(
      rows.map(({ item }) => item.paymentId),
      [id],
      `${later} is paid a month later`,
    );
    const company = {
      company: "1234567890",
      companyName: "ｵﾐﾀﾏｼ",
      bank: "0130",
      bankName: "ﾄｳｼﾞﾖｳ",
      branch: "123",
      branchName: "ﾐﾉﾘ",
      kind: "ordinary" as const,
      number: "0000001",
    };
    const lines = rows.map(({ item }) => ({ account, amount: item.amount, customer: item.customerNumber }));
    const bytes = Buffer.from(writeDebitFile(company, withdrawOn, lines));
    bytes[122 + 111] = "1".charCodeAt(0);
    bench.town.clock.set("2026-12-29T10:00:00+09:00");
    const file = { name: "results.txt", bytes };
    await bench.town.perform(bringDebitResults, { batchId, file }, { actor: finance });
    await bench.town.drain();
    const view = await bench.view(id);
    assert.deepEqual(
      [view.owedBy?.toISOString(), view.online, [...view.ways].toSorted()],
      ["2027-01-12T15:00:00.000Z", true, ["counter", "debit", "invoice", "online"]],
    );
    assert.deepEqual(bench.heardOf(id), ["debit-failed"]);
    const mail = bench.post.mails.find(({ subject }) => subject.includes("引き落とせませんでした"));
    assert.match(mail?.text ?? "", /1月12日/);
    const page = (await mine.get(`/payments/${id}`)).text;
    assert.match(page, new RegExp(`action="/payments/${id}/checkout"`));
    assert.match(page, new RegExp(`action="/payments/${id}/slip"`));
  });
});

describe("a deposit in the drawer", () => {
  it("is counted with the cash and told apart on the day's sheet", async () => {
    const lines = [
      { label: "基本額", amount: 1570 },
      { label: "保証金", amount: 3000, isDeposit: true as const },
    ];
    bench.town.clock.set("2026-12-29T11:00:00+09:00");
    const id = await bench.open({ amount: 4570, lines });
    await bench.town.perform(takeCash, { paymentId: id, received: 4570 }, { actor: clerk });
    assert.match((await web.browser(clerk).get(`/staff/cash/2026-12-29`)).text, /預かった 3,000円/);
    assert.match((await web.browser(payer).get(`/payments/${id}`)).text, /うち保証金/);
    await assert.rejects(bench.town.perform(refundPayment, { paymentId: id, amount: 1571, reason: "x" }), {
      code: "payment.over-refunded",
    });
  });
});
