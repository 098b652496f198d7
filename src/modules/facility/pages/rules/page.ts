import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { formatTimeRange } from "../../../../kernel/time/wall-time.ts";
import { notice, page, table, telephone } from "../../../../ui/index.ts";
import { findCategory } from "../../rules/facility.ts";
import { listRulesInWords } from "../../rules/rule-words.ts";
import { listVersions } from "../../store/facility.ts";
import type { Facility } from "../../types/facility.ts";
import type { CategoryTerms, RefundStep, Terms } from "../../types/terms.ts";
import { plain, say, sayWords } from "../words.ts";
import { articleOf, feeTables, otherFees } from "./fees.ts";
import { inBrackets, joined, sayCloses, sayClosing, sayCondition, sayOpening } from "./words.ts";

export const rulesPath = (facilityId: string): string => `/facilities/${facilityId}/rules`;

/** 料金表と決まり: what the ordinance says of a facility, from the same file by which bookings are judged; for paper as well. */
export async function showRules(
  view: View,
  { params, query }: { params: { facility: string }; query: { day?: string | undefined } },
): Promise<Html> {
  const { t, city, today, locale } = view;
  const versions = (await listVersions(city)).filter(({ id }) => id === params.facility);
  const day = query.day ?? today;
  const facility = versions.findLast(({ effectiveFrom }) => effectiveFrom <= day) ?? versions[0];
  if (facility === undefined) throw notFound();
  const later = versions.filter(({ effectiveFrom }) => effectiveFrom > facility.effectiveFrom);
  const from = (one: Facility) => formatDate(one.effectiveFrom, locale, { weekday: false });
  const links = later.map(
    (one) =>
      html`<li><a href="${rulesPath(one.id)}?day=${one.effectiveFrom}">${t("facility.rules.from-day", { day: from(one) })}</a></li>`,
  );
  return page(view, {
    title: `${plain(t, facility.name)} ${t.text("facility.rules.title")}`,
    area: "public",
    crumbs: [{ label: t("facility.search.title"), href: "/spaces" }, { label: t("facility.rules.title") }],
    main: html`<div class="head"><p class="kicker">${say(t, facility.name)}</p><h1>${t("facility.rules.title")}</h1><p class="lead">${t("facility.rules.from-day", { day: from(facility) })}</p></div>
<div class="stack-l">
${later.length > 0 && notice({ calm: true, word: t("facility.rules.changes"), title: html`<ul class="bullets">${links}</ul>` })}
${facility.sample && html`<p class="small">${t("facility.rules.sample")}</p>`}
<section class="section" aria-labelledby="r-days"><h2 id="r-days">${t("facility.rules.days")}</h2>${days(view, facility)}</section>
<section class="section" aria-labelledby="r-fees"><h2 id="r-fees">${t("facility.rules.fees")}</h2>${feeTables(view, facility)}${otherFees(view, facility)}</section>
<section class="section" aria-labelledby="r-who"><h2 id="r-who">${t("facility.rules.who")}</h2>${facility.terms.map((terms) => termsOf(view, facility, terms))}</section>
<section class="section" aria-labelledby="r-law"><h2 id="r-law">${t("facility.rules.articles")}</h2><ul class="bullets">${articlesOf(facility).map((id) => html`<li>${articleOf(t, facility, id)}</li>`)}</ul>
<p>${say(t, facility.address)}<br>${telephone(t, { contact: facility, sample: facility.sample })}</p></section>
</div>`,
  });
}

/** By name: the database keeps them in no order that says anything. */
function articlesOf({ articles }: Facility): readonly string[] {
  return Object.keys(articles).sort((a, b) =>
    (articles[a]?.title.ja ?? "").localeCompare(articles[b]?.title.ja ?? "", "ja"),
  );
}

function days({ t, locale }: View, facility: Facility): Html {
  const { hours, closed } = facility.calendar;
  return html`<ul class="bullets">${hours.map(({ when, from, to }) => html`<li>${joined(t, sayCondition(t, facility, when))} ${formatTimeRange({ from, to }, locale)}</li>`)}</ul>
<h3>${t("facility.rules.closed")}</h3>${
    closed.length === 0
      ? html`<p>${t("facility.rules.never-closed")}</p>`
      : html`<ul class="bullets">${closed.map((one) => html`<li>${sayClosing(t, facility, one)}${one.article !== undefined && html`${inBrackets(t, articleOf(t, facility, one.article))}`}</li>`)}</ul>`
  }`;
}

function termsOf(view: View, facility: Facility, terms: Terms): Html {
  const { t } = view;
  const spaces = facility.spaces.filter((space) => space.terms === terms.id);
  const [first] = spaces;
  const rules = first === undefined ? [] : listRulesInWords(facility, first);
  return html`<div class="stack">
${table<CategoryTerms>({
  caption: joined(
    t,
    spaces.map(({ name }) => say(t, name)),
  ),
  columns: [
    {
      label: t("facility.rules.category"),
      head: true,
      cell: ({ category, purposes, channels }) => {
        const only = [
          ...sayCondition(t, facility, { purposes }),
          ...(channels ?? []).map((one) => t(`facility.rules.channel.${one}`)),
        ];
        return html`${say(t, findCategory(facility, category)?.name ?? { ja: category })}${only.length > 0 && html`<br><span class="small">${joined(t, only)}</span>`}`;
      },
    },
    { label: t("facility.rules.opens"), cell: ({ opens }) => sayOpening(t, opens) },
    {
      label: t("facility.rules.closes"),
      cell: ({ opens, closes }) => (opens.kind === "never" ? "" : sayCloses(t, closes ?? terms.closes)),
    },
  ],
  rows: terms.categories,
})}
<ul class="bullets">
${rules.map((rule) => html`<li>${sayWords(t, rule)}</li>`)}
<li>${t("facility.rules.payment", { days: terms.payment.withinDays, before: terms.payment.daysBefore })}${inBrackets(t, articleOf(t, facility, terms.payment.article))}</li>
${terms.payment.deferred !== undefined && html`<li>${t("facility.rules.deferred", { ways: terms.payment.deferred.ways.map((way) => t.text(`facility.way.${way}`)).join(t.text("facility.rules.and")), months: terms.payment.deferred.months, day: String(terms.payment.deferred.day) })}${inBrackets(t, articleOf(t, facility, terms.payment.deferred.article))}</li>`}
${terms.payment.unpaid !== undefined && html`<li>${t("facility.rules.unpaid", { days: terms.payment.unpaid.blocksAfterDays })}${inBrackets(t, articleOf(t, facility, terms.payment.unpaid.article))}</li>`}
${terms.refund.steps.length === 0 && html`<li>${t("facility.rules.no-refund")}${inBrackets(t, articleOf(t, facility, terms.refund.article))}</li>`}
${terms.refund.steps.map((step) => html`<li>${sayStep(view, step)}${inBrackets(t, articleOf(t, facility, terms.refund.article))}</li>`)}
${terms.refund.steps.length > 0 && html`<li>${t("facility.rules.refund-later")}</li>`}
${terms.lottery !== undefined && html`<li>${t("facility.rules.lottery", { months: terms.lottery.forMonth, from: terms.lottery.apply.from.day, to: terms.lottery.apply.to.day, most: terms.lottery.entries.most, wins: terms.lottery.wins.most })}${inBrackets(t, articleOf(t, facility, terms.lottery.article))}</li>`}
</ul></div>`;
}

function sayStep({ t }: View, { percent, daysBefore, monthsBefore, counting }: RefundStep): Html {
  return monthsBefore === undefined
    ? t("facility.rules.refund", {
        days: daysBefore ?? 0,
        percent,
        counting: counting === "day-before" ? "before" : (counting ?? "plain"),
      })
    : t("facility.rules.refund-months", { months: monthsBefore, percent });
}
