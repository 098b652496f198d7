import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { look, openTown, waitForHeading } from "./journey.fixture.ts";

const town = openTown("2026-11-25T10:20:00+09:00");

/** Gives the page's browser a phone's key holder (CTAP2), which answers for its owner by itself. */
async function withAuthenticator(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    /** The owner's finger is not recognised, or is again. */
    verify: (isUserVerified: boolean) => devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
    async count() {
      return (await devtools.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length;
    },
  };
}

test("a resident makes a passkey, signs out, and signs in by one press", async () => {
  const page = await town.signIn("山口");
  const authenticator = await withAuthenticator(page);
  await waitForHeading(page, "山口 はる さんのページ");

  await page.goto("/my/profile");
  await page.getByRole("link", { name: "パスキーを作る" }).click();
  await look(page, "passkey-new");
  await page.getByLabel(/パスキーの名前/).fill("わたしの電話");
  await page.getByRole("button", { name: "パスキーを作る" }).click();
  await waitForHeading(page, "わたしの情報");
  assert.equal(await authenticator.count(), 1);
  assert.match(await page.locator("main").innerText(), /わたしの電話/);
  await look(page, "passkey-made");

  await page.getByRole("button", { name: "ログアウト" }).click();
  await page.goto("/sign-in?next=%2Fmy%2Fgroups");
  await page.getByRole("button", { name: "パスキーで入る" }).click();
  await waitForHeading(page, "団体");
  assert.equal(new URL(page.url()).pathname, "/my/groups");
  assert.match(await page.locator("header").innerText(), /山口 はる/);
});

test("a passkey whose holder is not verified signs nobody in, and the page says what else works", async () => {
  const page = await town.signIn("髙﨑");
  const authenticator = await withAuthenticator(page);
  await waitForHeading(page, /さんのページ/);
  await page.goto("/my/passkeys/new");
  await page.getByLabel(/パスキーの名前/).fill("電話");
  await page.getByRole("button", { name: "パスキーを作る" }).click();
  await waitForHeading(page, "わたしの情報");
  await page.getByRole("button", { name: "ログアウト" }).click();

  await authenticator.verify(false);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "パスキーで入る" }).click();
  await page.getByText("パスキーは、使われませんでした").waitFor({ timeout: 20_000 });
  await look(page, "passkey-stopped");
  assert.match(await page.locator("header").innerText(), /ログイン/);
});

test("without scripts the passkey button says that the code by mail works", async () => {
  const page = await town.visit({ scripts: false });
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "パスキーで入る" }).click();
  await page.getByRole("alert").waitFor();
  assert.match(await page.getByRole("alert").innerText(), /メールの番号/);
});

test("a new member of staff comes in with the code on paper, the code by mail, and a passkey of their own", async () => {
  const office = await town.signIn("織田", { width: 1280 });
  await office.goto("/staff/roles/new");
  await office.getByRole("textbox", { name: /^名前/ }).fill("見本 新人");
  await office.getByLabel(/仕事のメール/).fill("shinjin@staff.omitama.example");
  await office.getByRole("button", { name: "職員を登録する" }).click();
  await waitForHeading(office, "見本 新人");
  await office.getByRole("textbox", { name: /^理由/ }).first().fill("4月の異動");
  await office.getByRole("button", { name: "役割を付ける" }).click();
  await office.getByText("役割を付けました").waitFor();
  await office.getByRole("button", { name: "番号を出す" }).click();
  const paper = await office.locator("p.lead").innerText();

  const desk = await town.visit({ width: 1280 });
  await withAuthenticator(desk);
  const since = new Date(Date.now() - 1_000);
  await desk.goto("/staff/enrol");
  await desk.getByLabel(/紙の番号/).fill("22222-22222");
  await desk.getByRole("button", { name: "メールの番号を受け取る" }).click();
  await desk.getByRole("alert").waitFor();
  await look(desk, "staff-enrol-wrong");
  await desk.getByLabel(/紙の番号/).fill(paper.toLowerCase().replace("-", " "));
  await desk.getByRole("button", { name: "メールの番号を受け取る" }).click();
  await waitForHeading(desk, "メールの番号を入れてください");
  await desk
    .getByLabel("番号")
    .first()
    .fill(await town.readCode("shinjin@staff.omitama.example", since));
  await desk.getByRole("button", { name: "番号を確かめる" }).click();
  await waitForHeading(desk, "パスキーを作る");
  await look(desk, "staff-enrol-passkey");
  await desk.getByLabel(/パスキーの名前/).fill("職場の鍵");
  await desk.getByRole("button", { name: "パスキーを作る" }).click();
  await desk.getByText("見本 新人").first().waitFor({ timeout: 20_000 });
  assert.match(await desk.locator("header").innerText(), /生涯学習課/);

  await desk.getByRole("button", { name: "ログアウト" }).click();
  await desk.goto("/staff/sign-in");
  await desk.getByRole("button", { name: "パスキーで入る" }).click();
  await desk.getByText("見本 新人").first().waitFor({ timeout: 20_000 });
});
