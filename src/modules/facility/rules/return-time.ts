import { addDays } from "../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { type InstantRange, minutesIn, rangeOfTimes } from "../../../kernel/time/range.ts";
import type { LotteryRule } from "../types/lottery.ts";

/** The parts of the next days in which a win that was given up may become free: what is left of today counts. */
export function returnRanges(
  { from, to, days }: LotteryRule["returnWindow"],
  now: Date,
  zone: string,
): readonly InstantRange[] {
  const today = civilDateOf(now, zone);
  return Array.from({ length: days + 1 }, (_, day) => rangeOfTimes(addDays(today, day), from, to, zone))
    .map((range) => ({ from: range.from < now ? now : range.from, until: range.until }))
    .filter((range) => minutesIn(range) >= 1)
    .slice(0, days);
}

/** The n-th minute of these parts; `draw(n)` gives a whole number from 0 to n − 1, each equally often. */
export function returnAt(ranges: readonly InstantRange[], draw: (count: number) => number): Date {
  const minutes = ranges.map((range) => Math.floor(minutesIn(range)));
  let left = draw(minutes.reduce((sum, count) => sum + count, 0));
  for (const [index, range] of ranges.entries()) {
    const count = minutes[index] ?? 0;
    // Counted from the end, so that the first minute is not now.
    if (left < count) return new Date(range.until.getTime() - left * 60_000);
    left -= count;
  }
  throw new RangeError("no minute to return in");
}
