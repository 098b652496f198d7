import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** mm-<kind>-<pid>-<random>: the name says which process made it, so that a later run knows whether it is still needed. */
const ours = /^mm-[a-z]+-(\d+)-[A-Za-z0-9]{6}$/;

/** A temporary folder of this test run, which removes it. One that was killed cannot; the next run does it then. */
export function makeTestFolder(kind: string): string {
  return mkdtempSync(join(tmpdir(), `mm-${kind}-${process.pid}-`));
}

/** Removes what killed runs have left (some 40 MB each); never the folder of a process that lives or of a PostgreSQL that answers. */
export async function sweepTestFolders(parent = tmpdir()): Promise<void> {
  for (const name of readdirSync(parent)) {
    const [, pid] = ours.exec(name) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const folder = join(parent, name);
    // A container that shares the temporary folder has processes that we do not see.
    if (await answers(join(folder, "socket", ".s.PGSQL.5432"))) continue;
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another user's, or another run sweeps at the same moment.
    }
  }
}

/** Waits for a PostgreSQL that has been told to stop, without giving the event loop a turn: `exit` has none. */
export function waitForEnd(folder: string): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const file = join(folder, "postgres", "postmaster.pid");
  for (let tries = 0; tries < 200 && existsSync(file); tries++) Atomics.wait(pause, 0, 0, 10);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code !== "ESRCH";
  }
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(socketPath);
    socket.once("connect", () => {
      socket.destroy();
      done(true);
    });
    socket.once("error", ({ code }: { code?: string }) => done(code === "EACCES" || code === "EPERM"));
  });
}
