import { StartFailure } from "../kernel/start-failure.ts";
import { buildCity } from "./build-city.ts";
import { readConfig } from "./config.ts";
import { wire } from "./modules.ts";
import { assertPrepared } from "./prepare-database.ts";
import { run } from "./run.ts";
import { startWeb } from "./start-web.ts";

/** `npm run web`: the web only, against a PostgreSQL server. */
await run(async () => {
  const config = readConfig(process.env);
  if (config.DATABASE_URL === undefined) throw new StartFailure("Set DATABASE_URL, or use `npm start`.");
  await assertPrepared(config.DATABASE_URL);
  const wired = await wire(config);
  const running = await buildCity(config, wired.modules, { databaseUrl: config.DATABASE_URL, worker: false });
  const web = await startWeb(config, wired, running.city);
  process.stdout.write(`web at ${config.address}\n`);
  return {
    close: async () => {
      await web.close();
      await running.close();
      await wired.close();
    },
  };
});
