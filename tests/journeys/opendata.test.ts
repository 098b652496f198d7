import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { look, openTown, screens, waitForHeading } from "./journey.fixture.ts";

const town = openTown("2026-11-25T10:20:00+09:00");

for (const screen of screens) {
  test(`somebody finds the table of rooms ${screen.name}, reads what its columns mean, and takes it along`, async () => {
    const page = await town.visit(screen);
    await page.goto("/");
    await page.getByRole("contentinfo").getByRole("link", { name: "オープンデータ" }).click();
    await waitForHeading(page, "オープンデータ");
    await look(page, "opendata");
    await page.getByRole("link", { name: "予約できる部屋とコート" }).click();
    await waitForHeading(page, "予約できる部屋とコート");
    await look(page, "dataset");
    assert.equal(await page.getByText("定員").count(), 1);

    const taken = page.waitForEvent("download");
    await page.getByRole("link", { name: "facility.spaces CSV" }).click();
    const file = await taken;
    assert.equal(file.suggestedFilename(), "facility.spaces.csv");
    assert.match(readFileSync(await file.path(), "utf8"), /^\ufeff"id",[^\n]+\r\n"[a-z]/);
  });
}

test("the tables are read in English and やさしい日本語, at the width that is hardest", async () => {
  for (const language of ["en", "ja-easy"]) {
    const page = await town.visit({ width: 320 });
    for (const path of ["/opendata", "/opendata/facility.use-by-month"]) {
      await page.goto(`${path}?lang=${language}`);
      await look(page, `${language}-${path.split("/").at(-1)}`);
    }
  }
});
