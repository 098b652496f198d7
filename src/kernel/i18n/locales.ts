/** ja is complete; en is complete for residents' pages; ja-easy (やさしい日本語) for residents' pages and mails. */
export const locales = ["ja", "ja-easy", "en"] as const;
export type Locale = (typeof locales)[number];

export const fallbacks: Readonly<Record<Locale, readonly Locale[]>> = {
  ja: ["ja"],
  "ja-easy": ["ja-easy", "ja"],
  en: ["en", "ja"],
};

/** The value of the `lang` attribute. */
export const languageTag: Readonly<Record<Locale, string>> = { ja: "ja", "ja-easy": "ja", en: "en" };

/** A text that city files give in several languages. */
export type LocalText = {
  readonly ja: string;
  readonly en?: string | undefined;
  readonly "ja-easy"?: string | undefined;
};

export function localText(text: LocalText, locale: Locale): string {
  return text[locale] ?? text.ja;
}
