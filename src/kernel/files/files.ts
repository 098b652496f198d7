import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile as readBytes, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Act } from "../act.ts";
import type { City } from "../city.ts";
import type { KernelTables } from "../db/tables.ts";
import { notFound } from "../refusal.ts";
import { checkFile, type Wanted } from "./check-file.ts";

export type StoredFile = { readonly id: string; readonly name: string; readonly type: string; readonly bytes: number };

/** Checks a file by its content (see check-file.ts) and keeps it under a generated name. */
export async function storeFile(
  act: Act,
  file: { readonly bytes: Uint8Array; readonly name: string } & Wanted,
): Promise<StoredFile> {
  const { type, name, bytes } = await checkFile(file, file);
  const id = randomUUID();
  await mkdir(act.city.dataFolder, { recursive: true, mode: 0o700 });
  await writeFile(join(act.city.dataFolder, id), bytes, { flag: "wx", mode: 0o600 });
  await act.tx
    .withTables<KernelTables>()
    .insertInto("kernel.file")
    .values({
      id,
      type,
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest(),
      original_name: name,
      stored_at: act.now,
    })
    .execute();
  return { id, name, type, bytes: bytes.length };
}

/** The content, if it is still what was stored. Who may have it, the route has asked before. */
export async function readFile(city: City, id: string): Promise<{ name: string; type: string; bytes: Uint8Array }> {
  const row = await city.db
    .withTables<KernelTables>()
    .selectFrom("kernel.file")
    .select(["type", "sha256", "original_name"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  const bytes = await readBytes(join(city.dataFolder, id));
  const isSame = createHash("sha256").update(bytes).digest().equals(row.sha256);
  if (!isSame) throw new Error("a stored file is not what was stored");
  return { name: row.original_name, type: row.type, bytes };
}

/** The row goes in this transaction; the bytes go with the next sweep. */
export async function deleteFile(act: Act, id: string): Promise<void> {
  await act.tx.withTables<KernelTables>().deleteFrom("kernel.file").where("id", "=", id).execute();
}

const day = 86_400_000;
const generated = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Removes bytes without a row that are a day old: a rollback or a deletion left them. Gives how many. */
export async function sweepFiles(city: City): Promise<number> {
  const names = (await readdir(city.dataFolder).catch(() => [])).filter((name) => generated.test(name));
  if (names.length === 0) return 0;
  const rows = await city.db.withTables<KernelTables>().selectFrom("kernel.file").select("id").execute();
  const known = new Set(rows.map(({ id }) => id));
  let removed = 0;
  for (const name of names.filter((one) => !known.has(one))) {
    const path = join(city.dataFolder, name);
    const { mtimeMs } = await stat(path);
    if (city.clock.now().getTime() - mtimeMs < day) continue;
    await rm(path);
    removed += 1;
  }
  return removed;
}
