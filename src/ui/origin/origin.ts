import { type Content, type Html, html } from "../../kernel/html.ts";
import type { Translate } from "../../kernel/i18n/translate.ts";
import { type SummaryLine, summary } from "../summary/summary.ts";

type SumLine = { readonly label: Content; readonly figure: Content };

/** Where a published figure comes from: the rule in words, the counts as a sum, the register, the time, the version. */
export function origin(
  t: Translate,
  props: {
    readonly title: Content;
    readonly rule: Content;
    readonly sum?: { readonly caption: Content; readonly lines: readonly SumLine[]; readonly total: SumLine };
    readonly facts?: readonly SummaryLine[];
    /** A calculation, step by step. */
    readonly steps?: readonly Content[];
    readonly below?: Content;
    readonly open?: boolean;
  },
): Html {
  const { title, rule, sum, facts, steps = [], below, open } = props;
  const both = html`${sum && sumTable(sum)}${facts && summary(t, facts, { plain: true })}`;
  return html`<details class="origin"${open ? html` open` : ""}><summary>${title}</summary><div><p class="rule">${rule}</p>${(sum || facts) && html`<div class="split split--even">${both}</div>`}${steps.length > 0 && html`<ol class="numbered small">${steps.map((step) => html`<li><p>${step}</p></li>`)}</ol>`}${below && html`<p class="small">${below}</p>`}</div></details>`;
}

function sumTable(sum: { caption: Content; lines: readonly SumLine[]; total: SumLine }): Html {
  const row = ({ label, figure }: SumLine) =>
    html`<tr><th scope="row">${label}</th><td class="num">${figure}</td></tr>`;
  return html`<table class="sum"><caption class="vh">${sum.caption}</caption><tbody>${sum.lines.map(row)}</tbody><tfoot>${row(sum.total)}</tfoot></table>`;
}
