import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";

const evidence = join(root, "docs/evidence");
const marker = /<!-- figure ([\w-]+)\.json ([\w.-]+) -->(.*?)<!-- \/figure -->/gs;

/** `<!-- figure booking.json rate -->…<!-- /figure -->` in a document: the number that docs/evidence/booking.json has there. */
export function putFigures(document: string, read: (name: string) => unknown = readEvidence): string {
  return document.replace(marker, (_, name: string, path: string) => {
    const value = path
      .split(".")
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], read(name));
    if (typeof value !== "number" && typeof value !== "string")
      throw new Error(`docs/evidence/${name}.json has no ${path}`);
    return `<!-- figure ${name}.json ${path} -->${typeof value === "number" ? value.toLocaleString("en") : value}<!-- /figure -->`;
  });
}

function readEvidence(name: string): unknown {
  return JSON.parse(readFileSync(join(evidence, `${name}.json`), "utf8"));
}

/** The documents that may quote figures. */
export function listDocuments(): readonly string[] {
  return readdirSync(root).filter((name) => name.endsWith(".md"));
}

if (import.meta.main) {
  for (const name of listDocuments()) {
    const before = readFileSync(join(root, name), "utf8");
    const after = putFigures(before);
    if (after !== before) writeFileSync(join(root, name), after);
  }
}
