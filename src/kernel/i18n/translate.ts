import { IntlMessageFormat } from "intl-messageformat";
import { type Content, type Html, html } from "../html.ts";
import { fallbacks, type Locale, languageTag } from "./locales.ts";
import { type MessageKey, messages } from "./messages.ts";

export type Params = Readonly<Record<string, string | number>>;

/**
 * `t(key)` gives HTML: placeholders escaped, 漢字《かんじ》 set as ruby. `t.text(key)` gives plain text for attributes,
 * titles and mail, without the readings.
 */
export type Translate = {
  (key: MessageKey, params?: Params): Html;
  text(key: MessageKey, params?: Params): string;
  /** For keys made from data ("refusal." + code). Falls back to the key of a general message. */
  dynamic(key: string, params?: Params): Html;
  dynamicText(key: string, params?: Params): string;
  readonly locale: Locale;
};

export function translator(locale: Locale): Translate {
  const text = (key: string, params?: Params) => withoutRuby(format(locale, key, params));
  const markup = (key: string, params?: Params) => withRuby(format(locale, key, params));
  return Object.assign((key: MessageKey, params?: Params) => markup(key, params), {
    text: (key: MessageKey, params?: Params) => text(key, params),
    dynamic: (key: string, params?: Params) => markup(known(key), params),
    dynamicText: (key: string, params?: Params) => text(known(key), params),
    locale,
  });
}

const tables = messages as Readonly<Record<Locale, Readonly<Record<string, string>>>>;
const formats = new Map<string, IntlMessageFormat>();

function known(key: string): string {
  return key in tables.ja ? key : "kernel.refusal";
}

function format(locale: Locale, key: string, params: Params = {}): string {
  const found = fallbacks[locale].find((candidate) => key in tables[candidate]) ?? "ja";
  const pattern = tables[found][key] ?? key;
  if (!pattern.includes("{")) return pattern;
  const id = `${found} ${key}`;
  let message = formats.get(id);
  if (message === undefined) {
    message = new IntlMessageFormat(pattern, languageTag[found], undefined, { ignoreTag: true });
    formats.set(id, message);
  }
  return String(message.format({ ...params }));
}

/** 青空文庫's notation for readings: ｜ opens a word where kanji alone don't show where it begins. */
const reading = /｜([^｜《》]+)《([^《》]+)》|([々〆\p{Script=Han}]+)《([^《》]+)》/gu;

/** A text of a city file for places that have no ruby: attributes, titles, mail. */
export function withoutRuby(text: string): string {
  return text.replace(reading, (_, marked, __, kanji) => marked ?? kanji);
}

/** A text of a city file, with its readings set as ruby. */
export function withRuby(text: string): Html {
  if (!text.includes("《")) return html`${text}`;
  const parts: Content[] = [];
  let end = 0;
  for (const match of text.matchAll(reading)) {
    parts.push(text.slice(end, match.index));
    parts.push(html`<ruby>${match[1] ?? match[3]}<rp>（</rp><rt>${match[2] ?? match[4]}</rt><rp>）</rp></ruby>`);
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return html`${parts}`;
}
