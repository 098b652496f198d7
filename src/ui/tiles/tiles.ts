import { type Content, type Html, html } from "../../kernel/html.ts";

export type Tile = { readonly label: Content; readonly figure: Content; readonly unit?: Content };

/** The few figures of a page, each with what it counts. */
export function tiles(list: readonly Tile[]): Html {
  const items = list.map(
    ({ label, figure, unit }) =>
      html`<div><dt>${label}</dt><dd>${figure}${unit && html`<small> ${unit}</small>`}</dd></div>`,
  );
  return html`<dl class="tiles">${items}</dl>`;
}
