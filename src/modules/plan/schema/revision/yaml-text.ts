import { type Document, isAlias, isMap, isNode, isSeq, LineCounter, type Node, type Pair, parseDocument } from "yaml";
import { type Finding, type Path, type Place, type ReadFile, refusedFile } from "./finding.ts";

/** YAML 1.2 (so that 2026-12-04 is text), one document, no duplicate keys, no custom tags; every value knows its line. */
export function readYaml(text: string): ReadFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: "1.2" });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const broken = [...document.errors, ...document.warnings].map(({ code, message, pos }) => ({
    place: placeAt(pos[0]),
    finding: (code === "DUPLICATE_KEY"
      ? { path: [], message: "duplicate-key" }
      : { path: [], message: "syntax", params: { detail: message } }) satisfies Finding,
  }));
  if (broken.length > 0) return refusedFile(broken);
  const value = plainValue(document);
  if (value === tooManyAliases) {
    return refusedFile([{ place: placeAt(0), finding: { message: "too-many-aliases" } }]);
  }
  return { ok: true, value, placeOf: (path, atKey) => placeAt(offsetOf(document, path, atKey ?? false)) };
}

const tooManyAliases = Symbol("too many aliases");

/** Aliases (&name, *name) save repetition; where they multiply beyond reason (a billion laughs) the parser throws. */
function plainValue(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 1000 });
  } catch (error) {
    if (error instanceof ReferenceError) return tooManyAliases;
    throw error;
  }
}

/** Offset of the deepest part of the path that exists; of its name, if the name is meant or the value is missing. */
function offsetOf(document: Document, path: Path, atKey: boolean): number {
  let node = resolved(document.contents, document);
  let offset = startOf(node) ?? 0;
  for (const [depth, step] of path.entries()) {
    const isLast = depth === path.length - 1;
    if (isMap(node)) {
      const pair = (node.items as Pair[]).find(({ key }) => nameOf(key) === String(step));
      if (pair === undefined) return offset;
      offset = startOf(isLast && atKey ? pair.key : pair.value) ?? startOf(pair.key) ?? offset;
      node = resolved(pair.value, document);
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(step)];
      offset = startOf(item) ?? offset;
      node = resolved(item, document);
    } else return offset;
  }
  return offset;
}

function resolved(node: unknown, document: Document): Node | undefined {
  if (isAlias(node)) return node.resolve(document);
  return isNode(node) ? node : undefined;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function nameOf(key: unknown): string {
  return String(isNode(key) && "value" in key ? key.value : key);
}
