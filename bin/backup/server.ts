import { spawnSync } from "node:child_process";
import pg from "pg";
import { appRole } from "../../src/kernel/db/open.ts";
import { StartFailure } from "../../src/kernel/start-failure.ts";

/** A server's database, by PostgreSQL's own pg_dump: a consistent state of the moment at which it began. */
export function dumpServer(databaseUrl: string, file: string): void {
  run("pg_dump", ["--format=custom", "--no-owner", `--file=${file}`, `--dbname=${databaseUrl}`]);
}

/** Into an empty database, in one transaction: all of it or nothing. */
export async function restoreServer(file: string, databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query("select count(*)::int as schemas from pg_namespace where nspname = 'kernel'");
    if (rows[0].schemas > 0)
      throw new StartFailure("The database of DATABASE_URL is not empty. Make a new one to restore into.");
    // Roles belong to the server and not to the database, so they are not in the dump.
    await client.query(`do $$ begin create role ${appRole} nologin; exception when duplicate_object then null; end $$`);
    await client.query(`grant ${appRole} to current_user`);
  } finally {
    await client.end();
  }
  run("pg_restore", ["--no-owner", "--single-transaction", "--exit-on-error", `--dbname=${databaseUrl}`, file]);
}

function run(program: string, args: readonly string[]): void {
  const { status, error } = spawnSync(program, args, { stdio: ["ignore", "inherit", "inherit"] });
  if (error)
    throw new StartFailure(
      `${program} is needed for a database server, and could not be started. Debian: apt-get install postgresql-client`,
    );
  if (status !== 0) throw new StartFailure(`${program} failed; it says above why.`);
}
