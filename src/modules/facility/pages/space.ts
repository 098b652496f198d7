import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { withRuby } from "../../../kernel/i18n/translate.ts";
import {
  addDays,
  type CivilDate,
  listDays,
  partsOf as partsOfDate,
  startOfWeek,
  weekdayOf,
} from "../../../kernel/time/civil-date.ts";
import { formatDate, weekdayReadings, weekdaysInJapanese } from "../../../kernel/time/format-date.ts";
import { instantOf } from "../../../kernel/time/instant.ts";
import { formatTimeRange } from "../../../kernel/time/wall-time.ts";
import { legend, page, pager, slotList, summary, type WeekCell, week } from "../../../ui/index.ts";
import { availabilityOn, type DayAvailability } from "../rules/availability.ts";
import { getTimetable, unitsOf } from "../rules/facility.ts";
import { getSpaceOn } from "../store/facility.ts";
import { listOccupancies } from "../store/occupancy.ts";
import type { Occupancy, SlotAvailability } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";
import { plain, say, sayWords, slotWord, statusKind } from "./words.ts";

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
  const occupancies = await occupanciesOf(view, space, monday, addDays(monday, 7));
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
    day: String(partsOfDate(on).day),
    weekday: weekdayName(on, view),
    isToday: on === today,
    cells: cellsOf(view, facility, space, on, occupancies),
  })),
})}
${legendOf(view)}</section>
<div class="stack-l">${aboutSpace(view, facility, space)}</div></div>`,
  });
}

/** One day of one space, slot by slot. */
export async function showDay(view: View, { params }: { params: { space: string; day: string } }): Promise<Html> {
  const { city, t, today, locale, now } = view;
  const { space: spaceId, day } = params;
  const { facility, space } = await getSpaceOn(city, spaceId, day);
  const occupancies = await occupanciesOf(view, space, day, addDays(day, 1));
  const available = availabilityOn(facility, space, day, occupancies, now, city.config);
  const title = html`${formatDate(day, locale, { year: false })}　${say(t, space.name)}`;
  const stepTo = (on: CivilDate) => ({
    href: `/spaces/${space.id}/days/${on}`,
    label: formatDate(on, locale, { year: false }),
  });
  return page(view, {
    title: `${formatDate(day, locale, { year: false })} ${plain(t, space.name)}`,
    area: "public",
    crumbs: [
      { label: t("facility.search.title"), href: `/spaces?day=${day}` },
      { label: say(t, space.name), href: `/spaces/${space.id}?day=${day}` },
      { label: formatDate(day, locale, { year: false, weekday: false }) },
    ],
    main: html`<div class="head"><p class="kicker">${say(t, facility.name)}</p><h1>${title}</h1></div>
<div class="split"><section class="stack">${pager(t.text("facility.search.change-day"), { before: day > today ? stepTo(addDays(day, -1)) : undefined, after: stepTo(addDays(day, 1)) })}
${dayWords(view, available)}
${slotList(
  plain(t, space.name),
  available.slots.map((slot) => ({
    ...cellOf(view, space, day, slot),
    name: say(t, slot.slot.name),
    hours: hoursOf(view, facility, space, slot),
  })),
)}
${legendOf(view)}</section><div class="stack-l">${aboutSpace(view, facility, space)}</div></div>`,
  });
}

function hoursOf({ locale }: View, facility: Facility, space: Space, { slot }: SlotAvailability) {
  return getTimetable(facility, space).kind === "bands" ? formatTimeRange(slot, locale, "table") : undefined;
}

function dayWords({ t }: View, { closed, slots }: DayAvailability): Html | undefined {
  if (closed !== undefined) return html`<p>${sayWords(t, closed)}</p>`;
  const reason = slots.every((slot) => slot.reason !== undefined) ? slots.at(-1)?.reason : undefined;
  return reason && html`<p>${sayWords(t, { key: `refusal.${reason.code}`, params: reason.params })}</p>`;
}

function occupanciesOf({ city, now }: View, space: Space, from: CivilDate, until: CivilDate): Promise<Occupancy[]> {
  const { zone } = city.config;
  return listOccupancies(
    city.db,
    space.units,
    { from: instantOf(from, "00:00", zone), until: instantOf(until, "00:00", zone) },
    now,
  );
}

function columnsOf({ t, locale }: View, facility: Facility, space: Space) {
  const timetable = getTimetable(facility, space);
  const columns = timetable.kind === "bands" ? timetable.bands : timetable.periods;
  return columns.map((column) => ({ name: say(t, column.name), hours: formatTimeRange(column, locale, "table") }));
}

function cellsOf(
  view: View,
  facility: Facility,
  space: Space,
  on: CivilDate,
  occupancies: readonly Occupancy[],
): WeekCell[] {
  const { t, city, now } = view;
  const available = availabilityOn(facility, space, on, occupancies, now, city.config);
  const timetable = getTimetable(facility, space);
  if (timetable.kind === "bands") {
    return timetable.bands.map((band) => {
      const slot = available.slots.find((one) => one.slot.id === band.id);
      return slot === undefined ? closedCell(view) : cellOf(view, space, on, slot);
    });
  }
  return timetable.periods.map((period) => {
    const inside = available.slots.filter(({ slot }) => slot.rate === period.id);
    if (inside.length === 0) return closedCell(view);
    const free = inside.filter(({ status, reason }) => status === "free" && reason === undefined).length;
    const status = free === 0 ? "taken" : free === inside.length ? "free" : "partly";
    if (free === 0 && inside.every(({ reason }) => reason !== undefined))
      return unbookable(view, inside[0] as SlotAvailability);
    return {
      kind: statusKind[status],
      word: slotWord(t, status),
      ...(free > 0
        ? {
            href: `/spaces/${space.id}/days/${on}`,
            note: t("facility.search.free-slots", { free, all: inside.length }),
          }
        : {}),
    };
  });
}

function cellOf(view: View, space: Space, on: CivilDate, available: SlotAvailability): WeekCell {
  const { t } = view;
  const { slot, status, units, reason } = available;
  if (reason !== undefined && status !== "taken" && status !== "closed") return unbookable(view, available);
  const canBook = status === "free" || status === "partly";
  return {
    kind: statusKind[status],
    word: slotWord(t, status),
    parts:
      units.length > 1 && canBook
        ? units.map((unit) => ({
            name: say(t, unit.name),
            kind: statusKind[unit.status],
            word: slotWord(t, unit.status),
          }))
        : [],
    ...(canBook ? { href: `/spaces/${space.id}/book?on=${on}&slots=${slot.id}` } : {}),
  };
}

/** Free, but not to be booked here now: the word says why in short, the day's page in full. */
function unbookable({ t }: View, { reason }: SlotAvailability): WeekCell {
  const word = reason?.code === "facility.not-yet" ? t("facility.status.not-yet") : t("facility.status.over");
  return { kind: "off", word };
}

function closedCell({ t }: View): WeekCell {
  return { kind: "closed", word: slotWord(t, "closed") };
}

function legendOf({ t }: View): Html {
  const kinds = ["free", "partly", "taken", "held", "closed"] as const;
  return html`<section class="section" aria-labelledby="legend"><h2 id="legend" class="empty__title">${t("facility.legend.title")}</h2>${legend(kinds.map((kind) => ({ kind: statusKind[kind], word: slotWord(t, kind), meaning: t(`facility.legend.${kind}`) })))}</section>`;
}

function aboutSpace({ t, city }: View, facility: Facility, space: Space): Html {
  const parts = unitsOf(facility, space);
  return html`<section class="aside section" aria-labelledby="about-space"><h2 id="about-space">${t("facility.space.about")}</h2>
${summary(
  t,
  [
    { label: t("facility.field.people"), value: t("facility.people-up-to", { people: space.capacity }) },
    ...(space.squareMetres === undefined
      ? []
      : [
          {
            label: t("facility.space.size"),
            value: html`${space.squareMetres}㎡${facility.sample && t("ui.sample-mark")}`,
          },
        ]),
    ...space.facts.map(({ label, value }) => ({ label: say(t, label), value: say(t, value) })),
    ...(parts.length > 1
      ? [
          {
            label: t("facility.space.parts"),
            value: html`${parts.map((unit, index) => html`${index > 0 ? t("facility.comma") : ""}${say(t, unit.name)}`)}`,
          },
        ]
      : []),
    { label: t("facility.space.address"), value: html`${say(t, facility.address)}<br>${say(t, facility.access)}` },
    { label: t("facility.space.barrier-free"), value: say(t, facility.barrierFree) },
    {
      label: t("facility.space.telephone"),
      value: html`<a href="tel:${facility.telephone.replaceAll("-", "")}">${facility.telephone}</a>${facility.sample && t("ui.sample-mark")}`,
    },
  ],
  { plain: true },
)}
<p class="small"><a href="/spaces/${space.id}/calendar.ics">${t("facility.space.calendar")}</a></p></section>
<section class="aside section" aria-labelledby="rules"><h2 id="rules">${t("facility.space.rules")}</h2><ul class="small bullets">${facility.notes.map((note) => html`<li>${say(t, note)}</li>`)}</ul>${facility.sample && city.config.sample && html`<p class="small muted">${t("facility.sample-amounts")}</p>`}</section>`;
}

function monthName(on: CivilDate, locale: View["locale"]): string {
  return (locale === "en" ? englishMonth : japaneseMonth).format(new Date(`${on}T12:00:00Z`));
}

/** Made once: making a format costs a thousand times as much as using it. */
const englishMonth = new Intl.DateTimeFormat("en", { month: "short", timeZone: "UTC" });
const japaneseMonth = new Intl.DateTimeFormat("ja", { month: "short", timeZone: "UTC" });

function weekdayName(on: CivilDate, { locale }: View): Html | string {
  const index = weekdayOf(on);
  if (locale === "en") return ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][index] ?? "";
  const name = weekdaysInJapanese[index] ?? "";
  return locale === "ja-easy" ? withRuby(`${name}《${weekdayReadings[index]}》`) : name;
}
