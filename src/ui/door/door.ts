import { type Content, type Html, html } from "../../kernel/html.ts";
import { type StatusKind, status } from "../status/status.ts";

/** The card at which a booker opens a door. What works comes first; what to do if it does not is always there. */
export function doorCard(props: {
  /** Where a page has several cards, each has its own. */
  readonly id?: string;
  readonly title: Content;
  readonly kind: StatusKind;
  readonly word: Content;
  readonly look?: "off" | "bad";
  readonly window: Content;
  /** Each a form with one big button and what it does. */
  readonly doors?: readonly Content[];
  readonly code?: Content;
  readonly help: Content;
}): Html {
  const { id = "door", title, kind, word, look, window, doors = [], code, help } = props;
  return html`<section class="door${look ? ` door--${look}` : ""}" aria-labelledby="${id}-title"><div class="door__head"><h2 id="${id}-title">${title}</h2>${status(kind, word)}</div><div class="door__body"><p class="door__window">${window}</p>${doors}${code && html`<div class="door__code">${code}</div>`}${help}</div></section>`;
}
