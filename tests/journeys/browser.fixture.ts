import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright-core";
import { getBrowser } from "../../bin/browser.ts";

const arguments_ = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: getBrowser(), args: arguments_ });
}

/** A person's own browser: cookies of their own, a screen of that width, with or without scripts. */
export async function openPage(
  browser: Browser,
  options: { width?: number; scripts?: boolean; language?: string } = {},
): Promise<Page> {
  const { width = 390, scripts = true, language = "ja-JP" } = options;
  const context = await browser.newContext({
    viewport: { width, height: 844 },
    javaScriptEnabled: scripts,
    locale: language,
    timezoneId: "Asia/Tokyo",
  });
  return context.newPage();
}

/**
 * Looks at the page as the person now sees it: no violation of axe, nothing that has to be scrolled sideways, and a title.
 * With SHOTS=folder it keeps a picture. axe needs scripts, so without them only the rest is looked at.
 */
export async function look(page: Page, name: string): Promise<void> {
  const folder = process.env["SHOTS"];
  const width = page.viewportSize()?.width ?? 0;
  if (folder) {
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
  }
  assert.notEqual(await page.title(), "", `${name}: no title`);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(overflow <= 0, `${name} at ${width}: ${overflow} px stick out`);
  if (!(await runsScripts(page))) return;
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  assert.deepEqual(found, [], `${name} at ${width}`);
}

async function runsScripts(page: Page): Promise<boolean> {
  return page.evaluate(
    () =>
      document.documentElement.dataset["scripts"] !== undefined ||
      [...document.scripts].length === 0 ||
      matchMedia("(scripting: enabled)").matches,
  );
}
