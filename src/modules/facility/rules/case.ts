import type { Use } from "../types/booking.ts";
import type { Town } from "../types/calendar.ts";
import type { Space } from "../types/facility.ts";
import type { SlotRun } from "../types/timetable.ts";
import type { Case } from "./condition.ts";
import { dayCaseOf } from "./day-type.ts";
import { laterDaysOf } from "./long-slots.ts";

/** All that the tables of an ordinance can ask about one use. */
export function caseOf(
  space: Space,
  run: SlotRun,
  use: Pick<Use, "categoryId" | "purposeId"> & Partial<Pick<Use, "people" | "answers" | "group">>,
  town: Town,
): Case {
  const later = run.lastOn === undefined ? undefined : laterDaysOf(run, town);
  return {
    ...dayCaseOf(run.on, town),
    category: use.categoryId,
    purpose: use.purposeId,
    groupCategories: use.group?.categories ?? [],
    people: use.people,
    answers: use.answers,
    space: space.id,
    slots: run.slots,
    ...(later === undefined ? {} : { later }),
  };
}
