import type { Locale } from "../../../kernel/i18n/locales.ts";
import type { CivilDate, WallTime } from "../../../kernel/time/civil-date.ts";
import { formatTimeRange, minutesOf, wallTimeAt } from "../../../kernel/time/wall-time.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Band, BandTimetable, GridTimetable, Slot, Timetable } from "../types/timetable.ts";
import { openingOn } from "./calendar.ts";
import { fits } from "./condition.ts";
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
  return timetable.kind === "bands" ? timetable.bands.map(slotOfBand) : stepsOf(timetable);
}

function slotsOf(timetable: Timetable, on: CivilDate, town: Town): readonly Slot[] {
  return timetable.kind === "bands" ? bandsOn(timetable, on, town) : stepsOf(timetable);
}

function bandsOn(timetable: BandTimetable, on: CivilDate, town: Town): readonly Slot[] {
  const given = dayCaseOf(on, town);
  return timetable.bands.filter((band) => fits(band.when, given)).map(slotOfBand);
}

function slotOfBand({ id, name, from, to }: Band): Slot {
  return { id, name, from, to, rate: id };
}

const stepsByTimetable = new WeakMap<GridTimetable, readonly Slot[]>();

/** A grid's steps are the same each day; a week view asks for them again and again. */
function stepsOf(timetable: GridTimetable): readonly Slot[] {
  const known = stepsByTimetable.get(timetable);
  if (known !== undefined) return known;
  const steps = timetable.periods.flatMap((period) => {
    const slots: Slot[] = [];
    const end = minutesOf(period.to);
    for (let at = minutesOf(period.from); at + timetable.stepMinutes <= end; at += timetable.stepMinutes) {
      slots.push(stepAt(wallTimeAt(at), wallTimeAt(at + timetable.stepMinutes), period.id));
    }
    return slots;
  });
  stepsByTimetable.set(timetable, steps);
  return steps;
}

function stepAt(from: WallTime, to: WallTime, rate: string): Slot {
  const name = (locale: Locale) => formatTimeRange({ from, to }, locale, "table");
  return { id: from, name: { ja: name("ja"), en: name("en"), "ja-easy": name("ja-easy") }, from, to, rate };
}
