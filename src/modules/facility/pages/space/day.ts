import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { addDays, type CivilDate } from "../../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { formatTimeRange } from "../../../../kernel/time/wall-time.ts";
import { page, pager, type SlotCell, slotList } from "../../../../ui/index.ts";
import { availabilityOn, type DayAvailability } from "../../rules/availability.ts";
import { getTerms, getTimetable } from "../../rules/facility.ts";
import { slotsOn } from "../../rules/slots.ts";
import { getSpaceOn } from "../../store/facility.ts";
import type { Occupancy, SlotAvailability } from "../../types/booking.ts";
import type { Facility, Space } from "../../types/facility.ts";
import { plain, say, sayWords } from "../words.ts";
import { aboutSpace, legendOf } from "./about.ts";
import { cellOf, longCell } from "./cells.ts";
import { occupanciesOf } from "./occupancies.ts";

/** One day of one space, slot by slot. */
export async function showDay(view: View, { params }: { params: { space: string; day: string } }): Promise<Html> {
  const { city, t, today, locale, now } = view;
  const { space: spaceId, day } = params;
  const { facility, space } = await getSpaceOn(city, spaceId, day);
  const occupancies = await occupanciesOf(view, facility, space, day, addDays(day, 1));
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
${slotList(plain(t, space.name), [
  ...available.slots.map((slot) => ({
    ...cellOf(view, space, day, slot),
    name: say(t, slot.slot.name),
    hours: hoursOf(view, facility, space, slot),
  })),
  ...(available.closed === undefined ? runningOn(view, facility, space, day, occupancies) : []),
])}
${legendOf(view, getTerms(facility, space).lottery !== undefined)}</section><div class="stack-l">${aboutSpace(view, facility, space)}</div></div>`,
  });
}

/** What began on a day before and goes on, or is not lent because one of its days is a closing day. */
function runningOn(
  view: View,
  facility: Facility,
  space: Space,
  on: CivilDate,
  occupancies: readonly Occupancy[],
): readonly SlotCell[] {
  const timetable = getTimetable(facility, space);
  if (timetable.kind === "grid") return [];
  const slots = slotsOn(facility, space, on, view.city.config);
  return timetable.bands
    .filter(({ id, endsAfterDays }) => endsAfterDays !== undefined && !slots.some((slot) => slot.id === id))
    .map((band) => ({
      ...longCell(view, facility, space, band, on, occupancies),
      name: say(view.t, band.name),
      hours: formatTimeRange(band, view.locale, "table"),
    }));
}

function hoursOf({ locale }: View, facility: Facility, space: Space, { slot }: SlotAvailability) {
  return getTimetable(facility, space).kind === "bands" ? formatTimeRange(slot, locale, "table") : undefined;
}

function dayWords({ t }: View, { closed, slots }: DayAvailability): Html | undefined {
  if (closed !== undefined) return html`<p>${sayWords(t, closed)}</p>`;
  const reason = slots.every((slot) => slot.reason !== undefined) ? slots.at(-1)?.reason : undefined;
  return reason && html`<p>${sayWords(t, { key: `refusal.${reason.code}`, params: reason.params })}</p>`;
}
