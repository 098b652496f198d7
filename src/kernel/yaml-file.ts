import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { isNode, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { StartFailure } from "./start-failure.ts";

/** Reads a city's file. All that is wrong with it is said at once, each as compilers write it: people.yaml:12:5 … */
export function readYamlFile<Schema extends z.ZodType>(schema: Schema, file: URL): z.output<Schema> {
  const name = basename(file.pathname);
  const text = read(file);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number, message: string) => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${Math.max(1, line)}:${Math.max(1, col)} ${message}`;
  };
  const startOf = (path: readonly PropertyKey[]): number => {
    // What is missing has no place of its own: the one it is missing in has.
    const node = document.getIn(path, true);
    return isNode(node) || path.length === 0
      ? ((isNode(node) ? node : document.contents)?.range?.[0] ?? 0)
      : startOf(path.slice(0, -1));
  };
  const wrong = document.errors.map(({ pos, message }) => at(pos[0], message));
  if (wrong.length === 0) {
    const parsed = schema.safeParse(document.toJS({ maxAliasCount: 100 }));
    if (parsed.success) return parsed.data;
    wrong.push(
      ...parsed.error.issues.map(({ path, message }) => at(startOf(path), `${z.core.toDotPath(path)}: ${message}`)),
    );
  }
  throw new StartFailure(`${fileURLToPath(file)} cannot be used:\n  ${wrong.join("\n  ")}`);
}

function read(file: URL): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const why = (error as { code?: string }).code ?? "for an unknown reason";
    throw new StartFailure(`${fileURLToPath(file)} cannot be read (${why}).`);
  }
}
