import { languageTag } from "../i18n/locales.ts";
import type { Translate } from "../i18n/translate.ts";

/** What paper.typ needs for every document, whatever it says. */
export type Paper = {
  readonly title: string;
  readonly author: string;
  /** At the foot of each page, before its number. */
  readonly foot: string;
  readonly language: string;
  /** Printed across the page, or "". */
  readonly mark: string;
  /** Explains 〓, should it occur. */
  readonly missing: string;
};

export function paperOf(
  t: Translate,
  paper: Pick<Paper, "title" | "author" | "foot"> & { readonly sample: boolean },
): Paper {
  const { title, author, foot, sample } = paper;
  return {
    title,
    author,
    foot,
    language: languageTag[t.locale],
    mark: sample ? t.text("kernel.document.sample") : "",
    missing: t.text("kernel.document.missing"),
  };
}
