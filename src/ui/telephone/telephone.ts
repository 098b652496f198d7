import type { CityConfig } from "../../kernel/city-config.ts";
import { type Html, html } from "../../kernel/html.ts";
import type { Translate } from "../../kernel/i18n/translate.ts";

/** The number to call, as a link. While the city is a sample it says so beside. */
export function telephone(t: Translate, { contact, sample }: Pick<CityConfig, "contact" | "sample">): Html {
  const { telephone: number } = contact;
  return html`<a class="telephone" href="tel:${number.replaceAll("-", "")}">${number}</a>${sample && html`<span class="note muted">${t("ui.sample-mark")}</span>`}`;
}

export function mailLink(address: string): Html {
  return html`<a class="mail-link" href="mailto:${address}">${address}</a>`;
}
