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
import { findFirstComeDay, isDrawnFor, judgeLottery } from "./lottery-phase.ts";

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

/** From when until when a day can be booked. */
export type Window = {
  readonly opens: OpensAt | undefined;
  readonly opensAt: Date | undefined;
  /** The last day and its end, where the ordinance counts days … */
  readonly lastDay: CivilDate | undefined;
  readonly closesAt: Date | undefined;
  /** … or minutes before the start, where it counts those. */
  readonly minutesBefore: number;
};

/** With a category its own opening counts, without one the earliest, so that a week can be shown before anyone says who. */
export function windowOf(
  facility: Facility,
  space: Space,
  on: CivilDate,
  town: Town,
  categoryId?: string | undefined,
): Window {
  const { closes, lottery } = getTerms(facility, space);
  const isDrawn = lottery !== undefined && isDrawnFor(lottery, on, town);
  const opens =
    (isDrawn ? findFirstComeDay(lottery, on, town.zone, categoryId) : undefined) ??
    findOpening(facility, space, on, categoryId);
  const lastDay = closes.kind === "days" ? addDays(on, -closes.days) : undefined;
  return {
    opens,
    opensAt: opens && instantOf(opens.day, opens.at, town.zone),
    lastDay,
    closesAt: lastDay === undefined ? undefined : rangeOfDay(lastDay, town.zone).until,
    minutesBefore: closes.kind === "minutes" ? closes.minutes : 0,
  };
}

/** Why a run cannot be booked at this moment: past, too late, or too early. */
export function judgeMoment(
  facility: Facility,
  space: Space,
  run: SlotRun,
  now: Date,
  town: Town,
  categoryId?: string | undefined,
): Reason | undefined {
  const within = judgeWithin(windowOf(facility, space, run.on, town, categoryId), run, now, town);
  // What is past, or not lent to this category, is said before the draw.
  return within !== undefined && within.code !== "facility.not-yet"
    ? within
    : (judgeLottery(facility, space, run.on, now, town, categoryId) ?? within);
}

export function judgeWithin(window: Window, run: SlotRun, now: Date, town: Town): Reason | undefined {
  const { from } = usedDuring(run, town.zone);
  return judgePast(run, from, now, town) ?? judgeLate(window, run, from, now) ?? judgeEarly(window, run, now);
}

function judgePast(run: SlotRun, from: Date, now: Date, town: Town): Reason | undefined {
  if (from > now) return undefined;
  const isWholeDayPast = rangeOfDay(run.on, town.zone).until <= now;
  return no(isWholeDayPast ? "facility.past-day" : "facility.past-time", { day: { day: run.on } });
}

function judgeLate(window: Window, run: SlotRun, from: Date, now: Date): Reason | undefined {
  const { lastDay, closesAt, minutesBefore } = window;
  if (lastDay !== undefined && closesAt !== undefined && closesAt <= now) {
    return no("facility.too-late", { day: { day: run.on }, last: { day: lastDay } });
  }
  const isTooLate = from.getTime() - minutesBefore * 60_000 < now.getTime();
  return isTooLate ? no("facility.too-late-minutes", { minutes: minutesBefore }) : undefined;
}

function judgeEarly({ opens, opensAt }: Window, run: SlotRun, now: Date): Reason | undefined {
  if (opens === undefined || opensAt === undefined) return no("facility.category-not-here", {}, "category");
  if (opensAt <= now) return undefined;
  return no("facility.not-yet", { day: { day: run.on }, opens: { day: opens.day }, at: { time: opens.at } });
}

function no(code: Reason["code"], params: Reason["params"], field: Reason["field"] = "on"): Reason {
  return { code, field, params };
}
