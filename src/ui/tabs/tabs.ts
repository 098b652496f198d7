import { type Content, type Html, html } from "../../kernel/html.ts";

/** Sides of one thing, each with an address of its own: links, so that they work without script and can be sent on. */
export function tabs(
  label: string,
  list: readonly { readonly label: Content; readonly href: string; readonly isHere?: boolean }[],
): Html {
  const items = list.map(
    ({ label: name, href, isHere }) =>
      html`<li><a href="${href}"${isHere ? html` aria-current="page"` : ""}>${name}</a></li>`,
  );
  return html`<nav class="tabs" aria-label="${label}"><ul>${items}</ul></nav>`;
}
