import { type Html, html } from "../../kernel/html.ts";
import type { Translate } from "../../kernel/i18n/translate.ts";

/** The number of the city or of a house, as a link. While it is a sample it says so beside. */
export function telephone(
  t: Translate,
  { contact, sample }: { readonly contact: { readonly telephone: string }; readonly sample: boolean },
): Html {
  return html`${telephoneLink(contact.telephone)}${sample && html`<span class="note muted">${t("ui.sample-mark")}</span>`}`;
}

/** A number as it is read, with its hyphens: 0299-00-0000. */
export function telephoneLink(number: string): Html {
  return html`<a class="telephone" href="tel:${number.replaceAll("-", "")}">${number}</a>`;
}

export function mailLink(address: string): Html {
  return html`<a class="mail-link" href="mailto:${address}">${address}</a>`;
}
