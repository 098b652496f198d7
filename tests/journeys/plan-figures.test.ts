import assert from "node:assert/strict";
import { test } from "node:test";
import { look, openTown, type Screen, waitForHeading } from "./journey.fixture.ts";

const town = openTown("2026-11-25T10:20:00+09:00");
const phone: Screen = { width: 390 };
const desk: Screen = { width: 1280 };
const root = "/staff/plan/comprehensive";

test("a section types a value, its head approves it, planning prepares it and the head of planning publishes it", async () => {
  const clerk = await town.signIn("笹目 亮", phone);
  await clerk.goto("/staff/plan");
  await look(clerk, "figure-home");
  await clerk.goto(`${root}/values?year=2025`);
  await look(clerk, "figure-grid");
  await clerk.getByLabel("おみたまネットモニター登録者数の値").fill("３,５２x");
  await clerk.getByLabel("おみたまネットモニター登録者数の出典").fill("名簿の訂正");
  await clerk.getByRole("button", { name: "値を出して、決裁を待つ" }).click();
  assert.equal(
    await clerk.getByLabel("おみたまネットモニター登録者数の値").inputValue(),
    "３,５２x",
    "what was typed is kept",
  );
  await look(clerk, "figure-grid-wrong");
  await clerk.getByLabel("おみたまネットモニター登録者数の値").fill("３５２");
  await clerk.getByRole("button", { name: "値を出して、決裁を待つ" }).click();
  await clerk.getByText("もう一人の決裁を待っています", { exact: false }).first().waitFor();

  const head = await town.signIn("田山 京子", phone);
  await head.goto("/staff/plan");
  await look(head, "figure-home-head");
  await head.goto(`${root}/approvals`);
  await look(head, "figure-approvals");
  await head.getByLabel("選ぶ（おみたまネットモニター登録者数）").check();
  await head.getByRole("button", { name: "選んだ値を決裁する" }).click();
  await head.getByText("公表するまで、市民の画面は変わりません", { exact: false }).waitFor();

  const planner = await town.signIn("久保田 誠", desk);
  await planner.goto(`${root}/values?year=2025`);
  await look(planner, "figure-grid");
  await planner.getByLabel("貼り付ける表").fill("指標\t値\t確かさ\t出典\n職員数\t5,0\t速報\t\n知らない\t1\t\tx");
  await planner.getByRole("button", { name: "貼り付けた値を出す" }).click();
  await look(planner, "figure-paste-wrong");
  assert.equal(await planner.getByText("3行目", { exact: false }).first().isVisible(), true, "each row is named");
  await planner
    .getByLabel("貼り付ける表")
    .fill("指標\t値\t確かさ\t出典\n「第4次定員適正化計画」期間の職員数\t５０６\t速報\t調査の訂正");
  await planner.getByRole("button", { name: "貼り付けた値を出す" }).click();
  await planner.getByText("もう一人の決裁を待っています", { exact: false }).first().waitFor();
  await planner.goto(`${root}/history/dx-projects`);
  await look(planner, "figure-history");
  await planner.goto(`${root}/history/women-on-councils`);
  await look(planner, "figure-history-table");
  await planner.goto(`${root}/what-if/net-monitors?target=400&rules=machimigaki-pace`);
  await look(planner, "figure-what-if");
  await planner.goto(`${root}/keys`);
  await planner.getByLabel(/鍵の名前/).fill("アクセス解析");
  await planner.getByRole("button", { name: "鍵をつくる" }).click();
  await planner.getByText("この鍵は、今だけ見ることができます", { exact: false }).waitFor();
  await look(planner, "figure-keys");
  await planner.reload();
  assert.equal(await planner.getByText("今だけ見ることができます", { exact: false }).count(), 0, "shown once");

  await planner.goto(`${root}/publish?year=2025`);
  await look(planner, "figure-publish");
  await planner.getByLabel(/公表の説明/).fill("ネットモニターの数を訂正しました");
  await planner.getByRole("button", { name: "確かめて、公表する人に回す" }).click();
  await planner
    .getByText("準備した人は、公表できません", { exact: false })
    .or(planner.getByText("企画調整課長が公表します"))
    .waitFor();

  const planningHead = await town.signIn("長須 幸子", phone);
  await planningHead.goto("/staff/plan");
  await look(planningHead, "figure-home-publish");
  await planningHead.goto(`${root}/publish?year=2025`);
  await look(planningHead, "figure-publish-decide");
  await planningHead.getByRole("button", { name: "令和7年度を公表する" }).click();
  await planningHead.getByText("公表しました", { exact: false }).first().waitFor();
  await waitForHeading(planningHead, "令和7年度の公表");
  await look(planningHead, "figure-published");
});
