import { addDays, type CivilDate, weekdayOf } from "../../../kernel/time/civil-date.ts";
import type { Season, Share } from "../types.ts";

/** All days of a season that fall on this weekday, in their order. */
export function weekdaysIn(
  { firstOn, lastOn }: Pick<Season, "firstOn" | "lastOn">,
  weekday: number,
): readonly CivilDate[] {
  const days: CivilDate[] = [];
  const first = addDays(firstOn, (weekday - weekdayOf(firstOn) + 7) % 7);
  for (let on = first; on <= lastOn; on = addDays(on, 7)) days.push(on);
  return days;
}

/**
 * The days of a share. 隔週 counts every week of the season, closed ones too: a day on which the house is closed does not
 * change whose turn the next week is.
 */
export function daysOfShare(all: readonly CivilDate[], { pattern, from, until, without }: Share): readonly CivilDate[] {
  return all.filter((on, index) => {
    const isTurn = pattern === "every" || (pattern === "odd") === (index % 2 === 0);
    return isTurn && on >= from && on <= until && !without.includes(on);
  });
}
