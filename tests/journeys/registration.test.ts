import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { writeWorkbook } from "../../src/kernel/files/write-workbook.ts";
import { look, openTown, payByCard, screensOf, waitForHeading } from "./journey.fixture.ts";

/** From the registration of a group to its permit: once on a phone with scripts, once on a desk without. */
const town = openTown("2026-11-25T10:20:00+09:00");

const groups = {
  "on a phone": { group: "みのり合唱団（見本）", who: "山口 はる", part: "事務所側" },
  "on a desk, without scripts": { group: "あおば吹奏楽団（見本）", who: "佐藤 みのり", part: "舞台側" },
} as const;

for (const screen of screensOf("desk")) {
  const { group, who, part } = groups[screen.name];
  describe(screen.name, () => {
    let resident: Page;
    let staff: Page;

    test(`${who} applies with the roster; what is missing is said at the field`, async () => {
      resident = await town.signIn(who, screen);
      await resident.goto("/my/groups");
      await resident.getByRole("link", { name: group }).click();
      await waitForHeading(resident, group);
      await look(resident, "group");
      await resident.getByRole("link", { name: "団体登録を見る" }).click();
      await waitForHeading(resident, "団体登録");
      await look(resident, "registration");
      const kind = resident.getByRole("region", { name: "文化活動の団体" });
      await kind.getByRole("link", { name: "登録を申し込む" }).click();
      await waitForHeading(resident, "文化活動の団体（見本）");
      await look(resident, "apply");
      await resident.getByRole("button", { name: "この内容で申し込む" }).click();
      await resident.getByRole("alert").waitFor();
      await look(resident, "apply-errors");
      await resident.getByLabel("団体の地区").selectOption({ label: "美野里" });
      await resident.getByRole("checkbox", { name: /名簿の人たちに伝えました/ }).check();
      await resident.getByRole("button", { name: "この内容で申し込む" }).click();
      await waitForHeading(resident, "団体登録");
      await look(resident, "applied");
    });

    test("a facility manager sends it back with the field that is to be corrected", async () => {
      staff = await town.signIn("石塚", screen);
      await staff.goto("/staff/registrations");
      await look(staff, "staff-registrations");
      await staff.getByRole("link", { name: group }).click();
      await waitForHeading(staff, group);
      await look(staff, "staff-registration");
      await staff.getByText("直すところを知らせて戻す").first().click();
      const form = staff.locator("details[open]");
      await form.getByRole("button", { name: "直すところを知らせて戻す" }).click();
      await staff.getByRole("alert").waitFor();
      await look(staff, "staff-return-errors");
      const again = staff.locator("details[open]");
      await again.getByRole("checkbox", { name: "名簿" }).check();
      await again.getByLabel("団体への言葉").fill("新しい団員の方を名簿に加えてください。");
      await again.getByRole("button", { name: "直すところを知らせて戻す" }).click();
      await waitForHeading(staff, group);
      const mail = await town.readMail(
        who === "山口 はる" ? "haru@omitama.example" : "minori@omitama.example",
        "直すところ",
      );
      assert.match(mail.text, /新しい団員の方/);
    });

    test(`${who} corrects the roster by Excel: a wrong row first, then all of it`, async () => {
      await resident.reload();
      await look(resident, "returned");
      await resident.goto(`${resident.url().replace(/\/registration.*/, "")}/members`);
      await look(resident, "roster");
      await resident.getByRole("link", { name: "Excelで名簿を取りこむ" }).click();
      await waitForHeading(resident, "Excelで名簿を取りこむ");
      const send = async (rows: string[][]) => {
        const bytes = await writeWorkbook([
          { name: "名簿", rows: [["名前", "市内", "年代", "責任者"], ...rows], widths: [20, 20, 20, 20] },
        ]);
        const file = { name: "名簿.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from(bytes) };
        await resident.getByLabel(/名簿のファイル/).setInputFiles(file);
        await resident.getByRole("button", { name: "取りこむ" }).click();
      };
      const people = Array.from({ length: 12 }, (_, n) => [
        `団員 ${n + 1}（見本）`,
        "市内に住んでいる",
        "18歳から64歳",
        "",
      ]);
      await send([...people, ["", "市外", "", ""], ["だれか（見本）", "となりの町", "", ""]]);
      await resident.getByRole("alert").waitFor();
      await look(resident, "import-errors");
      assert.match(await resident.getByRole("alert").innerText(), /14行目[\s\S]*15行目/);
      await send([...people, [who, "市内に住んでいる", "18歳から64歳", "○"]]);
      await waitForHeading(resident, "名簿");
      await look(resident, "roster-imported");
      await resident.getByRole("link", { name: "団体登録" }).click();
      await resident.getByRole("link", { name: "直して、もう一度出す" }).click();
      await resident.getByRole("checkbox", { name: /名簿の人たちに伝えました/ }).check();
      await resident.getByRole("button", { name: "この内容で申し込む" }).click();
      await waitForHeading(resident, "団体登録");
    });

    test("the facility manager registers the group", async () => {
      await staff.reload();
      await look(staff, "staff-again");
      await staff.getByRole("button", { name: "登録する" }).click();
      await staff.getByText("登録しました。団体に知らせます。").waitFor();
      await look(staff, "staff-registered");
      await resident.reload();
      assert.match(await resident.getByRole("region", { name: "文化活動の団体" }).innerText(), /登録中/);
      await look(resident, "registered");
    });

    test("somebody joins: the group tells the change, and the staff take it", async () => {
      const base = resident.url().replace(/\/registration.*/, "");
      await resident.goto(`${base}/members`);
      await resident.getByRole("textbox", { name: "名前" }).fill("あたらしい 人（見本）");
      await resident.getByRole("radio", { name: "市内で働いている" }).check();
      await resident.getByRole("radio", { name: "65歳以上" }).check();
      await resident.getByRole("button", { name: "名簿に加える" }).click();
      await resident.getByText("名簿に加えました。").waitFor();
      await resident.goto(`${base}/registration`);
      await look(resident, "changed");
      await resident.getByRole("link", { name: "変更届を出す" }).click();
      await waitForHeading(resident, "変更届");
      await look(resident, "change");
      await resident.getByRole("button", { name: "変更届を出す" }).click();
      await waitForHeading(resident, "団体登録");
      await staff.reload();
      await look(staff, "staff-change");
      await staff.getByRole("button", { name: "変更届を受け取る" }).click();
      await staff.getByText("変更届に答えました。").waitFor();
      await resident.reload();
      assert.match(await resident.getByRole("region", { name: "文化活動の団体" }).innerText(), /1[56]人/);
      for (const [language, title] of [
        ["en", "Registration of the group"],
        ["ja-easy", "団体登録"],
      ] as const) {
        await resident.goto(`${base}/registration?lang=${language}`);
        await look(resident, `registration-${language}`);
        assert.match((await resident.title()).replace(/《.*?》/g, ""), new RegExp(title));
      }
      await resident.goto(`${base}/registration?lang=ja`);
      await staff.getByRole("link", { name: group }).first().click();
      await waitForHeading(staff, group);
      await look(staff, "staff-group");
    });

    test("the registered group books at its price, pays, and has its permit", async () => {
      await resident.goto("/search?on=2026-12-04");
      await resident.goto("/");
      await resident.getByLabel("いつ使いますか").fill("2026-12-04");
      await resident.getByRole("button", { name: "空いている部屋を探す" }).click();
      await resident.getByRole("list", { name: "風のホール" }).getByRole("link", { name: /夜間/ }).click();
      await resident.getByRole("link", { name: `風のホール（${part}）` }).click();
      await resident.getByRole("link", { name: "この日時で進む" }).click();
      await waitForHeading(resident, "使い方を教えてください");
      await resident.getByLabel("だれが使うか").selectOption({ label: group });
      await resident.getByRole("radio", { name: /市内の団体/ }).check();
      await resident.getByRole("radio", { name: /合唱・演奏/ }).check();
      await resident.getByLabel(/人数/).fill("13");
      await resident.getByRole("button", { name: "料金を確かめる" }).click();
      await waitForHeading(resident, "料金と内容を確かめてください");
      assert.match(
        await resident.locator("tfoot").innerText(),
        /930円/,
        "half of 1,870 yen for a registered culture group",
      );
      await resident.getByRole("checkbox", { name: /確かめました/ }).check();
      await resident.getByRole("button", { name: "支払いへ進む" }).click();
      await resident.waitForURL(/payments|127\.0\.0\.1/);
      const go = resident.getByRole("button", { name: "支払いへ進む" });
      if (resident.url().startsWith(town.address)) await go.click({ timeout: 20_000 });
      await payByCard(resident);
      await waitForHeading(resident, "予約が決まりました");
      await resident.getByRole("link", { name: "予約のページを開く" }).click();
      await waitForHeading(resident, /風のホール/);
      const download = resident.waitForEvent("download");
      await resident.getByRole("link", { name: /使用許可書/ }).click();
      assert.match((await download).suggestedFilename(), /許可書.*\.pdf$/);
    });
  });
}
