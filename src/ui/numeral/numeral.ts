import { type Content, type Html, html } from "../../kernel/html.ts";

/** A number that is read out at a till or typed in: large, in groups of four. The groups are spacing only, so it is copied whole. */
export function numeral(digits: string, label: Content): Html {
  const groups = digits.match(/.{1,4}/g) ?? [];
  return html`<div class="numeral"><p class="small">${label}</p><p class="numeral__digits">${groups.map((group) => html`<span>${group}</span>`)}</p></div>`;
}
