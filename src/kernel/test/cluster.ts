import { createHash, randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import pg from "pg";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../db/embedded.ts";
import { kernelMigrations, type MigrationFolder, migrate } from "../db/migrate.ts";
import { openDb } from "../db/open.ts";
import { type AnyJob, prepareQueues } from "../jobs/boss.ts";
import { makeTestFolder, sweepTestFolders, waitForEnd } from "./folder.ts";

/** Set by tests/setup.ts, so that all test files of one run share one PostgreSQL. */
export const clusterVariable = "MACHIMIGAKI_TEST_CLUSTER";

let own: Promise<EmbeddedPostgres> | undefined;

/** The address of a database `name` in the test cluster; a file run alone starts a cluster of its own. */
async function addressOf(name: string): Promise<string> {
  const shared = process.env[clusterVariable];
  if (shared !== undefined) return shared.replace("/postgres?", `/${name}?`);
  own ??= startTestCluster();
  return (await own).connectionString(name);
}

/** A PostgreSQL without fsync in a temporary folder; it goes when this process goes. */
export async function startTestCluster(): Promise<EmbeddedPostgres> {
  await sweepTestFolders();
  const folder = makeTestFolder("test");
  const cluster = await startEmbeddedPostgres(folder, { durable: false, maxConnections: 300 });
  process.once("exit", () => {
    // It writes until its end: removed under its hands, a part of the folder stayed after every run.
    waitForEnd(folder);
    rmSync(folder, { recursive: true, force: true });
  });
  return cluster;
}

/** A fresh database with all migrations: a copy of a template that is made once per set of migrations (0.1–0.2 s). */
export async function createTestDatabase(
  folders: readonly MigrationFolder[],
  jobs: readonly AnyJob[],
): Promise<{ connectionString: string; drop(): Promise<void> }> {
  const template = await getTemplate(folders, jobs);
  const name = `t_${randomBytes(8).toString("hex")}`;
  await asAdmin((admin) => admin.query(`create database ${name} template ${template}`));
  return {
    connectionString: await addressOf(name),
    drop: () => asAdmin((admin) => admin.query(`drop database if exists ${name} with (force)`)),
  };
}

async function getTemplate(folders: readonly MigrationFolder[], jobs: readonly AnyJob[]): Promise<string> {
  const name = `tpl_${await fingerprint(folders, jobs)}`;
  await asAdmin(async (admin) => {
    await admin.query("select pg_advisory_lock(42)");
    const { rowCount } = await admin.query("select from pg_database where datname = $1", [name]);
    if (rowCount) return;
    await admin.query(`drop database if exists ${name}_making with (force)`);
    await admin.query(`create database ${name}_making`);
    const address = await addressOf(`${name}_making`);
    const { db, close } = openDb(address, { as: "owner", connections: 2 });
    await migrate(db, [kernelMigrations, ...folders]);
    await close();
    await prepareQueues(address, jobs);
    await admin.query(`alter database ${name}_making rename to ${name}`);
  });
  return name;
}

async function fingerprint(folders: readonly MigrationFolder[], jobs: readonly AnyJob[]): Promise<string> {
  const hash = createHash("sha256").update(jobs.map(({ name }) => name).join());
  for (const { name, folder } of [kernelMigrations, ...folders]) {
    hash.update(name);
    for (const file of (await readdir(folder)).sort()) hash.update(await readFile(new URL(file, folder)));
  }
  return hash.digest("hex").slice(0, 16);
}

async function asAdmin(work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: await addressOf("postgres") });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
