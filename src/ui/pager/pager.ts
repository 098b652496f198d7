import { type Content, type Html, html } from "../../kernel/html.ts";
import { icon } from "../icon/icon.ts";

type Step = { readonly href: string; readonly label: Content };

/** The day, week or page before and after. */
export function pager(
  label: string,
  props: { readonly before?: Step | undefined; readonly after?: Step | undefined; readonly now?: Content },
): Html {
  const { before, after, now } = props;
  return html`<nav class="pager" aria-label="${label}">${before ? html`<a href="${before.href}">${icon("i-prev", "s")}${before.label}</a>` : html`<span></span>`}${now && html`<b>${now}</b>`}${after ? html`<a href="${after.href}">${after.label}${icon("i-next", "s")}</a>` : html`<span></span>`}</nav>`;
}
