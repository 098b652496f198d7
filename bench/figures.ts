import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { root } from "../bin/root.ts";
import { round } from "./pace.ts";

/** What makes a figure comparable: the code, the seed, and how much machine there was. Nothing that names the machine. */
export function circumstances(seed: number): Record<string, unknown> {
  const isChanged = git("status", "--porcelain", "--", "src", "bench", "tests", "locales", "cities") !== "";
  return {
    commit: git("rev-parse", "--short=12", "HEAD") + (isChanged ? " with changes" : ""),
    on: new Date().toISOString().slice(0, 10),
    seed,
    node: process.version,
    cores: availableParallelism(),
    // Work of others at the same time: above the number of cores everybody waits.
    loadBefore: round(loadavg()[0] ?? 0, 2),
  };
}

export function writeFigures(name: string, figures: object): void {
  const folder = new URL("../docs/evidence/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(figures, undefined, 2)}\n`);
}

function git(...args: string[]): string {
  return execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
}
