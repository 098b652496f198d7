import { buildCity } from "../src/app/build-city.ts";
import { type Config, readConfig } from "../src/app/config.ts";
import { keepMasterSecret } from "../src/app/data-folder.ts";
import { wire } from "../src/app/modules.ts";
import { prepareDatabase } from "../src/app/prepare-database.ts";
import type { Actor } from "../src/kernel/actor.ts";
import type { City } from "../src/kernel/city.ts";
import { reachDatabase } from "./reach-database.ts";

export const commandLine: Actor = { kind: "system", job: "command-line" };

/** For commands of the operator: the city of this configuration, its schema up to date, and nobody outside called. */
export async function withCity<Result>(work: (city: City, config: Config) => Promise<Result>): Promise<Result> {
  const first = readConfig(process.env);
  const secret = first.MASTER_SECRET ?? keepMasterSecret(first.DATA_DIR);
  const partners = {
    MQTT_URL: undefined,
    PAY_URL: undefined,
    OIDC_RESIDENT_ISSUER: undefined,
    OIDC_STAFF_ISSUER: undefined,
  };
  const config = readConfig({ ...process.env, ...partners, MASTER_SECRET: secret });
  const database = await reachDatabase(config);
  const wired = await wire(config);
  try {
    await prepareDatabase(database.url, wired.modules);
    const running = await buildCity(config, wired.modules, { databaseUrl: database.url, worker: false });
    return await work(running.city, config).finally(running.close);
  } finally {
    await wired.close();
    await database.release();
  }
}
