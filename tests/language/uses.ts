import { listTree, readTree } from "../../bin/tree.ts";

export type Uses = {
  /** Every string in the product's code. */
  readonly strings: ReadonlySet<string>;
  /** Beginnings of keys that are made at run time: t.dynamic(`facility.state.${state}`) → "facility.state."; no types. */
  readonly beginnings: readonly string[];
  /** Keys that must exist, with the file that names them, beyond those that the type checker sees. */
  readonly named: ReadonlyMap<string, string>;
};

const string = /"([^"\n\\]*)"|'([^'\n\\]*)'|`([^`$\n\\]*)`/g;
/** A key by itself, also inside the quotes of an attribute: aria-label="${t.text("facility.space.week")}". */
const keyString = /"([a-z-]+(?:\.[a-z0-9-]+)+)"/g;
// `facility.${string}` is a type and names nothing.
const beginning = /`([a-z-]+\.[a-z0-9.-]*)\$\{(?!string\})/g;

/** How code names a key without the type checker's help. */
const names: readonly (readonly [pattern: RegExp, key: (match: string) => readonly string[]])[] = [
  [/new Refusal\(\s*"([^"]+)"/g, (code) => [`refusal.${code}`]],
  [/"(refusal\.[a-z0-9.-]+[a-z0-9])"/g, (key) => [key]],
  [/"(field\.[a-z0-9.-]+[a-z0-9])"/g, (key) => [key]],
  [/\bflash: "([^"]+)"/g, (key) => [key]],
  [/\blabel: "([a-z-]+\.[a-z0-9.-]+)"/g, (key) => [key]],
];

export function readUses(): Uses {
  const files = listTree().filter(
    (path) => /^src\/.*\.ts$/.test(path) && !/[.](test|fixture|examples)[.]ts$/.test(path),
  );
  const strings = new Set<string>();
  const beginnings = new Set<string>();
  const named = new Map<string, string>();
  for (const path of files) {
    const text = readTree(path);
    for (const [, a, b, c] of text.matchAll(string)) strings.add(a ?? b ?? c ?? "");
    for (const [, key = ""] of text.matchAll(keyString)) strings.add(key);
    for (const [, start = ""] of text.matchAll(beginning)) beginnings.add(start);
    for (const [pattern, keysOf] of names) {
      for (const [, match = ""] of text.matchAll(pattern)) for (const key of keysOf(match)) named.set(key, path);
    }
  }
  return { strings, beginnings: [...beginnings], named };
}

export function isUsed(key: string, { strings, beginnings }: Uses): boolean {
  const notice = /^([a-z-]+)\.notice\.(.+)\.(subject|body|link)$/.exec(key);
  // What is done is written down as a word, and shown to the person by `<module>.audit.<word>`.
  const audit = /^[a-z-]+\.audit\.(.+)$/.exec(key)?.[1];
  return (
    strings.has(key) ||
    (audit !== undefined && (strings.has(audit) || beginnings.some((start) => audit.startsWith(start)))) ||
    strings.has(key.replace(/^refusal\./, "")) ||
    (notice !== null && strings.has(`${notice[1]}.${notice[2]}`)) ||
    beginnings.some((start) => key.startsWith(start))
  );
}
