import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { html } from "../../kernel/html.ts";
import { withRuby } from "../../kernel/i18n/translate.ts";
import { readFigures } from "./figures.ts";

const drawn = async (page: Parameters<typeof readFigures>[0]) => String(await readFigures(page));
const read = async (text: string) =>
  (await drawn(html`<p>${text}</p>`))
    .replace(/<ruby>(.*?)<rp>（<\/rp><rt>(.*?)<\/rt><rp>）<\/rp><\/ruby>/g, "[$1 $2]")
    .replace(/<\/?p>/g, "");

test("dates, times and amounts carry their readings, days that are words of their own with the number", async () => {
  assert.equal(await read("2026年12月4日（金曜日）"), "2026[年 ねん]12[月 がつ][4日 よっか]（[金曜日 きんようび]）");
  assert.equal(await read("11月25日"), "11[月 がつ]25[日 にち]");
  assert.equal(await read("1月20日　18時から22時まで"), "1[月 がつ][20日 はつか]　18[時 じ]から22[時 じ]まで");
  assert.equal(await read("9時30分、9時15分"), "9[時 じ]30[分 ぷん]、9[時 じ]15[分 ふん]");
  assert.equal(await read("1,570円"), "1,570[円 えん]");
  assert.equal(await read("18–22時、4時間"), "18–22[時 じ]、4[時間 じかん]");
});

test("what has a reading, attributes, the title and choices of a list stay as they are", async () => {
  const page = html`<title>12月4日</title><a title="12月4日">${withRuby("30分《ぷん》")}</a><option>18時</option>`;
  assert.equal(await drawn(page), String(await page));
});

test("whatever stands on a page, only readings are added", async () => {
  const words = fc.string({ unit: fc.constantFrom("1", "2", "月", "日", "年", "時", "間", "分", "円", "<", "&", '"') });
  await fc.assert(
    fc.asyncProperty(words, async (text) => {
      const page = await html`<p title="${text}">${text}</p>`;
      const without = (await drawn(page)).replace(/<rp>.*?<\/rp>|<rt>.*?<\/rt>|<\/?ruby>/g, "");
      assert.equal(without, String(page));
    }),
  );
});
