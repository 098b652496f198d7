import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import type { Act } from "../../../kernel/act.ts";
import { instantOf } from "../../../kernel/time/instant.ts";
import { auditor, clerk, finance, type PaymentBench, startPaymentBench } from "../payment.fixture.ts";
import type { PlaceFinder } from "../places.ts";
import { type Drawer, denominations } from "../rules/cash.ts";
import { balanceOf, incomeOf, sumFigures } from "../rules/month.ts";
import { insertCharge } from "../store/ledger.ts";
import { updatePayment } from "../store/payments.ts";
import { closeCashDay } from "./close-cash-day.ts";
import { payOutRefund } from "./deliver-refund.ts";
import { closeMonth, confirmMonth, reportMonth } from "./month.ts";
import { bookedOn, nextReceipt } from "./receipt.ts";
import { refundPayment } from "./refund-payment.ts";
import { takeCash } from "./take-cash.ts";

const zone = "Asia/Tokyo";
const november = "2026-11-01";
const second = { ...finance, personId: randomUUID(), name: "会計 二" };
/** Every second payment belongs to みの〜れ, the others to a place that nobody knows any more. */
const places: PlaceFinder = async (_, subjects) =>
  new Map(
    subjects
      .filter(({ id }) => Number(id.slice(2)) % 2 === 0)
      .map(({ id }) => [id, { id: "minole", name: "みの〜れ" }]),
  );

describe("月締め", () => {
  let bench: PaymentBench;
  before(async () => {
    bench = await startPaymentBench({ now: "2026-11-25T10:00:00+09:00" });
  });
  after(() => bench.close());

  const on = (day: string, time = "10:00") => bench.town.clock.set(instantOf(day, time, zone));
  const pay = async (amount: number) => {
    const id = await bench.open({ amount, lines: [{ label: "基本額", amount }] });
    await bench.town.perform(takeCash, { paymentId: id, received: amount }, { actor: clerk });
    return id;
  };
  const refund = async (paymentId: string, amount: number) => {
    const refundId = randomUUID();
    await bench.town.perform(refundPayment, { paymentId, amount, reason: "取消し", refundId }, { actor: clerk });
    await bench.town.drain();
    await bench.town.perform(payOutRefund, { refundId }, { actor: clerk });
  };
  const closeDay = (day: string, counted: number) => {
    const drawer = Object.fromEntries(denominations.map((value) => [value, 0])) as unknown as Record<number, number>;
    drawer[1] = counted;
    return bench.town.perform(
      closeCashDay,
      { day, drawer: drawer as unknown as Drawer, changeFund: 100, reason: undefined },
      { actor: clerk },
    );
  };
  const close = (month: string, explanation?: string, actor = finance) =>
    bench.town.perform(closeMonth(places), { month, explanation }, { actor });
  const report = (month: string, today = "2027-01-05") => reportMonth(bench.db, places, month, today);

  it("freezes a month's figures once its days of cash are closed, in order, and takes late money into the next", async () => {
    const one = await pay(1000);
    await pay(500);
    await refund(one, 300);
    await assert.rejects(close(november), { code: "payment.staff-month-not-over" });

    on("2026-12-02");
    await pay(700);
    await assert.rejects(close(november), { code: "payment.staff-month-cash-days" });
    await assert.rejects(
      sql`insert into payment.month_close (month, closed_by, closed_by_name, closed_at)
        values ('2026-11-01', ${finance.personId}, 'x', now())`.execute(bench.db),
      /a day with cash is not closed/,
    );
    await closeDay("2026-11-25", 100 + 1500 - 300);
    await assert.rejects(close(november, undefined, auditor as typeof finance), { code: "forbidden" });

    const open = await report(november);
    await close(november);
    const closed = await report(november);
    assert.deepEqual(closed.lines, open.lines);
    const sum = sumFigures(closed.lines);
    assert.deepEqual([sum.charged, sum.refunded, balanceOf(sum), incomeOf(sum)], [1500, 300, 1200, 1200]);
    assert.deepEqual(
      closed.lines.map(({ place, charged, refunded }) => [place.id, charged, refunded]),
      [
        ["minole", 500, 0],
        ["other", 1000, 300],
      ],
    );
    await assert.rejects(close(november), { code: "payment.staff-month-closed" });
  });

  it("is confirmed by somebody else, once, and never opened or changed again", async () => {
    const confirm = (actor: typeof finance) => bench.town.perform(confirmMonth, { month: november }, { actor });
    await assert.rejects(confirm(finance), { code: "payment.staff-four-eyes" });
    await confirm(second);
    await assert.rejects(confirm(second), { code: "payment.staff-wrong-step" });
    for (const change of [
      sql`delete from payment.month_close`,
      sql`update payment.month_close set charged_sum = 0`,
      sql`update payment.month_close set confirmed_by_name = 'x'`,
      sql`update payment.month_line set charged = 0`,
      sql`update payment.entry set month = '2027-01-01'`,
    ])
      await assert.rejects(change.execute(bench.db), /permission denied|a closed month stays|may not|refuse/);
  });

  it("books what comes late for a closed month in the first open one, and says how much it was", async () => {
    on("2026-11-30", "23:30");
    const id = await bench.open({ ways: ["online"] });
    await bench.town.drain();
    await bench.town.perform(takeLate, { paymentId: id });
    const november2 = await report(november);
    assert.equal(sumFigures(november2.lines).charged, 1500);
    const december = sumFigures((await report("2026-12-01")).lines);
    assert.deepEqual([december.charged, december.lateCount], [700 + 1570, 1]);
  });

  it("wants an explanation while the nightly comparison has not come after online money, and keeps the order", async () => {
    on("2027-01-05");
    await pay(200);
    await closeDay("2026-12-02", 100 + 700);
    await closeDay("2027-01-05", 100 + 200);
    on("2027-02-05");
    await assert.rejects(close("2027-01-01"), { code: "payment.staff-month-order" });
    await assert.rejects(close("2026-12-01"), { code: "payment.staff-month-unexplained", field: "explanation" });
    await close("2026-12-01", "決済会社の明細と手で合わせた");
    assert.equal((await report("2026-12-01")).close?.openPoints, 1);
    await close("2027-01-01");
  });

  it("loses nothing between months: all closed months together are the ledger", async () => {
    const { rows } = await sql<{ ledger: number; months: number; days: number }>`
      select (select sum(case kind when 'charge' then amount else 0 - amount end) from payment.entry)::int as ledger,
        (select sum(charged - refunded) from payment.month_line)::int as months,
        (select sum(charged_sum - refunded_sum) from payment.cash_day)::int as days`.execute(bench.db);
    assert.equal(rows[0]?.months, rows[0]?.ledger);
    // All cash is in the days; the card's 1,570 yen are what they have not.
    assert.equal(rows[0]?.days, (rows[0]?.months ?? 0) - 1570);
  });
});

/** The ledger's row of a card whose reading arrives on the day before, after the month was closed. */
async function takeLate(act: Act, { paymentId }: { paymentId: string }) {
  await updatePayment(act.tx, paymentId, { state: "paid", method: "card", paidAt: act.now });
  await insertCharge(act.tx, {
    id: randomUUID(),
    paymentId,
    amount: 1570,
    at: act.now,
    bookedOn: bookedOn(act),
    receipt: await nextReceipt(act),
    method: "card",
    provider: "scripted",
    reference: `ref-${paymentId}`,
  });
}
