import { readdir, readFile } from "node:fs/promises";
import { sql } from "kysely";
import { Migrator } from "kysely/migration";
import { appRole } from "./open.ts";
import type { Db } from "./types.ts";

/** A folder of NNN-name.sql files that belong to one PostgreSQL schema. */
export type MigrationFolder = { readonly name: string; readonly folder: URL };

export const kernelMigrations: MigrationFolder = { name: "kernel", folder: new URL("../migrations/", import.meta.url) };

/** The folders of modules that keep something, in their order. */
export function foldersOf(modules: readonly { readonly name: string; readonly migrations?: URL }[]): MigrationFolder[] {
  return modules.flatMap(({ name, migrations }) => (migrations === undefined ? [] : [{ name, folder: migrations }]));
}

/**
 * Runs what has not run yet, each folder in its order, each file in a transaction. Two processes may do so at once:
 * Kysely's migrator takes a lock. Needs the owner's connection.
 */
export async function migrate(db: Db, folders: readonly MigrationFolder[]): Promise<void> {
  await sql`create schema if not exists kernel`.execute(db);
  await sql
    .raw(
      `do $$ begin create role ${appRole} nologin; exception when duplicate_object or unique_violation then null; end $$`,
    )
    .execute(db);
  await sql.raw(`grant ${appRole} to current_user`).execute(db);
  await sql.raw(`alter default privileges grant select, insert, update, delete on tables to ${appRole}`).execute(db);
  await sql.raw(`alter default privileges grant usage, select on sequences to ${appRole}`).execute(db);
  for (const { name, folder } of folders) {
    const migrator = new Migrator({
      db,
      migrationTableSchema: "kernel",
      migrationTableName: `migration_${name}`,
      migrationLockTableName: `migration_lock_${name}`,
      provider: { getMigrations: () => readMigrations(folder) },
    });
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
    await sql.raw(`create schema if not exists ${name}`).execute(db);
    await sql.raw(`grant usage on schema ${name} to ${appRole}`).execute(db);
  }
}

async function readMigrations(folder: URL) {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  const entries = names.map(async (name) => {
    const text = await readFile(new URL(name, folder), "utf8");
    return [name, { up: async (db: Db) => void (await sql.raw(text).execute(db)) }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
