import type { Page } from "playwright-core";
import type { App } from "./app.fixture.ts";
import { look } from "./browser.fixture.ts";

/** Errands that several journeys have in common, done as a person does them: by what is written on the page. */

export async function signInByMail(app: App, page: Page, mail: string): Promise<void> {
  const since = new Date(Date.now() - 1_000);
  await page.getByLabel("メールアドレス").fill(mail);
  await look(page, "sign-in");
  await page.getByRole("button", { name: "番号をメールで受け取る" }).click();
  await page.getByLabel("番号").fill(await app.readCode(mail, since));
  await look(page, "sign-in-code");
  await page.getByRole("button", { name: "ログインする" }).click();
}

/** Staff show two factors at the sign-on of the city. */
export async function signInAsStaff(app: App, page: Page, name: string): Promise<void> {
  await page.goto(`${app.address}/staff/sign-in`);
  await look(page, "staff-sign-in");
  await page.getByRole("button", { name: /職員の認証/ }).click();
  await page.getByLabel(new RegExp(name)).check();
  await page.getByLabel(/暗証番号（4けた）/).fill("5678");
  await page.getByRole("button", { name: "この人として確認する" }).click();
  // The answer is redeemed by the worker, and a press of a button, not the way back, signs in.
  await page.getByRole("button", { name: "ログインする" }).click({ timeout: 20_000 });
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
