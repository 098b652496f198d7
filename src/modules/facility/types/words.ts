import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { CivilDate, WallTime } from "../../../kernel/time/civil-date.ts";

/**
 * A sentence that is not yet in a language: a message key and what goes into it. Rules speak in Words, so that the same
 * decision can be read in Japanese, やさしい日本語 and English, today and when the booking is looked at again in a year.
 * It is plain JSON and may be stored.
 */
export type Words = { readonly key: string; readonly params: WordParams };

export type WordParams = Readonly<Record<string, WordParam>>;

export type WordParam =
  | string
  | number
  | LocalText
  | { readonly day: CivilDate }
  | { readonly time: WallTime }
  /** A sentence inside the sentence. */
  | Words;

/** Why something cannot be: `code` is a refusal's code (`refusal.<code>` is its message), `field` where it is shown. */
export type Reason = {
  readonly code: `facility.${string}`;
  readonly field: ReasonField | undefined;
  readonly params: WordParams;
};

/** The names of the booking form's fields; a page uses the same. */
export type ReasonField =
  | "space"
  | "on"
  | "slots"
  | "category"
  | "purpose"
  | "people"
  | "group"
  | "extras"
  | "declarations"
  /** A question of the facility's own. */
  | `answer.${string}`;
