import { type CivilDate, partsOf, weekdayOf } from "../../../kernel/time/civil-date.ts";
import type { AnswerCondition, Condition, DayCondition, DayType, NthWeekday, Weekday } from "../types/calendar.ts";
import { weekdays } from "../types/calendar.ts";
import type { Answer, Answers } from "../types/question.ts";

/** The case that a table is asked about. What is not given is not known. */
export type Case = {
  readonly dayType: DayType;
  readonly month: number;
  /** For conditions on the day after. */
  readonly nextDay?: DayType | undefined;
  /** For conditions on dates and nth weekdays. */
  readonly on?: CivilDate | undefined;
  readonly category?: string | undefined;
  readonly purpose?: string | undefined;
  readonly groupCategories?: readonly string[] | undefined;
  readonly people?: number | undefined;
  readonly answers?: Answers | undefined;
  readonly space?: string | undefined;
  readonly slots?: readonly { readonly id: string; readonly rate: string }[] | undefined;
  /** Of a use over several nights, what a table can ask about each later one, by the days after the first. */
  readonly later?: ReadonlyMap<number, Case> | undefined;
};

export function fits(condition: Condition | undefined, given: Case): boolean {
  if (condition === undefined) return true;
  return (
    isAmong(condition.days, given.dayType) &&
    isAmong(condition.nextDay, given.nextDay) &&
    isAmong(condition.months, given.month) &&
    isAmong(condition.categories, given.category) &&
    isAmong(condition.purposes, given.purpose) &&
    isAmong(condition.spaces, given.space) &&
    hasOneOf(condition.groupCategories, given.groupCategories) &&
    isSo(condition.people, given.people) &&
    areAnswers(condition.answers, given.answers) &&
    areSlots(condition.slots, given.slots) &&
    isOnDate(condition, given.on)
  );
}

/** A condition on something that is not known yet does not fit: nobody is promised a reduction before saying who they are. */
function isAmong<T>(allowed: readonly T[] | undefined, value: T | undefined): boolean {
  return allowed === undefined || (value !== undefined && allowed.includes(value));
}

function hasOneOf(allowed: readonly string[] | undefined, values: readonly string[] = []): boolean {
  return allowed === undefined || allowed.some((one) => values.includes(one));
}

function isSo(range: Condition["people"], people: number | undefined): boolean {
  if (range === undefined) return true;
  if (people === undefined) return false;
  return (range.atLeast ?? 0) <= people && people <= (range.atMost ?? Number.POSITIVE_INFINITY);
}

function areAnswers(wanted: Condition["answers"], answers: Answers = {}): boolean {
  if (wanted === undefined) return true;
  for (const id in wanted) {
    const [want, answer] = [wanted[id], answers[id]];
    if (want !== undefined && !isAnswer(want, answer)) return false;
  }
  return true;
}

/** Whether an answer is of this kind; an answer that is missing is of none. */
export function isAnswer(wanted: AnswerCondition, answer: Answer | undefined): boolean {
  if (wanted === "yes") return answer === true;
  if (wanted === "no") return answer === false;
  if (typeof answer === "string") return isList(wanted) && wanted.includes(answer);
  if (typeof answer !== "number" || isList(wanted)) return false;
  const { from = 0, below = Number.POSITIVE_INFINITY, to = Number.POSITIVE_INFINITY } = wanted;
  return from <= answer && answer < below && answer <= to;
}

function isList(wanted: AnswerCondition): wanted is readonly string[] {
  return Array.isArray(wanted);
}

function areSlots(allowed: readonly string[] | undefined, slots: Case["slots"]): boolean {
  if (allowed === undefined) return true;
  if (slots === undefined || slots.length === 0) return false;
  return slots.every(({ id, rate }) => allowed.includes(id) || allowed.includes(rate));
}

function isOnDate({ dates, nth, weekdays: named }: DayCondition, on: CivilDate | undefined): boolean {
  if (dates === undefined && nth === undefined && named === undefined) return true;
  if (on === undefined) return false;
  return (
    (named === undefined || named.includes(nameOfWeekday(on))) &&
    (dates === undefined || dates.some((span) => isInYearlySpan(span, on.slice(5)))) &&
    (nth === undefined || nth.some((one) => one.weekday === nameOfWeekday(on) && one.nth.some((n) => isNth(n, on))))
  );
}

/** Both ends included; from 12-29 to 01-03 runs over the turn of the year. */
export function isInYearlySpan({ from, to }: { from: string; to: string }, monthDay: string): boolean {
  return from <= to ? from <= monthDay && monthDay <= to : monthDay >= from || monthDay <= to;
}

/** The fifth Friday exists in some months only; the last one in each. */
export function isNth(nth: NthWeekday, on: CivilDate): boolean {
  const { day, month, year } = partsOf(on);
  return nth === "last" ? day + 7 > daysIn(year, month) : Math.ceil(day / 7) === nth;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export function nameOfWeekday(on: CivilDate): Weekday {
  return weekdays[(weekdayOf(on) + 6) % 7] ?? "monday";
}
