import { type Content, type Html, html } from "../../kernel/html.ts";
import type { Translate } from "../../kernel/i18n/translate.ts";
import { formatYen } from "../../kernel/money/format-yen.ts";

export type PriceTableLine = {
  readonly label: Content;
  /** The sum in words. */
  readonly explanation?: Content;
  readonly article?: { readonly title: Content; readonly url?: string | undefined } | undefined;
  /** Yen; negative where something is taken off. */
  readonly amount: number;
};

/** Each line with its sum in words and its article; the total stands once, large. */
export function price(
  t: Translate,
  props: {
    readonly caption: Content;
    readonly lines: readonly PriceTableLine[];
    readonly total: number;
    readonly totalLabel: Content;
    readonly below?: Content;
  },
): Html {
  const rows = props.lines.map(
    ({ label, explanation, article, amount }, index) =>
      html`<tr><th scope="row">${label}${explanation && html`<small>${explanation}</small>`}${article && law(article)}</th><td class="num">${signed(t, amount, index === 0)}</td></tr>`,
  );
  return html`<div class="price"><table><caption>${props.caption}</caption><thead><tr><th scope="col">${t("ui.price-what")}</th><th scope="col" class="num">${t("ui.price-amount")}</th></tr></thead><tbody>${rows}</tbody><tfoot><tr><th scope="row">${props.totalLabel}</th><td class="num">${formatYen(props.total, t.locale)}</td></tr></tfoot></table>${props.below && html`<div class="small price__below">${props.below}</div>`}</div>`;
}

function law({ title, url }: { title: Content; url?: string | undefined }): Html {
  return url === undefined
    ? html`<span class="law">${title}</span>`
    : html`<a class="law" href="${url}" rel="external">${title}</a>`;
}

function signed(t: Translate, amount: number, isFirst: boolean): string {
  if (amount < 0) return `−${formatYen(-amount, t.locale)}`;
  return isFirst ? formatYen(amount, t.locale) : `+${formatYen(amount, t.locale)}`;
}
