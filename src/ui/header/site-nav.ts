import { type Html, html } from "../../kernel/html.ts";
import type { View } from "../../kernel/http/view.ts";

/** What the modules offer to this person on this side, in their order. A page belongs to the entry whose address begins its own. */
export function siteNav(view: View, side: "public" | "staff", label: string): Html {
  const entries = view.menu.filter((entry) => entry.side === side).sort((a, b) => a.order - b.order);
  const here = hereIn(
    entries.map(({ href }) => href),
    view.url.pathname,
  );
  const items = entries.map(
    ({ href, label: key }) =>
      html`<li><a href="${href}"${href === here ? html` aria-current="true"` : ""}>${view.t.dynamic(key)}</a></li>`,
  );
  return html`<nav class="site-nav" aria-label="${label}"><ul>${items}</ul></nav>`;
}

/** The longest of the addresses that the path lies under: /staff/doors belongs to doors, not to /staff. */
export function hereIn(hrefs: readonly string[], path: string): string | undefined {
  return hrefs
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .reduce<string | undefined>((best, href) => (href.length > (best?.length ?? 0) ? href : best), undefined);
}
