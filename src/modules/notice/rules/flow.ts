/**
 * Text for format=flowed; delsp=yes (RFC 3676): each line has 76 columns at the most, and ends with a space where the
 * paragraph goes on. A mail program that knows it joins the lines, so that a phone and a screen reader get whole
 * sentences; one that doesn't shows short lines. Japanese has no spaces between words, hence delsp.
 */
export function flowParagraph(text: string): string {
  return fill(chunksOf(text.trim()))
    .map((line, index, all) => stuff(index < all.length - 1 ? `${line} ` : line.trimEnd()))
    .join("\n");
}

/** A line that stays as it is, an address of a page above all. */
export function fixedLine(text: string): string {
  return stuff(text.trim());
}

const columns = 76;

function fill(chunks: readonly string[]): string[] {
  const lines: string[] = [];
  let line = "";
  for (const chunk of chunks) {
    if (line !== "" && widthOf(line) + widthOf(chunk.trimEnd()) > columns) {
      lines.push(line);
      line = "";
    }
    line += chunk;
  }
  return [...lines, line];
}

/** Pieces between which a line may end. Closing marks stay with what they close, figures with their unit. */
function chunksOf(text: string): string[] {
  const chunks: string[] = [];
  for (const { segment } of words.segment(text)) {
    const last = chunks.at(-1);
    if (last !== undefined && belongsTogether(last, segment)) chunks[chunks.length - 1] = last + segment;
    else chunks.push(segment);
  }
  return chunks;
}

function belongsTogether(left: string, right: string): boolean {
  if (/^\s/u.test(right)) return true;
  if (/\s$/u.test(left)) return false;
  if (/^[、。，．・：；？！）」』】〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…‥]/u.test(right)) return true;
  if (/[（「『【〈《]$/u.test(left)) return true;
  if (/\d$/u.test(left) && /^\p{Script=Han}/u.test(right)) return true;
  return isNarrow(left.slice(-1)) && isNarrow(right.slice(0, 1));
}

const words = new Intl.Segmenter("ja", { granularity: "word" });
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3ffff}]/u;

function isNarrow(character: string): boolean {
  return character !== "" && !wide.test(character);
}

export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    width += wide.test(character) ? 2 : 1;
  }
  return width;
}

/** A space before what a mail program would take for a quotation, a mailbox's separator or the RFC's own space. */
function stuff(line: string): string {
  return /^( |>|From )/.test(line) ? ` ${line}` : line;
}
