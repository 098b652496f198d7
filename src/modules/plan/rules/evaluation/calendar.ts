import { addDays, type CivilDate } from "../../../../kernel/time/civil-date.ts";
import type { Round, RoundStep, SheetState } from "../../types/evaluation.ts";
import { roundSteps } from "../../types/evaluation.ts";

export type DueDates = Readonly<Record<RoundStep, CivilDate>>;

/**
 * The usual year of cities that publish theirs (Suzaka, Naruto, Chikuma, Mishima): the section writes until early June of the year
 * after, planning checks in July, the board sits from August, the city publishes at the beginning of December, and the budget
 * answers in March. A day off moves to the next working day.
 */
export function proposeDueDates(year: number, isDayOff: (day: CivilDate) => boolean): DueDates {
  const next = year + 1;
  const days: DueDates = {
    write: `${next}-06-11`,
    head: `${next}-06-18`,
    check: `${next}-07-31`,
    select: `${next}-08-10`,
    review: `${next}-09-18`,
    discuss: `${next}-10-16`,
    answer: `${next}-11-30`,
    publish: `${next}-12-07`,
    request: `${next}-12-18`,
    assess: `${next + 1}-02-12`,
    budget: `${next + 1}-03-26`,
  };
  return Object.fromEntries(roundSteps.map((step) => [step, workingDay(days[step], isDayOff)])) as DueDates;
}

function workingDay(day: CivilDate, isDayOff: (day: CivilDate) => boolean): CivilDate {
  return isDayOff(day) ? workingDay(addDays(day, 1), isDayOff) : day;
}

/** The first step that is due earlier than the one before it. */
export function findMisorder(due: Round["due"]): RoundStep | undefined {
  let latest = "";
  for (const step of roundSteps) {
    const day = due[step];
    if (day === undefined) continue;
    if (day < latest) return step;
    latest = day;
  }
  return undefined;
}

/** Which step of the calendar a sheet waits for; undefined once it is public. */
export const stepOfState: Readonly<Record<SheetState, RoundStep | undefined>> = {
  writing: "write",
  "with-head": "head",
  checking: "check",
  checked: "select",
  "in-review": "review",
  discussing: "discuss",
  answering: "answer",
  final: "publish",
  published: undefined,
};
