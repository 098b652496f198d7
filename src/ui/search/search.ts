import { type Content, type Html, html } from "../../kernel/html.ts";
import { icon } from "../icon/icon.ts";

/** One line to look for something by its words. `words` are links to what is often looked for. */
export function search(props: {
  readonly action: string;
  readonly name: string;
  readonly label: Content;
  readonly button: Content;
  readonly value?: string;
  readonly hint?: Content;
  readonly words?: {
    readonly label: string;
    readonly links: readonly { readonly href: string; readonly label: Content }[];
  };
}): Html {
  const { action, name, label, button, value = "", hint, words } = props;
  const links = words?.links.map((link) => html`<li><a href="${link.href}">${link.label}</a></li>`);
  return html`<form role="search" method="get" action="${action}" aria-labelledby="${name}-label"><label class="field__label" id="${name}-label" for="${name}">${label}</label>${hint && html`<span class="field__hint" id="${name}-hint">${hint}</span>`}<div class="search"><input class="input" id="${name}" name="${name}" type="search" autocomplete="off" value="${value}"${hint ? html` aria-describedby="${name}-hint"` : ""}><button class="button">${icon("i-search")}<span>${button}</span></button></div>${words && html`<ul class="search-words" aria-label="${words.label}">${links}</ul>`}</form>`;
}
