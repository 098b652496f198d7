import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { html } from "../../kernel/html.ts";
import { withRuby } from "../../kernel/i18n/translate.ts";
import { breakShortLines } from "./phrases.ts";

const drawn = async (page: Parameters<typeof breakShortLines>[0]) => String(await breakShortLines(page));

test("a heading may break between phrases and nowhere else", async () => {
  const text = await drawn(html`<h1>料金と内容を確かめてください</h1>`);
  assert.equal(text, "<h1>料金と<wbr>内容を<wbr>確かめてください</h1>");
});

test("leads and buttons break as headings do, and the rest of the page stays as it is", async () => {
  const rest = '<p>この枠を、おさえています。</p><a href="/x">部屋を探しています</a>';
  assert.match(await drawn(html`<p class="lead">空きは、だれでも見られます。</p>`), /空きは、<wbr>だれでも/);
  assert.match(await drawn(html`<button class="button">予約を取り消す</button>`), /予約を<wbr>取り消す/);
  assert.equal(
    await drawn(html`${html`${[html`<p>この枠を、おさえています。</p>`]}`}<a href="/x">部屋を探しています</a>`),
    rest,
  );
});

test("a reading belongs to its word: no break inside a ruby, and the readings are no part of the sentence", async () => {
  const text = await drawn(
    html`<h1>${withRuby("料金《りょうきん》と内容《ないよう》を確《たし》かめてください")}</h1>`,
  );
  assert.match(text, /と<wbr><ruby>内容/);
  assert.match(text, /を<wbr><ruby>確/);
  assert.doesNotMatch(text, /<ruby>[^/]*<wbr>/);
});

test("markup and entities inside a heading stay whole", async () => {
  const text = await drawn(html`<h2 id="a">練習室<span class="small">（${"A & B"}）</span>の予約を取り消す</h2>`);
  assert.equal(
    text.replaceAll("<wbr>", ""),
    '<h2 id="a">練習室<span class="small">（A &amp; B）</span>の予約を取り消す</h2>',
  );
});

test("a full-width space between two facts stays at the end of its line", async () => {
  assert.equal(
    await drawn(html`<h1>11月24日（火）　テニスコートA</h1>`),
    "<h1>11月24日（火）　<wbr>テニスコートA</h1>",
  );
});

test("a day stays with its weekday and with the particle that follows", async () => {
  assert.equal(await drawn(html`<h2>12月4日（金）に使える部屋</h2>`), "<h2>12月4日（金）に<wbr>使える<wbr>部屋</h2>");
});

test("whatever a heading says, only <wbr> is added", async () => {
  const words = fc.string({ unit: fc.constantFrom("部", "屋", "を", "探", "す", "<", "&", '"', "𠮷", "A", " ", "、") });
  await fc.assert(
    fc.asyncProperty(words, async (text) => {
      const page = await html`<h1>${text}</h1>`;
      assert.equal((await drawn(page)).replaceAll("<wbr>", ""), String(page));
    }),
  );
});
