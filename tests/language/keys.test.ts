import assert from "node:assert/strict";
import { test } from "node:test";
import { placeholdersOf } from "./icu.ts";
import { japanese, texts, textsOf } from "./texts.ts";
import { isUsed, readUses } from "./uses.ts";

/** Pages for staff are Japanese only: their keys begin so, or with `refusal.` and the same. */
const forStaff = /^(refusal\.)?([a-z-]+\.(staff|board|alarm|desk)[.-]|site\.(log|metrics)\.)/;

test("a key of another language is a key of the Japanese texts", () => {
  const strange = textsOf("en", "ja-easy").filter(({ key }) => !(key in japanese));
  assert.deepEqual(strange, []);
});

test("a key begins with its module's name", () => {
  const strange = Object.keys(japanese).filter(
    (key) =>
      !/^(kernel|ui|site|field|refusal|identity|facility|lottery|allocation|payment|door|notice|plan(-[a-z]+)?)(\.[a-z0-9]+(-[a-z0-9]+)*)+$/.test(
        key,
      ),
  );
  assert.deepEqual(strange, []);
});

test("English is complete for residents' pages", () => {
  const english = new Set(textsOf("en").map(({ key }) => key));
  const missing = Object.keys(japanese).filter((key) => !english.has(key) && !forStaff.test(key));
  assert.deepEqual(missing, []);
});

test("every text can be read as an ICU message, and is not empty", () => {
  const broken = texts.filter(({ text }) => text.trim() === "" || placeholdersOf(text) === undefined);
  assert.deepEqual(broken, []);
  assert.equal(placeholdersOf("{count, plural, other {#件}"), undefined, "a message that does not close is found");
});

test("a text has the same placeholders in all languages", () => {
  const differing = textsOf("en", "ja-easy").flatMap(({ locale, key, text }) => {
    const [wanted, found] = [placeholdersOf(japanese[key] ?? ""), placeholdersOf(text)];
    return String(wanted) === String(found) ? [] : [`${locale} ${key}: ${found} instead of ${wanted}`];
  });
  assert.deepEqual(differing, []);
  assert.deepEqual(placeholdersOf("{b}と{a, plural, other {#件の{c}}}"), ["a", "b", "c"]);
});

test("every Japanese text is used", () => {
  const uses = readUses();
  assert.deepEqual(
    Object.keys(japanese).filter((key) => !isUsed(key, uses)),
    [],
  );
  assert.ok(!isUsed("facility.never-heard-of", uses), "a key that nobody names is found");
});

test("every key that code makes a person read has its Japanese text", () => {
  const { named } = readUses();
  assert.deepEqual(
    [...named].filter(([key]) => !(key in japanese)).map(([key, path]) => `${path}: ${key}`),
    [],
  );
});
