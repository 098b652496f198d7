import { type Content, type Html, html } from "../../kernel/html.ts";

/** Nothing here: what is so, and the nearest thing that works. */
export function empty(title: Content, ways: readonly Content[]): Html {
  return html`<div class="empty"><h2 class="empty__title">${title}</h2>${ways.length > 0 && html`<ul>${ways.map((way) => html`<li>${way}</li>`)}</ul>`}</div>`;
}
