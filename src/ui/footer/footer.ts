import { type Html, html } from "../../kernel/html.ts";
import type { View } from "../../kernel/http/view.ts";
import { localText } from "../../kernel/i18n/locales.ts";
import { languages, siteNav } from "../header/header.ts";
import type { PageProps } from "../page/page.ts";

/** Whom to ask stands at the end of every page. */
export function footer(view: View, area: PageProps["area"]): Html {
  const { t, city, locale } = view;
  const { contact, sample } = city.config;
  const telephone = html`<a href="tel:${contact.telephone.replaceAll("-", "")}">${contact.telephone}</a>${sample && html`<span class="note muted">${t("ui.sample-mark")}</span>`}`;
  if (area === "staff") {
    return html`<footer class="footer"><div class="wrap row row--between"><p>${t("ui.staff-help")}　${localText(contact.office, locale)}　${telephone}</p></div></footer>`;
  }
  return html`<footer class="footer" id="menu"><div class="wrap footer__grid"><div class="stack-s"><h2>${t("ui.help-title")}</h2><p>${t("ui.help")}</p><p class="footer__tel">${telephone}</p><p>${localText(contact.hours, locale)}</p></div><div><h2>${t("ui.menu")}</h2>${siteNav(view, "public", t.text("ui.menu-below"))}</div><div><h2>${t("ui.languages")}</h2>${languages(view, t.text("ui.languages-below"))}<h2 class="footer__about">${t("ui.about-site")}</h2><ul><li><a href="/about/accessibility">${t("ui.accessibility")}</a></li><li><a href="/about/privacy">${t("ui.privacy")}</a></li><li><a href="/about/source">${t("ui.source")}</a></li></ul></div></div></footer>`;
}
