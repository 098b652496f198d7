import { type Html, html } from "../../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../../kernel/http/form.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { addDays } from "../../../../../kernel/time/civil-date.ts";
import { formatFiscalYear } from "../../../../../kernel/time/fiscal-year.ts";
import { formatDate } from "../../../../../kernel/time/format-date.ts";
import { button, buttonLink, empty, page, queryForm, selectField, tiles } from "../../../../../ui/index.ts";
import { countAllFacilities, countFacility, type FacilityStatistics } from "../../../commands/statistics.ts";
import { statisticsQuery } from "../../../schema/statistics-requests.ts";
import { listFacilitiesOn } from "../../../store/facility.ts";
import { plain, say } from "../../words.ts";
import { costSection } from "./cost.ts";
import { sayPercent, sayYen, unitsOf } from "./figures.ts";
import { type Asked, hrefOf, periodOf, sayPeriod, statisticsPath, yearOf } from "./period.ts";
import {
  categoryTable,
  facilityTable,
  monthCharts,
  reductionTable,
  slotTable,
  spaceTable,
  weekdayChart,
} from "./tables.ts";

/** 利用の統計: of all houses, or of one with its rooms, hours and weekdays. Nobody is named, so nothing is written down. */
export async function showStatistics(view: View, { query }: { query: Asked }): Promise<Html> {
  return draw(view, query, {}, noProblems);
}

export async function showStatisticsAgain(
  view: View,
  { values, problems }: { values: FormValues; problems: Problems },
): Promise<Html> {
  const [facility, year] = [typed(values, "facility"), typed(values, "year")];
  return draw(view, statisticsQuery.parse({ facility, year }), values, problems);
}

async function draw(view: View, asked: Asked, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city } = view;
  const period = periodOf(view, asked);
  const one = asked.facility === undefined ? undefined : await countFacility(city, asked.facility, period);
  const content = one === undefined ? await drawAll(view, asked) : await drawOne(view, asked, one, values, problems);
  return page(view, {
    title: t.text("facility.staff.statistics.title"),
    area: "staff",
    crumbs: [{ label: t("facility.staff.statistics.title") }],
    problems,
    main: html`<div class="head"><h1>${t("facility.staff.statistics.title")}</h1><p>${t("facility.staff.statistics.lead")}</p></div><div class="stack-l">${await choose(view, asked)}${content}${definitions(view)}</div>`,
  });
}

async function choose(view: View, asked: Asked): Promise<Html> {
  const { t, today, locale } = view;
  const facilities = await listFacilitiesOn(view.city, today);
  const present = yearOf(view, {});
  const years = Array.from({ length: 6 }, (_, back) => present + 1 - back);
  const months = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3];
  const all = { value: "", label: t.text("facility.staff.statistics.all") };
  return queryForm({
    action: statisticsPath,
    class: "row",
    content: html`${selectField({ t, name: "facility", label: t("facility.staff.statistics.facility"), options: [all, ...facilities.map(({ id, name }) => ({ value: id, label: plain(t, name) }))], value: asked.facility ?? "" })}
${selectField({ t, name: "year", label: t("facility.staff.statistics.year"), options: years.map((year) => ({ value: String(year), label: formatFiscalYear(year, locale) })), value: String(yearOf(view, asked)) })}
${selectField({ t, name: "month", label: t("facility.staff.statistics.month"), options: [{ value: "", label: t.text("facility.staff.statistics.whole-year") }, ...months.map((month) => ({ value: String(month), label: t.text("facility.staff.statistics.month-name", { month }) }))], value: asked.month === undefined ? "" : String(asked.month) })}
<p>${button({ label: t("facility.staff.statistics.show"), kind: "second" })}</p>`,
  });
}

async function drawAll(view: View, asked: Asked): Promise<Html> {
  const { t, city } = view;
  const all = await countAllFacilities(city, periodOf(view, asked));
  if (all.length === 0) return empty(t("facility.staff.statistics.none"), []);
  return html`<section class="stack" aria-labelledby="houses"><h2 id="houses">${t("facility.staff.statistics.by-facility", { period: sayPeriod(view, asked) })}</h2>${facilityTable(view, asked, all)}${files(view, asked)}</section>`;
}

async function drawOne(
  view: View,
  asked: Asked,
  one: FacilityStatistics,
  values: FormValues,
  problems: Problems,
): Promise<Html> {
  const { t, locale } = view;
  const { facility, counted, sums, rate } = one;
  const isEmpty = counted.until <= counted.from;
  if (isEmpty) return empty(t("facility.staff.statistics.not-yet"), []);
  const chosen = one.facility.spaces.find(({ id }) => id === asked.space) ?? one.facility.spaces[0];
  return html`<section class="stack" aria-labelledby="house"><h2 id="house">${say(t, facility.name)}　${sayPeriod(view, asked)}</h2>
<p class="muted">${t("facility.staff.statistics.counted", { from: formatDate(counted.from, locale), to: formatDate(addDays(counted.until, -1), locale) })}</p>
${tiles([
  {
    label: t("facility.staff.statistics.rate"),
    figure: sayPercent(rate),
    unit: t("facility.staff.statistics.of", unitsOf(rate)),
  },
  { label: t("facility.staff.statistics.uses"), figure: sums.uses, unit: t("facility.staff.unit.bookings") },
  {
    label: t("facility.staff.statistics.people"),
    figure: sums.people,
    unit: t("facility.staff.statistics.unit-people"),
  },
  { label: t("facility.staff.statistics.income"), figure: sayYen(view, sums.income) },
  { label: t("facility.staff.statistics.reduction"), figure: sayYen(view, sums.reduction) },
  { label: t("facility.staff.statistics.cancelled"), figure: sums.cancelled, unit: t("facility.staff.unit.bookings") },
])}${files(view, asked)}</section>
${asked.month === undefined && monthCharts(view, one)}
<section class="stack" aria-labelledby="spaces"><h2 id="spaces">${t("facility.staff.statistics.by-space")}</h2>${spaceTable(view, asked, one)}</section>
<section class="stack" aria-labelledby="weekdays"><h2 id="weekdays">${t("facility.staff.statistics.by-weekday")}</h2>${weekdayChart(view, one)}</section>
${chosen && slotTable(view, asked, one, chosen)}
<section class="stack" aria-labelledby="reductions"><h2 id="reductions">${t("facility.staff.statistics.by-reduction")}</h2>${reductionTable(view, one)}</section>
<section class="stack" aria-labelledby="categories"><h2 id="categories">${t("facility.staff.statistics.by-category")}</h2>${categoryTable(view, one)}</section>
${await costSection(view, asked, one, values, problems)}`;
}

function files({ t }: View, asked: Asked): Html {
  const link = (label: Html, end: "xlsx" | "csv") =>
    buttonLink({
      label,
      href: hrefOf(asked, `${statisticsPath}/statistics.${end}`),
      kind: "second",
      size: "small",
    });
  return html`<p class="row">${link(t("facility.staff.statistics.excel"), "xlsx")}${link(t("facility.staff.statistics.csv"), "csv")}</p>`;
}

/** How each figure is counted, in words, on the page itself. */
function definitions({ t }: View): Html {
  const rules = ["rate", "uses", "income", "reduction", "cancelled"] as const;
  return html`<section class="stack-s" aria-labelledby="rules"><h2 id="rules">${t("facility.staff.statistics.rules")}</h2><ul class="bullets">${rules.map((rule) => html`<li>${t(`facility.staff.statistics.rule-${rule}`)}</li>`)}</ul></section>`;
}
