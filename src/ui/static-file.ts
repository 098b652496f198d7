import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import type { StaticFile } from "../kernel/http/static.ts";

const types = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
} as const;

/** A file whose name carries a hash of its content, so that browsers may keep it for ever. */
export function namedFile(name: string, extension: keyof typeof types, body: string): StaticFile {
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 10);
  return { path: `/assets/${name}-${hash}.${extension}`, type: types[extension], body };
}

/** A script for browsers. It is TypeScript too; only its types are taken out. */
export function scriptFile(name: string, source: URL): StaticFile {
  const text = readFileSync(source, "utf8");
  const { emitWarning } = process;
  // Node calls the function experimental, and would say so at each start; our Node's version is fixed in package.json.
  process.emitWarning = () => {};
  try {
    return namedFile(name, "js", stripTypeScriptTypes(text));
  } finally {
    process.emitWarning = emitWarning;
  }
}
