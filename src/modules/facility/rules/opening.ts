import { addDays, addMonths, type CivilDate, type WallTime } from "../../../kernel/time/civil-date.ts";
import { instantOf } from "../../../kernel/time/instant.ts";
import { rangeOfDay } from "../../../kernel/time/range.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Opening } from "../types/terms.ts";
import type { SlotRun } from "../types/timetable.ts";
import type { Reason } from "../types/words.ts";
import { usedDuring } from "./choice.ts";
import { getTerms } from "./facility.ts";

/** When a day opens for booking. */
export type OpensAt = { readonly day: CivilDate; readonly at: WallTime };

/** The same day of a shorter month is its last day: 31 August, six months before, is 28 February. */
export function openingOf(opening: Opening, on: CivilDate): OpensAt {
  if (opening.kind === "days") return { day: addDays(on, -opening.days), at: opening.at };
  const month = addMonths(on, -opening.months);
  return { day: opening.day === "first" ? `${month.slice(0, 7)}-01` : month, at: opening.at };
}

/** When this category may book that day; without a category, when the first of all may. Undefined: it may not at all. */
export function findOpening(
  facility: Facility,
  space: Space,
  on: CivilDate,
  categoryId?: string | undefined,
): OpensAt | undefined {
  return getTerms(facility, space)
    .categories.filter(({ category }) => categoryId === undefined || category === categoryId)
    .map(({ opens }) => openingOf(opens, on))
    .sort((a, b) => (`${a.day}T${a.at}` < `${b.day}T${b.at}` ? -1 : 1))[0];
}

/**
 * Whether a run can be booked at this moment: not past, not too late, not too early. With a category its own opening
 * counts, without one the earliest, so that a week can be shown before anyone says who they are.
 */
export function judgeMoment(
  facility: Facility,
  space: Space,
  run: SlotRun,
  now: Date,
  town: Town,
  categoryId?: string,
): Reason | undefined {
  const { from } = usedDuring(run, town.zone);
  const day = { day: run.on };
  if (from.getTime() <= now.getTime()) {
    const isWholeDayPast = rangeOfDay(run.on, town.zone).until.getTime() <= now.getTime();
    return no(isWholeDayPast ? "facility.past-day" : "facility.past-time", { day });
  }
  return judgeLate(facility, space, run, now, town) ?? judgeEarly(facility, space, run, now, town, categoryId);
}

function judgeLate(facility: Facility, space: Space, run: SlotRun, now: Date, town: Town): Reason | undefined {
  const { closes } = getTerms(facility, space);
  if (closes.kind === "days") {
    const last = addDays(run.on, -closes.days);
    const isOver = rangeOfDay(last, town.zone).until.getTime() <= now.getTime();
    return isOver ? no("facility.too-late", { day: { day: run.on }, last: { day: last } }) : undefined;
  }
  const limit = usedDuring(run, town.zone).from.getTime() - closes.minutes * 60_000;
  return limit < now.getTime() ? no("facility.too-late-minutes", { minutes: closes.minutes }) : undefined;
}

function judgeEarly(
  facility: Facility,
  space: Space,
  run: SlotRun,
  now: Date,
  town: Town,
  categoryId: string | undefined,
): Reason | undefined {
  const opens = findOpening(facility, space, run.on, categoryId);
  if (opens === undefined) return no("facility.category-not-here", {}, "category");
  if (instantOf(opens.day, opens.at, town.zone).getTime() <= now.getTime()) return undefined;
  return no("facility.not-yet", { day: { day: run.on }, opens: { day: opens.day }, at: { time: opens.at } });
}

function no(code: Reason["code"], params: Reason["params"], field: Reason["field"] = "on"): Reason {
  return { code, field, params };
}
