import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../src/kernel/db/embedded.ts";
import { kernelMigrations, migrate } from "../src/kernel/db/migrate.ts";
import { openDb } from "../src/kernel/db/open.ts";
import type { Db } from "../src/kernel/db/types.ts";
import { root } from "./root.ts";
import { listColumns } from "./schema-columns.ts";
import { writeTables } from "./schema-tables.ts";

/** Makes each module's tables.ts from its migrations, on a database of its own. `--check` writes nothing. */
export type GeneratedFile = { readonly path: string; readonly text: string };

export async function generateTables(): Promise<readonly GeneratedFile[]> {
  const names = readdirSync(join(root, "src/modules")).filter((name) => listMigrations(name).length > 0);
  return withEmptyDatabase(async (db) => {
    const folders = names.map((name) => ({ name, folder: pathToFileURL(`${migrationFolder(name)}/`) }));
    await migrate(db, [kernelMigrations, ...folders]);
    const columns = await listColumns(db);
    return ["kernel", ...names].map((name) => ({
      path: name === "kernel" ? "src/kernel/db/tables.ts" : `src/modules/${name}/tables.ts`,
      text: writeTables(name, columns),
    }));
  });
}

function migrationFolder(module: string): string {
  return join(root, "src/modules", module, "migrations");
}

function listMigrations(module: string): readonly string[] {
  const folder = migrationFolder(module);
  return existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".sql")) : [];
}

async function withEmptyDatabase<Result>(work: (db: Db) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "machimigaki-schema-"));
  let postgres: EmbeddedPostgres | undefined;
  try {
    postgres = await startEmbeddedPostgres(folder, { durable: false });
    const { db, close } = openDb(postgres.connectionString("postgres"), { as: "owner", connections: 2 });
    return await work(db).finally(close);
  } finally {
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  for (const { path, text } of await generateTables()) {
    const before = existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "";
    if (before === text) continue;
    if (process.argv.includes("--check")) {
      process.stderr.write(`${path} is not what the migrations make. Run: npm run schema\n`);
      process.exitCode = 1;
    } else {
      writeFileSync(join(root, path), text);
    }
  }
}
