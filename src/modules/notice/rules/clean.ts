import { cleanText } from "../../../kernel/text/clean.ts";
import { isLongerThan } from "../../../kernel/text/graphemes.ts";

/** One line of text for a mail: whatever comes, no line break with which it could begin a header or a paragraph. */
export function cleanLine(text: string, maxGraphemes = 200): string {
  const cleaned = cleanText(text.toWellFormed());
  const line = cleaned.ok ? cleaned.value.replace(/ {2,}/g, " ") : "";
  return isLongerThan(line, maxGraphemes) ? shorten(line, maxGraphemes) : line;
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

const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" });

function shorten(line: string, max: number): string {
  const parts: string[] = [];
  for (const { segment } of graphemes.segment(line)) {
    if (parts.push(segment) === max) break;
  }
  return `${parts.slice(0, -1).join("")}…`;
}
