import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { showcases } from "../../src/ui/examples.ts";
import { findViolations } from "../journeys/axe.fixture.ts";
import { openBrowser } from "../journeys/browser.fixture.ts";
import { everything, startCatalogue } from "./server.fixture.ts";

let browser: Browser;
let site: Awaited<ReturnType<typeof startCatalogue>>;

before(async () => {
  [browser, site] = await Promise.all([openBrowser(), startCatalogue()]);
});
after(async () => {
  await browser.close();
  await site.close();
});

const documents = showcases
  .filter(({ isDocument }) => isDocument)
  .flatMap(({ component, examples }) => examples.map(({ name }) => `/_catalogue/${component}/${name}`));
const paths = [everything, ...documents];

async function openAt(width: number, colorScheme: "light" | "dark"): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme });
  const page = await context.newPage();
  // What the security policy stops, the console tells.
  page.on("console", (message) => assert.notEqual(message.type(), "error", message.text()));
  return page;
}

/** Both sizes that the look is drawn for, once on light and once on dark ground. */
for (const [width, scheme] of [
  [390, "light"],
  [1280, "dark"],
] as const) {
  test(`axe finds nothing in any component at ${width} px, ${scheme}`, async () => {
    const page = await openAt(width, scheme);
    const found: string[] = [];
    for (const path of paths) {
      await page.goto(site.address + path);
      found.push(...(await findViolations(page)).map((violation) => `${path} ${violation}`));
    }
    assert.deepEqual(found, []);
    await page.context().close();
  });
}

test("axe does find what is wrong: letters too pale, a picture without words, a field without a name", async () => {
  const page = await openAt(390, "light");
  await page.setContent('<p style="color: #ccc">読めない</p><img src="x.png"><input>');
  const found = (await findViolations(page)).join("\n");
  for (const rule of ["color-contrast", "image-alt", "label", "document-title"]) assert.match(found, new RegExp(rule));
  await page.context().close();
});

test("nothing has to be scrolled sideways at 320 px, which is 400 % zoom, and fingers find what they press", async () => {
  const page = await openAt(320, "light");
  const found: string[] = [];
  for (const path of paths) {
    await page.goto(site.address + path);
    found.push(...(await page.evaluate(measure)).map((finding) => `${path} ${finding}`));
  }
  assert.deepEqual(found, []);
  await page.context().close();
});

/** Runs in the browser. A link within a line of text may be lower than 44 px; 24 px is the least. */
function measure(): string[] {
  const wide = document.documentElement.scrollWidth - innerWidth;
  const low = [...document.querySelectorAll<HTMLElement>("a, button, input, select, textarea, summary")].flatMap(
    (one) => {
      const { width, height } = one.getBoundingClientRect();
      if (width === 0 || one.matches(".skip, [type=hidden]")) return [];
      const isInText = one.closest("p, label, td, th, dd") !== null && !one.matches(".button, .input");
      const least = isInText ? 24 : 44;
      return height < least - 0.5 ? [`${one.outerHTML.slice(0, 80)} is ${Math.round(height)} px high`] : [];
    },
  );
  return wide > 0 ? [`${wide} px stick out`, ...low] : low;
}

test("without scripts the time that is left stands there as it was when the page was drawn", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.address}/_catalogue/hold`);
  assert.equal(await page.getByRole("timer").first().textContent(), "8分32秒");
  await context.close();
});

test("the countdown counts by the city's clock, whatever the browser's says", async () => {
  const page = await openAt(390, "light");
  await page.goto(`${site.address}/_catalogue/hold`);
  const timer = page.getByRole("timer").first();
  await page.waitForFunction(() => document.querySelector("[role=timer]")?.textContent !== "8分32秒", undefined, {
    timeout: 5_000,
  });
  assert.match((await timer.textContent()) ?? "", /^8分(3[01]|2\d)秒$/);
  await page.context().close();
});

test("after an error the summary has the focus, and its links lead to the fields", async () => {
  const page = await openAt(390, "light");
  await page.goto(`${site.address}/_catalogue/page/errand-with-problems`);
  await page.waitForFunction(() => document.activeElement?.id === "error-summary");
  await page.getByRole("alert").getByRole("link").first().click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "count");
  await page.context().close();
});

test("on paper there are no menus and buttons, and what is folded is open", async () => {
  const page = await openAt(1280, "dark");
  await page.goto(`${site.address}/_catalogue/origin`);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".header .site-nav").isVisible(), false);
  const folded = await page.getByText("0.80より小さいので「おくれ」です。").all();
  assert.ok(folded.length > 0);
  for (const words of folded) assert.equal(await words.isVisible(), true);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).color), "rgb(26, 26, 26)");
  await page.context().close();
});
