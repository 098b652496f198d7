import { jaModel, Parser } from "budoux";
import { type Html, html, raw } from "../html.ts";

/**
 * Japanese text that breaks between phrases and not inside words, on every browser: <wbr> where a line may end, for
 * elements with `word-break: keep-all; overflow-wrap: anywhere`. The browsers' own `auto-phrase` works in Chromium only.
 */
export function breakPhrases(text: string): Html {
  const phrases = listPhrases(text);
  return html`${phrases.map((phrase, at) => (at === 0 ? html`${phrase}` : html`${wbr}${phrase}`))}`;
}

/** Headings and buttons repeat from page to page; the model takes 20 µs for one of them, the look-up less than one. */
export function listPhrases(text: string): readonly string[] {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const phrases = joinWaves(parser.parse(text)).flatMap(partAtSpaces).flatMap(partLong);
  if (cache.size >= cacheSize) cache.delete(cache.keys().next().value ?? "");
  if (text.length <= longestCached) cache.set(text, phrases);
  return phrases;
}

/** The model parts みの〜れ before the wave, as it was not taught such names; no Japanese word begins with one. */
function joinWaves(phrases: readonly string[]): readonly string[] {
  return phrases.reduce<string[]>((joined, phrase) => {
    if (/^[〜～ー]/u.test(phrase) && joined.length > 0) joined[joined.length - 1] += phrase;
    else joined.push(phrase);
    return joined;
  }, []);
}

/** A full-width space stands between two things (みの〜れ　舞台側の入口), which the model does not always see. */
function partAtSpaces(phrase: string): readonly string[] {
  return phrase.split(/(?<=[^　]　)/u);
}

/**
 * おみたまネットモニター登録者数 is one phrase to the model, and wider than a phone: the browser would tear it anywhere, as ネットモ・
 * ニター. A line may end where a word of katakana begins or ends, if two letters or more stand on either side.
 */
function partLong(phrase: string): readonly string[] {
  if ([...phrase].length <= widest) return [phrase];
  return phrase.split(/(?<=..)(?<![ァ-ヺー・])(?=[ァ-ヺ][ァ-ヺー]{2})|(?<=[ァ-ヺー]{3})(?=\p{Script=Han}{2})/u);
}

/** Letters of a heading that a phone shows in one line. */
const widest = 10;

const wbr = raw("<wbr>");
const parser = new Parser(jaModel);
const cache = new Map<string, readonly string[]>();
const cacheSize = 2_000;
const longestCached = 200;
