import { messages } from "../../locales/index.ts";
import { type Locale, locales } from "../../src/kernel/i18n/locales.ts";
import { piecesOf } from "./icu.ts";

export type Text = { readonly locale: Locale; readonly key: string; readonly text: string };

const tables = messages as Readonly<Record<Locale, Readonly<Record<string, string>>>>;

export const texts: readonly Text[] = locales.flatMap((locale) =>
  Object.entries(tables[locale]).map(([key, text]) => ({ locale, key, text })),
);

export function textsOf(...wanted: readonly Locale[]): readonly Text[] {
  return texts.filter(({ locale }) => wanted.includes(locale));
}

export const japanese = tables.ja;

/** "ja facility.book: what is wrong", for those texts in which `find` finds something; it is given plain pieces. */
export function report(checked: readonly Text[], find: (text: string) => readonly string[]): readonly string[] {
  return checked.flatMap(({ locale, key, text }) =>
    findInPieces(text, find).map((finding) => `${locale} ${key}: ${finding}`),
  );
}

export function findInPieces(text: string, find: (piece: string) => readonly string[]): readonly string[] {
  return [...new Set(piecesOf(text).flatMap(find))];
}
