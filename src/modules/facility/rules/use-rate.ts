import { type CivilDate, weekdayOf } from "../../../kernel/time/civil-date.ts";
import { minutesOf } from "../../../kernel/time/wall-time.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Slot } from "../types/timetable.ts";
import { findSpace, getTimetable } from "./facility.ts";
import { piecesOfTimetable, slotsOfTimetable, slotsOn } from "./slots.ts";

/** So many confirmed uses on one weekday took these slots of this space. */
export type TakenSlots = {
  /** A unit that was taken besides the space; without it, each unit of the space. */
  readonly unitId?: string;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly spaceId: string;
  readonly effectiveFrom: CivilDate;
  readonly slots: readonly string[];
  readonly times: number;
};

/** Pieces of time of one unit: how many the calendar opened, and how many of them were taken. */
export type Rate = { readonly open: number; readonly taken: number };
export type RateCell = Rate & { readonly spaceId: string; readonly slot: Slot; readonly weekday: number };

export type UseRates = {
  /** By space, slot and weekday. A space of several units counts each: half of the hall in use is half. */
  readonly cells: readonly RateCell[];
  /** Of the whole house: each unit once, by the slots of the smallest space with it. */
  readonly whole: Rate;
};

/**
 * 稼働率: taken open slots ÷ open slots. Open is what the calendar of each day's own version opened; closures for weather and
 * repairs are not taken off. `versions` are those of one facility, the oldest first.
 */
export function useRates(
  versions: readonly Facility[],
  days: readonly CivilDate[],
  taken: readonly TakenSlots[],
  town: Town,
): UseRates {
  const found = new Map<string, Counted>();
  for (const [facility, some] of Map.groupBy(days, (on) => versionOn(versions, on))) {
    if (facility !== undefined) countOpen(found, facility, some, town);
  }
  for (const one of taken) countTaken(found, versions, one);
  const counted = [...found.values()].filter(({ open }) => open > 0);
  const atoms = atomsOf(versions);
  return {
    cells: [...Map.groupBy(counted, ({ spaceId, slot, weekday }) => `${spaceId} ${slot.id} ${weekday}`).values()].map(
      (some) => ({ ...(some[0] as Counted), ...sumRates(some) }),
    ),
    whole: sumRates(counted.filter(({ unitId, spaceId }) => atoms.get(unitId) === spaceId)),
  };
}

/** Never more than is open: a use outside the calendar (a day that staff opened) cannot make it more than all. */
export function sumRates(rates: readonly Rate[]): Rate {
  const sum = { open: 0, taken: 0 };
  for (const { open, taken } of rates) {
    sum.open += open;
    sum.taken += Math.min(taken, open);
  }
  return sum;
}

/** Undefined where nothing was open. */
export function percentOf({ open, taken }: Rate): number | undefined {
  return open === 0 ? undefined : (taken / open) * 100;
}

const versionOn = (versions: readonly Facility[], on: CivilDate) =>
  versions.findLast(({ effectiveFrom }) => effectiveFrom <= on);

/** Rooms with one timetable that no closing names are open alike: each day is asked once for all of them. */
function countOpen(found: Map<string, Counted>, facility: Facility, days: readonly CivilDate[], town: Town): void {
  const { closed, openings = [] } = facility.calendar;
  const named = new Set([...closed, ...openings].flatMap(({ spaces = [] }) => spaces));
  const alike = Map.groupBy(facility.spaces, ({ id, timetable }) => (named.has(id) ? id : `like ${timetable}`));
  for (const spaces of alike.values()) {
    const [first] = spaces as [Space];
    const opened = days.flatMap((on) =>
      slotsOn(facility, first, on, town).map((slot) => ({ slot, weekday: weekdayOf(on) })),
    );
    for (const some of Map.groupBy(opened, ({ slot, weekday }) => `${slot.id} ${weekday}`).values()) {
      const { slot, weekday } = some[0] as (typeof opened)[number];
      for (const space of spaces)
        for (const unitId of space.units) countIn(found, space, unitId, slot, weekday).open += some.length;
    }
  }
}

type Counted = { spaceId: string; unitId: string; slot: Slot; weekday: number; open: number; taken: number };

function countIn(found: Map<string, Counted>, { id }: Space, unitId: string, slot: Slot, weekday: number): Counted {
  const key = `${id} ${unitId} ${slot.id} ${weekday}`;
  const counted = found.get(key) ?? { spaceId: id, unitId, slot, weekday, open: 0, taken: 0 };
  found.set(key, counted);
  return counted;
}

/** Units that extras take along; whether a booking did, only what it took says. */
export function linkedUnits(versions: readonly Facility[]): readonly string[] {
  return [...new Set(versions.flatMap(({ fees }) => fees.extras.flatMap(({ takes = [] }) => takes)))];
}

/** Whether the unit came besides the room; one that belongs to the room is counted with it. */
export function isBesides(versions: readonly Facility[], { unitId, spaceId, effectiveFrom }: TakenSlots): boolean {
  const booked = versions.find((one) => one.effectiveFrom === effectiveFrom)?.spaces.find(({ id }) => id === spaceId);
  return unitId !== undefined && booked?.units.includes(unitId) !== true;
}

/** A use of the whole hall fills the slots of its parts, and the other way round, whatever their timetables are. */
function countTaken(found: Map<string, Counted>, versions: readonly Facility[], taken: TakenSlots): void {
  const facility = versions.find(({ effectiveFrom }) => effectiveFrom === taken.effectiveFrom);
  const booked = facility && findSpace(facility, taken.spaceId);
  if (facility === undefined || booked === undefined) return;
  const used = piecesOfTimetable(getTimetable(facility, booked)).filter(({ id }) => taken.slots.includes(id));
  for (const unitId of taken.unitId === undefined ? booked.units : [taken.unitId]) {
    for (const space of facility.spaces.filter(({ units }) => units.includes(unitId))) {
      for (const slot of slotsOfTimetable(getTimetable(facility, space))) {
        for (const days of daysOnWhichItMeets(slot, used))
          countIn(found, space, unitId, slot, (((taken.weekday + days) % 7) + 7) % 7).taken += taken.times;
      }
    }
  }
}

/**
 * Begun on which days, counted from the day of the use, a slot has some of its time. A night fills the morning of the day
 * after it, and the next night if there are two.
 */
function daysOnWhichItMeets(slot: Slot, used: readonly Slot[]): readonly number[] {
  const first = -(slot.endsAfterDays ?? 0);
  const last = Math.max(
    0,
    ...used.map(({ beginsAfterDays = 0, endsAfterDays = 0 }) => beginsAfterDays + endsAfterDays),
  );
  const days = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return days.filter((begins) => used.some((one) => meet(one, { ...slot, beginsAfterDays: begins })));
}

function meet(a: Slot, b: Slot): boolean {
  return beginOf(a) < endOf(b) && beginOf(b) < endOf(a);
}

function beginOf({ from, beginsAfterDays = 0 }: Slot): number {
  return beginsAfterDays * minutesInDay + minutesOf(from);
}

function endOf({ to, beginsAfterDays = 0, endsAfterDays = 0 }: Slot): number {
  return (beginsAfterDays + endsAfterDays) * minutesInDay + minutesOf(to);
}

const minutesInDay = 24 * 60;

/** The smallest space with each unit; a unit that nobody can book by itself (equipment) is in none. */
function atomsOf(versions: readonly Facility[]): ReadonlyMap<string, string> {
  const atoms = new Map<string, string>();
  for (const { units, spaces } of versions) {
    for (const { id } of units) {
      const [smallest] = spaces
        .filter((space) => space.units.includes(id))
        .toSorted((a, b) => a.units.length - b.units.length);
      if (smallest !== undefined) atoms.set(id, smallest.id);
    }
  }
  return atoms;
}
