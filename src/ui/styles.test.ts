import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { listAssets } from "./assets.ts";
import { sampleConfig } from "./stage.fixture.ts";
import { makeStyles } from "./styles.ts";

const css = makeStyles(sampleConfig);
const folder = new URL(".", import.meta.url);

test("every variable that is used is defined", () => {
  const defined = new Set([...css.matchAll(/(--[a-z0-9-]+)\s*:/g)].map(([, name]) => name));
  const used = [...css.matchAll(/var\((--[a-z0-9-]+)(?!\s*,)/g)].map(([, name]) => name);
  assert.ok(used.length > 100);
  assert.deepEqual(
    used.filter((name) => !defined.has(name)),
    [],
  );
});

test("nothing is fetched from a style sheet, and no layer is forgotten", () => {
  assert.doesNotMatch(css, /@import|url\(/);
  for (const layer of ["tokens", "base", "layout", "components", "utilities", "print"]) {
    assert.match(css, new RegExp(`@layer ${layer} \\{`));
  }
  assert.equal(css.split("{").length, css.split("}").length);
});

test("a colour stands in the tokens and nowhere else", () => {
  const loose = globSync("*/*.css", { cwd: folder })
    .filter((path) => path !== "foundation/tokens.css")
    .filter((path) => /#[0-9a-f]{3,8}\b|rgb|hsl/i.test(readFileSync(new URL(path, folder), "utf8")));
  assert.deepEqual(loose, []);
});

test("a component's style sheet styles classes that its HTML or a page has", () => {
  const sources = globSync(["../**/*.ts"], { cwd: folder, exclude: ["../**/*.test.ts"] })
    .map((path) => readFileSync(new URL(path, folder), "utf8"))
    .join("\n");
  const words = new Set(sources.match(/[a-zA-Z][\w-]*/g));
  const classes = new Set([...css.matchAll(/\.([a-z][a-z0-9_-]*)/g)].map(([, name]) => name ?? ""));
  const made =
    /^(entry|button|band-cell|slot|door|status|icon|chart|alarm|input|header|error|polish|verdict)--?|^chart__/;
  assert.deepEqual(
    [...classes].filter((name) => !words.has(name) && !made.test(name) && !/^\d/.test(name)),
    [],
  );
});

test("the name of a file changes with its content", () => {
  const paths = (hue: number) => listAssets({ ...sampleConfig, hue }).map(({ path }) => path);
  const [one, other] = [paths(172), paths(255)];
  assert.notEqual(one[0], other[0]);
  assert.deepEqual(paths(172), one);
});

test("the script that browsers get is JavaScript", () => {
  const script = listAssets(sampleConfig).find(({ path }) => path.endsWith(".js"));
  assert.doesNotThrow(() => new Function(String(script?.body)));
});
