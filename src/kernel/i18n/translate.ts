import { IntlMessageFormat } from "intl-messageformat";
import type { Html } from "../html.ts";
import { fallbacks, type Locale, languageTag } from "./locales.ts";
import { type MessageKey, messages } from "./messages.ts";
import { between, coverMarks, withBrackets, withoutRuby, withRuby } from "./ruby.ts";

export { withBrackets, withoutRuby, withRuby };

/** A text whose 漢字《かんじ》 are readings: of a city file, or a sentence inside the sentence. It may be stored as JSON. */
export type Marked = { readonly marked: string };

/** What goes into a message. A string is taken as it is, whatever stands in it: people's names may hold 《》. */
export type Params = Readonly<Record<string, string | number | Marked>>;

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
  /** A sentence that goes into another, with its readings. */
  marked(key: string, params?: Params): Marked;
  readonly locale: Locale;
};

export function translator(locale: Locale): Translate {
  const text = (key: string, params?: Params) => withoutRuby(format(locale, key, params));
  const markup = (key: string, params?: Params) => withRuby(format(locale, key, params));
  return Object.assign((key: MessageKey, params?: Params) => markup(key, params), {
    text: (key: MessageKey, params?: Params) => text(key, params),
    dynamic: (key: string, params?: Params) => markup(known(key), params),
    dynamicText: (key: string, params?: Params) => text(known(key), params),
    marked: (key: string, params?: Params) => ({ marked: format(locale, known(key), params) }),
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
  return String(
    message.format(Object.fromEntries(Object.entries(params).map(([name, value]) => [name, written(value)]))),
  );
}

function written(value: Params[string]): string | number {
  if (typeof value === "number") return value;
  return typeof value === "string" ? coverMarks(value) : between(value.marked);
}
