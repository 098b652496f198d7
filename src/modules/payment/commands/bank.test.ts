import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import type { Actor } from "../../../kernel/actor.ts";
import { readPdf } from "../../../kernel/documents/read-pdf.fixture.ts";
import { renderSlip } from "../documents/slip.ts";
import { approver, clerk, finance, type PaymentBench, payer, startPaymentBench, stranger } from "../payment.fixture.ts";
import { isInvoiceNumber } from "../rules/invoice-number.ts";
import { findLine, listLinesToDecide } from "../store/money-files.ts";
import { findPayout } from "../store/payouts.ts";
import { listRefundsOf } from "../store/refunds.ts";
import { approveLine, bringClearing, dropProposal, proposeForLine } from "./bring-clearing.ts";
import { issueSlip } from "./issue-slip.ts";

let bench: PaymentBench;
before(async () => {
  bench = await startPaymentBench();
});
after(() => bench.close());

const days = (count: number) => new Date(bench.town.clock.now().getTime() + count * 86_400_000);
const as = (actor: Actor) => ({ actor });

/** A payment by slip that is due in a week, with its number. */
async function slip(change: { amount?: number; payerId?: string | undefined } = {}, actor: Actor = payer) {
  const id = await bench.open({ ways: ["invoice", "counter"], dueAt: days(7), ...change }, actor);
  const number = await bench.town.perform(issueSlip, { paymentId: id }, as(actor));
  return { id, number };
}
let files = 0;
const csv = (...rows: (string | number)[][]) => {
  files += 1;
  const text = [["納付番号", "金額", "納付日", "ファイル"], ...rows.map((row) => [...row, files])];
  return { name: `${files}.csv`, bytes: Buffer.from(text.map((row) => row.join(",")).join("\r\n")) };
};
const bring = (file: { name: string; bytes: Uint8Array }, actor: Actor = finance) =>
  bench.town.perform(bringClearing, file, as(actor));

describe("a payment slip", () => {
  it("has one number, the same each time, without gaps, and is the payer's or the counter's to ask for", async () => {
    const first = await slip();
    assert.ok(isInvoiceNumber(first.number));
    assert.equal(await bench.town.perform(issueSlip, { paymentId: first.id }, as(payer)), first.number);
    const second = await slip();
    assert.equal(Number(second.number.slice(4, 10)), Number(first.number.slice(4, 10)) + 1);
    await assert.rejects(bench.town.perform(issueSlip, { paymentId: first.id }, as(stranger)), { code: "not-found" });
    const card = await bench.open();
    await assert.rejects(bench.town.perform(issueSlip, { paymentId: card }, as(payer)), { code: "payment.no-slip" });
    assert.ok(await bench.town.perform(issueSlip, { paymentId: card, addressee: "山田 一郎" }, as(clerk)));
    const { rows } = await sql<{ sealed: string }>`
      select addressee_sealed as sealed from payment.invoice where payment_id = ${card}`.execute(bench.db);
    assert.doesNotMatch(rows[0]?.sealed ?? "", /山田/);
  });

  it("is a tagged paper with number, amount and due date on each of its three parts, and one page", async () => {
    const pdf = await renderSlip({
      locale: "ja",
      number: "20260000018",
      amount: 1570,
      dueOn: "2026-12-04",
      purpose: "風のホール　12月4日",
      holder: "山口 はる",
      city: "小美玉市",
      contact: "小美玉市役所　0299-00-0000",
      sample: true,
    });
    const { text, title, pages } = await readPdf(pdf);
    assert.equal(title, "納付書");
    assert.equal(pages, 1);
    assert.equal(text.split("2026-000001-8").length - 1, 4, "three parts and the foot");
    assert.equal(text.split("1,570円").length - 1, 3);
    assert.match(text, /山口はる様/);
    assert.match(text, /1／1/);
  });
});

describe("消込: a bank's file of what was paid", () => {
  it("books exact amounts once, tells the subject, and lists everything else; not twice the same file", async () => {
    const [exact, more, less] = [await slip(), await slip(), await slip()];
    const file = csv(
      [exact.number, 1570, "2026-11-25"],
      [more.number, 2000, "2026-11-25"],
      [less.number, 1000, "2026-11-25"],
      ["20269999999", 300, "2026-11-25"],
    );
    const { counts } = await bring(file);
    assert.deepEqual(counts, { booked: 1, "too-much": 1, "too-little": 1, "unknown-number": 1, "paid-already": 0 });
    await bench.town.drain();
    const view = await bench.view(exact.id);
    assert.deepEqual([view.state, view.method, view.charged], ["paid", "invoice", 1570]);
    assert.match(view.receiptNumber ?? "", /^2026-/);
    assert.deepEqual(bench.heardOf(exact.id), ["paid"]);
    assert.equal(bench.heard.find(({ data }) => data.paymentId === exact.id)?.data.late, undefined);
    for (const { id } of [more, less]) assert.equal((await bench.view(id)).state, "open");
    await assert.rejects(bring(file), { code: "payment.staff-file-once" });
    assert.equal((await bring(csv([exact.number, 1570, "2026-11-25"]))).counts["paid-already"], 1);
  });

  it("takes nothing of a file with one bad row, and names the row", async () => {
    const { id, number } = await slip();
    await assert.rejects(bring(csv([number, 1570, "2026-11-25"], [number, "abc", "2026-11-25"])), (error: unknown) => {
      const { code, params } = error as { code: string; params: { rows: string } };
      assert.deepEqual([code, params.rows], ["payment.staff-file-rows", "3"]);
      return true;
    });
    assert.equal((await bench.view(id)).state, "open");
    await assert.rejects(bring({ name: "x", bytes: Buffer.from("%PDF\0") }), { code: "payment.staff-file-type" });
    await assert.rejects(bring(csv(), clerk), { code: "forbidden" });
  });

  it("is late only if it was paid late: what was paid on the last day is in time, though the bank tells later", async () => {
    const inTime = await slip();
    const tooLate = await slip();
    const before = bench.town.clock.now();
    bench.town.clock.set(days(6.9));
    await bring(csv([inTime.number, 1570, "2026-12-02"], [tooLate.number, 1570, "2026-12-03"]));
    await bench.town.drain();
    const lateOf = (id: string) => bench.heard.find(({ data }) => data.paymentId === id)?.data.late;
    assert.equal(lateOf(inTime.id), undefined);
    assert.equal(lateOf(tooLate.id), true);
    bench.town.clock.set(before);
  });

  it("what does not fit moves only when two different people have agreed, and the surplus is to be given back", async () => {
    const more = await slip();
    await bring(csv([more.number, 2000, "2026-11-25"]));
    const line = (await listLinesToDecide(bench.db)).find(({ number }) => number === more.number);
    assert.ok(line !== undefined);
    const propose = { lineId: line.id, action: "book" as const, note: "払いすぎと確かめた" };
    await bench.town.perform(proposeForLine, propose, as(finance));
    await assert.rejects(bench.town.perform(proposeForLine, propose, as(finance)), { code: "payment.staff-proposed" });
    await assert.rejects(bench.town.perform(approveLine, { lineId: line.id }, as(finance)), {
      code: "payment.staff-four-eyes",
    });
    assert.equal((await bench.view(more.id)).charged, 0, "nothing moved");
    await bench.town.perform(approveLine, { lineId: line.id }, as(approver));
    await assert.rejects(bench.town.perform(approveLine, { lineId: line.id }, as(approver)), {
      code: "payment.staff-decided",
    });
    await assert.rejects(bench.town.perform(dropProposal, { lineId: line.id }, as(approver)), {
      code: "payment.staff-decided",
    });
    const view = await bench.view(more.id);
    assert.deepEqual([view.state, view.charged, view.refunding], ["paid", 2000, 430]);
    const [refund] = await listRefundsOf(bench.db, more.id);
    assert.equal((await findPayout(bench.db, refund?.id ?? ""))?.state, "wanted");
  });

  it("a mistyped number is booked for the right slip; too little never is; outside moves nothing", async () => {
    const right = await slip();
    await bring(csv(["20260009999", 1570, "2026-11-25"], [right.number, 10, "2026-11-25"]));
    const lines = await listLinesToDecide(bench.db);
    const unknown = lines.find(({ number }) => number === "20260009999");
    const little = lines.find(({ number }) => number === right.number);
    assert.ok(unknown !== undefined && little !== undefined);
    const propose = (lineId: string, more: { action: "book" | "outside"; number?: string }) =>
      bench.town.perform(proposeForLine, { lineId, note: "x", ...more }, as(finance));
    await assert.rejects(propose(unknown.id, { action: "book", number: "123" }), {
      code: "payment.staff-unknown-slip",
    });
    await propose(little.id, { action: "book" });
    await assert.rejects(bench.town.perform(approveLine, { lineId: little.id }, as(approver)), {
      code: "payment.staff-too-little",
    });
    await bench.town.perform(dropProposal, { lineId: little.id }, as(finance));
    await propose(little.id, { action: "outside" });
    await bench.town.perform(approveLine, { lineId: little.id }, as(approver));
    assert.equal((await bench.view(right.id)).charged, 0);
    await propose(unknown.id, { action: "book", number: `${right.number.slice(0, 4)}-${right.number.slice(4)}` });
    await bench.town.perform(approveLine, { lineId: unknown.id }, as(approver));
    assert.equal((await bench.view(right.id)).state, "paid");
    assert.equal((await findLine(bench.db, unknown.id))?.decision?.isApproved, true);
  });

  it("brought by two people at once counts once", async () => {
    const { id, number } = await slip();
    const file = csv([number, 1570, "2026-11-25"]);
    const both = await Promise.allSettled([bring(file), bring(file)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    assert.equal((await bench.entries(id)).length, 1);
  });
});
