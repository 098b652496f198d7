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
  return slotsOf(getTimetable(facility, space), on, town).filter(
    (slot) => minutesOf(hours.from) <= minutesOf(slot.from) && minutesOf(slot.to) <= minutesOf(hours.to),
  );
}

/** Every slot that the timetable knows, whatever the day: for reading a booking that was made by it. */
export function slotsOfTimetable(timetable: Timetable): readonly Slot[] {
  if (timetable.kind === "bands") return timetable.bands.map((band) => slotOfBand(band, undefined));
  const steps = stepsOf(timetable).flatMap(({ slots }) => slots);
  return steps.filter((slot, index) => steps.findIndex(({ id }) => id === slot.id) === index);
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

function slotOfBand({ id, name, from, to }: Band, together: readonly string[] | undefined): Slot {
  return { id, name, from, to, rate: id, ...(together === undefined ? {} : { together }) };
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
