import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { WallTime } from "../../../kernel/time/civil-date.ts";
import type { Condition, DayCondition } from "./calendar.ts";
import type { Channel } from "./terms.ts";

/**
 * 抽選: who wants a room hands in an entry, and a draw decides. One round for each month of use; all its days are counted
 * from the month in which entries are taken, `forMonth` months before the month of use.
 */
export type LotteryRule = {
  /** Terms with the same set share one round and one limit: all tennis courts of the city. Missing: these terms alone. */
  readonly set?: string | undefined;
  /** 3: entries in September are for December. */
  readonly forMonth: number;
  /** Only these days are drawn for (weekends); the others are first come from the beginning. Missing: every day. */
  readonly when?: DayCondition | undefined;
  /** Only these categories may enter; missing: all that the terms name. */
  readonly categories?: readonly string[] | undefined;
  /** `to` is the first instant at which it is too late; the day's end unless a time is given. */
  readonly apply: { readonly from: RoundDay; readonly to: RoundDay };
  readonly drawOn: RoundDay;
  readonly resultOn: RoundDay;
  /** 確定: who does not take the win by then loses it. To the end of that day, unless a time is given. */
  readonly confirmUntil: RoundDay | { readonly daysAfterResult: number };
  /** by-confirm: it is also paid by then. by-terms: 確定 is enough, and it is paid as any other booking. */
  readonly payment: "by-confirm" | "by-terms";
  /** How much one person or group may ask for in a round: choices, or slots in them. */
  readonly entries: { readonly most: number; readonly count: "choices" | "slots" };
  /** How many of these choices can be won. */
  readonly wins: { readonly most: number };
  /** くじの本数: everybody has one ticket, and each row that fits adds some. Missing: everybody has the same chance. */
  readonly weights?: readonly LotteryWeight[] | undefined;
  /** 繰上げ: a win that was given up goes to the next in the drawn order who asked for the same, or to first come. */
  readonly lapsed: { readonly goesTo: "next"; readonly confirmWithinDays: number } | { readonly goesTo: "first-come" };
  /**
   * When what is left opens, by category and by the way it is asked for (電話は13日10時から、Webは21時から); the first row that
   * fits counts. Missing: when the last day to confirm is over.
   */
  readonly firstCome: readonly (RoundDay & {
    readonly categories?: readonly string[] | undefined;
    readonly channels?: readonly Channel[] | undefined;
  })[];
  /**
   * A room that somebody won and gave back becomes free at a random minute in this part of one of the next days: nobody
   * can give it back to somebody who waits for it.
   */
  readonly returnWindow: { readonly from: WallTime; readonly to: WallTime; readonly days: number };
  /**
   * A number from outside that is known only after the entries are closed, and that anybody can look up: 「8日の日経平均株価
   * の終値」. Two members of staff enter it, and the draw waits for it. Missing: the draw has the secret and the entries alone.
   */
  readonly publicNumber?: { readonly what: LocalText } | undefined;
  readonly article: string;
};

/** So many tickets more for whom all of it fits; `because` is what the page of the round says. */
export type LotteryWeight = {
  readonly more: number;
  /** Who it is for, by what does not change from one choice to the next. */
  readonly when?: Pick<Condition, "categories" | "purposes" | "groupCategories" | "people" | "answers"> | undefined;
  /** Who entered each of the last so many rounds of this set in which they took part, and won nothing. */
  readonly lostRounds?: number | undefined;
  readonly because: LocalText;
  readonly article: string;
};

/** A day of a month, counted from the month of entries; where the month has no such day, its last one. */
export type RoundDay = {
  /** 1 to 31 */
  readonly day: number;
  /** So many months after the month of entries. Missing: the same month. */
  readonly monthsLater?: number | undefined;
  readonly at: WallTime;
};

/**
 * Where a day of use stands by the rule and the clock alone. announced: entries are not taken yet. closed: they are not
 * taken any more, and the result is not out. confirming: winners decide. over: what is left is first come.
 */
export const lotteryPhases = ["announced", "open", "closed", "confirming", "over"] as const;
export type LotteryPhase = (typeof lotteryPhases)[number];

/** The instants of one round. */
export type LotteryTimes = {
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly drawAt: Date;
  readonly resultAt: Date;
  readonly confirmBy: Date;
};
