import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { makeTestFolder } from "../../src/kernel/test/folder.ts";
import { choose, look, openTown, payByCard, waitForHeading, waitForWords } from "./journey.fixture.ts";

/** 抽選: from the entry to 確定, in three clocks: entries open, the result is out, and somebody who declines. */
const town = openTown("2026-11-25T10:20:00+09:00");
const run = promisify(execFile);
let round = "";

test("a resident without scripts chooses in order, enters, and sees the entry; a stranger does not", async () => {
  const page = await town.visit({ width: 1280, scripts: false });
  await page.goto("/lotteries");
  await look(page, "lotteries");
  await page.getByRole("link", { name: /希望ヶ丘公園.*令和9年1月分/ }).click();
  await look(page, "lottery-open");
  await page.getByRole("link", { name: "希望を選んで申し込む" }).click();
  await town.signInHere(page, "haru@omitama.example");
  await waitForHeading(page, "希望を選んでください");
  await look(page, "lottery-choose-empty");
  await addChoice(page, "グラウンドA面", "2027-01-23", "8時から10時");
  await addChoice(page, "グラウンドB面", "2027-01-24", "10時から12時");
  await look(page, "lottery-choose");
  await page.getByRole("link", { name: /順番を上げる/ }).click();
  assert.match(await page.locator("#chosen + ul li").first().innerText(), /B面/);
  await page.getByRole("link", { name: "使い方へ進む" }).click();
  await waitForHeading(page, "使い方を教えてください");
  await page.getByRole("button", { name: "申し込む", exact: true }).click();
  await look(page, "lottery-use-error");
  await useGround(page);
  await look(page, "lottery-use");
  await page.getByRole("button", { name: "申し込む", exact: true }).click();
  await waitForHeading(page, /抽選の申し込み/);
  await look(page, "lottery-entry");
  assert.match(await page.locator("main").innerText(), /結果を待っています/);
  const mail = await town.readMail("haru@omitama.example", "抽選に申し込みました");
  assert.match(mail.text, /受付番号は[A-Z2-9]{8}です/);
  const stranger = await town.signIn("中島");
  assert.equal((await stranger.request.get(page.url())).status(), 404);
});

test("a clerk on a desk sees counts and no names, and proposes; nobody can draw", async () => {
  const clerk = await town.signIn("根本 由美", { width: 1280 });
  await clerk.goto("/staff/lotteries");
  await look(clerk, "staff-lotteries");
  await clerk.getByRole("link", { name: /令和9年1月分/ }).click();
  await look(clerk, "staff-lottery-open");
  assert.doesNotMatch(await clerk.locator("main").innerText(), /山口/);
  await clerk.getByRole("button", { name: "取りやめを提案する" }).click();
  await look(clerk, "staff-lottery-error");
  assert.equal(await clerk.getByRole("button", { name: /抽選する|抽選を行う/ }).count(), 0);
});

test("the result is out: it is checked in the browser and by the script, the winner takes the win and pays", async () => {
  await town.restart("2026-12-02T10:02:00+09:00");
  const page = await town.visit();
  await page.goto("/lotteries");
  await waitForTurn(page, /結果が出ました/);
  await page.getByRole("link", { name: /希望ヶ丘公園.*令和9年1月分/ }).click();
  await waitForWords(page, /抽選の結果/);
  await look(page, "lottery-result");
  round = page.url();
  await page.getByRole("link", { name: "結果を確かめる" }).click();
  await look(page, "lottery-check");
  await page.getByRole("button", { name: "計算する" }).click();
  await page.getByText(/発表した結果: 合っています/).waitFor();
  assert.equal(await page.getByText(/合っています/).count(), 4);
  await look(page, "lottery-checked");

  const folder = makeTestFolder("recompute");
  const files = ["round.json", "entries.csv", "taken.csv"];
  for (const name of files)
    await writeFile(join(folder, name), await (await page.request.get(`${round}/${name}`)).body());
  const script = join(folder, "recompute.mjs");
  await writeFile(script, await (await page.request.get("/lotteries/recompute.mjs")).body());
  const { stdout } = await run(process.execPath, [script, ...files.map((name) => join(folder, name))]);
  assert.match(stdout, /^right {2}commitment\nright {2}list\nright {2}seed\nright {2}result\n$/);

  await page.goto("/my/lotteries");
  await town.signInHere(page, "haru@omitama.example");
  await waitForHeading(page, "わたしの抽選");
  await look(page, "my-lotteries");
  await page.getByRole("link", { name: /令和9年1月分/ }).click();
  await waitForWords(page, /第1希望が当たりました/);
  await look(page, "lottery-won");
  await town.readMail("haru@omitama.example", "抽選に当たりました");
  const first = page.getByRole("region", { name: "第1希望が当たりました" });
  await first.getByRole("radio", { name: /カードかコンビニ/ }).check();
  await first.getByRole("button", { name: /使うと決める/ }).click();
  await page.getByRole("button", { name: /支払いへ進む/ }).click({ timeout: 20_000 });
  await payByCard(page);
  await waitForWords(page, /予約/);
  await page.goto("/my/bookings");
  await waitForWords(page, /予約が決まっています|確定/);
  await page.goto("/my/lotteries");
  await page.getByRole("link", { name: /令和9年1月分/ }).click();
  await waitForWords(page, /確定しました/);
  const second = page.getByRole("region", { name: "第2希望が当たりました" });
  await second.getByRole("button", { name: /使わない/ }).click();
  await waitForWords(page, /辞退しました|なくなりました/);
  await look(page, "lottery-declined");
});

test("the pages read in English and in やさしい日本語, on a phone", async () => {
  for (const language of ["en", "ja-easy"]) {
    const page = await town.visit();
    await page.goto(`/lotteries?lang=${language}`);
    await look(page, `lotteries-${language}`);
    await page.goto(round);
    await look(page, `lottery-${language}`);
    await page
      .getByRole("link", { name: /Check the result|調/ })
      .first()
      .click();
    await look(page, `lottery-check-${language}`);
  }
});

/** The job that turns rounds runs once a minute, by the machine's clock. */
async function waitForTurn(page: Page, words: RegExp): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    if (words.test(await page.locator("main").innerText())) return;
    await page.waitForTimeout(3_000);
    await page.reload();
  }
  assert.match(await page.locator("main").innerText(), words);
}

async function addChoice(page: Page, space: string, day: string, time: string): Promise<void> {
  await page.getByLabel("部屋").selectOption({ label: space });
  await page.getByLabel("日", { exact: true }).selectOption(day);
  await page.getByRole("button", { name: "この日の時間を見る" }).click();
  await choose(page, [new RegExp(time)]);
  await look(page, "lottery-slots");
  await page.getByRole("button", { name: "この希望を加える" }).click();
}

async function useGround(page: Page): Promise<void> {
  const group = page.getByLabel("だれが使うか");
  if ((await group.count()) > 0) await group.selectOption("");
  await choose(page, [/市内の人や団体/, /ソフトボール/]);
  await page.getByLabel(/人数/).fill("12人");
}
