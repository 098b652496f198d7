import type { YamlPlace } from "./yaml-text.ts";

/**
 * What people do in YAML who do not write it every day: told by its name, at its place. The parser's own sentence (「Implicit
 * keys need to be on a single line」, one line further down) helps nobody who came from Word.
 */
export type YamlSlip =
  | "not-utf8"
  | "wide-space"
  | "tab"
  | "wide-colon"
  | "colon-space"
  | "dash-space"
  | "quote"
  | "bracket"
  | "indent"
  | "two-documents";

export type PlacedSlip = YamlPlace & { readonly slip: YamlSlip };

/** Shift_JIS or UTF-16 read as UTF-8 leave signs that no text has. */
export function findForeignSign(text: string): PlacedSlip | undefined {
  const index = text.search(/[\uFFFD\0]/u);
  if (index < 0) return undefined;
  const before = text.slice(0, index).split("\n");
  return { slip: "not-utf8", line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** What stands behind a syntax error: on the line where the parser gave up, or on the last one before it that has a slip. */
export function findSlip(
  text: string,
  { code, message }: { code: string; message: string },
  at: YamlPlace,
): PlacedSlip | undefined {
  const lines = text.split(/\r?\n/);
  for (let line = Math.min(at.line, lines.length); line > 0; line -= 1) {
    const found = slipIn(lines[line - 1] ?? "");
    if (found !== undefined) return { ...found, line };
  }
  if (code === "MULTIPLE_DOCS") return { ...at, slip: "two-documents" };
  for (const line of [at.line, at.line - 1]) {
    const column = openQuoteIn(lines[line - 1] ?? "");
    if (column > 0) return { slip: "quote", line, column };
  }
  if (/must be sufficiently indented and end with|Expected flow/.test(message)) return lastOpenBracket(lines, at);
  if (code === "BLOCK_AS_IMPLICIT_KEY") return deeperThan(lines, at);
  if (code !== "BAD_INDENT") return undefined;
  return { slip: "indent", line: at.line, column: (lines[at.line - 1]?.search(/\S/) ?? 0) + 1 };
}

/** 「id: a」 and below it, one column further in, 「seats: 10」: that one is out of line, and not the value before it. */
function deeperThan(lines: readonly string[], { line }: YamlPlace): PlacedSlip | undefined {
  const begin = /^[ -]*/.exec(lines[line - 1] ?? "")?.[0].length ?? 0;
  const next = lines.findIndex((text, index) => index >= line && text.trim() !== "");
  const column = (lines[next] ?? "").search(/\S/);
  return column > begin ? { slip: "indent", line: next + 1, column: column + 1 } : undefined;
}

const field = '[ -]*"?[A-Za-z][A-Za-z0-9-]*"?';
const slips: readonly (readonly [YamlSlip, RegExp])[] = [
  ["wide-space", /^[ \t-]*(?=\u3000)/],
  ["tab", /^ *(?=\t)/],
  ["wide-colon", new RegExp(`^${field}(?=：)`)],
  ["colon-space", new RegExp(`^${field}(?=:[^\\s/])`)],
  ["dash-space", /^ *(?=-["{A-Za-z])/],
];

function slipIn(line: string): Pick<PlacedSlip, "slip" | "column"> | undefined {
  if (line.trimStart().startsWith("#")) return undefined;
  for (const [slip, pattern] of slips) {
    const found = pattern.exec(line);
    if (found !== null) return { slip, column: found[0].length + 1 };
  }
  return undefined;
}

/** Where the quote begins that nothing ends; 0 where all are closed. A \" inside quotes is no end. */
function openQuoteIn(line: string): number {
  const quotes = [...line.replaceAll('\\"', "  ").matchAll(/"/g)].map(({ index }) => index);
  return quotes.length % 2 === 0 ? 0 : (quotes[0] ?? 0) + 1;
}

/** The last bracket before the place that was not closed, texts in quotes left out. */
function lastOpenBracket(lines: readonly string[], at: YamlPlace): PlacedSlip | undefined {
  const open: YamlPlace[] = [];
  for (const [index, text] of lines.slice(0, at.line - 1).entries()) {
    const bare = text.replaceAll(/"(?:\\.|[^"\\])*"/g, (quoted) => " ".repeat(quoted.length)).replace(/(^|\s)#.*$/, "");
    for (const { 0: sign, index: at } of bare.matchAll(/[[\]{}]/g)) {
      if (sign === "[" || sign === "{") open.push({ line: index + 1, column: at + 1 });
      else open.pop();
    }
  }
  const place = open.at(-1);
  return place && { ...place, slip: "bracket" };
}
