import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { getBrowser } from "../../bin/browser.ts";
import { findViolations } from "./axe.fixture.ts";

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

/** `width` in px; a phone has 390, a desk 1280. */
export type Screen = { readonly width?: number; readonly scripts?: boolean; readonly language?: string };

/** Pages without scripts, which axe cannot enter. */
const plainPages = new WeakSet<Page>();

/** A person's own browser at that address: cookies of their own, a screen of that width, with or without scripts. */
export async function openPage(browser: Browser, address: string, screen: Screen = {}): Promise<Page> {
  const { width = 390, scripts = true, language = "ja-JP" } = screen;
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width, height: 844 },
    javaScriptEnabled: scripts,
    locale: language,
    timezoneId: "Asia/Tokyo",
  });
  const page = await context.newPage();
  if (!scripts) plainPages.add(page);
  return page;
}

/** Looks at the page as the person now sees it: no violation of axe, nothing to be scrolled sideways, a title, a picture. */
export async function look(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  const isPlain = plainPages.has(page);
  await keepPicture(page, `${name}-${width}${isPlain ? "-plain" : ""}`);
  assert.notEqual(await page.title(), "", `${name}: no title`);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(overflow <= 0, `${name} at ${width}: ${overflow} px stick out`);
  assert.deepEqual(await (isPlain ? inCopy(page, findViolations) : findViolations(page)), [], `${name} at ${width}`);
}

async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env["SHOTS"];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

/** axe is a script itself: it is let into a copy of the page as it stands, from which ours have been taken out. */
async function inCopy<T>(page: Page, ask: (copy: Page) => Promise<T>): Promise<T> {
  const body = (await page.content()).replaceAll(/<script\b[^>]*><\/script>/g, "");
  const url = page.url();
  const copy = await copyOf(page);
  // From an empty page: an address that differs in its #place only would not be loaded again.
  await copy.goto("about:blank");
  await copy.unrouteAll();
  await copy.setViewportSize(page.viewportSize() as { width: number; height: number });
  const isPage = ({ href }: URL) => href === url.replace(/#.*/, "");
  await copy.route(isPage, (route) => route.fulfill({ body, contentType: "text/html; charset=utf-8" }));
  await copy.goto(url);
  return await ask(copy);
}

/** One for each page, as long as the browser lives: a new one for each look takes as long as the look itself. */
const copies = new WeakMap<Page, Promise<Page>>();

function copyOf(page: Page): Promise<Page> {
  const found = copies.get(page) ?? openCopy(page);
  copies.set(page, found);
  return found;
}

async function openCopy(page: Page): Promise<Page> {
  const context = await (page.context().browser() as Browser).newContext();
  return context.newPage();
}
