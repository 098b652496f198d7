import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../src/app/config.ts";
import { claimDataFolder } from "../src/app/data-folder.ts";
import { databaseNameOf } from "../src/app/prepare-database.ts";
import { startEmbeddedPostgres } from "../src/kernel/db/embedded.ts";
import { StartFailure } from "../src/kernel/start-failure.ts";

/** A PostgreSQL that can be asked now, and how to leave it as it was found. */
export type Reached = { readonly connectionString: (database: string) => string; release(): Promise<void> };

/** The embedded PostgreSQL of a data folder: the one that runs, or, if none does, one started for this while. */
export async function reachEmbedded(dataFolder: string): Promise<Reached> {
  const data = join(dataFolder, "postgres");
  if (!existsSync(join(data, "PG_VERSION"))) throw new StartFailure(`There is no database in ${dataFolder} yet.`);
  const sockets = findRunning(data);
  if (sockets !== undefined) {
    const host = encodeURIComponent(sockets);
    return {
      connectionString: (database) => `postgresql://machimigaki@/${database}?host=${host}`,
      release: async () => {},
    };
  }
  const claim = await claimDataFolder(dataFolder);
  const postgres = await startEmbeddedPostgres(dataFolder);
  return {
    connectionString: postgres.connectionString,
    release: async () => {
      await postgres.stop();
      await claim.release();
    },
  };
}

/** The socket's folder, if a server runs on this data: postmaster.pid has the process on line 1 and the folder on line 5. */
function findRunning(data: string): string | undefined {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const [pid = "", , , , sockets] = readFileSync(file, "utf8").split("\n");
  try {
    process.kill(Number.parseInt(pid, 10), 0);
    return sockets;
  } catch (error) {
    // EPERM: it runs as another user, as it does for root.
    return (error as { code?: string }).code === "EPERM" ? sockets : undefined;
  }
}

/** The database of a configuration. */
export async function reachDatabase(config: Config): Promise<{ url: string; release(): Promise<void> }> {
  if (config.DATABASE_URL !== undefined) return { url: config.DATABASE_URL, release: async () => {} };
  const { connectionString, release } = await reachEmbedded(config.DATA_DIR);
  return { url: connectionString(databaseNameOf(config.CITY)), release };
}
