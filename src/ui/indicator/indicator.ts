import { type Content, type Html, html } from "../../kernel/html.ts";
import type { Verdict } from "../beads/beads.ts";
import { status } from "../status/status.ts";

/** The verdict first: the word, and what it means for this indicator in a sentence or two. */
export function verdictBox(props: {
  readonly verdict: Verdict;
  readonly word: Content;
  readonly words: Content;
}): Html {
  const { verdict, word, words } = props;
  return html`<div class="verdict verdict--${verdict}"><p>${status(verdict, word)}</p><p>${words}</p></div>`;
}

export type FigureBox = {
  /** 実績　令和7年度 */
  readonly label: Content;
  /** undefined: `none` says so. */
  readonly figure: Content;
  readonly unit?: Content;
  readonly none: Content;
  readonly isNow?: boolean;
};

/** Baseline, actual, now, target. */
export function figureRow(boxes: readonly FigureBox[]): Html {
  const items = boxes.map(({ label, figure, unit, none, isNow }) => {
    const value =
      figure === undefined
        ? html`<dd class="figures__none">${none}</dd>`
        : html`<dd>${figure}${unit && html`<small> ${unit}</small>`}</dd>`;
    return html`<div${isNow ? html` class="is-now"` : ""}><dt>${label}</dt>${value}</div>`;
  });
  return html`<dl class="figures">${items}</dl>`;
}
