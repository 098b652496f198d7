/**
 * A tagged PDF may not contain a letter for which there is no drawing, and Typst refuses to write one. People's names have letters that
 * our font lacks (สมชาย, 丽, an emoji). Typst then draws on the fonts of the server; what none of them has is printed as 〓,
 * the printers' sign for a missing type, and the page says so at its foot.
 */
export const missingType = "〓";

/** The letters that Typst names in its error, or none if the error is another one. */
export function readMissingLetters(message: string): ReadonlySet<string> {
  const named = message.matchAll(/the text `\\"(.+?)\\"` could not be displayed/gu);
  return new Set([...named].map(([, text = ""]) => unescapeRust(text)));
}

/** The same JSON with every letter that contains one of them replaced: a joined emoji is one letter. */
export function replaceMissing<Json>(json: Json, missing: ReadonlySet<string>): Json {
  if (typeof json === "string") return withoutMissing(json, missing) as Json;
  if (Array.isArray(json)) return json.map((each) => replaceMissing(each, missing)) as Json;
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, each]) => [key, replaceMissing(each, missing)])) as Json;
}

const segmenter = new Intl.Segmenter("ja", { granularity: "grapheme" });

function withoutMissing(text: string, missing: ReadonlySet<string>): string {
  const letters = [...segmenter.segment(text)].map(({ segment }) => segment);
  return letters.map((letter) => (hasMissing(letter, missing) ? missingType : letter)).join("");
}

function hasMissing(letter: string, missing: ReadonlySet<string>): boolean {
  for (const each of missing) if (letter.includes(each) || each.includes(letter)) return true;
  return false;
}

/** Errors come in Rust's debug form, twice escaped: \\u{200d}. */
function unescapeRust(text: string): string {
  return text
    .replace(/\\+u\{([0-9a-f]{1,6})\}/gu, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/\\+(["'\\])/gu, "$1");
}
