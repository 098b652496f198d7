import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";

/**
 * A sentence that is not yet in a language: a message key and what goes into it. Rules speak in Words, so that a judgement
 * that was published in Japanese can be read in English a year later. Plain JSON; may be stored.
 */
export type Words = { readonly key: string; readonly params: WordParams };

export type WordParams = Readonly<Record<string, WordParam>>;

export type WordParam =
  | string
  | number
  | LocalText
  | { readonly day: CivilDate }
  /** A fiscal year: 令和7年度. */
  | { readonly year: number }
  /** An exact figure and how it is written: 1,570 · −0.58 · 44.0. */
  | { readonly figure: Decimal; readonly decimals: number; readonly unit?: string | LocalText | undefined }
  /** A sentence inside the sentence. */
  | Words;

/** An exact number as text: "-0.98", "4612535.5". Never a binary fraction. */
export type Decimal = string;
