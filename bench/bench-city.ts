import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { buildCity } from "../src/app/build-city.ts";
import { cityFolder, readCityConfig } from "../src/app/city-folder.ts";
import { readConfig } from "../src/app/config.ts";
import { wire } from "../src/app/modules.ts";
import { createDatabase, prepareDatabase } from "../src/app/prepare-database.ts";
import type { City } from "../src/kernel/city.ts";
import { startEmbeddedPostgres } from "../src/kernel/db/embedded.ts";
import { openDb } from "../src/kernel/db/open.ts";
import { perform } from "../src/kernel/perform.ts";
import { loadFacilities } from "../src/modules/facility/commands/load-facilities.ts";
import { readFacilities } from "../src/modules/facility/seeds.ts";
import { benchFacility } from "./bench-facility.ts";

export type BenchCity = {
  readonly city: City;
  readonly databaseUrl: string;
  /** Settings with which a web process serves this city. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends the holds, so that the same residents may book again: three are the most for a person. */
  clearHolds(): Promise<void>;
  /** What autovacuum does within minutes: the planner knows how many rows there are. */
  settleStatistics(): Promise<void>;
  close(): Promise<void>;
};

/** A city with one large facility on a PostgreSQL of its own: embedded, and with durable commits. */
export async function makeBenchCity(options: { rooms: number; pool?: number }): Promise<BenchCity> {
  const folder = mkdtempSync(join(tmpdir(), "mm-bench-"));
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres(folder);
  await createDatabase(postgres.connectionString("postgres"), "bench");
  const databaseUrl = postgres.connectionString("bench");
  const env = {
    DATABASE_URL: databaseUrl,
    ...(options.pool === undefined ? {} : { DATABASE_CONNECTIONS: String(options.pool) }),
    DATA_DIR: folder,
    MASTER_SECRET: randomBytes(32).toString("base64url"),
    // Each request comes from a source of its own: what one source may send in a minute is not what is measured.
    TRUSTED_HOPS: "1",
  };
  const config = readConfig(env);
  const wired = await wire(config);
  await prepareDatabase(databaseUrl, wired.modules);
  const running = await buildCity(config, wired.modules, { databaseUrl, worker: false });
  const { city } = running;
  const samples = await readFacilities(
    { config: readCityConfig("omitama") },
    new URL("facilities/", cityFolder("omitama")),
  );
  const system = { actor: { kind: "system", job: "bench" } } as const;
  await perform(city, system, loadFacilities, [benchFacility(samples, options.rooms)]);
  const settleStatistics = async () => {
    const owner = openDb(databaseUrl, { as: "owner", connections: 1 });
    await sql`vacuum analyze`.execute(owner.db);
    await owner.close();
  };
  return {
    city,
    databaseUrl,
    env,
    settleStatistics,
    async clearHolds() {
      await sql`update facility.booking set state = 'confirmed', hold_until = null where state = 'held'`.execute(
        city.db,
      );
      await settleStatistics();
    },
    async close() {
      await running.close();
      await wired.close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
