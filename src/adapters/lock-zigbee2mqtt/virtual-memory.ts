import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LockMemory, newLock } from "./virtual-lock.ts";

/** What of a virtual door outlives its process. */
export type Kept = { lock: LockMemory; isOffline: boolean; isDeaf: boolean };

/** <folder>/<name>.json, replaced as a whole. */
export function keepIn(folder: string, name: string): { read(): Kept; write(kept: Kept): void } {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  return {
    read() {
      try {
        return JSON.parse(readFileSync(file, "utf8")) as Kept;
      } catch {
        return { lock: newLock(), isOffline: false, isDeaf: false };
      }
    },
    write(kept) {
      writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}
