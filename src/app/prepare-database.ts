import { sql } from "kysely";
import { foldersOf, migrate } from "../kernel/db/migrate.ts";
import { openDb } from "../kernel/db/open.ts";
import { prepareQueues } from "../kernel/jobs/boss.ts";
import type { Module } from "../kernel/module.ts";

/** Brings the schema and the queues up to date. Needs a role that may create schemas and roles. */
export async function prepareDatabase(databaseUrl: string, modules: readonly Module[]): Promise<void> {
  const { db, close } = openDb(databaseUrl, { as: "owner", connections: 2 });
  try {
    await migrate(db, foldersOf(modules));
  } finally {
    await close();
  }
  await prepareQueues(
    databaseUrl,
    modules.flatMap((module) => module.jobs),
  );
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
