import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { sql } from "kysely";
import { foldersOf, type MigrationFolder, migrate } from "../kernel/db/migrate.ts";
import { appRole, openDb } from "../kernel/db/open.ts";
import type { Db } from "../kernel/db/types.ts";
import { type AnyJob, describeQueues, prepareQueues } from "../kernel/jobs/boss.ts";
import type { Module } from "../kernel/module.ts";
import { StartFailure } from "../kernel/start-failure.ts";

/**
 * Brings the schema and the queues up to date; a database that this version has prepared before is left alone (0.5 s).
 * Several processes may do so at once: one after the other. Needs a role that may create schemas and roles.
 */
export async function prepareDatabase(databaseUrl: string, modules: readonly Module[]): Promise<void> {
  const jobs = modules.flatMap((module) => module.jobs);
  const folders = foldersOf(modules);
  const { db, close } = openDb(databaseUrl, { as: "owner", connections: 2 });
  try {
    const wanted = await fingerprintOf(folders, jobs);
    if ((await readFingerprint(db)) === wanted) return;
    await db.connection().execute(async (holder) => {
      await sql`select pg_advisory_lock(hashtext('machimigaki.prepare'))`.execute(holder);
      await migrate(db, folders);
      await prepareQueues(databaseUrl, jobs);
      await sql.raw(`comment on schema kernel is '${wanted}'`).execute(holder);
    });
  } catch (error) {
    throw unreachable(error);
  } finally {
    await close();
  }
}

/** Of all that preparing depends on: the migrations' texts, the queues' settings, pg-boss's own tables. */
async function fingerprintOf(folders: readonly MigrationFolder[], jobs: readonly AnyJob[]): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(describeQueues(jobs)));
  for (const { name, folder } of folders) {
    const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort();
    for (const file of files) hash.update(`\n-- ${name}/${file}\n`).update(await readFile(new URL(file, folder)));
  }
  return `prepared ${hash.digest("hex")}`;
}

/** Kept as the schema's comment, because that is there before any table and goes with every backup. */
async function readFingerprint(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{ kept: string | null }>`
    select obj_description(to_regnamespace('kernel'), 'pg_namespace') as kept
    from pg_roles where rolname = ${appRole}
  `.execute(db);
  return rows[0]?.kept ?? undefined;
}

/** Why a server's database cannot be used yet, as a sentence. */
export async function assertPrepared(databaseUrl: string): Promise<void> {
  const { db, close } = openDb(databaseUrl, { as: "owner", connections: 1 });
  try {
    const { rows } = await sql<{ ready: boolean }>`
      select to_regclass('kernel.audit_entry') is not null and to_regclass('pgboss.job') is not null as ready
    `.execute(db);
    if (rows[0]?.ready !== true) {
      throw new StartFailure("The database of DATABASE_URL is not prepared yet: start the worker first, it does that.");
    }
  } catch (error) {
    throw unreachable(error);
  } finally {
    await close();
  }
}

/** The server's own words, without the address: it may hold a password. */
function unreachable(error: unknown): unknown {
  if (error instanceof StartFailure) return error;
  const { code = "", message = "" } = error as { code?: string; message?: string };
  if (/corrupted migrations/.test(message))
    return new StartFailure(
      "The database was prepared by another version of this program, which knew more migrations.",
    );
  const isAboutConnecting =
    /^(ECONN|ENOTFOUND|ENOENT|EAI_AGAIN|ETIMEDOUT|28|3D000|57P0)/.test(code) || /timeout/.test(message);
  return isAboutConnecting
    ? new StartFailure(`The database of DATABASE_URL cannot be reached: ${message || code}`)
    : error;
}

/** The city's database in the embedded PostgreSQL. */
export function databaseNameOf(citySlug: string): string {
  return `city_${citySlug.replaceAll("-", "_")}`;
}

/** Makes the city's database in the embedded PostgreSQL, the first time. */
export async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const { db, close } = openDb(adminUrl, { as: "owner", connections: 1 });
  try {
    const { rows } = await sql`select from pg_database where datname = ${name}`.execute(db);
    if (rows.length === 0) await sql.raw(`create database ${name}`).execute(db);
  } finally {
    await close();
  }
}
