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

/**
 * The longest of the addresses that the path lies under. What all others lie under is the first page of the side and
 * stands for itself only: /staff/payments is not a part of today's board at /staff.
 */
export function hereIn(hrefs: readonly string[], path: string): string | undefined {
  const isRoot = (href: string) => hrefs.every((other) => other === href || other.startsWith(`${href}/`));
  return hrefs
    .filter((href) => path === href || (path.startsWith(`${href}/`) && (hrefs.length === 1 || !isRoot(href))))
    .reduce<string | undefined>((best, href) => (href.length > (best?.length ?? 0) ? href : best), undefined);
}
