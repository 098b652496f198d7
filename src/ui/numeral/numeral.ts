import { type Content, type Html, html } from "../../kernel/html.ts";

/**
 * A number that is read out at a till or typed in: large, in groups of four, and below it what to do with it. The gaps
 * are spacing only, so that the number is copied whole.
 */
export function numeral(props: {
  readonly label: Content;
  readonly digits: string;
  readonly steps: readonly Content[];
}): Html {
  const { label, digits, steps } = props;
  const groups = digits.match(/.{1,4}/g) ?? [];
  return html`<div class="numeral"><p class="small">${label}</p><p class="numeral__digits">${groups.map((group) => html`<span>${group}</span>`)}</p><ol>${steps.map((step) => html`<li>${step}</li>`)}</ol></div>`;
}
