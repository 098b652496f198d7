import { type Content, type Html, html } from "../../kernel/html.ts";
import { icon } from "../icon/icon.ts";

/** Documents to take along. */
export function papers(
  list: readonly {
    readonly href: string;
    readonly title: Content;
    readonly words: Content;
    readonly calendar?: boolean;
  }[],
): Html {
  const items = list.map(
    ({ href, title, words, calendar }) =>
      html`<li><a href="${href}">${icon(calendar ? "i-calendar" : "i-down")}<span>${title}<br><span class="small muted">${words}</span></span></a></li>`,
  );
  return html`<ul class="papers">${items}</ul>`;
}
