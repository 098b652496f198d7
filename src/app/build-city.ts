import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { makeSecrets } from "../kernel/auth/secrets.ts";
import type { City } from "../kernel/city.ts";
import { openDb } from "../kernel/db/open.ts";
import { type Boss, startBoss } from "../kernel/jobs/boss.ts";
import { jsonLog, type Log } from "../kernel/log.ts";
import type { Module } from "../kernel/module.ts";
import { StartFailure } from "../kernel/start-failure.ts";
import { readCityConfig } from "./city-folder.ts";
import type { Config } from "./config.ts";

export type RunningCity = { readonly city: City; readonly boss: Boss; close(): Promise<void> };

/** The one City of this process: database, jobs, secrets, clock. `worker`: this process works off the queues. */
export async function buildCity(
  config: Config,
  modules: readonly Module[],
  options: { databaseUrl: string; worker: boolean; log?: Log },
): Promise<RunningCity> {
  const { databaseUrl, worker, log = jsonLog() } = options;
  const jobs = modules.flatMap((module) => module.jobs);
  const { db, close } = openDb(databaseUrl, { connections: config.DATABASE_CONNECTIONS });
  const boss = await startBoss(databaseUrl, jobs, { log, worker, clock: config.clock });
  const dataFolder = join(config.DATA_DIR, "files");
  mkdirSync(dataFolder, { recursive: true });
  const city: City = {
    config: readCityConfig(config.CITY),
    db,
    clock: config.clock,
    secrets: makeSecrets(mastersOf(config)),
    jobs: boss.sender,
    log,
    constraints: new Map(modules.flatMap(({ constraints }) => Object.entries(constraints))),
    dataFolder,
    address: config.address,
    demo: !config.production,
  };
  return {
    city,
    boss,
    close: async () => {
      await boss.stop();
      await close();
    },
  };
}

/** How long they are, readConfig has looked at. */
function mastersOf(config: Config): [Buffer, ...Buffer[]] {
  const { MASTER_SECRET: present, MASTER_SECRET_OLD: former } = config;
  if (present === undefined) throw new StartFailure("Set MASTER_SECRET to 32 random bytes or more, as base64url.");
  const bytes = (text: string) => Buffer.from(text, "base64url");
  return former === undefined ? [bytes(present)] : [bytes(present), bytes(former)];
}
