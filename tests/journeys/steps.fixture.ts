import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** Steps that several journeys have in common, done as a person does them: by what is written on the page. */

/** Checks the radio button or box of each label. */
export async function choose(page: Page, labels: readonly (string | RegExp)[]): Promise<void> {
  for (const name of labels) await page.getByRole("radio", { name }).or(page.getByRole("checkbox", { name })).check();
}

/** On the page of the demo's payment provider. */
export async function payByCard(page: Page, number = "4242424242424242"): Promise<void> {
  await page.getByLabel("カード番号").fill(number);
  await page.getByRole("button", { name: /円を支払う/ }).click();
}

/** Pages that wait renew themselves, with or without scripts. */
export async function waitForHeading(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("heading", { name, level: 1 }).waitFor({ timeout: 30_000 });
}

/** What has to travel by way of the worker: looks again until it has come. */
export async function waitForWords(page: Page, words: RegExp): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    if (words.test(await page.locator("main").innerText())) return;
    await page.waitForTimeout(1_000);
    await page.reload();
  }
  assert.match(await page.locator("main").innerText(), words);
}
