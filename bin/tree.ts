import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";

const skipped = new Set(["node_modules", ".git", "var"]);

/** The project's own files, as paths from its root with /, sorted. */
export function listTree(folder = ""): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      if (skipped.has(entry.name)) return [];
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? listTree(path) : entry.isFile() ? [path] : [];
    })
    .sort();
}

export function readTree(path: string): string {
  return readFileSync(join(root, path), "utf8");
}
