import { type Html, raw } from "../../kernel/html.ts";
import { listPhrases } from "../../kernel/text/phrases.ts";

/** Where a line is so short that a break inside a word hurts: headings, leads, buttons. */
const short = /(<(h[1-4]|p(?= class="lead)|a(?= class="button)|button(?= class="button))\b[^>]*>)(.*?)(<\/\2>)/gs;

/**
 * A finished page whose headings, leads and buttons break between phrases, on every browser: <wbr> where a line may end,
 * beside `word-break: keep-all` in base.css. It is done once for the whole page, so that no page can forget it.
 */
export function breakShortLines(page: Html): Html {
  return page instanceof Promise ? page.then(breakInText) : breakInText(page);
}

function breakInText(page: { toString(): string }) {
  const text = page
    .toString()
    .replace(short, (_, open: string, __, inside: string, close: string) => open + breakInside(inside) + close);
  return raw(text);
}

/** Markup, entities and letters one by one. Readings (rt, rp) are no part of the sentence, and no ruby is torn apart. */
const units = /<[^>]*>|&[a-z0-9#]+;|./gsu;

function breakInside(inside: string): string {
  if (!/[\u3040-\u30ff\u3400-\u9fff]/u.test(inside)) return inside;
  const parts = [...inside.matchAll(units)].map(([unit]) => unit);
  const sentence = sentenceOf(parts);
  const ends = endsOf(sentence, listPhrases(sentence));
  const out: string[] = [];
  let at = 0;
  let ruby: number | undefined;
  let isReading = false;
  for (const part of parts) {
    if (part.startsWith("<")) {
      if (part === "<ruby>" && ends.has(at)) out.push("<wbr>");
      if (part === "<ruby>") ruby = at;
      if (part === "</ruby>") ruby = undefined;
      isReading = /^<(rt|rp)>$/.test(part) || (isReading && !/^<\/(rt|rp)>$/.test(part));
    } else if (!isReading) {
      if (ruby === undefined && ends.has(at)) out.push("<wbr>");
      at += letterOf(part).length;
    }
    out.push(part);
  }
  return out.join("");
}

function sentenceOf(parts: readonly string[]): string {
  return parts
    .join("")
    .replace(/<(rt|rp)>.*?<\/\1>/gs, "")
    .replace(/<[^>]*>/g, "")
    .replace(/&[a-z0-9#]+;/g, letterOf);
}

/** One plain letter for an entity: what it stands for does not matter to the phrases. */
function letterOf(unit: string): string {
  return unit.startsWith("&") && unit.length > 1 ? "&" : unit;
}

/** Lengths from the start of the sentence. A full-width space ends its line: the next must not begin with it. */
function endsOf(sentence: string, phrases: readonly string[]): ReadonlySet<number> {
  const ends = new Set<number>();
  let at = 0;
  for (const phrase of phrases.slice(0, -1)) {
    at += phrase.length;
    if (!isTorn(sentence, at)) ends.add(sentence[at] === "　" ? at + 1 : at);
  }
  return ends;
}

/** 12月4日（金）に is one: its weekday and the particle after a bracket belong to the day. The model was not taught that. */
function isTorn(sentence: string, at: number): boolean {
  const [before, after] = [sentence.slice(0, at), sentence.slice(at)];
  return /^（.{1,3}）/u.test(after) || (/）$/u.test(before) && /^[\p{Script=Hiragana}、。]/u.test(after));
}
