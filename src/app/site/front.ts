import type { City } from "../../kernel/city.ts";
import { type Content, type Html, html } from "../../kernel/html.ts";
import type { View } from "../../kernel/http/view.ts";
import { localText } from "../../kernel/i18n/locales.ts";
import { withRuby } from "../../kernel/i18n/translate.ts";
import { formatFiscalYearWithReading } from "../../kernel/time/fiscal-year.ts";
import { formatDate } from "../../kernel/time/format-date.ts";
import { formatWallTime } from "../../kernel/time/wall-time.ts";
import type { OpenToday } from "../../modules/facility/index.ts";
import type { PlanState } from "../../modules/plan/index.ts";
import {
  button,
  buttonLink,
  type ErrandLink,
  errands,
  type House,
  horizon,
  openToday,
  page,
  queryForm,
  tally,
  textField,
} from "../../ui/index.ts";
import { solarTermOn } from "./solar-term.ts";

/** きょうは、何をしますか: only what works here today. */
export async function showFront(
  view: View,
  listOpenToday: (city: City) => Promise<readonly OpenToday[]>,
  listPlanStates: (city: City) => Promise<readonly PlanState[]> = async () => [],
): Promise<Html> {
  const { t } = view;
  const [houses, plans] = await Promise.all([listOpenToday(view.city), listPlanStates(view.city)]);
  return page(view, {
    title: t.text("ui.home"),
    area: "public",
    edgeToEdge: true,
    main: html`<div class="hero"><div class="wrap split"><div>
<p class="hero__day">${dayLine(view)}</p>
<h1 class="hero__title">${t("site.front.title")}</h1>
${finder(view)}
</div>${account(view)}</div>${horizon()}</div>
<div class="wrap front split"><section aria-labelledby="can"><h2 id="can">${t("site.front.can")}</h2>${errands(linksOf(view))}</section>
<section class="aside section" aria-labelledby="open"><h2 id="open">${t("site.open.title")}</h2>${openHouses(view, houses)}<p class="small"><a href="/spaces?day=${view.today}">${t("site.open.spaces")}</a></p></section></div>${plansNow(view, plans)}`,
  });
}

/** What the city has promised, and how it stands: with the bad beside the good. */
function plansNow({ t, locale }: View, plans: readonly PlanState[]): Content {
  const [plan] = plans;
  if (plan === undefined) return undefined;
  const { title, href, year, tally: counts, isSample } = plan;
  const lines = (["good", "late", "unknown"] as const).map((verdict) => ({
    verdict,
    word: t(`plan.verdict.${verdict}`),
    count: counts[verdict],
    unit: t("plan.indicator.unit"),
  }));
  const name = withRuby(localText(title, locale));
  const note = t("plan.front.judged", { year: { marked: formatFiscalYearWithReading(year, locale) } });
  return html`<div class="band band--paper"><section class="wrap section" aria-labelledby="plan"><h2 id="plan">${t("site.plan.title")}</h2><p><a href="${href}">${name}</a></p>${tally(lines)}<p class="small">${note}${isSample && html`<strong>${t("plan.sample.figures")}</strong>`}　<a href="/plans">${t("site.plan.all")}</a></p></section></div>`;
}

function dayLine({ t, today, locale, city }: View): Html {
  return html`${formatDate(today, locale)}　${t(`site.term.${solarTermOn(today, city.config.zone)}`)}`;
}

/** The one thing that most people come for, without a further page. */
function finder({ t, today }: View): Html {
  return queryForm({
    action: "/spaces",
    class: "hero__form",
    content: html`${textField({ t, name: "day", label: t("site.front.when"), type: "date", size: "m", value: today, min: today })}${button({ label: t("site.front.find"), icon: "i-search" })}`,
  });
}

function account({ t, actor }: View): Html {
  const isIn = actor.kind === "resident";
  const way = isIn
    ? buttonLink({ label: t("site.front.my-bookings"), href: "/my/bookings", kind: "second", size: "small" })
    : buttonLink({ label: t("ui.sign-in"), href: "/sign-in", kind: "second", size: "small" });
  return html`<div class="aside section"><h2>${t(isIn ? "site.front.signed-in" : "site.front.sign-in-title")}</h2><p class="small">${t("site.front.sign-in-words")}</p><p>${way}</p><p class="small"><a href="/about/use">${t("site.front.first-time")}</a></p></div>`;
}

function linksOf({ t }: View): readonly ErrandLink[] {
  const link = (href: string, icon: ErrandLink["icon"], key: "spaces" | "bookings" | "groups" | "ask") => ({
    href,
    icon,
    title: t(`site.can.${key}`),
    words: t(`site.can.${key}-words`),
  });
  return [
    link("/spaces", "i-calendar", "spaces"),
    link("/my/bookings", "i-door", "bookings"),
    link("/my/groups", "i-people", "groups"),
    link("/help", "i-voice", "ask"),
  ];
}

function openHouses({ t, locale, today }: View, list: readonly OpenToday[]): Html {
  const houses = list.map(({ name, href, until }): House => {
    const isOpen = until !== undefined;
    return {
      name: withRuby(localText(name, locale)),
      href,
      isOpen,
      word: t(isOpen ? "site.open.open" : "site.open.closed"),
      ...(isOpen && { words: t("site.open.until", { time: formatWallTime(until, locale) }) }),
    };
  });
  const day = formatDate(today, locale, { year: false });
  return openToday({
    caption: t("site.open.caption", { day }),
    houseLabel: t("site.open.house"),
    dayLabel: t("site.open.today"),
    houses,
  });
}
