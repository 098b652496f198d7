import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../kernel/db/embedded.ts";
import { readConfig } from "./config.ts";
import { claimDataFolder } from "./data-folder.ts";
import { assertPortsFree } from "./ports.ts";
import { run } from "./run.ts";

/**
 * `npm start`: everything on this machine, from the database to the doors. All that is not needed to start PostgreSQL
 * is loaded while it starts, and is kept compiled (0.6 of 1.6 s of computing).
 */
await run(async () => {
  const config = readConfig(process.env);
  const folder = await claimDataFolder(config.DATA_DIR);
  const closers: (() => Promise<void>)[] = [() => folder.release()];
  const close = async () => {
    for (const step of closers) await step();
  };
  try {
    await assertPortsFree(config);
    enableCompileCache(join(config.DATA_DIR, "compiled"));
    const loading = import("./start-city.ts");
    // Told below, after PostgreSQL's own failure if it has one.
    loading.catch(() => {});
    const postgres = config.DATABASE_URL === undefined ? await startEmbeddedPostgres(config.DATA_DIR) : undefined;
    if (postgres !== undefined) closers.unshift(() => postgres.stop());
    const { startCity } = await loading;
    closers.unshift((await startCity(config, postgres)).close);
    return { close };
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
});
