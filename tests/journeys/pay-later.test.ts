import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { look, openTown, payByCard, waitForHeading, waitForWords } from "./journey.fixture.ts";

/** What can happen around paying: a refused card, a number for the convenience store, a change of mind. */
const town = openTown("2026-11-25T10:20:00+09:00");

test("a refused card takes no money; a convenience-store number reserves; paid in the shop it is confirmed; cancelled in time it comes back", async () => {
  const page = await town.visit();
  await bookUntilPayment(page, "maria@omitama.example", "2026-12-10", "online");
  await payByCard(page, "4000000000000002");
  await page
    .getByText(/使えませんでした|was refused/)
    .first()
    .waitFor();

  await page.getByRole("button", { name: /番号を出す|Get the number/ }).click();
  const shop = page.url();
  await page.goto("/my/bookings");
  await waitForWords(page, /仮予約/);
  await look(page, "my-bookings-reserved");
  await page.getByRole("link", { name: /12月10日/ }).click();
  await look(page, "booking-reserved");
  const booking = page.url();

  await page.goto(shop);
  await page.getByRole("button", { name: /店で支払ったことにする|Pretend|paid in the shop/i }).click();
  await page.goto(booking);
  await waitForWords(page, /予約が決まっています/);
  for (const [paper, begin] of [
    ["permit.pdf", "%PDF"],
    ["receipt.pdf", "%PDF"],
    ["calendar.ics", "BEGIN:VCALENDAR"],
  ] as const) {
    const response = await page.request.get(`${booking}/${paper}`);
    assert.equal(response.status(), 200, paper);
    assert.ok((await response.body()).toString("latin1").startsWith(begin), paper);
  }
  const stranger = await town.signIn("中島");
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
  await waitForWords(page, /取り消しました/);
  await look(page, "booking-cancelled");
  await town.readMail("maria@omitama.example", "ancel");
});

test("who chooses the counter gets a reservation with its deadline, and who gives up leaves the room free", async () => {
  const page = await town.visit({ width: 1280, scripts: false });
  await bookUntilPayment(page, "yoshio@omitama.example", "2026-12-11", "counter");
  await waitForHeading(page, "仮予約を受け付けました");
  await look(page, "reserved");
  await page.getByRole("link", { name: "予約のページを開く" }).click();
  await page.getByRole("link", { name: "予約を取り消す" }).click();
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "取り消す", exact: true }).click();
  await waitForWords(page, /取り消しました/);
  await page.goto(`/spaces/minole-practice-1/days/2026-12-11`);
  const night = page.getByRole("list", { name: "練習室1" }).getByText("空き");
  assert.equal(await night.count(), 3);
});

async function bookUntilPayment(page: Page, mail: string, on: string, way: "online" | "counter"): Promise<void> {
  await page.goto(`/spaces/minole-practice-1/book?on=${on}&slots=pm`);
  await page.getByRole("link", { name: "この日時で進む" }).click();
  await town.signInHere(page, mail);
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
  if (page.url().startsWith(town.address))
    await page.getByRole("button", { name: "支払いへ進む" }).click({ timeout: 20_000 });
}
