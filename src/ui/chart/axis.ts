import { type Html, html } from "../../kernel/html.ts";

type Tick = { readonly y: number; readonly name: string };
type Name = { readonly x: number; readonly name: string };

/** Quiet lines with their figures on the left, and the names below. */
export function axis(props: {
  readonly ticks: readonly Tick[];
  readonly names: readonly Name[];
  readonly width: number;
  readonly bottom: number;
  readonly left?: number;
}): Html {
  const { ticks, names, width, bottom, left = 46 } = props;
  const lines = ticks.map(
    ({ y, name }) =>
      html`<line class="chart__grid" x1="${left}" x2="${width - 22}" y1="${y}" y2="${y}"/><text class="chart__sub" x="${left - 8}" y="${y + 5}" text-anchor="end">${name}</text>`,
  );
  const below = names.map(
    ({ x, name }) => html`<text class="chart__sub" x="${x}" y="${bottom + 52}" text-anchor="middle">${name}</text>`,
  );
  return html`${lines}${below}`;
}
