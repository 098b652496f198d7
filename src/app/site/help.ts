import { type Html, html } from "../../kernel/html.ts";
import type { View } from "../../kernel/http/view.ts";
import { localText } from "../../kernel/i18n/locales.ts";
import { withRuby } from "../../kernel/i18n/translate.ts";
import { mailLink, page, summary, telephone } from "../../ui/index.ts";

/** Whom to ask, when, and what to have at hand. The same can be done by telephone and at the counter. */
export async function showHelp(view: View): Promise<Html> {
  const { t, city, locale } = view;
  const { contact } = city.config;
  const lines = [
    { label: t("site.help.office"), value: withRuby(localText(contact.office, locale)) },
    { label: t("site.help.telephone"), value: telephone(t, city.config) },
    { label: t("site.help.hours"), value: withRuby(localText(contact.hours, locale)) },
    { label: t("site.help.mail"), value: mailLink(contact.mail) },
  ];
  return page(view, {
    title: t.text("ui.ask-people"),
    area: "errand",
    crumbs: [{ label: t("ui.ask-people") }],
    main: html`<h1>${t("ui.ask-people")}</h1><p class="lead">${t("site.help.lead")}</p>${summary(t, lines)}
<section class="section" aria-labelledby="ready"><h2 id="ready">${t("site.help.ready")}</h2><ul class="bullets"><li>${t("site.help.ready-number")}</li><li>${t("site.help.ready-day")}</li></ul><p>${t("site.help.never")}</p></section>
<section class="section" aria-labelledby="door"><h2 id="door">${t("site.help.door")}</h2><p>${t("site.help.door-words")}</p></section>`,
  });
}
