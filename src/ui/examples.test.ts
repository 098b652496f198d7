import assert from "node:assert/strict";
import { existsSync, globSync } from "node:fs";
import { test } from "node:test";
import { html } from "../kernel/html.ts";
import { locales } from "../kernel/i18n/locales.ts";
import { checkHtml } from "./check-html.fixture.ts";
import type { AnyShowcase } from "./example.ts";
import { showcases } from "./examples.ts";
import { exampleStage } from "./stage.fixture.ts";

const folder = new URL(".", import.meta.url);

async function draw({ draw: component }: AnyShowcase, stage: ReturnType<typeof exampleStage>, props: unknown) {
  return String(await html`${component(stage, props)}`);
}

test("every component's folder has its examples", () => {
  const components = globSync("*/*.css", { cwd: folder }).filter((path) => !path.startsWith("foundation/"));
  // Parts of the page, which its examples show whole.
  const parts = ["header", "footer"];
  const without = components
    .map((path) => path.replace(/\.css$/, ".examples.ts"))
    .filter((path) => !parts.some((part) => path.startsWith(part)) && !existsSync(new URL(path, folder)));
  assert.deepEqual(without, []);
  assert.equal(new Set(showcases.map(({ component }) => component)).size, showcases.length);
});

for (const one of showcases) {
  test(`the HTML of ${one.component} is sound in every language`, async () => {
    for (const locale of locales) {
      const stage = exampleStage({ locale });
      const drawn = await Promise.all(one.examples.map(({ props }) => draw(one, stage, props(stage))));
      // The catalogue shows all examples of a component on one page.
      const pages = one.isDocument ? drawn : [drawn.join("")];
      assert.deepEqual(pages.flatMap(checkHtml), []);
    }
  });

  test(`no text gets out of its place in ${one.component}`, async () => {
    const stage = exampleStage();
    for (const { name, props } of one.examples) {
      const made = props(stage);
      for (const path of textsIn(made)) {
        const drawn = await draw(one, stage, withHostile(made, path));
        assert.ok(!/<(script|img)[^>]*(alert|onerror)/.test(drawn), `${name}: ${path.join(".")}`);
        assert.deepEqual(
          checkHtml(drawn).filter((wrong) => !/id/.test(wrong)),
          [],
          `${name}: ${path.join(".")}`,
        );
      }
    }
  });
}

const hostile = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&lt;`;
/** Words of the code and not of people: a type keeps them from being anything else. */
const codes = new Set([
  "kind",
  "kinds",
  "verdict",
  "look",
  "icon",
  "size",
  "type",
  "inputmode",
  "area",
  "key",
  "label-key",
  "on",
  "today",
  "chosen",
  "t",
  "verdicts",
]);

/** The way to each text of the props; HTML that is made already is left alone. */
function textsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value === "string") return [path];
  if (typeof value !== "object" || value === null || value instanceof Date || value instanceof String) return [];
  return Object.entries(value).flatMap(([key, inner]) => (codes.has(key) ? [] : textsIn(inner, [...path, key])));
}

function withHostile(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return hostile;
  const inner = withHostile((value as Record<string, unknown>)[key], rest);
  if (Array.isArray(value)) return value.with(Number(key), inner);
  return { ...(value as object), [key]: inner };
}

test("the checks see what they are for", () => {
  assert.deepEqual(checkHtml("<p><b>x</p></b>"), ["</p> closes <b>", "</b> closes <p>"]);
  assert.deepEqual(checkHtml('<p id="a"></p><b id="a"></b>'), ["the id a stands twice"]);
  assert.deepEqual(checkHtml('<p aria-describedby="b">x</p>'), ["nothing has the id b"]);
  assert.deepEqual(checkHtml('<input name="x">'), ["the field x has no label"]);
  assert.deepEqual(checkHtml('<p style="x" onclick="y">x</p>').length, 2);
  assert.deepEqual(checkHtml("<script>x</script>"), ["a script inside the page"]);
  assert.deepEqual(checkHtml("<p>a < b</p>"), ["a stray < or >"]);
  assert.deepEqual(checkHtml('<label>x<input name="x"></label>'), []);
});
