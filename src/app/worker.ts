import { StartFailure } from "../kernel/start-failure.ts";
import { buildCity } from "./build-city.ts";
import { readConfig } from "./config.ts";
import { wire } from "./modules.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { run } from "./run.ts";
import { startWorker } from "./start-worker.ts";

/** `npm run worker`: migrates, then works off the queues and hears the doors. Several may run. */
await run(async () => {
  const config = readConfig(process.env);
  if (config.DATABASE_URL === undefined) throw new StartFailure("Set DATABASE_URL, or use `npm start`.");
  const wired = await wire(config);
  await prepareDatabase(config.DATABASE_URL, wired.modules);
  const running = await buildCity(config, wired.modules, { databaseUrl: config.DATABASE_URL, worker: true });
  const worker = await startWorker(running, wired, config.DATABASE_URL);
  process.stdout.write("worker ready\n");
  return {
    close: async () => {
      await worker.close();
      await running.close();
      await wired.close();
    },
  };
});
