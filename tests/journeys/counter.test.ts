import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { look, openTown, waitForHeading } from "./journey.fixture.ts";

/** The clerk's day, at 1280 and at 390 px: the board, a caller who pays in cash, a cancellation, a door. */
const town = openTown("2026-11-25T10:20:00+09:00");

const clerks = [
  { where: "on a desk", width: 1280, scripts: true, day: "2026-12-04", caller: "髙﨑" },
  { where: "on a phone without scripts", width: 390, scripts: false, day: "2026-12-05", caller: "佐藤" },
] as const;

for (const { where, width, scripts, day, caller } of clerks) {
  test(`a clerk ${where} books for a caller, takes cash, and cancels with everything given back`, async () => {
    const page = await town.signIn("青柳", { width, scripts });
    await page.goto(`/staff?day=${day}`);
    await look(page, "staff-board-empty");

    await bookForCaller(page, day, caller);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await look(page, "staff-payment");
    await takeCash(page);
    await look(page, "staff-paid");
    await page.getByRole("link", { name: "手続きのページにもどる" }).click();
    await waitForHeading(page, /練習室1/);

    await page.goto(`/staff?day=${day}`);
    await look(page, "staff-board");
    await page
      .getByRole("link", { name: new RegExp(caller) })
      .filter({ visible: true })
      .first()
      .click();
    await look(page, "staff-booking");
    assert.match(await page.locator("main").innerText(), /支払いずみ/);

    await page.getByRole("link", { name: "取り消しへ進む" }).click();
    await look(page, "staff-cancel");
    await page.getByRole("radio", { name: /市の都合/ }).check();
    await page.getByLabel("理由").fill("冷房の故障のため");
    await page.getByRole("button", { name: "取り消して、ご本人に知らせる" }).click();
    await page.getByText("取り消しました").first().waitFor();
    await look(page, "staff-cancelled");
  });
}

test("a clerk closes a room with a reason, and opens a door with a reason that stays in the log", async () => {
  const page = await town.signIn("青柳", { width: 1280 });
  await page.goto(`/staff/blocks/new?space=minole-practice-1&on=2026-12-08&slots=am`);
  await look(page, "staff-block");
  await page.getByRole("radio", { name: /休館/ }).check();
  await page.getByLabel("理由").fill("床の点検のため");
  await page.getByRole("button", { name: /止める/ }).click();
  await page.goto(`/spaces/minole-practice-1?day=2026-12-08`);
  assert.match(await page.locator("table.week").innerText(), /休館/);

  await page.goto(`/staff/doors/minole-practice-1`);
  await look(page, "staff-door");
  await page.getByLabel("理由").first().fill("忘れ物を取りに来た方がいるため");
  await page.getByRole("button", { name: "扉をあける" }).click();
  await page
    .getByText(/忘れ物を取りに来た方/)
    .first()
    .waitFor({ timeout: 20_000 });
  await look(page, "staff-door-opened");
});

test("what staff saw and did is in the auditor's log, whose chain holds", async () => {
  const page = await town.signIn("角田", { width: 1280 });
  await page.goto(`/staff/log`);
  await look(page, "staff-log");
  const said = await page.locator("main").innerText();
  assert.match(said, /書き変えられていません/);
  assert.match(said, /booking\.cancelled/);
});

/** By telephone: a place and time, a person found by name, the use, the price, the booking. */
async function bookForCaller(page: Page, day: string, caller: string): Promise<void> {
  await page.goto(`/staff/bookings/new?space=minole-practice-1&on=${day}&slots=pm`);
  await look(page, "staff-new-who");
  await page
    .getByLabel(/名前|さがす|検索/)
    .first()
    .fill(caller);
  await page
    .getByRole("button", { name: /さがす|探す/ })
    .first()
    .click();
  await look(page, "staff-new-found");
  await page
    .getByRole("link", { name: new RegExp(caller) })
    .or(page.getByRole("button", { name: new RegExp(caller) }))
    .first()
    .click();
  await waitForHeading(page, /使い方/);
  await page.getByLabel("だれが使うか").selectOption("");
  await page.getByRole("radio", { name: /市内の個人/ }).check();
  await page.getByRole("radio", { name: /会議・学習/ }).check();
  await page.getByLabel(/人数/).fill("8");
  await look(page, "staff-new-use");
  await page
    .getByRole("button")
    .filter({ hasText: /料金|確かめる/ })
    .first()
    .click();
  await look(page, "staff-new-check");
  await page.getByRole("button").filter({ hasText: /予約/ }).last().click();
}

async function takeCash(page: Page): Promise<void> {
  await page
    .getByLabel(/受け取った|預かった|金額/)
    .first()
    .fill("1000");
  await page
    .getByRole("button", { name: /受け取/ })
    .first()
    .click();
}
