import { fits, type LotteryRule } from "../../facility/index.ts";

type Given = Parameters<typeof fits>[1];

/**
 * How many tickets an entry has: one, and what each row of the ordinance adds that fits it. `won`: the rounds of this set
 * in which the same person or group took part before, the latest first. Undefined where the ordinance gives no weights.
 */
export function ticketsOf(
  { weights }: Pick<LotteryRule, "weights">,
  given: Omit<Given, "dayType" | "month">,
  won: readonly boolean[],
): number | undefined {
  if (weights === undefined) return undefined;
  // Weights have no conditions on days, because they are the same for all choices of an entry.
  const anyDay: Given = { ...given, dayType: "weekday", month: 1 };
  return weights.reduce((sum, { more, when, lostRounds }) => {
    const isFor = fits(when, anyDay) && (lostRounds === undefined || hasLost(won, lostRounds));
    return isFor ? sum + more : sum;
  }, 1);
}

function hasLost(won: readonly boolean[], rounds: number): boolean {
  return won.length >= rounds && won.slice(0, rounds).every((isWin) => !isWin);
}
