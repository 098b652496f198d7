import { type Html, html } from "../../kernel/html.ts";
import type { View } from "../../kernel/http/view.ts";
import { localText } from "../../kernel/i18n/locales.ts";
import { withRuby } from "../../kernel/i18n/translate.ts";
import { languages } from "../header/languages.ts";
import { publicNav } from "../header/site-nav.ts";
import type { PageProps } from "../page/page.ts";
import { telephone } from "../telephone/telephone.ts";

/** Whom to ask stands at the end of every page. */
export function footer(view: View, area: PageProps["area"]): Html {
  return area === "staff" ? staffFooter(view) : publicFooter(view);
}

function staffFooter({ t, city, locale }: View): Html {
  const { contact } = city.config;
  return html`<footer class="footer"><div class="wrap"><p>${t("ui.staff-help")}　${withRuby(localText(contact.office, locale))}　${telephone(t, city.config)}</p></div></footer>`;
}

function publicFooter(view: View): Html {
  const { t, city, locale } = view;
  const { contact } = city.config;
  return html`<footer class="footer"><div class="wrap footer__grid"><div class="stack-s"><h2>${t("ui.help-title")}</h2><p>${t("ui.help")}</p><p class="footer__tel">${telephone(t, city.config)}</p><p>${withRuby(localText(contact.hours, locale))}</p><ul><li><a href="mailto:${contact.mail}">${t("ui.help-mail")}</a></li><li><a href="/help">${t("ui.ask-people")}</a></li></ul></div><div id="menu"><h2>${t("ui.menu")}</h2>${publicNav(view, t.text("ui.menu-below"))}</div><div><h2>${t("ui.languages")}</h2>${languages(view, t.text("ui.languages-below"))}<h2 class="footer__about">${t("ui.about-site")}</h2><ul><li><a href="/about/use">${t("ui.how-to-use")}</a></li><li><a href="/about/accessibility">${t("ui.accessibility")}</a></li><li><a href="/about/privacy">${t("ui.privacy")}</a></li><li><a href="/about/source">${t("ui.source")}</a></li><li><a href="/opendata">${t("ui.opendata")}</a></li></ul></div></div></footer>`;
}
