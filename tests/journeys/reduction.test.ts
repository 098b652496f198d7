import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { look, openTown, payByCard, screensOf, waitForHeading } from "./journey.fixture.ts";

/** 減免: asked for on the booking's page, sent back, asked again, granted; the money goes back and there is a letter. */
const town = openTown("2026-11-25T10:20:00+09:00");

const rooms = {
  "on a phone": { who: "山口 はる", mail: "haru@omitama.example", part: "事務所側" },
  "on a desk, without scripts": { who: "佐藤 みのり", mail: "minori@omitama.example", part: "舞台側" },
} as const;

for (const screen of screensOf("phone")) {
  const { who, mail, part } = rooms[screen.name];
  describe(screen.name, () => {
    let resident: Page;
    let staff: Page;
    let booking: string;

    test(`${who} books, pays, and applies for a reduction; a missing reason is said at the field`, async () => {
      resident = await town.signIn(who, screen);
      await resident.goto("/");
      await resident.getByLabel("いつ使いますか").fill("2026-12-04");
      await resident.getByRole("button", { name: "空いている部屋を探す" }).click();
      await resident.getByRole("list", { name: "風のホール" }).getByRole("link", { name: /夜間/ }).click();
      await resident.getByRole("link", { name: `風のホール（${part}）` }).click();
      await resident.getByRole("link", { name: "この日時で進む" }).click();
      await waitForHeading(resident, "使い方を教えてください");
      await resident
        .getByRole("radio", { name: /市内の個人|市内に住/ })
        .first()
        .check();
      await resident.getByRole("radio", { name: /合唱・演奏/ }).check();
      await resident.getByLabel(/人数/).fill("10");
      await resident.getByRole("button", { name: "料金を確かめる" }).click();
      await waitForHeading(resident, "料金と内容を確かめてください");
      await resident.getByRole("checkbox", { name: /確かめました/ }).check();
      await resident.getByRole("button", { name: "支払いへ進む" }).click();
      await resident.waitForURL(/payments|127\.0\.0\.1/);
      const go = resident.getByRole("button", { name: "支払いへ進む" });
      if (resident.url().startsWith(town.address)) await go.click({ timeout: 20_000 });
      await payByCard(resident);
      await waitForHeading(resident, "予約が決まりました");
      await resident.getByRole("link", { name: "予約のページを開く" }).click();
      await waitForHeading(resident, /風のホール/);
      booking = new URL(resident.url()).pathname;
      await resident.getByRole("link", { name: "減免を申請する" }).click();
      await waitForHeading(resident, "使用料の減免");
      await look(resident, "reduction");
      await resident.getByRole("button", { name: "申請する" }).click();
      await resident.getByRole("alert").waitFor();
      await look(resident, "reduction-errors");
      await resident.getByLabel("申請の理由").fill("市の福祉まつりの練習に使います。");
      await resident.getByRole("button", { name: "申請する" }).click();
      await waitForHeading(resident, /風のホール/);
      await look(resident, "reduction-applied");
    });

    test("staff see what it would cost, and send it back; the resident sends a document with it", async () => {
      staff = await town.signIn("石塚", screen);
      await staff.goto("/staff/reductions");
      await look(staff, "staff-reductions");
      await staff
        .getByRole("main")
        .getByRole("link", { name: new RegExp(part) })
        .click();
      await waitForHeading(staff, "公益のための使用");
      await look(staff, "staff-reduction");
      await staff.getByText("直すところを知らせて戻す").first().click();
      const form = staff.locator("details[open]").filter({ hasText: "直すところを知らせて戻す" });
      await form.getByRole("button", { name: "直すところを知らせて戻す" }).click();
      await staff.getByRole("alert").waitFor();
      await look(staff, "staff-reduction-errors");
      const again = staff.locator("details[open]").filter({ hasText: "直すところを知らせて戻す" });
      await again.getByLabel("申請した人への言葉").fill("まつりの案内を付けてください。");
      await again.getByRole("button", { name: "直すところを知らせて戻す" }).click();
      await staff.getByText("決めたことを記録しました。").waitFor();
      await resident.goto(booking);
      await look(resident, "reduction-returned");
      await resident.getByRole("link", { name: "直して、もう一度申請する" }).click();
      const file = { name: "案内.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n%%EOF") };
      await resident.getByLabel(/書類/).setInputFiles(file);
      await resident.getByRole("button", { name: "申請する" }).click();
      await waitForHeading(resident, /風のホール/);
    });

    test("granted: the price is counted anew, the money goes back, and the letter is there", async () => {
      await staff.reload();
      await staff.getByRole("button", { name: "減免を認める" }).click();
      await staff.getByText("決めたことを記録しました。").waitFor();
      await look(staff, "staff-reduction-granted");
      await resident.goto(booking);
      await look(resident, "reduction-granted");
      const words = await resident.locator("main").innerText();
      assert.match(words, /認められました/);
      assert.match(words, /返金|お返し/);
      const download = resident.waitForEvent("download");
      await resident.getByRole("link", { name: /使用料減免決定通知書/ }).click();
      assert.match((await download).suggestedFilename(), /減免決定通知書.*\.pdf$/);
      const told = await town.readMail(mail, "減免が決まりました");
      assert.match(told.text, /0円|無料/);
    });
  });
}

test("a group becomes one that is reduced by itself: one proposes, another decides", async () => {
  const clerk = await town.signIn("青柳", { width: 390 });
  await clerk.goto("/staff/reductions/standing");
  await clerk.getByRole("searchbox", { name: "団体の名前" }).fill("みのり合唱団");
  await clerk.getByRole("button", { name: "探す" }).click();
  await clerk.getByRole("radio", { name: /みのり合唱団/ }).check();
  await look(clerk, "standing-propose");
  await clerk.getByRole("button", { name: "案を出す" }).click();
  await clerk.getByRole("alert").waitFor();
  await look(clerk, "standing-errors");
  await clerk.getByRole("radio", { name: /みのり合唱団/ }).check();
  await clerk.getByLabel("減免する理由").fill("市の行事で毎年歌うため");
  await clerk.getByRole("button", { name: "案を出す" }).click();
  await clerk.getByText("案を出しました。").waitFor();
  const manager = await town.signIn("石塚", { width: 1280 });
  await manager.goto("/staff/reductions/standing");
  await look(manager, "standing");
  await manager.getByRole("button", { name: /減免団体にする/ }).click();
  await manager.getByText("決めたことを記録しました。").waitFor();
  await look(manager, "standing-granted");
  assert.match(await manager.locator("main").innerText(), /減免中/);
});
