import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { instantOf } from "../../../kernel/time/instant.ts";
import { rangeOfDay } from "../../../kernel/time/range.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { CategoryTerms, Channel, Terms } from "../types/terms.ts";
import type { SlotRun } from "../types/timetable.ts";
import type { Reason } from "../types/words.ts";
import { dayTypeOf, openingOn } from "./calendar.ts";
import { usedDuring } from "./choice.ts";
import { findCategory, getTerms } from "./facility.ts";
import { type DayAndTime, type IsClosed, lastMomentOf, openingOf } from "./first-day.ts";
import { findFirstComeDay, isDrawnFor, judgeLottery } from "./lottery-phase.ts";

/** Who asks, for what, and how; what is not known yet is left out, and then whoever may first decides. */
export type Asked = {
  readonly category?: string | undefined;
  readonly purpose?: string | undefined;
  /** Missing: the web. */
  readonly channel?: Channel | undefined;
  /** Of consecutive days that are asked for together, the first: it opens and closes them all. */
  readonly firstDay?: CivilDate | undefined;
};

/** The rows of the table that a case meets; of a category whose purpose is known, the first one that fits it. */
export function rowsFor(terms: Terms, { category, purpose, channel = "web" }: Asked): readonly CategoryTerms[] {
  const fitting = terms.categories.filter(
    (row) =>
      (category === undefined || row.category === category) &&
      (purpose === undefined || row.purposes === undefined || row.purposes.includes(purpose)) &&
      (row.channels === undefined || row.channels.includes(channel)),
  );
  if (purpose === undefined) return fitting;
  return fitting.filter((row, index) => fitting.findIndex((other) => other.category === row.category) === index);
}

/** When this case may book that day; of several rows, the earliest. Undefined: it may not at all. */
export function findOpening(
  facility: Facility,
  space: Space,
  on: CivilDate,
  asked: Asked = {},
  town?: Town,
): DayAndTime | undefined {
  return rowsFor(getTerms(facility, space), asked)
    .map(({ opens }) => openingOf(opens, asked.firstDay ?? on, town && closedDaysOf(facility, space, town)))
    .filter((opens) => opens !== undefined)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))[0];
}

/** From when until when a day can be booked. */
export type Window = {
  readonly opens: DayAndTime | undefined;
  readonly opensAt: Date | undefined;
  /** The last day and its end, where the ordinance counts days … */
  readonly last: DayAndTime | undefined;
  readonly closesAt: Date | undefined;
  /** … or minutes before the start, where it counts those. */
  readonly minutesBefore: number;
  /** Why it never opens. */
  readonly never: Reason | undefined;
};

/** With a category its own opening counts, without one the earliest, so that a week can be shown before anyone says who. */
export function windowOf(facility: Facility, space: Space, on: CivilDate, town: Town, asked: Asked = {}): Window {
  const terms = getTerms(facility, space);
  const { lottery } = terms;
  const isDrawn = lottery !== undefined && isDrawnFor(lottery, on, town);
  const opens =
    (isDrawn ? findFirstComeDay(lottery, on, town.zone, asked.category, asked.channel) : undefined) ??
    findOpening(facility, space, on, asked, town);
  const rows = rowsFor(terms, asked);
  const closes = rows.length === 0 ? [terms.closes] : [...new Set(rows.map((row) => row.closes ?? terms.closes))];
  const minutes = closes.filter((one) => one.kind === "minutes").map((one) => one.minutes);
  const last = minutes.length > 0 ? undefined : latest(facility, space, closes, asked.firstDay ?? on, town);
  return {
    opens,
    opensAt: opens && instantOf(opens.day, opens.at, town.zone),
    last,
    closesAt: last && endOf(last, town.zone),
    minutesBefore: minutes.length > 0 ? Math.min(...minutes) : 0,
    never: opens === undefined ? neverFor(facility, terms, asked) : undefined,
  };
}

/** Why a run cannot be booked at this moment: past, too late, still drawn for, or too early. */
export function judgeMoment(
  facility: Facility,
  space: Space,
  run: SlotRun,
  now: Date,
  town: Town,
  asked: Asked = {},
): Reason | undefined {
  const within = judgeWithin(windowOf(facility, space, run.on, town, asked), run, now, town);
  // What is past, or not lent to this category, is said before the draw.
  return within !== undefined && within.code !== "facility.not-yet"
    ? within
    : (judgeLottery(facility, space, run.on, now, town, asked.category, asked.channel) ?? within);
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

function judgeLate({ last, closesAt, minutesBefore }: Window, run: SlotRun, from: Date, now: Date): Reason | undefined {
  if (last !== undefined && closesAt !== undefined && closesAt <= now) {
    const params = { day: { day: run.on }, last: { day: last.day } };
    return last.at === "24:00"
      ? no("facility.too-late", params)
      : no("facility.too-late-at", { ...params, at: { time: last.at } });
  }
  const isTooLate = from.getTime() - minutesBefore * 60_000 < now.getTime();
  return isTooLate ? no("facility.too-late-minutes", { minutes: minutesBefore }) : undefined;
}

function judgeEarly({ opens, opensAt, never }: Window, run: SlotRun, now: Date): Reason | undefined {
  if (opens === undefined || opensAt === undefined) return never ?? no("facility.category-not-here", {}, "category");
  if (opensAt <= now) return undefined;
  return no("facility.not-yet", { day: { day: run.on }, opens: { day: opens.day }, at: { time: opens.at } });
}

/** The file's own reason; or that the counter takes it; or that this category is not lent the space. */
function neverFor(facility: Facility, terms: Terms, asked: Asked): Reason {
  const rows = (["web", "counter", "telephone"] as const).flatMap((channel) => rowsFor(terms, { ...asked, channel }));
  if (rows.some(({ opens }) => opens.kind !== "never")) {
    return no("facility.counter-only", { telephone: facility.telephone }, undefined);
  }
  const because = rows.map(({ opens }) => opens.kind === "never" && opens.because).find((one) => one);
  const category = findCategory(facility, asked.category ?? "");
  return because && category !== undefined
    ? no("facility.category-not-bookable", { category: category.name, because }, "category")
    : no("facility.category-not-here", {}, "category");
}

function latest(
  facility: Facility,
  space: Space,
  closes: readonly Terms["closes"][],
  on: CivilDate,
  town: Town,
): DayAndTime | undefined {
  return closes
    .map((one) => lastMomentOf(one, on, closedDaysOf(facility, space, town)))
    .filter((last) => last !== undefined)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1))[0];
}

/** A day's end is known already where the day's slots are asked for; 24:00 as a time of the wall is thirty times as slow. */
function endOf({ day, at }: DayAndTime, zone: string): Date {
  return at === "24:00" ? rangeOfDay(day, zone).until : instantOf(day, at, zone);
}

function closedDaysOf({ calendar }: Facility, space: Space, town: Town): IsClosed {
  return (day, whose) =>
    whose === "offices" ? dayTypeOf(day, town) !== "weekday" : !openingOn(calendar, day, town, space.id).open;
}

function keyOf({ day, at }: DayAndTime): string {
  return `${day}T${at}`;
}

function no(code: Reason["code"], params: Reason["params"], field: Reason["field"] = "on"): Reason {
  return { code, field, params };
}
