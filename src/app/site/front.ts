import type { City } from "../../kernel/city.ts";
import { type Html, html } from "../../kernel/html.ts";
import type { View } from "../../kernel/http/view.ts";
import { localText } from "../../kernel/i18n/locales.ts";
import { withRuby } from "../../kernel/i18n/translate.ts";
import { formatDate } from "../../kernel/time/format-date.ts";
import { formatWallTime } from "../../kernel/time/wall-time.ts";
import type { OpenToday } from "../../modules/facility/index.ts";
import { button, buttonLink, type IconName, icon, page, queryForm, status, textField } from "../../ui/index.ts";

/** きょうは、何をしますか: only what works here today. */
export async function showFront(
  view: View,
  listOpenToday: (city: City) => Promise<readonly OpenToday[]>,
): Promise<Html> {
  const { t, city, actor, locale, today } = view;
  const houses = await listOpenToday(city);
  return page(view, {
    title: t.text("site.front.title"),
    area: "public",
    edgeToEdge: true,
    main: html`<div class="hero"><div class="wrap split"><div>
<p class="hero__day">${formatDate(today, locale)}</p>
<h1 class="hero__title">${t("site.front.title")}</h1>
${queryForm({ action: "/spaces", class: "hero__form", content: html`${textField({ t, name: "day", label: t("site.front.when"), type: "date", size: "m", value: today })}${button({ label: t("site.front.find"), icon: "i-search" })}` })}
</div><div class="aside"><h2 class="empty__title">${t(actor.kind === "resident" ? "site.front.signed-in" : "site.front.sign-in-title")}</h2><p class="small">${t("site.front.sign-in-words")}</p><p>${buttonLink({ label: t(actor.kind === "resident" ? "site.front.my-bookings" : "ui.sign-in"), href: actor.kind === "resident" ? "/my/bookings" : "/sign-in", kind: "second", size: "small" })}</p><p class="small"><a href="/about/use">${t("site.front.first-time")}</a></p></div></div>${horizon()}</div>
<div class="wrap front stack-l"><section aria-labelledby="can"><h2 id="can">${t("site.front.can")}</h2><ul class="errands">
${errand(view, "/spaces", "i-calendar", "spaces")}${errand(view, "/my/bookings", "i-door", "bookings")}${errand(view, "/my/groups", "i-people", "groups")}${errand(view, "#menu", "i-voice", "ask")}
</ul></section>
<section class="aside" aria-labelledby="open"><h2 id="open" class="empty__title">${t("site.open.title")}</h2>${openToday(view, houses)}<p class="small"><a href="/spaces?day=${today}">${t("site.open.spaces")}</a></p></section></div>`,
  });
}

function errand({ t }: View, href: string, name: IconName, key: "spaces" | "bookings" | "groups" | "ask"): Html {
  return html`<li><a class="errand-link" href="${href}"><span>${icon(name, "l")}</span><div><b>${t(`site.can.${key}`)}</b><span>${t(`site.can.${key}-words`)}</span></div>${icon("i-next")}</a></li>`;
}

function openToday({ t, locale, today }: View, houses: readonly OpenToday[]): Html {
  const rows = houses.map(
    ({ name, href, until }) =>
      html`<tr><th scope="row"><a href="${href}">${withRuby(localText(name, locale))}</a></th><td>${until === undefined ? status("closed", t("site.open.closed")) : html`${status("on", t("site.open.open"))}<br>${t("site.open.until", { time: formatWallTime(until, locale) })}`}</td></tr>`,
  );
  return html`<table class="open-today small"><caption class="vh">${t("site.open.caption", { day: formatDate(today, locale, { year: false }) })}</caption><thead class="vh"><tr><th scope="col">${t("site.open.house")}</th><th scope="col">${t("site.open.today")}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** 筑波山, 霞ヶ浦, fields, wind, in four strokes. */
function horizon(): Html {
  return html`<svg class="horizon" viewBox="0 0 1280 112" preserveAspectRatio="xMinYMax slice" aria-hidden="true" focusable="false"><path class="horizon__wind" d="M840 26h96c14 0 14-16 2-16M900 38h150c16 0 16 15 3 15M806 50h60"/><path class="horizon__far" d="M0 84c90-6 150-10 214-30 22-7 34-22 48-34 8-6 14 4 22 8 8-9 14-14 22-10 22 12 40 34 74 44 80 22 200 18 320 20 220 3 380-6 580 2v28H0z"/><path class="horizon__near" d="M0 92c180-12 340-8 520-4s420-10 760 0v24H0z"/><path class="horizon__field" d="M-10 104c300-14 700-12 1310-4M120 114c300-14 640-14 1100-2"/></svg>`;
}
