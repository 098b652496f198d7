import type { Locale } from "../../../kernel/i18n/locales.ts";
import type { CivilDate, WallTime } from "../../../kernel/time/civil-date.ts";
import { formatTimeRange, minutesOf, wallTimeAt } from "../../../kernel/time/wall-time.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Band, BandTimetable, CombinedBands, GridTimetable, Period, Slot, Timetable } from "../types/timetable.ts";
import { openingOn } from "./calendar.ts";
import { type Case, fits } from "./condition.ts";
import { dayCaseOf } from "./day-type.ts";
import { getTimetable } from "./facility.ts";
import { findShutDay, laterPieces, piecesAfter } from "./long-slots.ts";

/** The slots of a space on a day, in order of time, never overlapping; none if the facility is closed. */
export function slotsOn(facility: Facility, space: Space, on: CivilDate, town: Town): readonly Slot[] {
  const opening = openingOn(facility.calendar, on, town, space.id);
  return opening.open ? slotsWithin(facility, space, on, opening, town) : [];
}

/** The same where the day's opening hours are known already. */
export function slotsWithin(
  facility: Facility,
  space: Space,
  on: CivilDate,
  hours: { readonly from: WallTime; readonly to: WallTime },
  town: Town,
): readonly Slot[] {
  const timetable = getTimetable(facility, space);
  return slotsOf(timetable, on, town).filter((slot) => {
    if (minutesOf(slot.from) < minutesOf(hours.from)) return false;
    if (slot.endsAfterDays === undefined) return minutesOf(slot.to) <= minutesOf(hours.to);
    const band = timetable.kind === "bands" && timetable.bands.find(({ id }) => id === slot.id);
    return band && findShutDay(facility, space, band, on, town) === undefined;
  });
}

/** The same with what may follow as one booking: the second night, the second week. */
export function piecesWithin(
  facility: Facility,
  space: Space,
  on: CivilDate,
  hours: { readonly from: WallTime; readonly to: WallTime },
  town: Town,
): readonly Slot[] {
  const slots = slotsWithin(facility, space, on, hours, town);
  return slots.some(({ endsAfterDays }) => endsAfterDays !== undefined)
    ? [...slots, ...piecesAfter(facility, space, on, slots, town)]
    : slots;
}

/** Every slot that the timetable knows, whatever the day. */
export function slotsOfTimetable(timetable: Timetable): readonly Slot[] {
  if (timetable.kind === "bands") return timetable.bands.map((band) => slotOfBand(band));
  const steps = stepsOf(timetable).flatMap(({ slots }) => slots);
  return steps.filter((slot, index) => steps.findIndex(({ id }) => id === slot.id) === index);
}

/** The same with what may follow each as one booking. */
export function piecesOfTimetable(timetable: Timetable): readonly Slot[] {
  const slots = slotsOfTimetable(timetable);
  return timetable.kind === "grid"
    ? slots
    : [...slots, ...timetable.bands.flatMap((band) => laterPieces(band, slotOfBand(band)))];
}

/** The combinations of bands that have a name on this day. */
export function combinedOn({ combined }: BandTimetable, given: Case): readonly CombinedBands[] {
  return combined.filter(({ when }) => fits(when, given));
}

function slotsOf(timetable: Timetable, on: CivilDate, town: Town): readonly Slot[] {
  return timetable.kind === "bands" ? bandsOn(timetable, on, town) : stepsOn(timetable, on, town);
}

function bandsOn(timetable: BandTimetable, on: CivilDate, town: Town): readonly Slot[] {
  const given = dayCaseOf(on, town);
  const combined = combinedOn(timetable, given);
  return timetable.bands
    .filter((band) => fits(band.when, given))
    .map((band) => slotOfBand(band, band.alone === false ? smallestWith(band, combined) : undefined));
}

function smallestWith({ id }: Band, combined: readonly CombinedBands[]): readonly string[] | undefined {
  const holding = combined.filter(({ of }) => of.includes(id));
  return holding.toSorted((a, b) => a.of.length - b.of.length)[0]?.of;
}

function slotOfBand(
  { id, name, from, to, endsAfterDays }: Band,
  together: readonly string[] | undefined = undefined,
): Slot {
  const later = endsAfterDays === undefined ? {} : { endsAfterDays };
  return { id, name, from, to, rate: id, ...later, ...(together === undefined ? {} : { together }) };
}

function stepsOn(timetable: GridTimetable, on: CivilDate, town: Town): readonly Slot[] {
  const given = dayCaseOf(on, town);
  return stepsOf(timetable).flatMap(({ period, slots }) => (fits(period.when, given) ? slots : []));
}

type Steps = readonly { readonly period: Period; readonly slots: readonly Slot[] }[];

const stepsByTimetable = new WeakMap<GridTimetable, Steps>();

/** A period's steps are the same each day; a week view asks for them again and again. */
function stepsOf(timetable: GridTimetable): Steps {
  const known = stepsByTimetable.get(timetable);
  if (known !== undefined) return known;
  const steps = timetable.periods.map((period) => {
    const slots: Slot[] = [];
    const end = minutesOf(period.to);
    for (let at = minutesOf(period.from); at + timetable.stepMinutes <= end; at += timetable.stepMinutes) {
      slots.push(stepAt(wallTimeAt(at), wallTimeAt(at + timetable.stepMinutes), period.id));
    }
    return { period, slots };
  });
  stepsByTimetable.set(timetable, steps);
  return steps;
}

function stepAt(from: WallTime, to: WallTime, rate: string): Slot {
  const name = (locale: Locale) => formatTimeRange({ from, to }, locale, "table");
  return { id: from, name: { ja: name("ja"), en: name("en"), "ja-easy": name("ja-easy") }, from, to, rate };
}
