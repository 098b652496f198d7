import { type Content, type Html, html } from "../../../kernel/html.ts";
import type { Translate } from "../../../kernel/i18n/translate.ts";
import { price } from "../../../ui/index.ts";
import type { Quote } from "../types/fee.ts";
import { priceLines, sayWords } from "./words.ts";

/** A price with each of its lines; below it the tax that is inside, what is kept as a deposit, and what the page adds. */
export function drawPrice(t: Translate, quote: Quote, below?: Content): Html {
  const notes = [...taxNote(t, quote), ...depositNotes(t, quote)];
  return price(t, {
    caption: html`${t("facility.price.title")}${quote.sample && t("ui.sample-mark")}`,
    lines: priceLines(t, quote),
    total: quote.total,
    totalLabel: t("facility.price.total"),
    ...(notes.length === 0 && below === undefined ? {} : { below: html`${notes}${below}` }),
  });
}

function taxNote(t: Translate, { tax }: Quote): readonly Html[] {
  if (tax === undefined || !tax.included || tax.amount === 0) return [];
  return [html`<p>${t("facility.fees.tax.included", { rate: tax.rate, amount: tax.amount })}</p>`];
}

function depositNotes(t: Translate, { deposits = [], total: paid }: Quote): readonly Html[] {
  const sum = deposits.reduce((total, { amount }) => total + amount, paid);
  const notes = deposits.map(({ label, amount, article }) => {
    const name = label.params["name"] ?? label;
    const words = { key: "facility.fees.deposit.note", params: { name, amount, article: article.title } };
    return html`<p>${sayWords(t, words)}</p>`;
  });
  return notes.length === 0 ? [] : [...notes, html`<p><b>${t("facility.fees.deposit.sum", { amount: sum })}</b></p>`];
}
