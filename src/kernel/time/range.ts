import { addDays, type CivilDate, type WallTime } from "./civil-date.ts";
import { instantOf } from "./instant.ts";

/** Instants from `from` up to but not including `until`: two uses that touch do not overlap. */
export type InstantRange = { readonly from: Date; readonly until: Date };

/** A piece of one civil day. `to` may be "24:00". */
export function rangeOfTimes(date: CivilDate, from: WallTime, to: WallTime, zone: string): InstantRange {
  return { from: instantOf(date, from, zone), until: instantOf(date, to, zone) };
}

export function rangeOfDay(date: CivilDate, zone: string): InstantRange {
  return { from: instantOf(date, "00:00", zone), until: instantOf(addDays(date, 1), "00:00", zone) };
}

export function overlaps(one: InstantRange, other: InstantRange): boolean {
  return one.from < other.until && other.from < one.until && !isEmptyRange(one) && !isEmptyRange(other);
}

export function isInstantWithin(instant: Date, range: InstantRange): boolean {
  return range.from <= instant && instant < range.until;
}

/** Empty ranges, and ranges that run backwards. */
export function isEmptyRange(range: InstantRange): boolean {
  return range.from >= range.until;
}

/** Earlier start, later end: buffers around a use, lead and lag of an access code. */
export function widenRange(range: InstantRange, beforeMinutes: number, afterMinutes: number): InstantRange {
  return {
    from: new Date(range.from.getTime() - beforeMinutes * 60_000),
    until: new Date(range.until.getTime() + afterMinutes * 60_000),
  };
}

export function minutesIn(range: InstantRange): number {
  return (range.until.getTime() - range.from.getTime()) / 60_000;
}
