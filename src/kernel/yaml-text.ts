import { type Document, isAlias, isMap, isNode, isSeq, LineCounter, type Node, type Pair, parseDocument } from "yaml";

import { findForeignSign, findSlip, type YamlSlip } from "./yaml-slip.ts";

/** Where in the document: field names and list positions from the top. */
export type YamlPath = readonly (string | number)[];

/** Counted from 1, as editors do. */
export type YamlPlace = { readonly line: number; readonly column: number };

/**
 * What is wrong with the YAML itself, before anybody looks at what it says. `detail` is the parser's own sentence; `slip` what
 * was meant to be written otherwise, where that can be told.
 */
export type YamlError = YamlPlace & {
  readonly kind: "duplicate-key" | "too-many-aliases" | "syntax";
  readonly detail: string;
  readonly slip?: YamlSlip;
};

/** A YAML text, its value, and where each part of the value stands. */
export type YamlText = {
  /** Not to be used if there are errors. */
  readonly value: unknown;
  readonly errors: readonly YamlError[];
  /** Of the deepest part of the path that exists; of its name if `atKey`, or if the value is missing. */
  placeOf(path: YamlPath, atKey?: boolean): YamlPlace;
};

/** YAML 1.2 (so that 09:00 and 2026-12-04 are text), one document, no duplicate keys, no custom tags. */
export function readYamlText(text: string): YamlText {
  const lines = new LineCounter();
  const foreign = findForeignSign(text);
  if (foreign !== undefined) {
    return { value: undefined, errors: [{ ...foreign, kind: "syntax", detail: "not UTF-8" }], placeOf: () => foreign };
  }
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: "1.2" });
  const placeAt = (offset: number): YamlPlace => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const errors: YamlError[] = [...document.errors, ...document.warnings].map(({ code, message, pos }) => {
    const place = placeAt(pos[0]);
    if (code === "DUPLICATE_KEY") return { ...place, kind: "duplicate-key", detail: message };
    return { ...place, ...findSlip(text, { code, message }, place), kind: "syntax", detail: message };
  });
  // What the parser says after its first failure comes of the failure.
  const first = errors.find(({ kind }) => kind === "syntax");
  if (first !== undefined) return { value: undefined, errors: [first], placeOf: () => first };
  const value = errors.length === 0 ? plainValue(document) : undefined;
  if (value === tooManyAliases) errors.push({ ...placeAt(0), kind: "too-many-aliases", detail: "too many aliases" });
  return { value, errors, placeOf: (path, atKey = false) => placeAt(offsetOf(document, path, atKey)) };
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

function offsetOf(document: Document, path: YamlPath, atKey: boolean): number {
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
