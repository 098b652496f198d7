import { type Content, type Html, html } from "../../kernel/html.ts";
import type { View } from "../../kernel/http/view.ts";
import { type MenuEntry, staffGroups } from "../../kernel/module.ts";

/** What the modules offer to this person, in their order. A page belongs to the entry whose address begins its own. */
export function publicNav(view: View, label: string): Html {
  const entries = entriesOf(view, "public");
  const here = hereOf(view, entries);
  return nav(label, list(entries.map((entry) => item(entry.href, view.t.dynamic(entry.label), entry === here))));
}

/** Two lines of links, without scripts: what it is about, and what there is of it. A group leads to its first page. */
export function staffNav(view: View, label: string): Html {
  const entries = entriesOf(view, "staff");
  const here = hereOf(view, entries);
  const groups = staffGroups.flatMap((group) => {
    const inside = entries.filter((entry) => entry.group === group);
    const [first] = inside;
    return first === undefined ? [] : [{ group, first, inside }];
  });
  const open = groups.find(({ group }) => group === here?.group);
  const above = groups.map(({ group, first }) =>
    item(first.href, view.t(`ui.staff-group.${group}`), group === here?.group),
  );
  const below = open?.inside.map((entry) => item(entry.href, view.t.dynamic(entry.label), entry === here)) ?? [];
  return nav(label, html`${list(above)}${below.length > 1 && list(below, "site-nav__below")}`);
}

function entriesOf<Side extends MenuEntry["side"]>(view: View, side: Side) {
  return view.menu
    .filter((entry): entry is MenuEntry & { side: Side } => entry.side === side)
    .sort((a, b) => a.order - b.order);
}

function hereOf<Entry extends MenuEntry>(view: View, entries: readonly Entry[]): Entry | undefined {
  const hrefs = entries.map(({ href }) => href);
  const here = hereIn(hrefs, view.url.pathname);
  return entries.find(({ href }) => href === here);
}

function nav(label: string, lists: Content): Html {
  return html`<nav class="site-nav" aria-label="${label}">${lists}</nav>`;
}

function list(items: Content, name?: string): Html {
  return html`<ul${name && html` class="${name}"`}>${items}</ul>`;
}

function item(href: string, words: Content, isHere: boolean): Html {
  return html`<li><a href="${href}"${isHere ? html` aria-current="true"` : ""}>${words}</a></li>`;
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
