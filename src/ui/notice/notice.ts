import { type Content, type Html, html } from "../../kernel/html.ts";
import { icon } from "../icon/icon.ts";

/** What everybody on this page must know. `calm`: good or neutral news. */
export function notice(props: {
  readonly word: Content;
  readonly title: Content;
  readonly words?: Content;
  readonly calm?: boolean;
}): Html {
  const { word, title, words, calm } = props;
  return html`<div class="notice notice--box${calm ? " notice--calm" : ""}"><div class="notice__in"><p class="notice__word">${icon(calm ? "i-info" : "i-alert")}<span>${word}</span></p><p>${title}</p>${words && html`<p class="small">${words}</p>`}</div></div>`;
}
