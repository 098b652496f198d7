import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openMailBox, waitForMail } from "../../src/adapters/mail-catcher/mail-catcher.ts";
import { makeTestFolder } from "../../src/kernel/test/folder.ts";
import { copyPreparedTown, madeAt, usualStart } from "./prepared-town.ts";

const main = fileURLToPath(new URL("../../src/app/main.ts", import.meta.url));

/** The whole product as `npm start` runs it, on ports and a folder of its own. */
export type App = {
  readonly address: string;
  readonly folder: string;
  readonly port: number;
  /** What the clock showed at the start. */
  readonly startedAt: Date;
  /** The six digits of the newest sign-in mail to this address that came after `since`. */
  readCode(mail: string, since: Date): Promise<string>;
  /** The newest mail to this address whose subject has these words; with `since`, one that came after it. */
  readMail(mail: string, subject: string, since?: Date): Promise<{ subject: string; text: string }>;
  /** Stops it; the data stays for another start. */
  stop(): Promise<void>;
  remove(): void;
};

/** `at`: what the clock shows at the start. With the folder and port of an earlier one it is that one, started again. */
export async function startApp(start: { at: string; folder?: string; port?: number }): Promise<App> {
  const { at, port = await findPorts(7) } = start;
  const folder = start.folder ?? (await makeTown(at, port));
  const env = { ...process.env, PORT: String(port), DATA_DIR: folder, DEMO_TIME: at };
  const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "pipe"] });
  await untilReady(child);
  const box = openMailBox(join(folder, "mail"));
  return {
    address: `http://localhost:${port}`,
    folder,
    port,
    startedAt: new Date(at),
    async readCode(mail, since) {
      const fits = ({ receivedAt, text }: { receivedAt: Date; text: string }) =>
        receivedAt >= since && /\b\d{6}\b/.test(text);
      const { text } = await waitForMail(box, mail, fits, { seconds: 15 });
      return /\b\d{6}\b/.exec(text)?.[0] ?? "";
    },
    readMail(mail, subject, since = new Date(0)) {
      const fits = (one: { receivedAt: Date; subject: string }) =>
        one.receivedAt >= since && one.subject.includes(subject);
      return waitForMail(box, mail, fits, { seconds: 20 });
    },
    stop: () => stop(child),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function makeTown(at: string, port: number): Promise<string> {
  const prepared = at === usualStart ? await copyPreparedTown((folder) => startOnce(madeAt, port, folder)) : undefined;
  return prepared ?? makeTestFolder("journey");
}

async function startOnce(at: string, port: number, folder: string): Promise<void> {
  const app = await startApp({ at, port, folder });
  await app.stop();
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    let said = "";
    const hear = (chunk: Buffer) => {
      said += chunk;
      if (said.includes("Stop with Ctrl-C")) done();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", (code) => fail(new Error(`the app ended with ${code}:\n${said.slice(-2000)}`)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.removeAllListeners("exit");
  const left = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  await left;
}

/** The first of so many neighbouring ports that are free. */
async function findPorts(count: number): Promise<number> {
  for (let base = 20_000 + (process.pid % 2_000) * 10; ; base += 10) {
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(base + index)));
    if (free.every(Boolean)) return base;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once("error", () => done(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => done(true)));
  });
}
