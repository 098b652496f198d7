import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import { listTree, readTree } from "../../bin/tree.ts";
import { findBadReadings, findWornPhrases, findWrongWidths } from "./writing-rules.ts";

type Found = { readonly file: string; readonly path: string; readonly text: string };

const files = listTree("cities").filter((path) => path.endsWith(".yaml"));
const all = files.flatMap((file) => textsIn(file, "", parse(readTree(file))));

/** Every text of a file, with the way to it. */
function textsIn(file: string, path: string, value: unknown): readonly Found[] {
  if (typeof value === "string") return [{ file, path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(file, `${path}.${key}`, inner));
}

function report(texts: readonly Found[], find: (text: string) => readonly string[]): readonly string[] {
  return texts.flatMap(({ file, path, text }) => find(text).map((finding) => `${file} ${path}: ${finding} in ${text}`));
}

test("the texts of a city are written as those of the product", () => {
  // A person's name has a space between its parts.
  const texts = all.filter(({ file, path }) => !(file.endsWith("/people.yaml") && /\.(name|kana)$/.test(path)));
  const japanese = texts.filter(({ text }) => /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text));
  assert.ok(japanese.length > 50, "the city files have been read");
  assert.deepEqual(report(japanese, findWrongWidths), []);
  assert.deepEqual(report(japanese, findWornPhrases), []);
});

test("a city's やさしい日本語 carries its readings", () => {
  const easy = all.filter(({ path }) => path.endsWith(".ja-easy"));
  assert.deepEqual(report(easy, findBadReadings), []);
});
