import { type Html, html } from "../../kernel/html.ts";
import type { BoardBar } from "./board.ts";

export function entry({ look, title, words, href }: BoardBar): Html {
  const inside =
    look === "closed" ? html`<span>${title}</span>` : html`<b>${title}</b>${words && html`<span>${words}</span>`}`;
  return href === undefined
    ? html`<div class="entry entry--${look}">${inside}</div>`
    : html`<a class="entry entry--${look}" href="${href}">${inside}</a>`;
}

/** What the looks of the board mean, in the same shapes. */
export function boardLegend(
  label: string,
  items: readonly { readonly look: BoardBar["look"]; readonly word: string }[],
): Html {
  return html`<ul class="board-legend note" aria-label="${label}">${items.map(({ look, word }) => html`<li><span class="entry entry--${look}"><span>${word}</span></span></li>`)}</ul>`;
}
