import { startEmbeddedPostgres } from "../kernel/db/embedded.ts";
import { buildCity } from "./build-city.ts";
import { cityFolder } from "./city-folder.ts";
import { readConfig } from "./config.ts";
import { claimDataFolder, keepMasterSecret } from "./data-folder.ts";
import { startDemo } from "./demo.ts";
import { describeDemo } from "./describe-demo.ts";
import { assertPortFree } from "./listen.ts";
import { wire } from "./modules.ts";
import { createDatabase, databaseNameOf, prepareDatabase } from "./prepare-database.ts";
import { run } from "./run.ts";
import { seed } from "./seed.ts";
import { startWeb } from "./start-web.ts";
import { startWorker } from "./start-worker.ts";

/** `npm start`: everything on this machine, from the database to the doors. */
await run(async () => {
  const first = readConfig(process.env);
  const folder = await claimDataFolder(first.DATA_DIR);
  await assertPortFree(first.HOST, first.PORT);
  const closers: (() => Promise<void>)[] = [() => folder.release()];
  const close = async () => {
    for (const step of closers) await step();
  };
  try {
    const postgres = first.DATABASE_URL === undefined ? await startEmbeddedPostgres(first.DATA_DIR) : undefined;
    if (postgres !== undefined) closers.unshift(() => postgres.stop());
    const name = databaseNameOf(first.CITY);
    if (postgres !== undefined) await createDatabase(postgres.connectionString("postgres"), name);
    const databaseUrl = postgres?.connectionString(name) ?? (first.DATABASE_URL as string);

    const demo = first.production ? undefined : await startDemo(first);
    if (demo !== undefined) closers.unshift(demo.close);
    const secret = first.MASTER_SECRET ?? keepMasterSecret(first.DATA_DIR);
    const config = readConfig({ ...demo?.env, ...process.env, MASTER_SECRET: secret });

    const wired = await wire(config);
    closers.unshift(wired.close);
    await prepareDatabase(databaseUrl, wired.modules);
    const running = await buildCity(config, wired.modules, { databaseUrl, worker: true });
    closers.unshift(running.close);
    await seed(running.city, wired.modules);
    const worker = await startWorker(running, wired);
    closers.unshift(worker.close);
    const web = await startWeb(config, wired, running.city);
    closers.unshift(web.close);
    process.stdout.write(await describeDemo(config, demo, cityFolder(config.CITY)));
    return { close };
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
});
