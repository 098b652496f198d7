import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { addDays, type CivilDate } from "../../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { empty, page, pager, type SlotCell, spaceRow, telephone } from "../../../../ui/index.ts";
import { partsOf } from "../../rules/facility.ts";
import { type Found, searchSpaces, type Wish } from "../../rules/search.ts";
import { listFacilitiesOn } from "../../store/facility.ts";
import { listOccupancies } from "../../store/occupancy.ts";
import { plain, say } from "../words.ts";
import { filter } from "./filter.ts";
import { duringOf, nearDays } from "./near-days.ts";
import { addressOf, dayOf, peopleOf, type Query } from "./query.ts";
import { slotsOf } from "./slots.ts";

/** 部屋を探す: what is free on a day. Anybody may look; nobody's name is shown. */
export async function showSearch(view: View, { query }: { query: Query }): Promise<Html> {
  const { city, t, today, locale } = view;
  const { day, dayError } = dayOf(query.day, today);
  const { people, peopleError } = peopleOf(query.people);
  const facilities = await listFacilitiesOn(city, day);
  const wish: Wish = { purpose: query.purpose, people, areas: query.area };
  const found = searchSpaces(facilities, wish);
  const units = found.flatMap(({ whole }) => whole.units);
  const occupancies = await listOccupancies(city.db, units, duringOf(found, day, day, city.config.zone), view.now);
  const rows = found
    .map((one) => ({ one, slots: slotsOf(view, one, day, occupancies) }))
    .filter(({ slots }) => slots.some(({ href }) => href !== undefined));
  const dayText = formatDate(day, locale, { year: false });
  const title =
    rows.length === 0
      ? t("facility.search.none", { day: dayText })
      : t("facility.search.found", { day: dayText, count: rows.length });
  const others = rows.length > 0 ? [] : await nearDays(view, facilities, wish, day);
  return page(view, {
    title: t.text("facility.search.title"),
    area: "public",
    crumbs: [{ label: t("facility.search.title") }],
    main: html`<div class="head"><h1>${t("facility.search.title")}</h1><p class="lead">${t("facility.search.lead")}</p></div>
<div class="split split--start">
${filter(view, query, { day, dayError, peopleError, facilities })}
<section aria-labelledby="found" class="stack"><h2 id="found">${title}</h2>
${pager(t.text("facility.search.change-day"), {
  before:
    day > today
      ? { href: addressOf(query, addDays(day, -1)), label: formatDate(addDays(day, -1), locale, { year: false }) }
      : undefined,
  after: { href: addressOf(query, addDays(day, 1)), label: formatDate(addDays(day, 1), locale, { year: false }) },
})}
${rows.length > 0 && html`<ul class="spaces">${rows.map(({ one, slots }) => row(view, one, day, slots))}</ul><p class="small muted">${t("facility.search.price-note")}</p>`}
${rows.length === 0 && empty(t("facility.search.try"), [...others, html`<a href="/spaces?day=${day}">${t("facility.search.drop-conditions")}</a>`, html`${t("facility.search.call")} ${telephone(t, city.config)}`])}
</section></div>`,
  });
}

function row(view: View, { facility, whole, fitting }: Found, day: CivilDate, slots: SlotCell[]): Html {
  const { t, city } = view;
  const area = city.config.areas.find(({ id }) => id === facility.area)?.name;
  const parts = partsOf(facility, whole).length;
  return spaceRow({
    name: say(t, whole.name),
    href: `/spaces/${whole.id}?day=${day}`,
    place: html`${say(t, facility.name)}　${area && say(t, area)}`,
    people: t("facility.people-up-to", { people: whole.capacity }),
    facts: parts > 0 ? [t("facility.search.parts", { smallest: fitting[0]?.capacity ?? whole.capacity })] : [],
    slotsLabel: plain(t, whole.name),
    slots,
  });
}
