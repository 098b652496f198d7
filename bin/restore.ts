import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readConfig } from "../src/app/config.ts";
import { claimDataFolder } from "../src/app/data-folder.ts";
import { StartFailure } from "../src/kernel/start-failure.ts";
import { restoreEmbedded } from "./backup/embedded.ts";
import { restoreServer } from "./backup/server.ts";
import { type BackupNote, copyIfThere } from "./backup.ts";
import { runCommand } from "./run-command.ts";

/** `npm run restore -- FOLDER`: into an empty DATA_DIR or an empty DATABASE_URL; it never overwrites. */
async function restore(folder: string): Promise<void> {
  const config = readConfig(process.env);
  const source = resolve(folder);
  const note = readNote(source);
  if (note.city !== config.CITY)
    throw new StartFailure(`This is a backup of ${note.city}, and CITY is ${config.CITY}.`);
  if ((note.kind === "server") !== (config.DATABASE_URL !== undefined)) {
    const how =
      note.kind === "server" ? "a server's database: set DATABASE_URL" : "an embedded database: unset DATABASE_URL";
    throw new StartFailure(`This is a backup of ${how}.`);
  }
  const claim = await claimDataFolder(config.DATA_DIR);
  try {
    for (const name of ["files", "master-secret"]) {
      if (existsSync(join(config.DATA_DIR, name)))
        throw new StartFailure(`${join(config.DATA_DIR, name)} exists already. Restoring never overwrites.`);
    }
    mkdirSync(config.DATA_DIR, { recursive: true });
    if (config.DATABASE_URL === undefined) await restoreEmbedded(join(source, "postgres"), config.DATA_DIR);
    else await restoreServer(join(source, "database.dump"), config.DATABASE_URL);
    for (const name of ["files", "master-secret"]) await copyIfThere(source, config.DATA_DIR, name);
  } finally {
    await claim.release();
  }
  process.stdout.write(`Restored the state of ${note.madeAt} (version ${note.product}). Now: npm run audit:verify\n`);
}

function readNote(folder: string): BackupNote {
  const file = join(folder, "backup.json");
  if (!existsSync(file)) throw new StartFailure(`${folder} is not a whole backup: it has no backup.json.`);
  return JSON.parse(readFileSync(file, "utf8"));
}

if (import.meta.main) await runCommand("npm run restore -- FOLDER", ["FOLDER"], restore);
