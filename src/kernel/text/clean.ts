import { accept, type Result, refuse } from "../result.ts";

/**
 * What a person typed, without what cannot be seen: controls, invisible and bidirectional marks that hide or turn text
 * round, piles of accents. Everything that can be seen stays as entered: 髙, 𠮷, 葛 with its variation selector, the
 * joined emoji. One line; a text of several lines keeps its line breaks with `lines`.
 *
 * Refused only if letters are already lost: half of a surrogate pair, or the mark � (U+FFFD) that a program puts in place of
 * what it could not read. Whoever sent it should see that before it is kept for good.
 */
export function cleanText(text: string, options: { readonly lines?: boolean } = {}): Result<string> {
  if (!text.isWellFormed() || text.includes("\ufffd")) return refuse("field.broken-text");
  const straight = text.replace(lineBreaks, options.lines ? "\n" : " ").replace(spaces, " ");
  const visible = straight.replace(unseen, "").replace(straySelectors, "").replace(joiners, keepUsefulJoiner);
  return accept(composed(visible).replace(piles, "$1").trim());
}

const lineBreaks = /\r\n?|[\n\v\f\u0085\u2028\u2029]/gu;

/** Tabs, spaces of other widths, the empty braille cell; the ideographic space stays, it is how Japanese names are written. */
const spaces = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800]/gu;

const unseen = anyOf(
  "(?!\\n)\\p{Cc}",
  // marks, overrides and isolates that turn text round
  "[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u206f]",
  // soft hyphen, zero-width space, word joiners, byte order mark
  "[\\u00ad\\u180e\\u200b\\u2060-\\u2065\\ufeff]",
  // fillers that look like nothing
  "\\u034f|[\\u115f\\u1160\\u3164\\uffa0]|\\u17b4|\\u17b5",
  // annotation marks, tag characters (a hiding place), what will never be a letter
  "[\\ufff0-\\ufffb]|[\\u{e0000}-\\u{e007f}]|\\p{Noncharacter_Code_Point}",
);

const joiners = /[\u200c\u200d]/g;
const drawing = /(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}]|\ufe0f)$/u;
const scriptsWithJoiners =
  "Arabic Bengali Devanagari Gujarati Kannada Khmer Malayalam Myanmar Oriya Sinhala Tamil Telugu".split(" ");
const joiningScript = new RegExp(`[${scriptsWithJoiners.map((name) => `\\p{scx=${name}}`).join("")}]$`, "u");

/** A family of emoji is held together by joiners, and some scripts spell with them; anywhere else they only deceive. */
function keepUsefulJoiner(joiner: string, at: number, whole: string): string {
  const before = whole.slice(Math.max(0, at - 2), at);
  const isDrawing = drawing.test(before) && /^\p{Extended_Pictographic}/u.test(whole.slice(at + 1, at + 3));
  return isDrawing || joiningScript.test(before) ? joiner : "";
}

/** A variation selector belongs to the letter before it: one each. */
const straySelectors = /(?<![\p{L}\p{N}\p{S}\p{P}])[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

/** No writing needs more than four marks above and below one letter. */
const piles = /((?:(?![\ufe00-\ufe0f\u{e0100}-\u{e01ef}])[\p{Mn}\p{Me}]){4})[\p{Mn}\p{Me}]+/gu;

/**
 * NFC, so that が typed as か + ゛ on a Mac is the same が. It would also replace 神 (U+FA19) by 神 and 塚 (U+FA10) by 塚, which are
 * other people's names: CJK compatibility ideographs are left alone.
 */
function composed(text: string): string {
  return text.replace(/[^\uf900-\ufaff\u{2f800}-\u{2fa1f}]+/gu, (part) => part.normalize("NFC"));
}

function anyOf(...patterns: readonly string[]): RegExp {
  return new RegExp(patterns.join("|"), "gu");
}
