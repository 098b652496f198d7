import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { StartFailure } from "../kernel/start-failure.ts";

/** Keeps a data folder for this process. Two programs on one folder would destroy each other's data. */
export async function claimDataFolder(folder: string): Promise<{ release(): Promise<void> }> {
  makeFolder(folder);
  const path = socketPath(folder);
  for (let tries = 0; tries < 2; tries++) {
    const server = await listen(path, folder);
    if (server !== undefined) return { release: () => new Promise((done) => server.close(() => done())) };
    if (await answers(path)) break;
    // Left behind by a program that was killed: nobody answers there.
    rmSync(path, { force: true });
  }
  throw new StartFailure(
    `The data folder ${resolve(folder)} is in use by another start of this program. Stop that one, or set DATA_DIR.`,
  );
}

/** The master secret of a demo, made once. In production it comes from the environment. */
export function keepMasterSecret(folder: string): string {
  const file = join(folder, "master-secret");
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new StartFailure(`The data folder ${folder} cannot be made: ${(error as Error).message}`);
  }
}

/** In the folder itself, which all who use it see. A path too long for a socket (107 bytes) gets a short one. */
function socketPath(folder: string): string {
  const inside = join(resolve(folder), "in-use.sock");
  if (Buffer.byteLength(inside) <= 100) return inside;
  const name = createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 16);
  return join(tmpdir(), `machimigaki-${name}.lock`);
}

function listen(path: string, folder: string): Promise<Server | undefined> {
  return new Promise((done, fail) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once("error", ({ code }: { code?: string }) => {
      if (code === "EADDRINUSE") return done(undefined);
      const why = code === "EACCES" ? "it belongs to another user" : code;
      fail(new StartFailure(`The data folder ${resolve(folder)} cannot be written: ${why}. Set DATA_DIR to another.`));
    });
    server.listen(path, () => done(server));
  });
}

/** Somebody else's socket that may not even be asked counts as in use. */
function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      done(true);
    });
    socket.once("error", ({ code }: { code?: string }) => done(code === "EACCES" || code === "EPERM"));
  });
}
