import { type Content, type Html, html } from "../../kernel/html.ts";

export type Crumb = { readonly label: Content; readonly href?: string };

/** Where we are; the last one is here. */
export function crumbs(label: string, list: readonly Crumb[]): Html {
  const items = list.map(({ label: name, href }) =>
    href === undefined ? html`<li aria-current="page">${name}</li>` : html`<li><a href="${href}">${name}</a></li>`,
  );
  return html`<nav class="crumbs wrap" aria-label="${label}"><ol>${items}</ol></nav>`;
}
