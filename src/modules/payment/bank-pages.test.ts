import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { issueSlip } from "./commands/issue-slip.ts";
import { refundPayment } from "./commands/refund-payment.ts";
import { paymentModule } from "./module.ts";
import {
  approver,
  auditor,
  clerk,
  finance,
  type PaymentBench,
  payer,
  readingOf,
  scriptedProvider,
  startPaymentBench,
  stranger,
} from "./payment.fixture.ts";
import { findLastCheckout } from "./store/checkouts.ts";
import { findPayout, listPayouts } from "./store/payouts.ts";
import { keyOn, startWeb } from "./web.fixture.ts";

let bench: PaymentBench;
let web: ReturnType<typeof startWeb>;
const first = scriptedProvider();
const second = scriptedProvider("second");
before(async () => {
  bench = await startPaymentBench({ providers: [first, second], offered: ["scripted", "second"] });
  const module = paymentModule({ providers: [first, second], offered: ["scripted", "second"] });
  web = startWeb(bench.town.city, module, { formTargets: ["https://pay.example"] });
});
after(() => bench.close());

const days = (count: number) => new Date(bench.town.clock.now().getTime() + count * 86_400_000);

/** Sends a file as a browser does. */
async function upload(browser: ReturnType<typeof web.browser>, path: string, action: string, text: string) {
  const page = await browser.get(path);
  const body = new FormData();
  body.set("form-key", keyOn(page.text, action));
  body.set("file", new File([text], "bank.csv"));
  return browser.ask(action, { method: "POST", body, headers: { "sec-fetch-site": "same-origin" } });
}

describe("several providers", () => {
  it("the payer chooses; the page of the other is given up, and what is not offered is refused", async () => {
    const id = await bench.open({ dueAt: days(1) });
    await bench.town.drain();
    const browser = web.browser(payer);
    const page = await browser.get(`/payments/${id}`);
    assert.equal(page.text.split(`action="/payments/${id}/checkout"`).length - 1, 2);
    const none = await browser.send(page.text, `/payments/${id}/checkout`, { provider: "elsewhere" });
    assert.equal(none.status, 422);
    await browser.send(none.text, `/payments/${id}/checkout`, { provider: "second" });
    await bench.town.drain();
    const checkout = await findLastCheckout(bench.db, id);
    assert.deepEqual([checkout?.provider, checkout?.state], ["second", "ready"]);
    const again = await browser.get(`/payments/${id}`);
    const sent = await browser.send(again.text, `/payments/${id}/checkout`, { provider: "second" });
    assert.match(sent.location ?? "", /^https:\/\/pay\.example\//);
    assert.equal(second.calls.filter((call) => call === "create").length, 1);
  });
});

describe("the banks' pages", () => {
  it("give the payer the slip, and nobody else", async () => {
    const id = await bench.open({ ways: ["invoice", "counter"], dueAt: days(7) });
    const browser = web.browser(payer);
    const page = await browser.get(`/payments/${id}`);
    assert.match(page.text, /納付書で支払ってください/);
    assert.equal((await browser.get(`/payments/${id}/slip.pdf`)).status, 404, "not before it was asked for");
    const asked = await browser.send(page.text, `/payments/${id}/slip`);
    assert.equal(asked.location, `/payments/${id}/slip.pdf`);
    const pdf = await browser.get(`/payments/${id}/slip.pdf`);
    assert.equal(pdf.headers.get("content-type"), "application/pdf");
    assert.equal((await web.browser(stranger).get(`/payments/${id}/slip.pdf`)).status, 404);
  });

  it("say at the file which rows cannot be read, and take a good file to its rows", async () => {
    const id = await bench.open({ ways: ["invoice"], dueAt: days(7) });
    const number = await bench.town.perform(issueSlip, { paymentId: id }, { actor: payer });
    const desk = web.browser(finance);
    const at = "/staff/money/clearing";
    const wrong = await upload(desk, at, at, `納付番号,金額,納付日\n${number},x,2026-11-25\n`);
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /読めない行が1あります（2行め）/);
    const good = await upload(desk, at, at, `納付番号,金額,納付日\n${number},1570,2026-11-25\n9,5,2026-11-25\n`);
    assert.equal(good.status, 303);
    const rows = await desk.get(good.location ?? "");
    assert.match(rows.text, /載せた/);
    assert.match(rows.text, /知らない番号です/);
    assert.match((await desk.get(at)).text, /合わなかった行/);
  });

  it("take the account in any kana, say what is wrong at the field, and lead two people to the end", async () => {
    const id = await bench.open({ dueAt: days(3) });
    await bench.town.drain();
    const checkout = await findLastCheckout(bench.db, id);
    const reference = checkout?.reference ?? "";
    first.readings.set(reference, readingOf({ reference, state: "paid", method: "konbini" }));
    await bench.town.runJob("payment.read", { checkoutId: checkout?.id ?? "", step: 99 });
    first.refundState = "not-possible";
    const refundId = await bench.town.perform(refundPayment, { paymentId: id, amount: 570, reason: "取消" });
    await bench.town.drain();
    const path = `/refunds/${refundId}/account`;
    assert.equal((await web.browser(stranger).get(path)).status, 404);
    const browser = web.browser(payer);
    const page = await browser.get(path);
    const typed = { bank: "０１３０", branch: "12", kind: "ordinary", number: "0012345", holder: "山口" };
    const wrong = await browser.send(page.text, path, typed);
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /3けたの数字で書いてください/);
    assert.match(wrong.text, /value="0012345"/);
    const sent = await browser.send(wrong.text, path, { ...typed, branch: "123", holder: "やまぐち　はる" });
    assert.equal(sent.status, 303);
    assert.doesNotMatch((await browser.get(path)).text, /0012345/, "masked, also for the payer");

    const at = `/staff/money/payouts/${refundId}`;
    const desk = web.browser(clerk);
    const look = await desk.get(at);
    assert.match(look.text, /ﾔﾏｸﾞﾁ ﾊﾙ/);
    assert.equal((await desk.send(look.text, `${at}/check`)).status, 303);
    assert.doesNotMatch((await web.browser(finance).get("/staff/money/payouts")).text, /0012345/);
    const boss = web.browser(approver);
    await boss.send((await boss.get(at)).text, `${at}/approve`);
    const list = await boss.get("/staff/money/payouts");
    assert.equal((await boss.send(list.text, "/staff/money/transfers", { payOn: "令和8年12月1日" })).status, 303);
    const [payout] = await listPayouts(bench.db, ["sent"]);
    const csv = await boss.get(`/staff/money/transfers/${payout?.batchId}/list.csv`);
    assert.match(csv.text, /"0130","123","普通","0012345","ﾔﾏｸﾞﾁ ﾊﾙ",570/);
    await boss.send((await boss.get(at)).text, `${at}/done`);
    assert.equal((await findPayout(bench.db, refundId))?.state, "done");
    assert.equal((await bench.view(id)).refunded, 570);
  });

  it("are closed to whom they do not concern", async () => {
    for (const path of ["/staff/money/clearing", "/staff/money/payouts", "/staff/money/debits"]) {
      assert.equal((await web.browser(payer).get(path)).status, 403);
      assert.equal((await web.browser(auditor).get(path)).status, 403);
    }
    assert.equal((await web.browser(auditor).get("/staff/money/comparison")).status, 200);
    assert.equal((await web.browser(clerk).get("/staff/money/clearing")).status, 403);
  });
});
