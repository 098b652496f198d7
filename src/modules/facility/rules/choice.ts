import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { instantOf } from "../../../kernel/time/instant.ts";
import { type InstantRange, rangeOfTimes, widenRange } from "../../../kernel/time/range.ts";
import { minutesOf } from "../../../kernel/time/wall-time.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { BandTimetable, GridTimetable, Slot, SlotRun } from "../types/timetable.ts";
import type { Reason } from "../types/words.ts";
import { openingOn } from "./calendar.ts";
import { type Case, fits } from "./condition.ts";
import { dayCaseOf } from "./day-type.ts";
import { getTimetable } from "./facility.ts";
import { findShutDay, isLater, minutesOfSlots, runOf } from "./long-slots.ts";
import { combinedOn, piecesOfTimetable, piecesWithin } from "./slots.ts";

export type Picked = { readonly ok: true; readonly run: SlotRun } | { readonly ok: false; readonly reason: Reason };

/**
 * Neighbouring slots from one day on from their ids, in whatever order and however often they were named. What lies between
 * two bands belongs to the run.
 */
export function pickSlots(
  facility: Facility,
  space: Space,
  choice: { readonly on: CivilDate; readonly slots: readonly string[] },
  town: Town,
): Picked {
  const { on } = choice;
  const opening = openingOn(facility.calendar, on, town, space.id);
  if (!opening.open) return no("facility.closed", { day: { day: on }, because: opening.reason }, "on");
  if (choice.slots.length === 0) return no("facility.slot-required", {});
  const offered = piecesWithin(facility, space, on, opening, town);
  if (choice.slots.some((id) => !offered.some((slot) => slot.id === id))) {
    return whyNotOffered(facility, space, choice, town) ?? no("facility.slot-unknown", { day: { day: on } });
  }
  return joinSlots(facility, space, offered, { ...choice, given: dayCaseOf(on, town) });
}

/** A night that is not lent because the house is closed on the day after it says so. */
function whyNotOffered(
  facility: Facility,
  space: Space,
  { on, slots }: { readonly on: CivilDate; readonly slots: readonly string[] },
  town: Town,
): Picked | undefined {
  const timetable = getTimetable(facility, space);
  if (timetable.kind === "grid") return undefined;
  for (const piece of piecesOfTimetable(timetable)) {
    const band = slots.includes(piece.id) && timetable.bands.find(({ id }) => id === piece.rate);
    if (!band || band.endsAfterDays === undefined) continue;
    const begins = addDays(on, piece.beginsAfterDays ?? 0);
    if (!fits(band.when, dayCaseOf(begins, town))) continue;
    const opening = openingOn(facility.calendar, begins, town, space.id);
    const shut = opening.open
      ? findShutDay(facility, space, band, begins, town)
      : { day: begins, because: opening.reason };
    if (shut !== undefined) return no("facility.slot-shut", { day: { day: shut.day }, because: shut.because });
  }
  return undefined;
}

function joinSlots(
  facility: Facility,
  space: Space,
  offered: readonly Slot[],
  { on, slots: ids, given }: { readonly on: CivilDate; readonly slots: readonly string[]; readonly given: Case },
): Picked {
  const begin = offered.findIndex((slot) => ids.includes(slot.id));
  const end = offered.findLastIndex((slot) => ids.includes(slot.id));
  const slots = offered.slice(begin, end + 1);
  const run = runOf(on, slots);
  const [first] = slots;
  if (run === undefined || first === undefined) return no("facility.slot-required", {});
  if (isLater(first)) return no("facility.slots-from-first", { day: { day: on } });
  if (!slots.every((slot) => ids.includes(slot.id))) return no("facility.slots-apart", {});
  const timetable = getTimetable(facility, space);
  const wrong =
    timetable.kind === "bands" ? judgeBands(timetable, run, given) : judgeSteps(timetable, run, offered[0] ?? first);
  return wrong ?? { ok: true, run };
}

/** Which bands of the day may go together, and which may not go alone; further nights come with their first one. */
function judgeBands(timetable: BandTimetable, { slots }: SlotRun, given: Case): Picked | undefined {
  const ofDay = slots.filter((slot) => !isLater(slot));
  const ids = ofDay.map(({ id }) => id);
  const inside = combinedOn(timetable, given).filter(({ of }) => of.every((id) => ids.includes(id)));
  const left = ofDay.find(({ id, together }) => together !== undefined && !inside.some(({ of }) => of.includes(id)));
  if (left !== undefined) {
    const whole = combinedOn(timetable, given).find(({ of }) => of === left.together);
    return no("facility.slots-whole", { band: left.name, whole: whole?.name ?? left.name });
  }
  if (ofDay.length === 1 || timetable.consecutive === "with-gap") return undefined;
  if (timetable.consecutive === "not-allowed") return no("facility.slots-single", {});
  return inside.some(({ of }) => of.length === ids.length) ? undefined : no("facility.slots-combined", {});
}

function judgeSteps(timetable: GridTimetable, run: SlotRun, firstOfDay: Slot): Picked | undefined {
  const { minMinutes, maxMinutes, startsEvery, lengthsOf, gaps } = timetable;
  if (gaps === true && run.slots.some((slot, index) => index > 0 && run.slots[index - 1]?.to !== slot.from)) {
    return no("facility.slots-apart", {});
  }
  const minutes = lengthOf(run);
  if (minutes < minMinutes) return no("facility.too-short", { hours: minMinutes / 60 });
  if (minutes > maxMinutes) return no("facility.too-long", { hours: maxMinutes / 60 });
  if (startsEvery !== undefined && (minutesOf(run.from) - minutesOf(firstOfDay.from)) % startsEvery !== 0) {
    return no("facility.slots-start", { first: { time: firstOfDay.from }, minutes: startsEvery });
  }
  return lengthsOf !== undefined && minutes % lengthsOf !== 0
    ? no("facility.slots-length", { minutes: lengthsOf })
    : undefined;
}

/**
 * The run of a booking that was made by these rules. Unlike pickSlots it does not ask whether the day is open: a holiday
 * that was moved or a closure that was added later must not make a booking unreadable.
 */
export function runOfSlots(facility: Facility, space: Space, on: CivilDate, ids: readonly string[]): SlotRun {
  const run = runOf(
    on,
    piecesOfTimetable(getTimetable(facility, space)).filter(({ id }) => ids.includes(id)),
  );
  if (run === undefined) throw new Error(`${space.id} has no slots ${ids.join(", ")}`);
  return run;
}

/** From the first slot's start to the last one's end, in minutes: the gap is inside. */
export function lengthOf(run: SlotRun): number {
  return minutesOfSlots(run.slots);
}

/** When the room is used. */
export function usedDuring(run: SlotRun, zone: string): InstantRange {
  if (run.lastOn === undefined) return rangeOfTimes(run.on, run.from, run.to, zone);
  return { from: instantOf(run.on, run.from, zone), until: instantOf(run.lastOn, run.to, zone) };
}

/** What is stored and must not overlap: the use with the space's buffers. */
export function takenDuring(space: Space, run: SlotRun, zone: string): InstantRange {
  return widenRange(usedDuring(run, zone), space.buffer.beforeMinutes, space.buffer.afterMinutes);
}

function no(code: Reason["code"], params: Reason["params"], field: Reason["field"] = "slots"): Picked {
  return { ok: false, reason: { code, field, params } };
}
