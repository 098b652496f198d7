import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { type App, startApp } from "./app.fixture.ts";
import { look, openBrowser, openPage } from "./browser.fixture.ts";
import { payByCard, signInByMail, waitForHeading } from "./steps.fixture.ts";

/** What can happen around paying: a refused card, a number for the convenience store, a change of mind. */
let app: App;
let browser: Browser;

before(async () => {
  app = await startApp("2026-11-25T10:20:00+09:00");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await app?.stop();
  app?.remove();
});

test("a refused card takes no money; a convenience-store number reserves; paid in the shop it is confirmed; cancelled in time it comes back", async () => {
  const page = await openPage(browser, { width: 390 });
  await bookUntilPayment(page, "maria@omitama.example", "2026-12-10", "online");
  await payByCard(page, "4000000000000002");
  await page
    .getByText(/使えませんでした|was refused/)
    .first()
    .waitFor();

  await page.getByRole("button", { name: /番号を出す|Get the number/ }).click();
  const shop = page.url();
  await page.goto(`${app.address}/my/bookings`);
  await untilText(page, /仮予約/);
  await look(page, "my-bookings-reserved");
  await page.getByRole("link", { name: /12月10日/ }).click();
  await look(page, "booking-reserved");
  const booking = page.url();

  await page.goto(shop);
  await page.getByRole("button", { name: /店で支払ったことにする|Pretend|paid in the shop/i }).click();
  await page.goto(booking);
  await untilText(page, /予約が決まっています/);
  for (const [paper, begin] of [
    ["permit.pdf", "%PDF"],
    ["receipt.pdf", "%PDF"],
    ["calendar.ics", "BEGIN:VCALENDAR"],
  ] as const) {
    const response = await page.request.get(`${booking}/${paper}`);
    assert.equal(response.status(), 200, paper);
    assert.ok((await response.body()).toString("latin1").startsWith(begin), paper);
  }
  const stranger = await openPage(browser);
  await stranger.goto(`${app.address}/sign-in`);
  await signInByMail(app, stranger, "kenta@omitama.example");
  assert.equal(
    (await stranger.request.get(`${booking}/permit.pdf`)).status(),
    404,
    "somebody else's paper does not exist",
  );

  await page.getByRole("link", { name: "予約を取り消す" }).click();
  await look(page, "cancel");
  assert.match(await page.locator("main").innerText(), /700円|800円|900円/);
  await page.getByRole("button", { name: "取り消す", exact: true }).click();
  await look(page, "cancel-error");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "取り消す", exact: true }).click();
  await untilText(page, /取り消しました/);
  await look(page, "booking-cancelled");
  await app.readMail("maria@omitama.example", "ancel");
});

test("who chooses the counter gets a reservation with its deadline, and who gives up leaves the room free", async () => {
  const page = await openPage(browser, { width: 1280, scripts: false });
  await bookUntilPayment(page, "yoshio@omitama.example", "2026-12-11", "counter");
  await waitForHeading(page, "仮予約を受け付けました");
  await look(page, "reserved");
  await page.getByRole("link", { name: "予約のページを開く" }).click();
  await page.getByRole("link", { name: "予約を取り消す" }).click();
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "取り消す", exact: true }).click();
  await untilText(page, /取り消しました/);
  await page.goto(`${app.address}/spaces/minole-practice-1/days/2026-12-11`);
  const night = page.getByRole("list", { name: "練習室1" }).getByText("空き");
  assert.equal(await night.count(), 3);
});

async function bookUntilPayment(page: Page, mail: string, on: string, way: "online" | "counter"): Promise<void> {
  await page.goto(`${app.address}/spaces/minole-practice-1/book?on=${on}&slots=pm`);
  await page.getByRole("link", { name: "この日時で進む" }).click();
  await signInByMail(app, page, mail);
  await waitForHeading(page, "使い方を教えてください");
  const group = page.getByLabel("だれが使うか");
  if ((await group.count()) > 0) await group.selectOption("");
  await page.getByRole("radio", { name: /市内の個人/ }).check();
  await page.getByRole("radio", { name: /会議・学習/ }).check();
  await page.getByLabel(/人数/).fill("5人");
  await page.getByRole("button", { name: "料金を確かめる" }).click();
  await waitForHeading(page, "料金と内容を確かめてください");
  await page.getByRole("radio", { name: way === "online" ? /カードかコンビニ/ : /窓口/ }).check();
  await page.getByRole("checkbox", { name: /確かめました/ }).check();
  await page.getByRole("button", { name: "支払いへ進む" }).click();
  if (way === "counter") return;
  await page.waitForURL(/payments|127\.0\.0\.1/);
  if (page.url().startsWith(app.address))
    await page.getByRole("button", { name: "支払いへ進む" }).click({ timeout: 20_000 });
}

/** The news travels by way of the worker: looks again until it has come. */
async function untilText(page: Page, words: RegExp): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    if (words.test(await page.locator("main").innerText())) return;
    await page.waitForTimeout(1_000);
    await page.reload();
  }
  assert.match(await page.locator("main").innerText(), words);
}
