import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { addDays, type CivilDate, listDays, partsOf, startOfWeek } from "../../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { formatTimeRange } from "../../../../kernel/time/wall-time.ts";
import { page, pager, week } from "../../../../ui/index.ts";
import { getTerms, getTimetable } from "../../rules/facility.ts";
import { getSpaceOn } from "../../store/facility.ts";
import type { Facility, Space } from "../../types/facility.ts";
import { plain, say } from "../words.ts";
import { aboutSpace, legendOf } from "./about.ts";
import { cellsOf } from "./cells.ts";
import { monthName, weekdayName } from "./dates.ts";
import { occupanciesOf } from "./occupancies.ts";

/** A week of one space: rows are days, columns are bands (or the periods of an hourly court). */
export async function showSpace(
  view: View,
  { params, query }: { params: { space: string }; query: { day?: string | undefined } },
): Promise<Html> {
  const { city, t, today, locale } = view;
  const day = query.day ?? today;
  const { facility, space } = await getSpaceOn(city, params.space, day);
  const monday = startOfWeek(day);
  const days = listDays(monday, addDays(monday, 7));
  const occupancies = await occupanciesOf(view, facility, space, monday, addDays(monday, 7));
  const short = (date: CivilDate) => formatDate(date, locale, { year: false });
  const isPast = monday <= startOfWeek(today);
  return page(view, {
    title: plain(t, space.name),
    area: "public",
    crumbs: [{ label: t("facility.search.title"), href: `/spaces?day=${day}` }, { label: say(t, space.name) }],
    main: html`<div class="head"><p class="kicker">${say(t, facility.name)}</p><h1>${say(t, space.name)}</h1><p class="lead">${t(space.units.length > 1 ? "facility.space.lead-parts" : "facility.space.lead")}</p></div>
<div class="split"><section class="stack" aria-label="${t.text("facility.space.week")}">
${pager(t.text("facility.space.change-week"), {
  before: isPast
    ? undefined
    : { href: `/spaces/${space.id}?day=${addDays(monday, -7)}`, label: t("facility.space.week-before") },
  after: { href: `/spaces/${space.id}?day=${addDays(monday, 7)}`, label: t("facility.space.week-after") },
})}
${week({
  caption: t("facility.space.week-of", { from: short(monday), to: short(addDays(monday, 6)) }),
  dayLabel: t("facility.space.day"),
  partsLabel: t.text("facility.space.parts"),
  columns: columnsOf(view, facility, space),
  rows: days.map((on) => ({
    spoken: short(on),
    month: on === monday || on.endsWith("-01") ? monthName(on, locale) : "",
    day: String(partsOf(on).day),
    weekday: weekdayName(on, view),
    isToday: on === today,
    cells: cellsOf(view, facility, space, on, occupancies),
  })),
})}
${legendOf(view, getTerms(facility, space).lottery !== undefined)}</section>
<div class="stack-l">${aboutSpace(view, facility, space)}</div></div>`,
  });
}

function columnsOf({ t, locale }: View, facility: Facility, space: Space) {
  const timetable = getTimetable(facility, space);
  const columns = timetable.kind === "bands" ? timetable.bands : timetable.periods;
  return columns.map((column) => ({ name: say(t, column.name), hours: formatTimeRange(column, locale, "table") }));
}
