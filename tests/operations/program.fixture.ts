import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { makeTestFolder } from "../../src/kernel/test/folder.ts";

/** One program of the product, run as npm runs it, and what it says. */
export type Program = {
  readonly child: ChildProcess;
  said(): string;
  /** Seconds from its start until it has said this. */
  until(words: string): Promise<number>;
  ended: Promise<{ code: number | null; said: string }>;
};

export type ProgramName = "src/app/main.ts" | "src/app/web.ts" | "src/app/worker.ts" | "bin/city-load.ts";

/** What is compiled already, as npm test keeps it for all its processes: each start reads 2,000 files. */
const compiled = process.env["NODE_COMPILE_CACHE"];

/** Has no settings but these. Whatever happens in the test, the program does not outlive it. */
export function runProgram(
  t: TestContext,
  name: ProgramName,
  settings: Readonly<Record<string, string>>,
  prefix: readonly string[] = [],
): Program {
  const begun = performance.now();
  const file = fileURLToPath(new URL(`../../${name}`, import.meta.url));
  const [command = "", ...rest] = [...prefix, process.execPath, file];
  const child = spawn(command, rest, {
    env: { PATH: process.env["PATH"], ...(compiled && { NODE_COMPILE_CACHE: compiled }), ...settings },
  });
  let said = "";
  const ended = new Promise<{ code: number | null; said: string }>((done) => {
    child.once("close", (code) => done({ code, said }));
  });
  const hear = (chunk: Buffer) => {
    said += chunk;
    child.emit("said");
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  t.after(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return {
    child,
    said: () => said,
    ended,
    until: (words) =>
      new Promise((done, fail) => {
        const look = () => said.includes(words) && done((performance.now() - begun) / 1000);
        child.on("said", look);
        look();
        void ended.then(({ code }) => fail(new Error(`ended with ${code} before "${words}":\n${said}`)));
      }),
  };
}

/** A folder that PostgreSQL's own user may reach, gone after the test. */
export function makeFolder(t: TestContext): string {
  const folder = makeTestFolder("start");
  chmodSync(folder, 0o755);
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return folder;
}

/** The first of seven neighbouring ports that are free: the web's and those of the demo's partners. */
export async function findPorts(): Promise<number> {
  for (let base = 41_000 + (process.pid % 1_000) * 10; ; base += 10) {
    const taken = await Promise.all([0, 1, 2, 3, 4, 5, 6].map((offset) => isTaken(base + offset)));
    if (!taken.includes(true)) return base;
  }
}

export function isTaken(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once("error", () => done(true));
    probe.listen(port, "127.0.0.1", () => probe.close(() => done(false)));
  });
}

/** Holds a port during a piece of work, as another program would. */
export async function whileTaken<Result>(port: number, work: () => Promise<Result>): Promise<Result> {
  const other = createServer();
  await new Promise<void>((done) => other.listen(port, "127.0.0.1", done));
  try {
    return await work();
  } finally {
    await new Promise((done) => other.close(done));
  }
}
