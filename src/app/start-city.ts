import { flushCompileCache } from "node:module";
import type { EmbeddedPostgres } from "../kernel/db/embedded.ts";
import { buildCity } from "./build-city.ts";
import { cityFolder } from "./city-folder.ts";
import { type Config, readConfig } from "./config.ts";
import { keepMasterSecret } from "./data-folder.ts";
import { type Demo, startDemo } from "./demo.ts";
import { demoLog } from "./demo-log.ts";
import { describeDemo } from "./describe-demo.ts";
import { wire } from "./modules.ts";
import { createDatabase, databaseNameOf, prepareDatabase } from "./prepare-database.ts";
import { seed } from "./seed.ts";
import { startWeb } from "./start-web.ts";
import { startWorker } from "./start-worker.ts";

/** Web, worker and, in a demo, the partners, on a PostgreSQL that runs. Says so when people can come. */
export async function startCity(
  first: Config,
  postgres: EmbeddedPostgres | undefined,
): Promise<{ close(): Promise<void> }> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of closers) await step();
  };
  try {
    const demo = first.production ? undefined : await startDemo(first);
    if (demo !== undefined) closers.unshift(demo.close);
    const secret = first.MASTER_SECRET ?? keepMasterSecret(first.DATA_DIR);
    const config = readConfig({ ...process.env, ...partnersFor(process.env, demo), MASTER_SECRET: secret });

    const wired = await wire(config);
    closers.unshift(wired.close);
    const databaseUrl = await databaseOf(config, postgres);
    await prepareDatabase(databaseUrl, wired.modules);
    const running = await buildCity(config, wired.modules, {
      databaseUrl,
      worker: true,
      ...(config.production ? {} : { log: demoLog(config.DATA_DIR) }),
    });
    closers.unshift(running.close);
    // Of a real city no sample person may ever be made: its files are loaded by `npm run city:load`.
    if (!config.production) await seed(running.city, wired.modules);
    const worker = await startWorker(running, wired, databaseUrl);
    closers.unshift(worker.close);
    const web = await startWeb(config, wired, running.city);
    closers.unshift(web.close);
    process.stdout.write(await describeDemo(config, demo, cityFolder(config.CITY)));
    flushCompileCache();
    return { close };
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
}

/** The demo's partners, but for a kind of partner (SMTP_…, PAY_…) of which the environment names its own. */
function partnersFor(own: NodeJS.ProcessEnv, demo: Demo | undefined): Record<string, string> {
  const kindOf = (name: string) => /^(SMTP|PAY|MQTT|OIDC)_/.exec(name)?.[1] ?? name;
  const set = new Set(
    Object.keys(own)
      .filter((name) => own[name] !== "")
      .map(kindOf),
  );
  return Object.fromEntries(Object.entries(demo?.env ?? {}).filter(([name]) => !set.has(kindOf(name))));
}

async function databaseOf(config: Config, postgres: EmbeddedPostgres | undefined): Promise<string> {
  if (postgres === undefined) return config.DATABASE_URL as string;
  const name = databaseNameOf(config.CITY);
  await createDatabase(postgres.connectionString("postgres"), name);
  return postgres.connectionString(name);
}
