import assert from "node:assert/strict";
import { test } from "node:test";
import { html } from "../../kernel/html.ts";
import { listAssets } from "../assets.ts";
import { checkHtml } from "../check-html.fixture.ts";
import { exampleView, sampleConfig } from "../stage.fixture.ts";
import { type PageProps, page } from "./page.ts";

const drawn = async (options: Parameters<typeof exampleView>[0], props: Partial<PageProps> = {}) =>
  String(
    await page(exampleView(options), {
      title: "部屋を探す",
      area: "public",
      main: html`<h1>部屋を探す</h1>`,
      ...props,
    }),
  );

test("a page names itself and the city, and an error comes before both", async () => {
  assert.match(await drawn({}), /<title>部屋を探す｜小美玉市 まちみがき<\/title>/);
  const problems = [{ field: undefined, key: "field.unknown", params: {} }];
  const text = await drawn({}, { problems });
  assert.match(text, /<title>誤り：部屋を探す｜/);
  assert.ok(text.indexOf("error-summary") < text.indexOf("<h1>"), "the summary stands above the heading");
});

test("readings are set as ruby where they can be, and left out of the title", async () => {
  const text = await drawn({ locale: "ja-easy" });
  assert.match(text, /<title>[^<《]*小美玉市 /);
  assert.match(text, /<span class="header__city"><ruby>小美玉市<rp>（<\/rp><rt>おみたまし/);
  assert.doesNotMatch(text, /《/);
});

test("the language of the page is said, and やさしい日本語 is Japanese", async () => {
  assert.match(await drawn({ locale: "en" }), /<html lang="en">/);
  assert.match(await drawn({ locale: "ja-easy" }), /<html lang="ja">/);
});

test("a sample city says so on every page, and a real one does not", async () => {
  assert.match(await drawn({}), /class="sample-bar"/);
  assert.doesNotMatch(await drawn({ config: { ...sampleConfig, sample: false } }), /sample-bar|（見本）/);
});

test("what an errand has done is said once, as a status", async () => {
  assert.match(await drawn({ flash: "ui.done" }), /<div class="flash" role="status">/);
});

test("every file that a page asks for is in the fixed list", async () => {
  const paths = new Set(listAssets(sampleConfig).map(({ path }) => path));
  const text = await drawn({ actor: { kind: "resident", personId: "p", name: "はる", sessionId: "s" } });
  const asked = [...text.matchAll(/(?:href|src)="(\/assets\/[^"#]+)/g)].map(([, path]) => path ?? "");
  assert.ok(asked.length >= 4);
  assert.deepEqual(
    asked.filter((path) => !paths.has(path)),
    [],
  );
});

test("a whole page is sound HTML for everybody and in every language", async () => {
  for (const locale of ["ja", "ja-easy", "en"] as const) {
    for (const area of ["public", "errand", "staff"] as const)
      assert.deepEqual(checkHtml(await drawn({ locale }, { area })), []);
  }
});
