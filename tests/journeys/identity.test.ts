import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { look, openTown, screensOf, waitForHeading } from "./journey.fixture.ts";

/** Everything that a person has here, as a person sees it: on a phone with scripts and on a desk without. */
const town = openTown("2026-11-25T10:20:00+09:00");

async function askCode(page: Page, mail: string): Promise<string> {
  const since = new Date(Date.now() - 1_000);
  await page.goto("/sign-in?next=%2Fmy");
  await page.getByLabel("メールアドレス").fill(mail);
  await page.getByRole("button", { name: "番号をメールで受け取る" }).click();
  await waitForHeading(page, "メールの番号を入れてください");
  return town.readCode(mail, since);
}

for (const { name: on, width, scripts } of screensOf("phone")) {
  const tag = `${width}-${scripts ? "js" : "plain"}`;

  test(`somebody new signs in by mail, mistypes once, says a name, and has an account (${on})`, async () => {
    const page = await town.visit({ width, scripts });
    const mail = `new-${tag}@omitama.example`;
    const code = await askCode(page, mail);
    await look(page, "identity-code");
    await page
      .getByLabel("番号")
      .first()
      .fill(code === "000000" ? "111111" : "000000");
    await page.getByRole("button", { name: "ログインする" }).click();
    await page.getByRole("alert").waitFor();
    await look(page, "identity-code-wrong");
    assert.match(await page.locator("main").innerText(), /あと4回/);
    await page
      .getByLabel("番号")
      .first()
      .fill(code.replace(/^(...)/, "$1 "));
    await page.getByRole("button", { name: "ログインする" }).click();
    await waitForHeading(page, "お名前を教えてください");
    await look(page, "identity-name");
    await page.getByRole("button", { name: "この名前で始める" }).click();
    await page.getByRole("alert").waitFor();
    await look(page, "identity-name-missing");
    await page.getByLabel(/名前/).fill("髙﨑 𠮷子");
    await page.getByRole("button", { name: "この名前で始める" }).click();
    await waitForHeading(page, "髙﨑 𠮷子 さんのページ");
    await look(page, "identity-my");
  });

  test(`a resident sees and changes what is kept, and who looked (${on})`, async () => {
    const page = await town.signInByHand(scripts ? "髙﨑" : "中島", { width, scripts });
    await page.goto(`/my/profile`);
    await look(page, "identity-profile");
    assert.match(await page.locator("main").innerText(), /メールの番号でログインした/);
    await page.goto(`/my/profile/edit`);
    await look(page, "identity-edit");
    await page.getByLabel(/電話番号/).fill("０２９９ー００ー９９９９");
    await page.getByRole("button", { name: "保存する" }).click();
    await waitForHeading(page, "わたしの情報");
    assert.match(await page.locator("main").innerText(), /0299-00-9999/);
    for (const path of ["mail", "looks", "delete"]) {
      await page.goto(`/my/profile/${path}`);
      await look(page, `identity-${path}`);
    }
  });

  test(`a resident founds a group, keeps its roster and hands in its rules (${on})`, async () => {
    const page = await town.signIn(scripts ? "佐藤" : "小林", { width, scripts });
    await page.goto(`/my/groups`);
    await look(page, "identity-groups");
    await page.getByRole("link", { name: "団体を作る" }).click();
    await look(page, "identity-group-new");
    await page.getByLabel(/団体の名前/).fill(`試しの会 ${tag}`);
    await page.getByLabel(/何をする/).fill("試し");
    await page.getByRole("button", { name: "団体を作る" }).click();
    await waitForHeading(page, `試しの会 ${tag}`);
    await look(page, "identity-group");
    await page.getByRole("link", { name: "名簿を見る、直す" }).click();
    await page.getByRole("textbox", { name: /^名前/ }).fill("見本 太郎");
    await page.getByRole("radio", { name: "市内に住んでいる" }).check();
    await page.getByRole("button", { name: "名簿に加える" }).click();
    await waitForHeading(page, "名簿");
    await look(page, "identity-roster");
    assert.match(await page.locator("main").innerText(), /2人。市内の人は1人/);
    await page.getByRole("link", { name: /見本 太郎/ }).click();
    await look(page, "identity-member");
    await page.goBack();
    await page.getByRole("link", { name: `試しの会 ${tag}` }).click();
    await page.getByRole("link", { name: "書類を出す" }).click();
    await look(page, "identity-document-new");
    await page.getByRole("radio", { name: "会則" }).check();
    const lie = { name: "会則.png", mimeType: "image/png", buffer: Buffer.from("%PDF-1.7\n%%EOF") };
    await page.getByLabel(/ファイル/).setInputFiles(lie);
    await page.getByRole("button", { name: "この書類を出す" }).click();
    await page.getByRole("alert").waitFor();
    await look(page, "identity-document-lie");
    await page.getByRole("radio", { name: "会則" }).check();
    await page.getByLabel(/ファイル/).setInputFiles({ ...lie, name: "会則.pdf" });
    await page.getByRole("button", { name: "この書類を出す" }).click();
    await waitForHeading(page, `試しの会 ${tag}`);
    await look(page, "identity-group-paper");
    await page.goto(`${page.url().split("?")[0]}/close`);
    await look(page, "identity-group-close");
  });
}

test("a resident signs in with the card, by the party's page and one press here", async () => {
  const page = await town.visit();
  await page.goto(`/sign-in`);
  await look(page, "identity-sign-in");
  await page.getByRole("button", { name: /マイナンバーカード.*で入る/ }).click();
  await look(page, "identity-demo-choose");
  await page.getByLabel(/グエン/).check();
  await page.getByLabel(/暗証番号（4けた）/).fill("1234");
  await page.getByRole("button", { name: "この人として確認する" }).click();
  await page.getByRole("button", { name: "ログインする" }).waitFor({ timeout: 20_000 });
  await look(page, "identity-visit");
  await page.getByRole("button", { name: "ログインする" }).click();
  await waitForHeading(page, "グエン ティ ラン さんのページ");
});

test("who stops at the party is told so, and nothing has changed", async () => {
  const page = await town.visit();
  await page.goto(`/sign-in`);
  await page.getByRole("button", { name: /マイナンバーカード.*で入る/ }).click();
  await page.getByRole("button", { name: "やめて、まちみがきに戻る" }).click();
  await waitForHeading(page, "ログインは、できていません");
  await look(page, "identity-visit-stopped");
});

test("an administrator registers staff and gives a role; a clerk finds a person, who can see it", async () => {
  const page = await town.signInByHand("織田", { width: 1280 });
  await page.goto(`/staff/roles`);
  await look(page, "identity-roles");
  await page.getByRole("link", { name: "職員を登録する" }).click();
  await look(page, "identity-staff-new");
  await page.getByLabel(/^名前/).fill("見本 新人");
  await page.getByLabel(/仕事のメール/).fill("shinjin@staff.omitama.example");
  await page.getByRole("button", { name: "職員を登録する" }).click();
  await waitForHeading(page, "見本 新人");
  await page.getByLabel(/^理由/).first().fill("4月の異動");
  await page.getByRole("button", { name: "役割を付ける" }).click();
  await page.getByText("役割を付けました").waitFor();
  await look(page, "identity-staff");
  await page.getByRole("button", { name: "番号を出す" }).click();
  await waitForHeading(page, "はじめてのログインの番号");
  await look(page, "identity-enrolment");

  const desk = await town.signIn("青柳", { width: 1280 });
  await desk.goto(`/staff/people?q=${encodeURIComponent("やまぐち")}`);
  await look(desk, "identity-people");
  await desk.getByRole("link", { name: "山口 はる" }).click();
  await waitForHeading(desk, "山口 はる");
  await look(desk, "identity-person");
  await desk.goto(`/staff/people/new`);
  await look(desk, "identity-caller");
  await desk.goto(`/staff/people?q=${encodeURIComponent("合唱")}`);
  await desk.getByRole("link", { name: /みのり合唱団/ }).click();
  await look(desk, "identity-staff-group");
  await desk.goto(`/staff/account`);
  await look(desk, "identity-staff-account");

  const haru = await town.signIn("山口");
  await haru.goto(`/my/profile/looks`);
  assert.match(await haru.locator("main").innerText(), /四季文化館みの〜れの職員[\s\S]*あなたの情報を見た/);
  await look(haru, "identity-looks-seen");
});

test("the sign-in pages read in English and in やさしい日本語", async () => {
  for (const language of ["en", "ja-easy"]) {
    const page = await town.visit();
    await page.goto(`/sign-in?lang=${language}`);
    await look(page, `identity-sign-in-${language}`);
  }
});
