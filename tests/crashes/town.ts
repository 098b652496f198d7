import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../bench/web-process.ts";
import { buildCity } from "../../src/app/build-city.ts";
import { cityFolder, readCityConfig } from "../../src/app/city-folder.ts";
import { readConfig } from "../../src/app/config.ts";
import { startDemo } from "../../src/app/demo.ts";
import { wire } from "../../src/app/modules.ts";
import { createDatabase, prepareDatabase } from "../../src/app/prepare-database.ts";
import type { City } from "../../src/kernel/city.ts";
import { startEmbeddedPostgres } from "../../src/kernel/db/embedded.ts";
import { perform } from "../../src/kernel/perform.ts";
import { loadFacilities } from "../../src/modules/facility/commands/load-facilities.ts";
import { readFacilities } from "../../src/modules/facility/seeds.ts";
import type { Facility } from "../../src/modules/facility/types/facility.ts";

/** What outlives the crashes: PostgreSQL, and the partners that a city has (mail, payments, broker, doors). */
export type Town = {
  readonly city: City;
  readonly facilities: readonly Facility[];
  readonly folder: string;
  readonly address: string;
  /** Settings for the web and the worker. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

export async function openTown(): Promise<Town> {
  const folder = mkdtempSync(join(tmpdir(), "mm-crash-"));
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres(folder);
  await createDatabase(postgres.connectionString("postgres"), "crash");
  const databaseUrl = postgres.connectionString("crash");
  const own = {
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    PORT: String(await freePort()),
    MASTER_SECRET: randomBytes(32).toString("base64url"),
    // Each resident comes from an address of their own.
    TRUSTED_HOPS: "1",
  };
  const config = readConfig(own);
  const demo = await startDemo(config);
  const wired = await wire(config);
  await prepareDatabase(databaseUrl, wired.modules);
  const running = await buildCity(config, wired.modules, { databaseUrl, worker: false });
  const folderOfCity = new URL("facilities/", cityFolder(config.CITY));
  const facilities = await readFacilities({ config: readCityConfig(config.CITY) }, folderOfCity);
  await perform(running.city, { actor: { kind: "system", job: "drill" } }, loadFacilities, facilities);
  return {
    city: running.city,
    facilities,
    folder,
    address: `http://127.0.0.1:${config.PORT}`,
    env: { ...demo.env, ...own },
    async close() {
      await running.close();
      await wired.close();
      await demo.close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
