import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readConfig } from "../src/app/config.ts";
import { StartFailure } from "../src/kernel/start-failure.ts";
import { copyFolder } from "./backup/copy-folder.ts";
import { backupEmbedded } from "./backup/embedded.ts";
import { dumpServer } from "./backup/server.ts";
import { root } from "./root.ts";
import { runCommand } from "./run-command.ts";

/** What backup.json says, and restore reads. */
export type BackupNote = {
  readonly product: string;
  readonly city: string;
  readonly kind: "embedded" | "server";
  readonly madeAt: string;
};

/** `npm run backup -- FOLDER`: database, stored files and, where it lies in DATA_DIR, the master secret. */
async function backUp(folder: string): Promise<void> {
  const config = readConfig(process.env);
  const target = resolve(folder);
  if (existsSync(target)) throw new StartFailure(`${target} exists already. A backup goes into a folder of its own.`);
  // Under another name until it is whole, so that half a backup is never taken for one.
  const making = `${target}.unfinished`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true, mode: 0o700 });
  const kind = config.DATABASE_URL === undefined ? "embedded" : "server";
  if (config.DATABASE_URL === undefined) await backupEmbedded(config.DATA_DIR, join(making, "postgres"));
  else dumpServer(config.DATABASE_URL, join(making, "database.dump"));
  // After the database: a file that a row names is then there; one too many does no harm.
  for (const name of ["files", "master-secret"]) await copyIfThere(config.DATA_DIR, making, name);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const note: BackupNote = { product: version, city: config.CITY, kind, madeAt: new Date().toISOString() };
  writeFileSync(join(making, "backup.json"), `${JSON.stringify(note, null, 2)}\n`);
  renameSync(making, target);
  process.stdout.write(
    `${target} holds the backup. It contains personal data and keys: keep it as you keep the database.\n`,
  );
}

export async function copyIfThere(from: string, to: string, name: string): Promise<void> {
  if (!existsSync(join(from, name))) return;
  if (name === "files") await copyFolder(join(from, name), join(to, name));
  else writeFileSync(join(to, name), readFileSync(join(from, name)), { mode: 0o600 });
}

if (import.meta.main) await runCommand("npm run backup -- FOLDER", ["FOLDER"], backUp);
