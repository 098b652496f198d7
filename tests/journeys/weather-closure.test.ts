import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { choose, isEveryScreen, look, openTown, waitForHeading, waitForWords } from "./journey.fixture.ts";

/** The counter's other days: bookings that repeat, that are changed, and a storm that closes a house over all of them. */
const town = openTown("2026-11-25T10:20:00+09:00");

const clerks = [
  { where: "on a desk", width: 1280, scripts: true, day: "2026-12-11", caller: "髙﨑" },
  { where: "on a phone without scripts", width: 390, scripts: false, day: "2026-12-12", caller: "佐藤" },
] as const;

for (const { where, width, scripts, day, caller } of isEveryScreen ? clerks : clerks.slice(1)) {
  test(`a clerk ${where} repeats a booking, changes one day, and closes the house for a storm`, async () => {
    const page = await town.signIn("青柳", { width, scripts });
    await bookForCaller(page, day, caller);
    await page.getByRole("link", { name: "手続きのページにもどる" }).click();
    await waitForHeading(page, /練習室1/);
    const booking = page.url();

    await page.getByRole("link", { name: "くり返しにする" }).click();
    await look(page, "series-ask");
    await choose(page, ["毎週、同じ曜日"]);
    await page.getByLabel("終わりの日").fill("2027-01-09");
    await page.getByRole("button", { name: "空きと料金を見る" }).click();
    await look(page, "series-days");
    await page.getByRole("button", { name: /日を予約する/ }).click();
    const none = page.getByLabel(/外して予約する/);
    if ((await none.count()) > 0) {
      await look(page, "series-not-all");
      await none.check();
      await page.getByRole("button", { name: /日を予約する/ }).click();
    }
    await waitForHeading(page, "くり返しの予約");
    await look(page, "series");
    await page.getByRole("button", { name: /現金.*を受け取った/ }).click();
    await page.getByText("現金を受け取りました").first().waitFor();
    await look(page, "series-paid");

    await page.goto(booking);
    await waitForWords(page, /予約が決まっています/);
    await page.getByRole("link", { name: "変更へ進む" }).click();
    await look(page, "change-ask");
    await page.getByLabel("人数").fill("9");
    await page.getByRole("button", { name: "料金を確かめる" }).click();
    await waitForHeading(page, "この内容に変えますか");
    await look(page, "change-check");
    await page.getByLabel("理由").fill("お電話で頼まれたため");
    await page.getByRole("button", { name: "この内容に変える" }).click();
    await page.getByText("予約を変えました").first().waitFor();
    await look(page, "changed");

    await page.goto("/staff/closures");
    await look(page, "closures");
    await page.getByRole("link", { name: "臨時休館にする" }).click();
    await look(page, "closure-house");
    await page.getByRole("link", { name: /みの/ }).click();
    await choose(page, ["練習室1", /雨や風/]);
    await page.getByLabel("始まりの日").fill(day);
    await page.getByLabel("終わりの日").fill(day);
    await page.getByRole("button", { name: "入っている予約を見る" }).click();
    await look(page, "closure-missing");
    assert.match(await page.locator("main").innerText(), /書いてください/);
    await page.getByLabel("住民に知らせる言葉").fill("大雨で川の水が増えているため");
    await page.getByRole("button", { name: "入っている予約を見る" }).click();
    await waitForHeading(page, "休館にする前に確かめる");
    await look(page, "closure-check");
    await page.getByRole("button", { name: /休館にして/ }).click();
    await page.getByText("今から、だれも予約できません").first().waitFor();
    await look(page, "closure-planned");

    await page.goto(`/spaces/minole-practice-1?day=${day}`);
    assert.match(await page.locator("table.week").innerText(), /大雨で川の水が増えているため/);
    await look(page, "closure-week");
    await page.goBack();
    await page.getByRole("button", { name: "今すぐ取り消しを始める" }).click();
    await waitForWords(page, /取り消しが終わりました/);
    await look(page, "closure-done");
    await page.goto(booking);
    await look(page, "closed-booking");
    assert.match(await page.locator("main").innerText(), /大雨で川の水が増えているため/);
  });
}

test("who booked changes the booking, and reads it in English and やさしい日本語", async () => {
  const page = await town.signIn("山口", { width: 390 });
  await page.goto("/my/bookings");
  const links = page.locator('main a[href^="/bookings/"]');
  for (let nth = 0; nth < (await links.count()); nth++) {
    await links.nth(nth).click();
    if ((await page.getByRole("link", { name: "予約を変える" }).count()) > 0) break;
    await page.goBack();
  }
  await look(page, "own-booking");
  await page.getByRole("link", { name: "予約を変える" }).click();
  await look(page, "own-change");
  const address = page.url();
  await page.getByLabel("人数").fill("7");
  await page.getByRole("button", { name: "料金を確かめる" }).click();
  await waitForHeading(page, "この内容に変えますか");
  await look(page, "own-change-check");
  await page.getByRole("button", { name: "この内容に変える" }).click();
  await page.getByText("予約を変えました").first().waitFor();
  await look(page, "own-changed");
  for (const language of ["en", "ja-easy"]) {
    await page.goto(`${address}?lang=${language}`);
    await look(page, `own-change-${language}`);
  }
});

/** By telephone, as in the counter's own journey, until the money is to be taken. */
async function bookForCaller(page: Page, day: string, caller: string): Promise<void> {
  await page.goto(`/staff/bookings/new?space=minole-practice-1&on=${day}&slots=pm`);
  await page
    .getByLabel(/名前|さがす|検索/)
    .first()
    .fill(caller);
  await page
    .getByRole("button", { name: /さがす|探す/ })
    .first()
    .click();
  await page
    .getByRole("link", { name: new RegExp(caller) })
    .or(page.getByRole("button", { name: new RegExp(caller) }))
    .first()
    .click();
  await waitForHeading(page, /使い方/);
  await page.getByLabel("だれが使うか").selectOption("");
  await choose(page, [/市内の個人/, /会議・学習/]);
  await page.getByLabel(/人数/).fill("8");
  await page
    .getByRole("button")
    .filter({ hasText: /料金|確かめる/ })
    .first()
    .click();
  await page.getByRole("button").filter({ hasText: /予約/ }).last().click();
  await page.getByRole("heading", { level: 1 }).waitFor();
}
