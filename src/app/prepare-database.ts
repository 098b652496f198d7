import { sql } from "kysely";
import { foldersOf, migrate } from "../kernel/db/migrate.ts";
import { openDb } from "../kernel/db/open.ts";
import { prepareQueues } from "../kernel/jobs/boss.ts";
import type { Module } from "../kernel/module.ts";
import { StartFailure } from "../kernel/start-failure.ts";

/** Brings the schema and the queues up to date. Needs a role that may create schemas and roles. */
export async function prepareDatabase(databaseUrl: string, modules: readonly Module[]): Promise<void> {
  const { db, close } = openDb(databaseUrl, { as: "owner", connections: 2 });
  try {
    await migrate(db, foldersOf(modules));
  } catch (error) {
    throw unreachable(error);
  } finally {
    await close();
  }
  await prepareQueues(
    databaseUrl,
    modules.flatMap((module) => module.jobs),
  );
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
