import { type Html, html } from "../../kernel/html.ts";
import type { View } from "../../kernel/http/view.ts";
import { languageTag, locales } from "../../kernel/i18n/locales.ts";

/** The same page in another language. Each name stands in its own language, so that who needs it can read it. */
export function languages({ url, locale, t }: Pick<View, "url" | "locale" | "t">, label: string): Html {
  const items = locales.map((other) => {
    const name = t(`ui.language-${other}`);
    if (other === locale) return html`<li><span aria-current="true">${name}</span></li>`;
    const query = new URLSearchParams(url.search);
    query.set("lang", other);
    const tag = languageTag[other];
    return html`<li><a href="${url.pathname}?${query.toString()}" lang="${tag}" hreflang="${tag}">${name}</a></li>`;
  });
  return html`<ul class="languages" aria-label="${label}">${items}</ul>`;
}
