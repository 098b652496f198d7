import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { StartFailure } from "../../src/kernel/start-failure.ts";
import { reachEmbedded } from "../reach-database.ts";
import { copyFolder, writeOwned } from "./copy-folder.ts";

/** What PostgreSQL makes anew at start, and what a copy must not have (manual, "Making a Base Backup"). */
const leftOut =
  /^(postmaster\.(pid|opts)|(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/.*|.*pgsql_tmp.*|.*pg_internal\.init)$/;

/**
 * Copies the embedded database while it runs; if it does not run, it is started for the time of the copy. What was
 * committed before this ends is in the copy.
 */
export async function backupEmbedded(dataFolder: string, target: string): Promise<void> {
  const { connectionString, release } = await reachEmbedded(dataFolder);
  await copyRunning(connectionString("postgres"), join(dataFolder, "postgres"), target).finally(release);
}

async function copyRunning(address: string, data: string, target: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    // The slot keeps the write-ahead log of the time of the copy; it goes with this connection.
    await client.query("select pg_create_physical_replication_slot('machimigaki_backup', true, true)");
    await client.query("select pg_backup_start('machimigaki', true)");
    await copyFolder(data, target, (path) => !leftOut.test(path));
    const { rows } = await client.query("select labelfile from pg_backup_stop(false)");
    await writeOwned(join(target, "backup_label"), rows[0].labelfile);
    await copyFolder(join(data, "pg_wal"), join(target, "pg_wal"), (path) => /^[0-9A-F]{24}$/.test(path));
  } finally {
    await client.end();
  }
}

/** Puts a copy into an empty data folder. The next start replays the log of the time of the copy. */
export async function restoreEmbedded(source: string, dataFolder: string): Promise<void> {
  const data = join(dataFolder, "postgres");
  if (existsSync(data))
    throw new StartFailure(`${data} exists already. Move it away, or set DATA_DIR to another folder.`);
  // The name under which a start throws away what was broken off.
  const unfinished = `${data}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await copyFolder(source, unfinished);
  renameSync(unfinished, data);
}
