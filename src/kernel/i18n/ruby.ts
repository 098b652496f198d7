import { type Content, type Html, html } from "../html.ts";

/** 青空文庫's notation for readings: ｜ opens a word where kanji alone don't show where it begins. */
const reading = /｜([^｜《》]+)《([^《》]+)》|([々〆\p{Script=Han}]+)《([^《》]+)》/gu;

/** A text of a city file for places that have no ruby: attributes, titles, mail. */
export function withoutRuby(text: string): string {
  return uncover(text.replace(reading, (_, marked, __, kanji) => marked ?? kanji));
}

/** For mail, which has no ruby: 漢字（かんじ）. */
export function withBrackets(text: string): string {
  return uncover(text.replace(reading, (_, marked, long, kanji, short) => `${marked ?? kanji}（${long ?? short}）`));
}

/** A text of a city file, with its readings set as ruby. */
export function withRuby(text: string): Html {
  if (!text.includes("《")) return html`${uncover(text)}`;
  const parts: Content[] = [];
  let end = 0;
  for (const match of text.matchAll(reading)) {
    parts.push(uncover(text.slice(end, match.index)));
    parts.push(ruby(uncover(match[1] ?? match[3] ?? ""), uncover(match[2] ?? match[4] ?? "")));
    end = match.index + match[0].length;
  }
  parts.push(uncover(text.slice(end)));
  return html`${parts}`;
}

export function ruby(word: string, kana: string): Html {
  return html`<ruby>${word}<rp>（</rp><rt>${kana}</rt><rp>）</rp></ruby>`;
}

/**
 * What people typed may hold 《 and 》 as well: 劇団《風》 is a name and not a reading. Noncharacters of Unicode, which no
 * text has, stand for the three marks until the readings are set.
 */
const covers = { "｜": "\ufdd0", "《": "\ufdd1", "》": "\ufdd2" } as const;
const covered: Readonly<Record<string, string>> = { "\ufdd0": "｜", "\ufdd1": "《", "\ufdd2": "》" };

/** Stands around a value, so that a reading behind it does not reach back into its kanji: 田中 in {name}様《さま》. */
const edge = "\ufdd3";

/** A value that goes into a text with readings. Words that only choose a branch of the message stay as they are. */
export function coverMarks(value: string): string {
  if (!/[｜《》々〆\p{Script=Han}]/u.test(value)) return value;
  return between(value.replace(/[｜《》]/g, (mark) => covers[mark as keyof typeof covers]));
}

/** A text with readings that goes into another. */
export function between(text: string): string {
  return `${edge}${text}${edge}`;
}

function uncover(text: string): string {
  return text.replace(/[\ufdd0-\ufdd3]/g, (cover) => covered[cover] ?? "");
}
