import { addDays, type CivilDate, daysBetween, listDays } from "../../../kernel/time/civil-date.ts";
import { minutesOf } from "../../../kernel/time/wall-time.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Band, Slot, SlotRun, Timetable } from "../types/timetable.ts";
import type { Words } from "../types/words.ts";
import { openingOn } from "./calendar.ts";
import { type Case, fits } from "./condition.ts";
import { dayCaseOf } from "./day-type.ts";
import { getTimetable } from "./facility.ts";

/**
 * Uses over several days: a night (15:00 to 10:00), a week of the gallery (Tuesday to Sunday), or past midnight. Such a band
 * belongs to the day on which it begins; everything that asks for "the day" of a booking asks for that one.
 */

/** Between two of a row: "stay:1" is the night after "stay". Ids of bands have no colon. */
const rowMark = ":";

const minutesInDay = 24 * 60;

/** Nobody books further: what is taken is looked up so many days back and ahead. */
export const mostDays = 62;

/** The one after the other, if the row has so many: nights follow at once, and a week is seven days later where the file says so. */
export function stepOfRow({ from, to, endsAfterDays = 0, inRow }: Band): number {
  return inRow?.everyDays ?? leastStep({ from, to, endsAfterDays });
}

/** The next can begin on the day on which the one before ends, unless it would begin before that end. */
export function leastStep({ from, to, endsAfterDays = 0 }: Pick<Band, "from" | "to" | "endsAfterDays">): number {
  return endsAfterDays + (minutesOf(to) > minutesOf(from) ? 1 : 0);
}

/** The pieces of a row after the first one, whatever the days are. */
export function laterPieces(band: Band, first: Slot): readonly Slot[] {
  const step = stepOfRow(band);
  return Array.from({ length: (band.inRow?.most ?? 1) - 1 }, (_, index) => {
    const days = (index + 1) * step;
    return { ...first, id: `${band.id}${rowMark}${days}`, beginsAfterDays: days };
  });
}

/** The days on which the house has to be open for a band that begins on a day, and why one of them is not. */
export function findShutDay(
  facility: Facility,
  space: Space,
  band: Pick<Band, "to" | "endsAfterDays" | "overClosed">,
  on: CivilDate,
  town: Town,
): { readonly day: CivilDate; readonly because: Words } | undefined {
  const { to, endsAfterDays = 0, overClosed = [] } = band;
  for (let days = 1; days <= endsAfterDays; days += 1) {
    const isLast = days === endsAfterDays;
    const day = addDays(on, days);
    const opening = openingOn(facility.calendar, day, town, space.id);
    if (!opening.open && !overClosed.includes(isLast ? "last" : "inside")) return { day, because: opening.reason };
    if (isLast && opening.open && minutesOf(opening.to) < minutesOf(to))
      return { day, because: { key: "facility.calendar.ends-earlier", params: { to: { time: opening.to } } } };
  }
  return undefined;
}

/** What may follow the slots of a day as further pieces of a row: until a day on which it would not be lent. */
export function piecesAfter(
  facility: Facility,
  space: Space,
  on: CivilDate,
  slots: readonly Slot[],
  town: Town,
): readonly Slot[] {
  const timetable = getTimetable(facility, space);
  if (timetable.kind === "grid") return [];
  return slots.flatMap((slot) => {
    const band = timetable.bands.find(({ id }) => id === slot.id);
    if (band?.inRow === undefined) return [];
    const later = laterPieces(band, slot);
    const end = later.findIndex(
      ({ beginsAfterDays = 0 }) => !isLent(facility, space, band, addDays(on, beginsAfterDays), town),
    );
    return end < 0 ? later : later.slice(0, end);
  });
}

function isLent(facility: Facility, space: Space, band: Band, on: CivilDate, town: Town): boolean {
  const opening = openingOn(facility.calendar, on, town, space.id);
  if (!opening.open || minutesOf(band.from) < minutesOf(opening.from)) return false;
  return fits(band.when, dayCaseOf(on, town)) && findShutDay(facility, space, band, on, town) === undefined;
}

/** The run of neighbouring slots; undefined of none. */
export function runOf(on: CivilDate, slots: readonly Slot[]): SlotRun | undefined {
  const [first, last] = [slots[0], slots.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const days = lastDayOf(last);
  return { on, slots, from: first.from, to: last.to, ...(days === 0 ? {} : { lastOn: addDays(on, days) }) };
}

function lastDayOf({ beginsAfterDays = 0, endsAfterDays = 0 }: Slot): number {
  return beginsAfterDays + endsAfterDays;
}

/** Each calendar day that a run touches. */
export function daysOfRun({
  on,
  lastOn = on,
}: {
  readonly on: CivilDate;
  readonly lastOn?: CivilDate | undefined;
}): readonly CivilDate[] {
  return listDays(on, addDays(lastOn, 1));
}

/** From the first slot's start to the last one's end, with what lies between them. */
export function minutesOfSlots(slots: readonly Slot[]): number {
  const [first, last] = [slots[0], slots.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const days = lastDayOf(last) - (first.beginsAfterDays ?? 0);
  return days * minutesInDay + minutesOf(last.to) - minutesOf(first.from);
}

export function isLater({ beginsAfterDays = 0 }: Slot): boolean {
  return beginsAfterDays > 0;
}

/** The case of the day on which this slot begins: the second night of a stay is a Saturday. */
export function caseOfSlot(given: Case, slot: Slot | undefined): Case {
  const later = slot?.beginsAfterDays === undefined ? undefined : given.later?.get(slot.beginsAfterDays);
  return later === undefined ? given : { ...given, ...later };
}

/** What tables can ask about the later days on which pieces of the run begin. */
export function laterDaysOf({ on, slots }: SlotRun, town: Town): ReadonlyMap<number, Case> | undefined {
  const later = slots.filter(isLater);
  if (later.length === 0) return undefined;
  return new Map(later.map(({ beginsAfterDays: days = 0 }) => [days, dayCaseOf(addDays(on, days), town)]));
}

/** So many days beyond the day on which it is shown a slot can reach; 0 where everything ends on its day. */
export function reachOf(timetables: readonly Timetable[]): number {
  const bands = timetables.flatMap((timetable) => (timetable.kind === "bands" ? timetable.bands : []));
  return bands.reduce((most, band) => Math.max(most, reachOfBand(band)), 0);
}

export function reachOfBand(band: Band): number {
  const { endsAfterDays = 0, inRow } = band;
  return endsAfterDays === 0 ? 0 : endsAfterDays + ((inRow?.most ?? 1) - 1) * stepOfRow(band);
}

/** Whole days of 24 hours that were begun: one night is one, Tuesday morning to Sunday evening are six. */
export function startedDays(run: SlotRun): number {
  const minutes = daysBetween(run.on, run.lastOn ?? run.on) * minutesInDay + minutesOf(run.to) - minutesOf(run.from);
  return Math.max(1, Math.ceil(minutes / minutesInDay));
}
