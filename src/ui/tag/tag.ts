import { type Content, type Html, html } from "../../kernel/html.ts";
import { icon } from "../icon/icon.ts";

export type Tag = {
  readonly label: Content;
  /** Where the same list is shown without this condition; says so to screen readers. */
  readonly without?: { readonly href: string; readonly label: Content };
};

/** What was chosen: conditions that can be taken away, or marks that only say something. */
export function tags(label: string, list: readonly Tag[]): Html {
  const items = list.map(({ label: name, without }) =>
    without === undefined
      ? html`<li><span class="tag"><span>${name}</span></span></li>`
      : html`<li><a href="${without.href}"><span>${name}</span>${icon("i-x", "s")}<span class="vh">${without.label}</span></a></li>`,
  );
  return html`<ul class="chosen" aria-label="${label}">${items}</ul>`;
}
