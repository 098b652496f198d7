import type { Locale } from "../../../kernel/i18n/locales.ts";
import { type Translate, translator } from "../../../kernel/i18n/translate.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import type { Yen } from "../../../kernel/money/yen.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { formatTimeRange } from "../../../kernel/time/wall-time.ts";
import type { AmountLine, Holder, UseOfSpace } from "./types.ts";

/** A document is a paper of the city: Japanese as the law has it, or English. やさしい日本語 gets the Japanese one. */
export function wordsFor(locale: Locale): Translate {
  return translator(locale === "en" ? "en" : "ja");
}

/** Not by a message with placeholders: a name may contain 《》, which messages read as ruby. */
export function holderLines(t: Translate, { group, person }: Holder): string[] {
  if (person === "" && group !== undefined) return [t.locale === "en" ? group : `${group} 御中`];
  const addressed = t.locale === "en" ? person : `${person} 様`;
  return group === undefined ? [addressed] : [group, addressed];
}

export function timeText(t: Translate, { on, from, to, lastOn }: UseOfSpace): string {
  // The full-width bracket of （金） has its own space.
  const between = t.locale === "en" ? ", " : "";
  return `${formatDate(on, t.locale)}${between}${formatTimeRange({ from, to, lastOn }, t.locale)}`;
}

export function amountTable(t: Translate, lines: readonly AmountLine[], total: Yen) {
  return {
    heading: [t.text("facility.document.lines"), t.text("facility.document.amount")],
    rows: lines.map(({ label, note = "", amount }) => ({ label, note, amount: formatYen(amount, t.locale) })),
    total: { label: t.text("facility.document.total"), amount: formatYen(total, t.locale) },
  };
}
