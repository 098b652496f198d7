import { addDays, type CivilDate, daysBetween } from "../../../kernel/time/civil-date.ts";
import { minutesOf } from "../../../kernel/time/wall-time.ts";
import type { Occupancy } from "../types/booking.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { SlotRun } from "../types/timetable.ts";
import { isRunFree } from "./availability.ts";
import { pickSlots } from "./choice.ts";
import { judgeMoment } from "./opening.ts";
import { slotsOn } from "./slots.ts";

/** Somewhere else, at another time of the same day, or on another day. */
export type Nearby = { readonly kind: "space" | "time" | "day"; readonly space: Space; readonly run: SlotRun };

/** How many days around the wish are looked at; the store loads the occupancies of these days. */
export const nearbyDays = 7;

/**
 * What is free near a choice that is not: first another room of the house at the same time, then another time of the day,
 * then the same time on the days around, the nearest first; one of each kind before a second of any.
 */
export function findNearby(
  facility: Facility,
  space: Space,
  wished: SlotRun,
  wish: { readonly people: number; readonly purposeId: string | undefined },
  occupancies: readonly Occupancy[],
  now: Date,
  town: Town,
  most = 3,
): readonly Nearby[] {
  const isOpen = ({ space: at, run }: Nearby) =>
    isRunFree(at, run, occupancies, town.zone) && judgeMoment(facility, at, run, now, town) === undefined;
  const kinds = [
    otherSpaces(facility, space, wished, wish, town),
    otherTimes(facility, space, wished, town),
    otherDays(facility, space, wished, town),
  ].map((found) => found.filter(isOpen).slice(0, most));
  const rounds = Array.from({ length: most }, (_, round) => kinds.map((found) => found[round]));
  return rounds
    .flat()
    .filter((one) => one !== undefined)
    .slice(0, most);
}

function otherSpaces(
  facility: Facility,
  space: Space,
  wished: SlotRun,
  wish: { readonly people: number; readonly purposeId: string | undefined },
  town: Town,
): readonly Nearby[] {
  return facility.spaces
    .filter((other) => other.id !== space.id && other.capacity >= wish.people)
    .filter((other) => wish.purposeId === undefined || other.purposes.includes(wish.purposeId))
    .sort((a, b) => a.capacity - b.capacity)
    .flatMap((other) => sameSlots(facility, other, wished, wished.on, "space", town));
}

function otherTimes(facility: Facility, space: Space, wished: SlotRun, town: Town): readonly Nearby[] {
  const slots = slotsOn(facility, space, wished.on, town);
  const length = wished.slots.length;
  return slots
    .map((_, begin) => slots.slice(begin, begin + length))
    .filter((some) => some.length === length && some[0]?.id !== wished.slots[0]?.id)
    .flatMap((some) =>
      picked(
        facility,
        space,
        wished.on,
        some.map(({ id }) => id),
        "time",
        town,
      ),
    )
    .sort((a, b) => distance(a.run, wished) - distance(b.run, wished));
}

function otherDays(facility: Facility, space: Space, wished: SlotRun, town: Town): readonly Nearby[] {
  return Array.from({ length: nearbyDays }, (_, index) => index + 1)
    .flatMap((days) => [addDays(wished.on, days), addDays(wished.on, -days)])
    .flatMap((on) => sameSlots(facility, space, wished, on, "day", town));
}

function sameSlots(
  facility: Facility,
  space: Space,
  wished: SlotRun,
  on: CivilDate,
  kind: Nearby["kind"],
  town: Town,
): readonly Nearby[] {
  return picked(
    facility,
    space,
    on,
    wished.slots.map(({ id }) => id),
    kind,
    town,
  );
}

function picked(
  facility: Facility,
  space: Space,
  on: CivilDate,
  slots: readonly string[],
  kind: Nearby["kind"],
  town: Town,
): readonly Nearby[] {
  const found = pickSlots(facility, space, { on, slots }, town);
  return found.ok ? [{ kind, space, run: found.run }] : [];
}

function distance(a: SlotRun, b: SlotRun): number {
  return Math.abs(daysBetween(a.on, b.on)) * 1440 + Math.abs(minutesOf(a.from) - minutesOf(b.from));
}
