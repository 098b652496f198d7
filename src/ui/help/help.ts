import { type Content, type Html, html } from "../../kernel/html.ts";

/** More for who wants it. Opens in print. */
export function help(title: Content, inside: Content): Html {
  return html`<details class="help"><summary>${title}</summary><div class="stack-s">${inside}</div></details>`;
}
