import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import type { Actor } from "../../../kernel/actor.ts";
import { listAuditAbout } from "../../../kernel/audit/audit.ts";
import { addPerson } from "../../notice/notice.fixture.ts";
import {
  approver,
  auditor,
  clerk,
  finance,
  type PaymentBench,
  payer,
  startPaymentBench,
  stranger,
} from "../payment.fixture.ts";
import { paymentKeeper } from "../person.ts";
import type { BankAccount } from "../rules/bank-account.ts";
import { writeDebitFile } from "../rules/zengin.ts";
import { listDifferences } from "../store/comparisons.ts";
import { listDebitBatches, listDebitItems, listMandates } from "../store/debits.ts";
import { findPayout, listPayouts } from "../store/payouts.ts";
import { bringDebitResults, endMandate, makeDebitBatch, openDebitBatch, registerMandate } from "./debit.ts";
import { payOutRefund } from "./deliver-refund.ts";
import {
  approvePayout,
  checkPayout,
  enterAccount,
  makeTransferBatch,
  openAccount,
  returnPayout,
  settlePayout,
} from "./payout.ts";
import { refundPayment } from "./refund-payment.ts";

const account: BankAccount = { bank: "0130", branch: "123", kind: "ordinary", number: "0012345", holder: "ﾔﾏｸﾞﾁ ﾊﾙ" };
let bench: PaymentBench;
before(async () => {
  bench = await startPaymentBench();
});
after(() => bench.close());

const days = (count: number) => new Date(bench.town.clock.now().getTime() + count * 86_400_000);
const as = (actor: Actor) => ({ actor });

describe("money that goes to a bank account", () => {
  /** Paid at a shop, and asked back: the provider cannot. */
  async function wanted() {
    const id = await bench.open({ dueAt: days(3) });
    await bench.town.drain();
    const { checkout, say } = await bench.page(id);
    say({ state: "paid", method: "konbini" });
    await bench.town.runJob("payment.read", { checkoutId: checkout.id, step: 99 });
    bench.scripted.refundState = "not-possible";
    const refundId = await bench.town.perform(refundPayment, { paymentId: id, amount: 1000, reason: "取消" });
    await bench.town.drain();
    bench.scripted.refundState = "done";
    return { id, refundId };
  }
  const enter = (refundId: string, actor: Actor = payer) =>
    bench.town.perform(enterAccount, { refundId, account }, as(actor));

  it("the payer names the account, one checks, another approves, the bank pays, the account is gone", async () => {
    const { id, refundId } = await wanted();
    await assert.rejects(enter(refundId, stranger), { code: "not-found" });
    await enter(refundId);
    const { rows } = await sql<{ all: string }>`
      select to_jsonb(payout)::text as all from payment.payout where refund_id = ${refundId}`.execute(bench.db);
    assert.doesNotMatch(rows[0]?.all ?? "", /0012345|ﾔﾏｸﾞﾁ/, "nothing of the account can be read in the database");
    const seen = await bench.town.perform(openAccount, { refundId }, as(clerk));
    assert.deepEqual(seen.account, account);
    const trail = await listAuditAbout(bench.db, payer.personId);
    assert.ok(trail.some(({ what, actor }) => what === "payment.account-seen" && actor === clerk.personId));
    await assert.rejects(bench.town.perform(approvePayout, { refundId }, as(approver)), {
      code: "payment.staff-wrong-step",
    });
    await bench.town.perform(checkPayout, { refundId }, as(finance));
    await assert.rejects(bench.town.perform(approvePayout, { refundId }, as(finance)), {
      code: "payment.staff-four-eyes",
    });
    await assert.rejects(bench.town.perform(approvePayout, { refundId }, as(clerk)), { code: "forbidden" });
    await assert.rejects(enter(refundId), { code: "payment.account-checked" });
    await bench.town.perform(approvePayout, { refundId }, as(approver));
    assert.equal((await bench.view(id)).refunded, 0, "nothing has gone yet");
    await bench.town.perform(makeTransferBatch, { payOn: "2026-12-01" }, as(finance));
    await assert.rejects(bench.town.perform(payOutRefund, { refundId }, as(clerk)), {
      code: "payment.desk-at-bank",
    });
    await bench.town.perform(settlePayout, { refundId }, as(finance));
    await bench.town.drain();
    const view = await bench.view(id);
    assert.deepEqual([view.state, view.refunded, view.refunding], ["partly-refunded", 1000, 0]);
    const payout = await findPayout(bench.db, refundId);
    assert.deepEqual([payout?.state, payout?.accountSealed, payout?.accountHint], ["done", undefined, "345"]);
    await assert.rejects(bench.town.perform(settlePayout, { refundId }, as(finance)), {
      code: "payment.staff-wrong-step",
    });
  });

  it("what the bank sends back is asked for again, with the reason, and the old account is wiped", async () => {
    const { refundId } = await wanted();
    await enter(refundId);
    await bench.town.perform(checkPayout, { refundId }, as(clerk));
    await bench.town.perform(approvePayout, { refundId }, as(approver));
    await bench.town.perform(makeTransferBatch, { payOn: "2026-12-01" }, as(finance));
    const back = { refundId, reason: "口座名義がちがいました" };
    await assert.rejects(bench.town.perform(returnPayout, back, as(clerk)), { code: "payment.staff-wrong-step" });
    await bench.town.perform(returnPayout, back, as(finance));
    const payout = await findPayout(bench.db, refundId);
    assert.deepEqual(
      [payout?.state, payout?.accountSealed, payout?.returnedBecause],
      ["wanted", undefined, back.reason],
    );
    assert.equal(payout?.checkedBy, undefined);
    await enter(refundId);
    assert.equal((await findPayout(bench.db, refundId))?.returnedBecause, undefined);
  });

  it("handed over in cash it needs no transfer", async () => {
    const { refundId } = await wanted();
    await enter(refundId);
    await bench.town.perform(payOutRefund, { refundId }, as(clerk));
    const payout = await findPayout(bench.db, refundId);
    assert.deepEqual([payout?.state, payout?.accountSealed], ["ended", undefined]);
    await assert.rejects(bench.town.perform(checkPayout, { refundId }, as(clerk)), {
      code: "payment.staff-wrong-step",
    });
  });

  it("a list is made once of what is approved, however many ask for it at once", async () => {
    const { refundId } = await wanted();
    await enter(refundId);
    await bench.town.perform(checkPayout, { refundId }, as(clerk));
    await bench.town.perform(approvePayout, { refundId }, as(approver));
    const tries = await Promise.allSettled(
      [1, 2, 3].map(() => bench.town.perform(makeTransferBatch, { payOn: "2026-12-01" }, as(finance))),
    );
    assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 1);
    assert.equal((await listPayouts(bench.db, ["approved"])).length, 0);
  });

  it("the database itself lets nobody approve what they checked, nor jump a step", async () => {
    const { refundId } = await wanted();
    await enter(refundId);
    const as1 = "11111111-1111-4111-8111-11111111111a";
    await assert.rejects(
      sql`update payment.payout set checked_by = ${as1}, approved_by = ${as1} where refund_id = ${refundId}`.execute(
        bench.db,
      ),
      { constraint: "payout_four_eyes" },
    );
    await assert.rejects(
      sql`update payment.payout set state = 'sent' where refund_id = ${refundId}`.execute(bench.db),
      {
        code: "23514",
      },
    );
  });
});

describe("口座振替", () => {
  let people = 0;
  async function agreed() {
    people += 1;
    const personId = await addPerson(bench.town, { mail: `debit-${people}@example.jp` });
    const resident: Actor = { ...payer, personId };
    const id = await bench.open({ payerId: personId, ways: ["debit", "counter"], dueAt: days(60) }, resident);
    await bench.town.perform(registerMandate, { paymentId: id, account }, as(clerk));
    return { id, personId };
  }
  const company = {
    company: "1234567890",
    companyName: "ｵﾐﾀﾏｼ",
    bank: "0130",
    bankName: "",
    branch: "123",
    branchName: "",
    kind: "ordinary" as const,
    number: "7654321",
  };
  let batchId = "";
  let first: Awaited<ReturnType<typeof agreed>>;
  let second: Awaited<ReturnType<typeof agreed>>;

  it("accounts are sealed, and a new agreement wipes the former account", async () => {
    first = await agreed();
    await bench.town.perform(registerMandate, { paymentId: first.id, account }, as(clerk));
    second = await agreed();
    const { rows } = await sql<{ all: string }>`
      select string_agg(to_jsonb(mandate)::text, '') as all from payment.mandate`.execute(bench.db);
    assert.doesNotMatch(rows[0]?.all ?? "", /0012345|ﾔﾏｸﾞﾁ/);
    assert.equal((await listMandates(bench.db)).length, 2);
    await assert.rejects(bench.town.perform(registerMandate, { paymentId: first.id, account }, as(auditor)), {
      code: "forbidden",
    });
  });

  it("a list names each payment once, and not again while it is at the bank", async () => {
    const make = { withdrawOn: "2026-12-28" };
    await assert.rejects(bench.town.perform(makeDebitBatch, { withdrawOn: "2026-11-25" }, as(finance)), {
      code: "payment.staff-day-over",
    });
    batchId = await bench.town.perform(makeDebitBatch, make, as(finance));
    assert.equal((await listDebitItems(bench.db, batchId)).length, 2);
    await assert.rejects(bench.town.perform(makeDebitBatch, make, as(finance)), {
      code: "payment.staff-nothing-to-debit",
    });
    const { rows } = await bench.town.perform(openDebitBatch, { batchId }, as(finance));
    assert.deepEqual(rows[0]?.account, account);
    const trail = await listAuditAbout(bench.db, first.personId);
    assert.ok(trail.some(({ what }) => what === "payment.mandate-used"));
  });

  it("results book what was taken, tell the payer and the modules what was not; half a file books nothing", async () => {
    const { withdrawOn, rows } = await bench.town.perform(openDebitBatch, { batchId }, as(finance));
    const lines = rows.map(({ item, account: own }) => ({
      account: own,
      amount: item.amount,
      customer: item.customerNumber,
    }));
    const results = Buffer.from(writeDebitFile(company, withdrawOn, lines));
    const failedAt = rows.findIndex(({ item }) => item.paymentId === second.id);
    results[122 * (failedAt + 1) + 111] = "1".charCodeAt(0);
    const half = writeDebitFile(company, withdrawOn, lines.slice(0, 1));
    const bringResults = (bytes: Uint8Array) =>
      bench.town.perform(bringDebitResults, { batchId, file: { name: "results.txt", bytes } }, as(finance));
    await assert.rejects(bringResults(half), { code: "payment.staff-results-differ" });
    assert.equal((await bench.view(first.id)).state, "open", "nothing of half a file");
    assert.deepEqual(await bringResults(results), { paid: 1, failed: 1 });
    await assert.rejects(bringResults(results), { code: "payment.staff-file-once" });
    await bench.town.drain();
    const paid = await bench.view(first.id);
    assert.deepEqual([paid.state, paid.method, paid.charged], ["paid", "debit", 1570]);
    assert.equal((await bench.view(second.id)).state, "open");
    assert.deepEqual(bench.heardOf(second.id), ["debit-failed"]);
    assert.ok(bench.post.mails.some(({ subject }) => subject.includes("引き落とせませんでした")));
    assert.ok(bench.post.mails.every(({ text }) => !text.includes("0012345")));
    assert.equal((await listDebitBatches(bench.db))[0]?.isSettled, true);
  });

  it("an account that is deleted takes the agreement with it", async () => {
    const third = await agreed();
    await bench.town.perform(async (act) => paymentKeeper.forget(act, third.personId), undefined);
    assert.ok((await listMandates(bench.db)).every(({ personId }) => personId !== third.personId));
  });

  it("who ends it is not debited any more, and the account is gone", async () => {
    const [mandate] = (await listMandates(bench.db)).filter(({ personId }) => personId === second.personId);
    await bench.town.perform(endMandate, { mandateId: mandate?.id ?? "" }, as(finance));
    await assert.rejects(bench.town.perform(makeDebitBatch, { withdrawOn: "2026-12-28" }, as(finance)), {
      code: "payment.staff-nothing-to-debit",
    });
    const { rows } = await sql<{ left: number }>`
      select count(*) as left from payment.mandate where ended_at is not null and account_sealed is not null`.execute(
      bench.db,
    );
    assert.equal(rows[0]?.left, 0);
  });
});

describe("the nightly comparison", () => {
  it("books what a lost message did not tell, reports what still differs with an alarm, and forgets what is gone", async () => {
    const lost = await bench.open({ dueAt: days(1) });
    const foreign = await bench.open({ dueAt: days(1) });
    await bench.town.drain();
    const lostPage = await bench.page(lost);
    const foreignPage = await bench.page(foreign);
    lostPage.say({ state: "paid", method: "card" });
    foreignPage.say({ state: "paid", method: "card", amount: 99 });
    await bench.town.runJob("payment.reconcile", {});
    await bench.town.drain();
    assert.equal((await bench.view(lost)).state, "paid");
    const today = "2026-11-25";
    const found = (await listDifferences(bench.db, today)).filter(({ paymentId }) => paymentId === foreign);
    assert.deepEqual(
      found.map(({ kind, ours, theirs }) => [kind, ours, theirs]),
      [["not-in-ledger", 0, 99]],
    );
    assert.equal((await bench.view(foreign)).state, "open", "nothing is changed by a report");
    const { rows } = await sql<{ kind: string }>`
      select kind from payment.alarm where payment_id = ${foreign} and settled_at is null order by kind`.execute(
      bench.db,
    );
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      ["amount-mismatch", "not-in-ledger"],
    );

    foreignPage.say({ state: "open" });
    bench.town.clock.set(days(1));
    await bench.town.runJob("payment.reconcile", {});
    await bench.town.drain();
    const left = (await listDifferences(bench.db, "2026-11-26")).filter(({ paymentId }) => paymentId === foreign);
    assert.deepEqual(left, []);
  });
});
