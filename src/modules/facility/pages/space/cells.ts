import type { View } from "../../../../kernel/http/view.ts";
import { addDays, type CivilDate } from "../../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import type { WeekCell } from "../../../../ui/index.ts";
import { availabilityOn } from "../../rules/availability.ts";
import { fits } from "../../rules/condition.ts";
import { dayCaseOf } from "../../rules/day-type.ts";
import { getTimetable } from "../../rules/facility.ts";
import { findShutDay } from "../../rules/long-slots.ts";
import type { Occupancy, SlotAvailability } from "../../types/booking.ts";
import type { ClosedBecause } from "../../types/closure.ts";
import type { Facility, Space } from "../../types/facility.ts";
import type { Band } from "../../types/timetable.ts";
import { say, slotWord, statusKind } from "../words.ts";

/** A day of the week: a cell for each band, or for each period of an hourly court. */
export function cellsOf(
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
      if (slot !== undefined) return cellOf(view, space, on, slot);
      return available.closed === undefined && band.endsAfterDays !== undefined
        ? longCell(view, facility, space, band, on, occupancies)
        : closedCell(view);
    });
  }
  return timetable.periods.map((period) => {
    const inside = available.slots.filter(({ slot }) => slot.rate === period.id);
    if (inside.length === 0) return closedCell(view);
    if (inside.every(({ status }) => status === "lottery")) return drawnCell(view);
    const [closed] = inside.flatMap((one) => (one.status === "closed" ? (one.closed ?? []) : []));
    if (closed !== undefined && inside.every(({ status }) => status === "closed")) return closedCell(view, closed);
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

/**
 * On an open day on which this band does not begin: the period that runs from a day before, with the way to its beginning;
 * or which closing day is in its way; or that it is not lent.
 */
export function longCell(
  view: View,
  facility: Facility,
  space: Space,
  band: Band,
  on: CivilDate,
  occupancies: readonly Occupancy[],
): WeekCell {
  const { t, city, now, locale } = view;
  const short = (day: CivilDate) => formatDate(day, locale, { year: false });
  const isOfDay = fits(band.when, dayCaseOf(on, city.config));
  const shut = isOfDay ? findShutDay(facility, space, band, on, city.config) : undefined;
  if (shut !== undefined) return { ...closedCell(view), note: t("facility.space.shut", { day: short(shut.day) }) };
  // A night that ends in the morning says nothing about the evening; a period of days is what the day belongs to.
  for (let back = 1; (band.endsAfterDays ?? 0) > 1 && back <= (band.endsAfterDays ?? 0); back += 1) {
    const begin = addDays(on, -back);
    const { slots } = availabilityOn(facility, space, begin, occupancies, now, city.config);
    const found = slots.find(({ slot }) => slot.id === band.id);
    if (found === undefined) continue;
    const cell = cellOf(view, space, begin, found);
    return cell.note === undefined ? { ...cell, note: t("facility.space.from-day", { day: short(begin) }) } : cell;
  }
  return { kind: "off", word: t("facility.status.not-lent") };
}

export function cellOf(view: View, space: Space, on: CivilDate, available: SlotAvailability): WeekCell {
  const { t } = view;
  const { slot, status, units, reason } = available;
  if (status === "lottery") return drawnCell(view);
  if (status === "closed" && available.closed !== undefined) return closedCell(view, available.closed);
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
    ...(canBook ? { href: `/spaces/${space.id}/book?on=${on}&slots=${(slot.together ?? [slot.id]).join(",")}` } : {}),
  };
}

/** Free, but not to be booked here now: the word says why in short, the day's page in full. */
function unbookable({ t }: View, { reason }: SlotAvailability): WeekCell {
  const word = reason?.code === "facility.not-yet" ? t("facility.status.not-yet") : t("facility.status.over");
  return { kind: "off", word };
}

/** Nobody has it yet, and nobody can be first: a draw decides, and its page takes the entries. */
function drawnCell({ t }: View): WeekCell {
  return { kind: statusKind.lottery, word: slotWord(t, "lottery"), href: "/lotteries" };
}

function closedCell({ t }: View, because?: ClosedBecause): WeekCell {
  const cell = { kind: "closed", word: slotWord(t, "closed") } as const;
  return because === undefined ? cell : { ...cell, note: because.words };
}
