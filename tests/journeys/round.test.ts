import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { look, openTown, waitForHeading } from "./journey.fixture.ts";

/**
 * A whole year of the evaluation, from its opening to the budget's answer, by seven people in seven browsers: who plans,
 * who writes, who heads the section, two reviewers from outside, who publishes, and who holds the money.
 */
const town = openTown("2027-04-12T09:00:00+09:00");

const because = "案内を高校と市内の職場に広げたが、答えた人へのお知らせが遅れた。";
const verdict = "答えた人に、何が変わったかを返し続けてほしい。";
const answer = "結果と市が変えたことを、調査のたびに60日以内に知らせます。";
const budgetAnswer = "お知らせの費用を認めました。案内の費用は、今の予算の中で行います。";

/** Fills what is still empty; what last year's sheet brought along stays. */
async function writeSheet(page: Page): Promise<void> {
  for (const box of await page.locator("main textarea, main input[type=text]").all()) {
    if ((await box.inputValue()) === "") await box.fill(because);
  }
  for (const name of ["necessity", "effectiveness", "efficiency", "fairness"]) {
    await page.locator(`input[name$="${name}"][value=B]`).check();
  }
  await page.locator('input[name$="result-direction"][value=up]').check();
  await page.locator('input[name$="cost-direction"][value=more]').check();
}

test("seven people bring one measure from an empty sheet to the budget's answer, and everybody can read it", async () => {
  const planner = await town.signIn("久保田", { width: 1280 });
  const writer = await town.signIn("笹目", { width: 1280, scripts: false });
  const head = await town.signIn("田山", { width: 390 });
  const chair = await town.signIn("大和田", { width: 1280 });
  const reviewer = await town.signIn("皆川", { width: 390, scripts: false });
  const publisher = await town.signIn("長須", { width: 1280 });
  const finance = await town.signIn("小松崎", { width: 390 });

  // 企画: the round is opened, with a date for each step
  await planner.goto("/staff/evaluation");
  await look(planner, "round-0-evaluations");
  await planner.goto("/staff/evaluation/new");
  await look(planner, "round-1-new");
  await planner.getByRole("button", { name: "評価を始める" }).click();
  await waitForHeading(planner, "令和8年度の行政評価");
  await look(planner, "round-2-open");
  const round = new URL(planner.url()).pathname;

  // 企画: two people from outside, one of them in the chair
  for (const [mail, title, isChair] of [
    ["owada@omitama.example", "学識経験者", true],
    ["minagawa@omitama.example", "市民代表", false],
  ] as const) {
    await planner.goto(`${round}/reviewers`);
    const byMail = planner.locator("form", { has: planner.getByLabel("アカウントのメールアドレス") });
    await byMail.getByLabel("アカウントのメールアドレス").fill(mail);
    await byMail.getByLabel("公表する肩書き").fill(title);
    if (isChair) await byMail.getByLabel(/委員長にする/).check();
    await byMail.getByRole("button", { name: "委員に登録する" }).click();
    await planner.getByText("委員に登録し、本人にメールを送りました。").waitFor();
  }
  await look(planner, "round-3-reviewers");

  // 課: an unfinished sheet does not go out, and keeps what was typed
  await writer.goto(round);
  await writer
    .getByRole("link", { name: /広聴の充実/ })
    .first()
    .click();
  await waitForHeading(writer, "広聴の充実");
  const sheet = new URL(writer.url()).pathname;
  await writer.getByLabel("ひとことで言うと").fill("声を返すことが、これからの仕事");
  await writer.getByRole("button", { name: "課長へ出す" }).click();
  await writer.getByRole("alert").waitFor();
  assert.match(await writer.title(), /^誤り：/);
  assert.equal(await writer.getByLabel("ひとことで言うと").inputValue(), "声を返すことが、これからの仕事");
  await look(writer, "round-4-unfinished");
  await writeSheet(writer);
  await writer.getByRole("button", { name: "課長へ出す" }).click();
  await writer.getByText("課長へ出しました。").waitFor();
  await look(writer, "round-5-written");

  // 課長, then 企画: each another pair of eyes
  await head.goto(sheet);
  await look(head, "round-6-head");
  await head.getByRole("button", { name: "企画へ出す" }).click();
  await head.getByText("次の段階へ移しました。").waitFor();
  await planner.goto(sheet);
  await planner.getByRole("button", { name: "点検を終える" }).click();
  await planner.getByText("次の段階へ移しました。").waitFor();
  await look(planner, "round-7-checked");
  const select = planner.locator("form", { has: planner.getByRole("button", { name: "外部評価に出す" }) });
  await select.getByRole("textbox").first().fill("市民の関心が高く、3年つづけておくれているため。");
  await select.getByRole("button", { name: "外部評価に出す" }).click();
  await planner.getByText("次の段階へ移しました。").waitFor();

  // 委員: each alone; what one writes the other does not see
  for (const [page, chosen, words] of [
    [reviewer, "improve", "人数より、返事の中身を見てほしい。"],
    [chair, "improve", "返事があると、人は続けて答える。"],
  ] as const) {
    await page.goto("/my/reviews");
    await look(page, "round-8-my-reviews");
    await page.getByRole("link", { name: "広聴の充実" }).first().click();
    await waitForHeading(page, "広聴の充実");
    for (const box of await page.locator('input[name^="score-"][value=B]').all()) await box.check();
    await page.locator(`input[name=verdict][value=${chosen}]`).check();
    await page.getByLabel("意見", { exact: true }).fill(words);
    await page.getByLabel(/自分だけの覚え書き/).fill("ひみつの覚え書き");
    await look(page, "round-9-review");
    if (page === chair) assert.doesNotMatch(await page.locator("main").innerText(), /返事の中身/);
    await page.getByRole("button", { name: "提出する" }).click();
    await page.getByText("提出しました。").first().waitFor();
  }

  // 委員長: the talk, the votes, the joint verdict
  await chair.goto(`/my/reviews/${sheet.split("/").at(-1)}/board`);
  await chair.getByRole("button", { name: "話し合いを始める" }).click();
  await chair.getByText("話し合いを始めました。").waitFor();
  await look(chair, "round-10-board");
  const board = await chair.locator("main").innerText();
  assert.match(board, /返事の中身/);
  assert.doesNotMatch(board, /ひみつの覚え書き/);
  await chair.locator("input[name=verdict][value=improve]").check();
  await chair.getByLabel("委員会の意見").fill(verdict);
  await chair.getByRole("button", { name: "判定を決める" }).click();
  await chair.getByText("委員会の判定を決めました。").waitFor();

  // 市の答え: the section writes, its head agrees
  await writer.goto(sheet);
  await writer.getByRole("link", { name: "市の答え" }).first().click();
  await writer.locator("input[name=stance][value=accept]").check();
  await writer.locator("textarea[name=words]").fill(answer);
  await writer.getByLabel("1つめの約束").fill("結果を60日以内に知らせる");
  await writer.locator("input[name=until-1]").fill("2028-03-31");
  await look(writer, "round-11-answer");
  await writer.getByRole("button", { name: "承認を求める" }).click();
  await writer.getByText("課長に承認を求めました。").waitFor();
  const answerPath = new URL(writer.url()).pathname;
  await head.goto(answerPath);
  await look(head, "round-12-approve");
  await head.getByRole("button", { name: "この答えを承認する" }).click();
  await head.getByText("承認しました。").waitFor();

  // 公表: by somebody who finished nothing
  await publisher.goto(`${round}/publish`);
  await look(publisher, "round-13-publish");
  await publisher.getByRole("button", { name: /公表する/ }).click();
  await waitForHeading(publisher, "令和8年度の行政評価");
  await look(publisher, "round-14-published");

  // 予算: asked, assessed, decided, answered, each by another
  await writer.goto("/staff/budget");
  await look(writer, "round-15-budget");
  await writer.goto(`/staff/budget/sheets/${sheet.split("/").at(-1)}`);
  await writer
    .getByRole("link", { name: /この事業の予算を要求する/ })
    .first()
    .click();
  await writer.getByLabel("要求額").fill("1650000");
  await writer.locator("textarea[name=reason]").fill("委員会の「返し続けてほしい」に答えるため。");
  await look(writer, "round-16-ask");
  await writer.getByRole("button", { name: "下書きを保存する" }).click();
  await writer.getByText("下書きを保存しました。").waitFor();
  const request = new URL(writer.url()).pathname;
  await head.goto(request);
  await head.getByRole("button", { name: "財政の担当に出す" }).click();
  await head.getByText("予算要求を出しました。").waitFor();
  await finance.goto(request);
  await look(finance, "round-17-assess");
  await finance.getByLabel("査定額").fill("1500000");
  await finance.getByLabel("査定の理由").fill("案内は、今の予算の中でできるため。");
  await finance.getByRole("button", { name: "査定する" }).click();
  await finance.getByText("査定を書きました。").waitFor();
  await finance.getByLabel("議決額").fill("1500000");
  await finance.getByLabel("議決の日").fill("2027-04-12");
  await finance.getByLabel("住民への答え").fill(budgetAnswer);
  await finance.getByRole("button", { name: "議決の結果を書く" }).click();
  await finance.getByText("議決の結果を書きました。").waitFor();
  await publisher.goto("/staff/budget");
  await publisher.getByRole("link", { name: "ひらく" }).first().click();
  await waitForHeading(publisher, "令和10年度の予算の答えを公表する");
  await look(publisher, "round-18-budget-preview");
  await publisher.getByRole("button", { name: /公表する/ }).click();
  await publisher.getByText("予算の答えを公表しました。").waitFor();

  // 市民: everything in one place, and nothing that was private
  const resident = await town.visit({ width: 390 });
  await resident.goto("/plans/comprehensive/evaluations/2026/1303");
  await look(resident, "round-19-public-sheet");
  await resident.goto("/plans/comprehensive/parts/1303");
  await look(resident, "round-20-public");
  const shown = await resident.locator("main").innerText();
  for (const words of [verdict, answer, budgetAnswer]) assert.ok(shown.includes(words), words);
  assert.doesNotMatch(shown, /ひみつの覚え書き|大和田|皆川/);
});
