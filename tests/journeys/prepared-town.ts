import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { makeTestFolder } from "../../src/kernel/test/folder.ts";

/** Set for a run of `npm test` (tests/setup.ts); who runs one file has none. */
export const preparedTowns = "MACHIMIGAKI_TEST_TOWNS";

/** The morning on which most journeys begin. */
export const usualStart = "2026-11-25T10:20:00+09:00";
/** When its town was made: what the first start wrote must lie behind those who come in the first second. */
export const madeAt = "2026-11-25T10:05:00+09:00";

/**
 * The data folder of a town that was started once on the usual morning and stopped, made by the first journey that asks and copied
 * for all others: a first start makes a database and reads all the city's files, which every journey would wait for again. Undefined
 * outside of `npm test`. The first start itself is tested in tests/operations.
 */
export async function copyPreparedTown(prepare: (folder: string) => Promise<void>): Promise<string | undefined> {
  const towns = process.env[preparedTowns];
  if (towns === undefined) return undefined;
  const town = join(towns, "usual");
  const isReady = join(towns, "ready");
  if (isFirst(town)) {
    await prepare(town);
    // What a journey writes need not outlive the machine's power.
    appendFileSync(join(town, "postgres", "postgresql.conf"), "fsync = off\nsynchronous_commit = off\n");
    writeFileSync(isReady, "");
  }
  for (let tries = 0; !existsSync(isReady); tries++) {
    if (tries === 1_200) throw new Error("the town that another test file prepares is not ready after two minutes");
    await wait(100);
  }
  const folder = makeTestFolder("journey");
  rmSync(folder, { recursive: true });
  // cp keeps the owner: PostgreSQL does not take a folder of somebody else.
  execFileSync("cp", ["-a", town, folder]);
  return folder;
}

function isFirst(town: string): boolean {
  try {
    mkdirSync(town);
    return true;
  } catch {
    return false;
  }
}
