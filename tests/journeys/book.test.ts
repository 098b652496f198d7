import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import { look, openTown, payByCard, waitForHeading } from "./journey.fixture.ts";

/**
 * The main job: somebody who has never been here finds a room, books it, pays, and on the day opens the door. Once on a
 * phone with scripts, once on a desk without.
 */
const visitors = [
  { who: "on a phone, with scripts", width: 390, scripts: true, part: "事務所側", mail: "haru@omitama.example" },
  { who: "on a desk, without scripts", width: 1280, scripts: false, part: "舞台側", mail: "minori@omitama.example" },
] as const;

const town = openTown("2026-11-25T10:20:00+09:00");
const pages = new Map<string, { page: Page; booking: string }>();

describe("ten days before", () => {
  for (const { who, width, scripts, part, mail } of visitors) {
    test(`a resident ${who} books the ${part} third of the hall and pays by card`, async () => {
      const page = await town.visit({ width, scripts });
      await page.goto("/");
      await look(page, "front");
      await page.getByLabel("いつ使いますか").fill("2026-12-04");
      await page.getByRole("button", { name: "空いている部屋を探す" }).click();
      await look(page, "search");
      await page.getByRole("list", { name: "風のホール" }).getByRole("link", { name: /夜間/ }).click();
      await look(page, "choose-whole");
      await page.getByRole("link", { name: `風のホール（${part}）`, exact: true }).click();
      await look(page, "choose-third");
      await page.getByRole("link", { name: "この日時で進む" }).click();
      await town.signInHere(page, mail);

      await waitForHeading(page, "使い方を教えてください");
      await look(page, "use");
      await page.getByRole("button", { name: "料金を確かめる" }).click();
      await page.getByRole("alert").waitFor();
      await look(page, "use-errors");
      await page.getByLabel("だれが使うか").selectOption({ index: 0 });
      await page.getByRole("radio", { name: /市内の団体/ }).check();
      await page.getByRole("radio", { name: /合唱・演奏/ }).check();
      await page.getByLabel(/人数/).fill("２０");
      await page.getByRole("button", { name: "料金を確かめる" }).click();

      await waitForHeading(page, "料金と内容を確かめてください");
      await look(page, "check");
      assert.match(
        await page.locator("tfoot").innerText(),
        /930円/,
        "1,870 yen, half of it for a culture group, rounded down",
      );
      await page.getByRole("checkbox", { name: /確かめました/ }).check();
      await page.getByRole("button", { name: "支払いへ進む" }).click();
      await page.waitForURL(/payments|127\.0\.0\.1/);
      // The provider's page may need a moment; then the waiting page offers the way.
      const go = page.getByRole("button", { name: "支払いへ進む" });
      if (page.url().startsWith(town.address)) await go.click({ timeout: 20_000 });
      await payByCard(page);

      await waitForHeading(page, "予約が決まりました");
      await look(page, "done");
      const mailed = await town.readMail(mail, "予約");
      assert.doesNotMatch(mailed.text, /\b[1-9]\d{5}\b/, "no access code in a mail");
      await page.getByRole("link", { name: "予約のページを開く" }).click();
      await waitForHeading(page, /風のホール/);
      await look(page, "booking-early");
      assert.equal(await page.getByRole("button", { name: "扉をあける" }).count(), 0, "the door is not offered yet");
      pages.set(part, { page, booking: new URL(page.url()).pathname });
    });
  }
});

describe("on the day", () => {
  before(() => town.restart("2026-12-04T17:50:00+09:00"));

  for (const { who, part } of visitors) {
    test(`the resident ${who} opens the door from the booking's page and sees the code`, async () => {
      const { page, booking } = pages.get(part) as { page: Page; booking: string };
      const open = page.getByRole("button", { name: /扉をあける/ }).first();
      for (let tries = 0; tries < 50; tries++) {
        await page.goto(booking);
        if ((await open.count()) > 0 && (await page.getByRole("button", { name: "番号を見る" }).count()) > 0) break;
        await page.waitForTimeout(2_000);
      }
      await look(page, "booking-open");
      await open.click();
      await page
        .getByText(/あきました|開きました/)
        .first()
        .waitFor({ timeout: 30_000 });
      await look(page, "booking-opened");
      await page.getByRole("button", { name: "番号を見る" }).click();
      await page.locator(".door__digits").waitFor();
      const digits = (await page.locator(".door__digits").innerText()).replace(/\D/g, "");
      assert.match(digits, /^[1-9]\d{5}$/);
      await look(page, "booking-code");
    });
  }

  test("a clerk sees the day on the board and the openings in the door's log", async () => {
    const page = await town.signIn("青柳", { width: 1280 });
    await page.goto("/staff?day=2026-12-04");
    await look(page, "board");
    assert.match(await page.locator("main").innerText(), /みのり合唱団/);
    await page.goto("/staff/doors");
    await look(page, "doors");
    await page
      .getByRole("link", { name: /事務所側/ })
      .first()
      .click();
    await look(page, "door");
    assert.match(await page.locator("main").innerText(), /17時5\d分|18時/);
  });
});
