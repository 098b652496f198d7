import { type Case, fits } from "../../rules/condition.ts";
import { getTerms, getTimetable } from "../../rules/facility.ts";
import { isAskedFor } from "../../rules/questions.ts";
import { slotsOfTimetable } from "../../rules/slots.ts";
import type { AnswerCondition, Condition, DayCondition } from "../../types/calendar.ts";
import type { Facility, Space } from "../../types/facility.ts";
import type { FeeRow } from "../../types/fee.ts";
import type { Answer, Question } from "../../types/question.ts";
import { type KindOfDay, kindsOfDay } from "./cases.ts";

/** A column of the table for one space: a band, a combination, or a period; and whether each case must have an amount. */
export type Rate = { readonly id: string; readonly when: DayCondition | undefined; readonly isRequired: boolean };

export function ratesOf(facility: Facility, space: Space): readonly Rate[] {
  const timetable = getTimetable(facility, space);
  if (timetable.kind === "grid") return timetable.periods.map(({ id }) => ({ id, when: undefined, isRequired: true }));
  return [
    ...timetable.bands.map(({ id, when }) => ({ id, when, isRequired: true })),
    ...timetable.combined.map(({ id }) => ({ id, when: undefined, isRequired: false })),
  ];
}

/** More cases than a file of the real world has by a factor of a hundred; a second's work. */
const mostCases = 100_000;

/**
 * One case of each kind that these rows can tell apart: days, categories, purposes, people and answers that no row
 * distinguishes are tried once, and yen only at the thresholds. Undefined where there would be too many.
 */
export function listCases(
  facility: Facility,
  space: Space,
  rate: Rate,
  rows: readonly FeeRow[],
): readonly Case[] | undefined {
  const conditions = rows.map(({ when }) => when);
  const asked = facility.questions.filter(({ id }) =>
    rows.some(({ when, of }) => of === id || Object.hasOwn(when?.answers ?? {}, id)),
  );
  const days = listDays(rate, conditions);
  const uses = listUses(facility, space, conditions, asked);
  const people = listPeople(facility, space, conditions);
  const answers = new Map(asked.map((question) => [question.id, listAnswers(question, conditions)]));
  const perUse = uses.map(({ category, purpose }) =>
    asked
      .filter((question) => applies(question, space, category, purpose))
      .map(({ id }) => [id, answers.get(id) ?? []] as const),
  );
  const total = perUse.reduce(
    (sum, lists) => sum + lists.reduce((product, [, values]) => product * values.length, days.length * people.length),
    0,
  );
  if (total > mostCases) return undefined;
  return uses.flatMap(({ category, purpose }, index) =>
    combine(perUse[index] ?? []).flatMap((given) =>
      people.flatMap((count) =>
        days.map((day) => ({ ...day, category, purpose, people: count, answers: given, space: space.id })),
      ),
    ),
  );
}

/** Whether some booking of some space meets all of a condition; what a group is registered as is not asked. */
export function canBeMet(facility: Facility, when: Condition): boolean {
  const { categories, purposes, spaces, slots, people, answers = {} } = when;
  const hasDay = kindsOfDay([when]).some((day) => fits(dayPart(when), day));
  const isIn = (list: readonly string[] | undefined, id: string) => list === undefined || list.includes(id);
  return (
    hasDay &&
    facility.spaces.some((space) => {
      if (!isIn(spaces, space.id) || (people?.atLeast ?? 0) > mostPeople(facility, space)) return false;
      if (slots !== undefined && !slotNames(facility, space).some((name) => slots.includes(name))) return false;
      return listBookable(facility, space).some(
        ({ category, purpose }) =>
          isIn(categories, category) &&
          isIn(purposes, purpose) &&
          Object.keys(answers).every((id) => {
            const question = facility.questions.find((one) => one.id === id);
            return question !== undefined && applies(question, space, category, purpose);
          }),
      );
    })
  );
}

export function applies(question: Question, space: Space, categoryId: string, purposeId: string): boolean {
  const isHere = question.spaces === undefined || question.spaces.includes(space.id);
  return isHere && !question.askAfterUse && isAskedFor(question, { categoryId, purposeId });
}

export function listBookable(facility: Facility, space: Space): readonly { category: string; purpose: string }[] {
  return getTerms(facility, space).categories.flatMap(({ category, purposes }) =>
    space.purposes
      .filter((purpose) => purposes === undefined || purposes.includes(purpose))
      .map((purpose) => ({ category, purpose })),
  );
}

function listDays(rate: Rate, conditions: readonly FeeRow["when"][]): readonly KindOfDay[] {
  const days = kindsOfDay([rate.when, ...conditions]).filter((kind) => fits(rate.when, kind));
  return distinct(days, (day) => conditions.map((when) => fits(dayPart(when), day)));
}

function listUses(
  facility: Facility,
  space: Space,
  conditions: readonly FeeRow["when"][],
  asked: readonly Question[],
): readonly { category: string; purpose: string }[] {
  const isIn = (list: readonly string[] | undefined, id: string) => list === undefined || list.includes(id);
  return distinct(listBookable(facility, space), ({ category, purpose }) => [
    ...conditions.map((when) => isIn(when?.categories, category) && isIn(when?.purposes, purpose)),
    ...asked.map((question) => applies(question, space, category, purpose)),
  ]);
}

function listPeople(facility: Facility, space: Space, conditions: readonly FeeRow["when"][]): readonly number[] {
  const edges = conditions.flatMap((when) => [when?.people?.atLeast ?? 1, (when?.people?.atMost ?? 0) + 1]);
  return breakpoints([1, ...edges], 1, mostPeople(facility, space));
}

function listAnswers(question: Question, conditions: readonly FeeRow["when"][]): readonly Answer[] {
  if (question.kind === "yes-no") return [false, true];
  if (question.kind === "choice") return (question.options ?? []).map(({ id }) => id);
  const edges = conditions.flatMap((when) => edgesOf(when?.answers?.[question.id]));
  return breakpoints([0, ...edges], 0, question.most ?? Number.POSITIVE_INFINITY);
}

function edgesOf(wanted: AnswerCondition | undefined): readonly number[] {
  if (
    wanted === undefined ||
    typeof wanted === "string" ||
    !("from" in wanted || "below" in wanted || "to" in wanted)
  ) {
    return [];
  }
  const { from, below, to } = wanted;
  return [from ?? 0, ...(below === undefined ? [] : [below]), ...(to === undefined ? [] : [to + 1])];
}

function breakpoints(edges: readonly number[], least: number, most: number): readonly number[] {
  return [...new Set(edges)].filter((edge) => least <= edge && edge <= most).sort((a, b) => a - b);
}

function combine(
  lists: readonly (readonly [string, readonly Answer[]])[],
): readonly Readonly<Record<string, Answer>>[] {
  return lists.reduce<readonly Readonly<Record<string, Answer>>[]>(
    (soFar, [id, values]) => soFar.flatMap((answers) => values.map((value) => ({ ...answers, [id]: value }))),
    [{}],
  );
}

function distinct<T>(list: readonly T[], marks: (one: T) => readonly boolean[]): readonly T[] {
  const seen = new Set<string>();
  return list.filter((one) => {
    const key = marks(one).map(Number).join("");
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function dayPart(when: DayCondition | undefined): DayCondition {
  const { days, nextDay, weekdays, months, dates, nth } = when ?? {};
  return { days, nextDay, weekdays, months, dates, nth };
}

function mostPeople(facility: Facility, space: Space): number {
  return Math.max(space.capacity, ...facility.fees.extras.map(({ capacity }) => capacity?.[space.id] ?? 0));
}

function slotNames(facility: Facility, space: Space): readonly string[] {
  return slotsOfTimetable(getTimetable(facility, space)).flatMap(({ id, rate }) => [id, rate]);
}
