import type { Html } from "../../../kernel/html.ts";
import { type LocalText, localText } from "../../../kernel/i18n/locales.ts";
import { type Translate, withoutRuby, withRuby } from "../../../kernel/i18n/translate.ts";
import type { PriceTableLine, StatusKind } from "../../../ui/index.ts";
import { paramsIn, textOf } from "../rules/words.ts";
import type { SlotStatus } from "../types/booking.ts";
import type { Quote } from "../types/fee.ts";
import type { Words } from "../types/words.ts";

/** A name of a city file in the reader's language, with readings. */
export function say(t: Translate, text: LocalText): Html {
  return withRuby(localText(text, t.locale));
}

/** The same for attributes, titles and options. */
export function plain(t: Translate, text: LocalText): string {
  return withoutRuby(localText(text, t.locale));
}

export function sayWords(t: Translate, words: Words): Html {
  return t.dynamic(words.key, paramsIn(t, words.params));
}

export function plainWords(t: Translate, words: Words): string {
  return textOf(t, words);
}

export function slotWord(t: Translate, status: SlotStatus): Html {
  return t(`facility.status.${status}`);
}

export const statusKind: Readonly<Record<SlotStatus, StatusKind>> = {
  free: "free",
  partly: "partly",
  lottery: "draw",
  held: "held",
  taken: "taken",
  closed: "closed",
};

/** The lines of a quote for the price table. */
export function priceLines(t: Translate, quote: Quote): PriceTableLine[] {
  return quote.lines.map(({ label, explanation, article, amount }) => ({
    label: sayWords(t, label),
    explanation: sayWords(t, explanation),
    article: { title: say(t, article.title), url: article.url },
    amount,
  }));
}
