import { type Content, type Html, html } from "../../kernel/html.ts";
import { beads, type Verdict } from "../beads/beads.ts";
import { status } from "../status/status.ts";

export type PolicyCard = {
  /** 基本施策 1 */
  readonly number: Content;
  readonly title: Content;
  readonly href: string;
  readonly words?: Content;
  /** One bead each; too many to be counted by eye are left out, and the sentence stands alone. */
  readonly verdicts: readonly Verdict[];
  readonly sentence: Content;
};

const mostBeads = 24;

/** The parts of a plan: what each is about, and how its indicators stand. */
export function policies(list: readonly PolicyCard[]): Html {
  const items = list.map(
    ({ number, title, href, words, verdicts, sentence }) =>
      html`<li class="policy"><p class="policy__n">${number}</p><h3><a href="${href}">${title}</a></h3>${words && html`<p>${words}</p>`}${verdicts.length > 0 && verdicts.length <= mostBeads ? beads(verdicts, sentence) : html`<p>${sentence}</p>`}</li>`,
  );
  return html`<ol class="policies">${items}</ol>`;
}

export type TallyLine = {
  readonly verdict: Verdict;
  readonly word: Content;
  readonly count: number;
  readonly unit: Content;
  readonly meaning?: Content;
};

/** How many indicators stand how, with what each word means. */
export function tally(lines: readonly TallyLine[]): Html {
  const rows = lines.map(
    ({ verdict, word, count, unit, meaning }) =>
      html`<div><dt>${status(verdict, word)}</dt><dd><b>${count}</b>${unit}${meaning && html`<span>${meaning}</span>`}</dd></div>`,
  );
  return html`<dl class="tally">${rows}</dl>`;
}
