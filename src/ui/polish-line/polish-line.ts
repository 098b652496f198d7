import { type Html, html } from "../../kernel/html.ts";

/**
 * 磨き線: how far we have come, from 0 to 1, and where we should be by now. Decoration only: the figure stands beside it.
 * Lengths are attributes of the drawing, since the security policy allows no style in a page.
 */
export function polishLine(props: { readonly done: number; readonly pace?: number; readonly isLate?: boolean }): Html {
  const { pace, isLate } = props;
  const done = percent(props.done);
  return html`<svg class="polish${isLate ? " polish--late" : ""}" aria-hidden="true" focusable="false"><rect class="polish__way" x="0" y="5" width="100%" height="10" rx="5"/><rect class="polish__done" x="0" y="5" width="${done}" height="10" rx="5"/>${isLate && html`<line class="polish__hatch" x1="5" x2="${done}" y1="10" y2="10"/>`}${pace !== undefined && html`<line class="polish__pace" x1="${percent(pace)}" x2="${percent(pace)}" y1="0" y2="20"/>`}</svg>`;
}

function percent(share: number): string {
  return `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%`;
}
