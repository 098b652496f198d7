import { type Content, html } from "../../kernel/html.ts";

/** Red, behind the entries. Its place is an attribute of a drawing: the security policy allows no style in a page. */
export function nowLine(
  hours: readonly number[],
  { hour, label }: { readonly hour: number; readonly label: string },
): Content {
  const first = hours[0] ?? 0;
  const share = (hour - first) / Math.max(hours.length, 1);
  if (share < 0 || share > 1) return undefined;
  const x = `${Math.round(share * 10_000) / 100}%`;
  return html`<svg class="board__now" aria-hidden="true" focusable="false"><line x1="${x}" x2="${x}" y1="0" y2="100%"/><text x="${x}" y="1em" dx="${share > 0.85 ? "-.4em" : ".4em"}"${share > 0.85 ? html` text-anchor="end"` : ""}>${label}</text></svg>`;
}
