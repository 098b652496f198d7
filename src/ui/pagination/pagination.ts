import { type Content, html } from "../../kernel/html.ts";
import type { Translate } from "../../kernel/i18n/translate.ts";
import { icon } from "../icon/icon.ts";

/** A long list in pages. Nothing if there is only one; pages count from 1. */
export function pagination(
  t: Translate,
  props: { readonly page: number; readonly pages: number; readonly href: (page: number) => string },
): Content {
  const { page, pages, href } = props;
  if (pages <= 1) return undefined;
  const items = listShown(page, pages).map((number) => {
    if (number === undefined) return html`<li class="pagination__gap" aria-hidden="true"><span>…</span></li>`;
    const name = html`<span class="vh">${t("ui.page-number", { page: number })}</span><span aria-hidden="true">${number}</span>`;
    return number === page
      ? html`<li><span aria-current="page">${name}</span></li>`
      : html`<li><a href="${href(number)}">${name}</a></li>`;
  });
  const label = t.text("ui.pages");
  return html`<nav class="pagination" aria-label="${label}"><p>${t("ui.page-of", { page, pages })}</p>${page > 1 && html`<a href="${href(page - 1)}">${icon("i-prev", "s")}${t("ui.page-before")}</a>`}<ol>${items}</ol>${page < pages && html`<a href="${href(page + 1)}">${t("ui.page-after")}${icon("i-next", "s")}</a>`}</nav>`;
}

/** First, last, and this page with its neighbours; undefined where some are left out. */
export function listShown(page: number, pages: number): readonly (number | undefined)[] {
  const wanted = [...new Set([1, page - 1, page, page + 1, pages])]
    .filter((number) => number >= 1 && number <= pages)
    .sort((a, b) => a - b);
  return wanted.flatMap((number, at) => {
    const before = wanted[at - 1];
    if (before === undefined || number - before === 1) return [number];
    return number - before === 2 ? [before + 1, number] : [undefined, number];
  });
}
