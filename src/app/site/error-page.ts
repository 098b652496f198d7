import { type Html, html } from "../../kernel/html.ts";
import type { View } from "../../kernel/http/view.ts";
import type { PageError } from "../../kernel/http/web.ts";
import { buttonLink, page } from "../../ui/index.ts";

/** What is so, what still works, and whom to call. Never a stack, never a guess. */
export function errorPage(view: View, error: PageError): Html {
  const { t, city } = view;
  const { contact } = city.config;
  const said = error.code === undefined ? undefined : t.dynamicText(`refusal.${error.code}`, error.params);
  const kind = [403, 404, 409, 413, 429, 503].includes(error.status)
    ? (error.status as 403 | 404 | 409 | 413 | 429 | 503)
    : error.status >= 500
      ? 500
      : 400;
  return page(view, {
    title: t.text(`site.error.${kind}`),
    area: view.actor.kind === "staff" ? "staff" : "errand",
    main: html`<h1>${t(`site.error.${kind}`)}</h1><p>${said && kind !== 404 ? said : t(`site.error.${kind}-words`)}</p>
<p>${t("site.error.help", { telephone: contact.telephone })}${city.config.sample && t("ui.sample-mark")}</p>
<p class="row">${buttonLink({ label: t("ui.home"), href: view.actor.kind === "staff" ? "/staff" : "/" })}${buttonLink({ label: t("facility.search.title"), href: "/spaces", kind: "second" })}</p>`,
  });
}
