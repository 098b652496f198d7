import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import { parseWholeNumber } from "../../../kernel/text/digits.ts";
import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { parseJapaneseDate } from "../../../kernel/time/japanese-date.ts";
import { rangeOfDay } from "../../../kernel/time/range.ts";
import { formatTimeRange } from "../../../kernel/time/wall-time.ts";
import {
  button,
  checkboxField,
  empty,
  page,
  pager,
  queryForm,
  type SlotCell,
  selectField,
  spaceRow,
  textField,
} from "../../../ui/index.ts";
import { availabilityOn, runOf } from "../rules/availability.ts";
import { getTimetable, partsOf } from "../rules/facility.ts";
import { quoteStarting } from "../rules/price.ts";
import { type Found, listPurposes, searchSpaces, type Wish } from "../rules/search.ts";
import { listFacilitiesOn } from "../store/facility.ts";
import { listOccupancies } from "../store/occupancy.ts";
import type { Occupancy, SlotAvailability } from "../types/booking.ts";
import type { Facility } from "../types/facility.ts";
import { plain, say, slotWord, statusKind } from "./words.ts";

type Query = { day?: string | undefined; purpose?: string | undefined; people?: string | undefined; area: string[] };

/** 部屋を探す: what is free on a day. Anybody may look; nobody's name is shown. */
export async function showSearch(view: View, { query }: { query: Query }): Promise<Html> {
  const { city, t, today, locale } = view;
  const { day, dayError } = dayOf(query.day, today);
  const { people, peopleError } = peopleOf(query.people);
  const facilities = await listFacilitiesOn(city, day);
  const wish: Wish = { purpose: query.purpose, people, areas: query.area };
  const found = searchSpaces(facilities, wish);
  const units = found.flatMap(({ whole }) => whole.units);
  const occupancies = await listOccupancies(city.db, units, rangeOfDay(day, city.config.zone), view.now);
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
${rows.length === 0 && empty(t("facility.search.try"), [...others, html`<a href="/spaces?day=${day}">${t("facility.search.drop-conditions")}</a>`, t("facility.search.call", { telephone: city.config.contact.telephone })])}
</section></div>`,
  });
}

function dayOf(
  typed: string | undefined,
  today: CivilDate,
): { day: CivilDate; dayError?: { key: string; params: object } } {
  if (typed === undefined || typed.trim() === "") return { day: today };
  const read = parseJapaneseDate(typed, { onOrAfter: today });
  return read.ok ? { day: read.value.date } : { day: today, dayError: read.reason };
}

function peopleOf(typed: string | undefined): {
  people: number | undefined;
  peopleError?: { key: string; params: object };
} {
  if (typed === undefined || typed.trim() === "") return { people: undefined };
  const read = parseWholeNumber(typed, "人");
  return read.ok ? { people: read.value } : { people: undefined, peopleError: read.reason };
}

function filter(
  { t, city }: View,
  query: Query,
  read: {
    day: CivilDate;
    dayError: { key: string; params: object } | undefined;
    peopleError: { key: string; params: object } | undefined;
    facilities: readonly Facility[];
  },
): Html {
  const reason = (error: { key: string; params: object } | undefined) =>
    error === undefined ? {} : { error: t.dynamic(error.key, error.params as Record<string, string | number>) };
  const purposes = listPurposes(read.facilities).map(({ id, name }) => ({ value: id, label: plain(t, name) }));
  return queryForm({
    action: "/spaces",
    labelledBy: "filter",
    content: html`<h2 id="filter">${t("facility.search.filter")}</h2><div>
${textField({ t, name: "day", label: t("facility.field.on"), type: "date", value: read.day, ...reason(read.dayError) })}
${selectField({ t, name: "purpose", label: t("facility.field.purpose"), options: [{ value: "", label: t.text("facility.search.any") }, ...purposes], value: query.purpose ?? "" })}
${textField({ t, name: "people", label: t("facility.field.people"), hint: t("facility.field.people-hint"), inputmode: "numeric", size: "s", value: query.people, ...reason(read.peopleError) })}
${checkboxField({ t, name: "area", label: t("facility.field.area"), options: city.config.areas.map(({ id, name }) => ({ value: id, label: say(t, name) })), chosen: query.area })}
</div>${button({ label: t("facility.search.go") })}`,
  });
}

function slotsOf(
  view: View,
  { facility, whole, fitting }: Found,
  day: CivilDate,
  occupancies: readonly Occupancy[],
): SlotCell[] {
  const { t, city, locale, now } = view;
  const available = availabilityOn(facility, whole, day, occupancies, now, city.config);
  if (getTimetable(facility, whole).kind === "grid")
    return gridCells(view, { facility, whole, fitting }, available.slots, day);
  return available.slots.map(({ slot, status, reason }) => {
    const canBook = reason === undefined && (status === "free" || status === "partly");
    const smallest = fitting[0] ?? whole;
    const { total } = quoteStarting(facility, smallest, runOf(day, slot), city.config);
    const from =
      total === 0 ? t("facility.search.from-free") : t("facility.search.from", { amount: formatYen(total, locale) });
    return {
      name: say(t, slot.name),
      hours: formatTimeRange(slot, locale, "table"),
      kind: statusKind[status],
      word: slotWord(t, status),
      ...(canBook ? { href: `/spaces/${whole.id}/book?on=${day}&slots=${slot.id}`, note: from } : {}),
    };
  });
}

/** An hourly court has too many slots for a row: each period shows how many hours are free. */
function gridCells(
  view: View,
  { facility, whole }: Found,
  slots: readonly SlotAvailability[],
  day: CivilDate,
): SlotCell[] {
  const { t, locale } = view;
  const timetable = getTimetable(facility, whole);
  if (timetable.kind !== "grid") return [];
  return timetable.periods.map((period) => {
    const inside = slots.filter(({ slot }) => slot.rate === period.id);
    const free = inside.filter(({ status, reason }) => status === "free" && reason === undefined).length;
    const status = inside.length === 0 ? "closed" : free === 0 ? "taken" : free === inside.length ? "free" : "partly";
    return {
      name: say(t, period.name),
      hours: formatTimeRange(period, locale, "table"),
      kind: statusKind[status],
      word: slotWord(t, status),
      ...(free > 0
        ? {
            href: `/spaces/${whole.id}/days/${day}`,
            note: t("facility.search.free-slots", { free, all: inside.length }),
          }
        : {}),
    };
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

/** The nearest days on which something fits. */
async function nearDays(view: View, facilities: readonly Facility[], wish: Wish, day: CivilDate): Promise<Html[]> {
  const { city, t, locale, now, today } = view;
  const found = searchSpaces(facilities, wish);
  const days = [1, 2, 3, 4, 5, 6, 7].map((n) => addDays(day, n)).filter((one) => one >= today);
  const last = days.at(-1) ?? day;
  const during = { from: rangeOfDay(day, city.config.zone).from, until: rangeOfDay(last, city.config.zone).until };
  const occupancies = await listOccupancies(
    city.db,
    found.flatMap(({ whole }) => whole.units),
    during,
    now,
  );
  const open = days.map((on) => ({
    on,
    rooms: found.filter(({ facility, whole }) =>
      availabilityOn(facility, whole, on, occupancies, now, city.config).slots.some(
        ({ status, reason }) => reason === undefined && (status === "free" || status === "partly"),
      ),
    ).length,
  }));
  return open
    .filter(({ rooms }) => rooms > 0)
    .slice(0, 3)
    .map(
      ({ on, rooms }) =>
        html`<a href="${addressOf({ purpose: wish.purpose, people: wish.people?.toString(), area: [...(wish.areas ?? [])] }, on)}">${t("facility.search.other-day", { day: formatDate(on, locale, { year: false }), count: rooms })}</a>`,
    );
}

function addressOf(query: Query, day: CivilDate): string {
  const params = new URLSearchParams({ day });
  if (query.purpose) params.set("purpose", query.purpose);
  if (query.people) params.set("people", query.people);
  for (const area of query.area) params.append("area", area);
  return `/spaces?${params}`;
}
