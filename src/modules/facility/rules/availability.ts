import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { type InstantRange, overlaps } from "../../../kernel/time/range.ts";
import type { Occupancy, SlotAvailability, SlotStatus } from "../types/booking.ts";
import type { Town } from "../types/calendar.ts";
import type { ClosedBecause } from "../types/closure.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Slot, SlotRun } from "../types/timetable.ts";
import type { Words } from "../types/words.ts";
import { openingOn } from "./calendar.ts";
import { takenDuring } from "./choice.ts";
import { unitsOf } from "./facility.ts";
import { runOf } from "./long-slots.ts";
import { judgeLottery } from "./lottery-phase.ts";
import { judgeWithin, windowOf } from "./opening.ts";
import { slotsWithin } from "./slots.ts";

export type DayAvailability = {
  readonly on: CivilDate;
  /** Why the whole day is closed; then there are no slots. */
  readonly closed: Words | undefined;
  readonly slots: readonly SlotAvailability[];
};

/** What anybody may see of a space on a day: which slots are free, and nothing about who has the others. */
export function availabilityOn(
  facility: Facility,
  space: Space,
  on: CivilDate,
  occupancies: readonly Occupancy[],
  now: Date,
  town: Town,
): DayAvailability {
  const opening = openingOn(facility.calendar, on, town, space.id);
  if (!opening.open) return { on, closed: opening.reason, slots: [] };
  const inSpace = occupancies.filter(({ unitId }) => space.units.includes(unitId));
  const units = unitsOf(facility, space);
  const window = windowOf(facility, space, on, town);
  const drawn = judgeLottery(facility, space, on, now, town);
  const slots = slotsWithin(facility, space, on, opening, town).map((slot) => {
    const run = runOfSlot(on, slot);
    const during = takenDuring(space, run, town.zone);
    const ofUnits = units.map(({ id, name }) => ({ unitId: id, name, status: unitStatus(id, during, inSpace) }));
    const reason = judgeWithin(window, run, now, town);
    const ofSpace = spaceStatus(ofUnits.map((unit) => unit.status));
    const isWaiting = drawn !== undefined && (reason === undefined || reason.code === "facility.not-yet");
    // What is drawn for is not free, but it can be asked for.
    const status = isWaiting && drawn.code === "facility.in-lottery" && ofSpace !== "closed" ? "lottery" : ofSpace;
    const because = inSpace.find((one) => one.because !== undefined && overlaps(one.during, during))?.because;
    const closed = because === undefined ? {} : { closed: because };
    return { slot, status, units: ofUnits, reason: isWaiting ? drawn : reason, ...closed };
  });
  return { on, closed: undefined, slots };
}

/** Whether all units of a space are free for a whole run, the time between its bands included. */
export function isRunFree(space: Space, run: SlotRun, occupancies: readonly Occupancy[], zone: string): boolean {
  const during = takenDuring(space, run, zone);
  return !occupancies.some((one) => space.units.includes(one.unitId) && overlaps(one.during, during));
}

/** Why a run is closed, where a closure says so. */
export function findClosed(
  space: Space,
  run: SlotRun,
  occupancies: readonly Occupancy[],
  zone: string,
): ClosedBecause | undefined {
  const during = takenDuring(space, run, zone);
  return occupancies.find(
    (one) => one.because !== undefined && space.units.includes(one.unitId) && overlaps(one.during, during),
  )?.because;
}

/** What picking this slot of a day takes: itself, or the bands that are only lent together with it. */
export function runFrom(on: CivilDate, { slot }: SlotAvailability, all: readonly SlotAvailability[]): SlotRun {
  const slots = all.map((one) => one.slot).filter(({ id }) => (slot.together ?? [slot.id]).includes(id));
  return runOf(on, slots) ?? runOfSlot(on, slot);
}

/** One slot by itself. */
export function runOfSlot(on: CivilDate, slot: Slot): SlotRun {
  const { from, to } = slot;
  return runOf(on, [slot]) ?? { on, slots: [slot], from, to };
}

/** What a whole run is now: free only if all of its time is. */
export function statusOfRun(
  facility: Facility,
  space: Space,
  run: SlotRun,
  occupancies: readonly Occupancy[],
  zone: string,
): SlotStatus {
  const during = takenDuring(space, run, zone);
  return spaceStatus(unitsOf(facility, space).map(({ id }) => unitStatus(id, during, occupancies)));
}

/** Closed outweighs taken, taken outweighs held: what lasts longest is said. */
function unitStatus(unitId: string, during: InstantRange, occupancies: readonly Occupancy[]): SlotStatus {
  const found = occupancies.filter((one) => one.unitId === unitId && overlaps(one.during, during)).map(({ as }) => as);
  return (["closed", "taken", "held"] as const).find((as) => found.includes(as)) ?? "free";
}

/** A space is free only if all its units are; partly, if some are: then a smaller space inside it can be had. */
function spaceStatus(units: readonly SlotStatus[]): SlotStatus {
  if (units.every((status) => status === "free")) return "free";
  if (units.some((status) => status === "free")) return "partly";
  if (units.every((status) => status === "closed")) return "closed";
  return units.every((status) => status === "held") ? "held" : "taken";
}
