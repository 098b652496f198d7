import { type Content, type Html, html } from "../../kernel/html.ts";
import { status } from "../status/status.ts";

export type House = {
  readonly name: Content;
  readonly href: string;
  readonly isOpen: boolean;
  readonly word: Content;
  readonly words?: Content;
};

/** Which houses are open on a day, and until when. */
export function openToday(props: {
  readonly caption: Content;
  readonly houseLabel: Content;
  readonly dayLabel: Content;
  readonly houses: readonly House[];
}): Html {
  const rows = props.houses.map(
    ({ name, href, isOpen, word, words }) =>
      html`<tr><th scope="row"><a href="${href}">${name}</a></th><td>${status(isOpen ? "on" : "closed", word)}${words && html`<br>${words}`}</td></tr>`,
  );
  return html`<table class="open-today small"><caption class="vh">${props.caption}</caption><thead class="vh"><tr><th scope="col">${props.houseLabel}</th><th scope="col">${props.dayLabel}</th></tr></thead><tbody>${rows}</tbody></table>`;
}
