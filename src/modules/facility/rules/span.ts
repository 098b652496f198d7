import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Reason } from "../types/words.ts";
import { openingOn } from "./calendar.ts";
import { getArticle, getTerms } from "./facility.ts";

/**
 * Whether these days, with those that the same person or group has already, are more days in a row than the ordinance
 * allows. Closing days between two days of use do not break a row; whether they are counted, the file says.
 */
export function judgeSpan(
  facility: Facility,
  space: Space,
  wanted: readonly CivilDate[],
  made: readonly CivilDate[],
  town: Town,
): Reason | undefined {
  const rule = getTerms(facility, space).consecutiveDays;
  if (rule === undefined) return undefined;
  const isClosed = (day: CivilDate) => !openingOn(facility.calendar, day, town, space.id).open;
  const days = lengthOfSpan(wanted, made, isClosed, rule.countClosed);
  if (days <= rule.most) return undefined;
  return {
    code: "facility.span-too-long",
    field: "on",
    params: {
      most: rule.most,
      days,
      closed: rule.countClosed ? "counted" : "not-counted",
      article: getArticle(facility, rule.article).title,
    },
  };
}

/** The longest row of days in which one of the wanted days stands. */
export function lengthOfSpan(
  wanted: readonly CivilDate[],
  made: readonly CivilDate[],
  isClosed: (day: CivilDate) => boolean,
  countClosed: boolean,
): number {
  const used = new Set([...wanted, ...made]);
  return Math.max(
    0,
    ...wanted.map(
      (on) => 1 + stepsFrom(on, -1, used, isClosed, countClosed) + stepsFrom(on, 1, used, isClosed, countClosed),
    ),
  );
}

/** How many days of the row lie before or after a day. Closing days count only if a day of use follows them. */
function stepsFrom(
  on: CivilDate,
  by: 1 | -1,
  used: ReadonlySet<CivilDate>,
  isClosed: (day: CivilDate) => boolean,
  countClosed: boolean,
): number {
  let steps = 0;
  let closed = 0;
  for (let day = addDays(on, by); closed <= mostClosed; day = addDays(day, by)) {
    if (used.has(day)) {
      steps += 1 + (countClosed ? closed : 0);
      closed = 0;
    } else if (isClosed(day)) closed += 1;
    else break;
  }
  return steps;
}

/** A house that is closed for longer than this has ended whatever row there was. */
const mostClosed = 31;
