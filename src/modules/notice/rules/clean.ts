/**
 * One line of text for a mail: no line breaks, controls, bidi overrides or invisible characters with which a name could
 * begin a header, a paragraph or a look of its own. Variation selectors stay, because they are part of names (葛󠄀).
 */
export function cleanLine(text: string, maxGraphemes = 200): string {
  const line = text.toWellFormed().normalize("NFC").replace(breaks, " ").replace(invisible, "").trim();
  return shorten(line, maxGraphemes);
}

/**
 * A name for the greeting, or undefined if it would turn our mail into somebody's advertisement: mail programs make
 * links of "http://…", "evil.example" and "a@b", and names are typed by strangers.
 */
export function greetableName(name: string | undefined): string | undefined {
  const line = cleanLine(name ?? "", 60);
  return line === "" || /[:/@\\]|www\.|[\p{L}\p{N}]\.\p{L}{2}/iu.test(line.normalize("NFKC")) ? undefined : line;
}

/** A group named "win.example" would be a link in our mail: what strangers typed keeps its look and loses its power. */
export function withoutLinks(line: string): string {
  return line
    .replaceAll("://", "：//")
    .replaceAll("@", "＠")
    .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2})/gu, "．");
}

const breaks = /[\t\r\n\v\f\u0085\u2028\u2029 ]+/gu;
const invisible = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;
const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" });

function shorten(line: string, max: number): string {
  if (line.length <= max) return line;
  const parts = [...graphemes.segment(line)];
  if (parts.length <= max) return line;
  return `${parts
    .slice(0, max - 1)
    .map((part) => part.segment)
    .join("")}…`;
}
