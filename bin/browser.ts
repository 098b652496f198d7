import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const wellKnown = [
  // Without windows, which no test needs: a tenth faster.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The first that the system knows; Ubuntu has no shell without windows. */
const browsers = ["chromium-headless-shell", "chromium"];
const fonts = "fonts-noto-cjk";

/** The Chromium that the journeys are run with: CHROMIUM_PATH, or where systems put it. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env, places: readonly string[] = wellKnown) {
  const named = env["CHROMIUM_PATH"];
  if (named !== undefined && named !== "") return existsSync(named) ? named : undefined;
  return places.find((place) => existsSync(place));
}

export function getBrowser(): string {
  const found = findBrowser();
  if (found === undefined) throw new Error(howToInstall());
  return found;
}

export function howToInstall(env: NodeJS.ProcessEnv = process.env): string {
  const named = env["CHROMIUM_PATH"];
  if (named) return `CHROMIUM_PATH is ${named}, but there is no such file.`;
  return [
    "The journeys through the pages need Chromium or Chrome, and none was found.",
    `Debian, Ubuntu:  sudo apt-get install chromium ${fonts}`,
    "macOS:           brew install --cask chromium",
    "elsewhere:       install Chromium, and set CHROMIUM_PATH to its program file.",
  ].join("\n");
}

/** Installs the browser where that is possible without asking; otherwise says what to install. Never goes on without. */
function ensureBrowser(): boolean {
  for (const browser of browsers) {
    if (findBrowser() === undefined && !process.env["CHROMIUM_PATH"] && canInstall()) install([browser, fonts]);
  }
  if (findBrowser() === undefined) return false;
  if (!hasJapaneseFont()) {
    if (canInstall()) install([fonts]);
    else say("No Japanese font was found: screenshots will show empty boxes. Debian: apt-get install fonts-noto-cjk");
  }
  return true;
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

function install(names: readonly string[]): void {
  say(`Installing ${names.join(" and ")} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args: string[]) => spawnSync("apt-get", args, { env, stdio: ["ignore", "ignore", "inherit"] }).status;
  if (apt("install", "-y", "-q", "--no-install-recommends", ...names) === 0) return;
  // A new machine has no package lists yet.
  apt("update", "-q");
  apt("install", "-y", "-q", "--no-install-recommends", ...names);
}

function hasJapaneseFont(): boolean {
  if (process.platform !== "linux") return true;
  try {
    return execFileSync("fc-list", [":lang=ja", "family"], { encoding: "utf8" }).trim() !== "";
  } catch {
    return false;
  }
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

if (import.meta.main && !ensureBrowser()) {
  say(howToInstall());
  process.exitCode = 1;
}
