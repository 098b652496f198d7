import { type Content, type Html, html } from "../../kernel/html.ts";
import { icon } from "../icon/icon.ts";
import type { IconName } from "../icon/shapes.ts";

export type ErrandLink = {
  readonly href: string;
  readonly icon: IconName;
  readonly title: Content;
  readonly words: Content;
};

/** What can I do here: a list in which each line is one link. */
export function errands(list: readonly ErrandLink[]): Html {
  const items = list.map(
    ({ href, icon: name, title, words }) =>
      html`<li><a class="errand-link" href="${href}">${icon(name, "l")}<span><b>${title}</b><span>${words}</span></span>${icon("i-next")}</a></li>`,
  );
  return html`<ul class="errands">${items}</ul>`;
}
