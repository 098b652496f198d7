import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { choose, look, openTown, screensOf, waitForHeading } from "./journey.fixture.ts";

const town = openTown("2026-11-25T10:20:00+09:00");
const present = readFileSync(new URL("../../cities/omitama/facilities/minole.yaml", import.meta.url), "utf8");
/** 練習室1の午前が、来年度から800円になる。 */
const dearer = present
  .replace('effectiveFrom: "2026-04-01"', 'effectiveFrom: "2027-04-01"')
  .replace("amounts: { am: 700, pm: 800", "amounts: { am: 800, pm: 800")
  .replace("expect: { kind: fee, fee: 1500 }", "expect: { kind: fee, fee: 1600 }");
/** As somebody writes it at the first try: a word that no file knows, and a worked case that nobody reckoned again. */
const slip = dearer.replace("amounts: { am: 800, pm: 800", "amount: { am: 800, pm: 800");

for (const screen of screensOf("phone"))
  test(`a manager ${screen.name} brings a new fee, mends it and tries it; another person puts it into force`, async () => {
    const manager = await town.signIn("石塚", screen);
    const main = manager.locator("main");
    await manager.goto("/staff/ordinances");
    await manager.getByRole("link", { name: "条例ファイルを読みこむ" }).click();
    await waitForHeading(manager, "条例ファイルを読みこむ");
    await manager.getByRole("button", { name: "読みこんで確かめる" }).click();
    await look(manager, "ordinance-nothing");
    assert.match(await manager.title(), /^誤り：/);

    await manager.getByLabel("ファイルの文").fill(slip);
    await manager.getByRole("button", { name: "読みこんで確かめる" }).click();
    await manager.waitForURL(/\/staff\/ordinances\/[0-9a-f-]{36}$/);
    await look(manager, "ordinance-problems");
    assert.match(await main.innerText(), /行[\s\S]*amount/);
    assert.equal(await manager.getByRole("button", { name: "この日から使う" }).count(), 0);

    await manager.getByRole("link", { name: "この文を直して読みこむ" }).click();
    assert.match(await manager.getByLabel("ファイルの文").inputValue(), /amount: \{ am: 800/);
    await manager.getByLabel("ファイルの文").fill(dearer);
    await manager.getByRole("button", { name: "読みこんで確かめる" }).click();
    await waitForHeading(manager, /みの〜れ/);
    assert.match(await main.innerText(), /700円[\s\S]*800円/);

    await manager.getByLabel("部屋").selectOption("minole-practice-1");
    await manager.getByLabel("使う日").fill("2027-04-02");
    await manager.getByRole("button", { name: "使い方を選ぶ" }).click();
    await choose(manager, [/午前/]);
    await manager.getByRole("button", { name: "試す" }).click();
    await look(manager, "ordinance-tried");
    assert.match(await main.innerText(), /合計700円[\s\S]*合計800円/);
    assert.equal(await manager.getByRole("button", { name: "この日から使う" }).count(), 0, "four eyes");

    const approver = await town.signIn("長須", screen);
    await approver.goto(new URL(manager.url()).pathname);
    await approver.getByLabel("施行日").fill("2026-11-01");
    await approver.getByRole("button", { name: "この日から使う" }).click();
    await look(approver, "ordinance-too-early");
    assert.match(await approver.locator("main").innerText(), /令和8年11月26日（木）か、そのあとの日/);
    assert.equal(await approver.getByLabel("施行日").inputValue(), "2026-11-01");
    await approver.getByLabel("施行日").fill("2027-04-01");
    await approver.getByRole("button", { name: "この日から使う" }).click();
    await approver.goto("/staff/ordinances");
    await look(approver, "ordinances");
    assert.match(await approver.locator("main").innerText(), /施行日が決まった/);
    await approver.goto("/facilities/minole/rules?day=2027-04-01");
    await look(approver, "ordinance-rules");
    assert.match(await approver.locator("main").innerText(), /練習室1[\s\S]*800円/);
  });
