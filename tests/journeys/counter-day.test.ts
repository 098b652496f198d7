import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { look, openTown, waitForHeading, waitForWords } from "./journey.fixture.ts";

/** A clerk's whole day at the counter: a booking, cash, an overrun, the figures, the day's account. */
const town = openTown("2026-11-25T10:20:00+09:00");

test("a clerk books at the counter, takes cash, records an overrun with its payment, and closes the day", async () => {
  const page = await town.signIn("青柳", { width: 1280 });
  await book(page);
  await takeCash(page, "1000");
  await page.getByRole("link", { name: "手続きのページにもどる" }).click();
  await waitForHeading(page, /練習室1/);
  await waitForWords(page, /精算へ進む/);
  await look(page, "counter-day-booking");

  await page.getByRole("link", { name: "精算へ進む" }).click();
  await waitForHeading(page, "使ったあとの精算");
  await page.getByLabel(/本当に終わった時刻/).fill("25時");
  await page.getByRole("button", { name: "金額を計算する" }).click();
  await look(page, "counter-day-wrong");
  await page.getByLabel(/本当に終わった時刻/).fill("12:40");
  await page.getByRole("button", { name: "金額を計算する" }).click();
  await look(page, "counter-day-overrun");
  await page.getByRole("button", { name: "この内容で記録する" }).click();
  await look(page, "counter-day-more");
  await takeCash(page, "1000");
  await look(page, "counter-day-settled");

  await page.goto("/staff/statistics?facility=minole");
  await look(page, "counter-day-statistics");
  assert.match(await page.locator("main").innerText(), /開いている枠の数で割った/);
  await page.goto("/staff/board/week?facility=minole");
  await look(page, "counter-day-week");
  await page.goto("/staff/board/month?facility=minole");
  await look(page, "counter-day-month");

  await page.goto("/staff/cash/2026-11-25");
  await look(page, "counter-day-cash");
  await closeDay(page);
  await page.getByText("日計を締めました").first().waitFor();
  await look(page, "counter-day-closed");
});

test("on a phone: the statistics of all houses, who seems not to have come, and a resident's own points", async () => {
  const page = await town.signInByHand("青柳", { width: 390, scripts: false });
  await page.goto("/staff/statistics");
  await look(page, "statistics-all");
  await page.goto("/staff/statistics?facility=minole");
  await look(page, "statistics-one");
  await page.goto("/staff/penalties");
  await look(page, "penalties");
  await page.goto("/staff/board/week?facility=minole");
  await look(page, "board-week");
  const haru = await town.signIn("山口", { width: 390, scripts: false });
  await haru.goto("/my/penalties");
  await look(haru, "my-penalties");
  assert.match(await haru.locator("main").innerText(), /点数はありません/);
});

async function book(page: Page): Promise<void> {
  await page.goto("/staff/bookings/new?space=minole-practice-1&on=2026-11-25&slots=am");
  await page
    .getByLabel(/名前|さがす|検索/)
    .first()
    .fill("髙﨑");
  await page
    .getByRole("button", { name: /さがす|探す/ })
    .first()
    .click();
  await page.getByRole("link", { name: /髙﨑/ }).first().click();
  await waitForHeading(page, /使い方/);
  await page.getByLabel("だれが使うか").selectOption("");
  await page.getByRole("radio", { name: /市内の個人/ }).check();
  await page.getByRole("radio", { name: /会議・学習/ }).check();
  await page.getByLabel(/人数/).fill("8");
  await page
    .getByRole("button")
    .filter({ hasText: /料金|確かめる/ })
    .first()
    .click();
  await page.getByRole("button").filter({ hasText: /予約/ }).last().click();
}

async function takeCash(page: Page, received: string): Promise<void> {
  await page
    .getByLabel(/受け取った|預かった|金額/)
    .first()
    .fill(received);
  await page
    .getByRole("button", { name: /受け取/ })
    .first()
    .click();
}

/** 700 yen for the morning and 230 for the hour more, all in coins of one yen: no difference to explain. */
async function closeDay(page: Page): Promise<void> {
  assert.match(await page.locator("main").innerText(), /930円/);
  await page.getByLabel("1円玉の枚数", { exact: true }).fill("930");
  await page.getByRole("button", { name: "日計を締める" }).click();
}
