import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { CivilDate, WallTime } from "../../../kernel/time/civil-date.ts";
import type { ApprovalRule } from "./approval.ts";
import type { Condition, NthWeekday, Weekday } from "./calendar.ts";
import type { LotteryRule } from "./lottery.ts";

/** 利用区分: who uses it, in the words of the ordinance. Order is the order on the form; the first that fits is offered. */
export type Category = {
  readonly id: string;
  readonly name: LocalText;
  /** Explains the name to somebody who reads it for the first time. */
  readonly note: LocalText;
  readonly who: "person" | "group" | "either";
  /** The group's registration must have one of these. */
  readonly groupCategories?: readonly string[] | undefined;
};

export type Purpose = {
  readonly id: string;
  readonly name: LocalText;
  readonly note?: LocalText | undefined;
  /** 使用の制限: named so that people who look for it read why not. No space needs to list it. */
  readonly forbidden?: { readonly because: LocalText; readonly article: string } | undefined;
};

/** How a booking is asked for. The site is `web`; staff at the counter and on the telephone may book before the days open. */
export const channels = ["web", "counter", "telephone"] as const;
export type Channel = (typeof channels)[number];

/** The conditions on which spaces are lent; each space names one. */
export type Terms = {
  readonly id: string;
  /** Categories that are not listed cannot book. Of the rows of a category the first that fits the case counts. */
  readonly categories: readonly CategoryTerms[];
  readonly closes: Closes;
  readonly minPeople: number;
  /** 使用できる者: who must be what, each with the sentence that is said to whoever is not. */
  readonly requires?: readonly Requirement[] | undefined;
  readonly limits?: readonly Limit[] | undefined;
  /** 連続して使用できる期間 */
  readonly consecutiveDays?: ConsecutiveDays | undefined;
  /** くり返し: registered groups may book several days at once on the web. Missing: the counter alone does. */
  readonly series?: SeriesRule | undefined;
  /** 抽選: days of a month are drawn for before what is left is first come. Missing: first come from the beginning. */
  readonly lottery?: LotteryRule | undefined;
  /** What who books must say is so: 「大人の責任者が、いっしょにいます」. */
  readonly declarations: readonly { readonly id: string; readonly text: LocalText; readonly article: string }[];
  /** 許可の前の決定: what somebody decides on before it is a permit. Missing: nothing. */
  readonly approval?: readonly ApprovalRule[] | undefined;
  readonly payment: PaymentRule;
  readonly refund: RefundRule;
  readonly penalties?: PenaltyRule | undefined;
  /** 使用の変更: until so many days before the use the booker may change it. Missing: while cancelling gives everything back. */
  readonly changes?: { readonly daysBefore: number; readonly article: string } | undefined;
};

export type CategoryTerms = {
  readonly category: string;
  /** Only for these purposes: ステージ練習 opens later than a concert. */
  readonly purposes?: readonly string[] | undefined;
  /** Only when asked for in this way: 電話は10時から、Webは21時から. A row without `web` is for the counter alone. */
  readonly channels?: readonly Channel[] | undefined;
  readonly opens: Opening;
  /** Instead of the terms' own. */
  readonly closes?: Closes | undefined;
};

type OpensAt = {
  readonly at: WallTime;
  /**
   * Where that day is a closing day, the next open one; or the next one on which offices are open as well: neither closed
   * nor a Saturday, a Sunday or a holiday (5日が土曜日・日曜日・休日のときは、次の平日).
   */
  readonly ifClosed?: "next-open-day" | "next-weekday" | undefined;
};

/** The first instant at which a day can be booked. */
export type Opening =
  | (OpensAt & { readonly kind: "days"; readonly days: number })
  | (OpensAt & {
      readonly kind: "months";
      readonly months: number;
      /** Of that month: the first day, the same day, or a number (the month's last where it has no such day). */
      readonly day: "first" | "same" | number;
    })
  /** 2か月前の第2土曜日 */
  | (OpensAt & {
      readonly kind: "nth";
      readonly months: number;
      readonly nth: NthWeekday;
      readonly weekday: Weekday;
    })
  /** 前の週の月曜日: of the week that lies so many weeks before the one of the day of use; weeks begin on Monday. */
  | (OpensAt & { readonly kind: "weeks"; readonly weeks: number; readonly weekday: Weekday })
  /** 年度: a year of use that begins on `startsOn` (MM-DD) opens on the `opensOn` (MM-DD) before it. */
  | (OpensAt & { readonly kind: "year"; readonly startsOn: string; readonly opensOn: string })
  /** From this day on, for every day of use. */
  | (OpensAt & { readonly kind: "date"; readonly day: CivilDate })
  /** 予約不可 */
  | { readonly kind: "never"; readonly because?: LocalText | undefined };

type ClosesAt = {
  readonly at?: WallTime | undefined;
  /** Where that day is a closing day, the one before it that is open; or that is a weekday besides: 閉庁日のときは、その前の開庁日まで. */
  readonly ifClosed?: "previous-open-day" | "previous-weekday" | undefined;
};

/** The last moment: until the end of the n-th day before (or a time on it), or until n minutes before the start. */
export type Closes =
  | (ClosesAt & {
      readonly kind: "days";
      readonly days: number;
      /** Closing days are not counted: 利用日の3日前（休館日を除く）. */
      readonly openDays?: boolean | undefined;
    })
  | (ClosesAt & { readonly kind: "months"; readonly months: number; readonly day: "first" | "same" | number })
  /** 前の週の金曜日まで */
  | (ClosesAt & { readonly kind: "weeks"; readonly weeks: number; readonly weekday: Weekday })
  | { readonly kind: "minutes"; readonly minutes: number };

/** What is needed to book, where `when` fits; with the sentence and the article for whoever does not have it. */
export type Requirement = {
  readonly id: string;
  readonly when?: Condition | undefined;
  readonly needs: Need;
  readonly because: LocalText;
  readonly article: string;
};

export type Need =
  | { readonly kind: "group" }
  /** A registration that holds on the day of use; deemed ones are enough. */
  | { readonly kind: "registered" }
  | {
      readonly kind: "members";
      readonly atLeast?: number | undefined;
      readonly localAtLeast?: number | undefined;
      /** Of the members; exactly so many percent are enough. */
      readonly localPercent?: number | undefined;
    }
  | { readonly kind: "responsible-adult" }
  /** Ids of areas in city.yaml: 学区 */
  | { readonly kind: "district"; readonly anyOf: readonly string[] }
  | { readonly kind: "group-category"; readonly anyOf: readonly string[] }
  /** The booking itself: an answer to a question, so many people, a purpose. */
  | { readonly kind: "case"; readonly is: Condition }
  /** Never, where `when` fits: 体育室の3分の1だけでは、バドミントンはできません. */
  | { readonly kind: "nobody" };

export const limitPeriods = ["day", "week", "month", "year", "fiscal-year", "ahead"] as const;
/** A week begins on Monday, a fiscal year in April. `ahead`: all that is booked and not yet used, at a time. */
export type LimitPeriod = (typeof limitPeriods)[number];

export const limitCounts = ["bookings", "slots", "hours"] as const;
export type LimitCount = (typeof limitCounts)[number];

export type Limit = {
  readonly per: LimitPeriod;
  readonly count: LimitCount;
  readonly most: number;
  /** A group's bookings are the group's, whoever of it makes them; all others are the person's. */
  readonly of: "person-or-group";
  /**
   * Which spaces are counted together; the whole facility unless said. city: all of the city's facilities (市内の全施設で月4回).
   * A limitGroup: all spaces, of any facility, whose terms have a limit of the same name.
   */
  readonly spaces?: "facility" | "space" | "city" | readonly string[] | { readonly limitGroup: string } | undefined;
  /** Only such bookings are limited and counted. */
  readonly when?: Condition | undefined;
  /** What is limited: bookings, or entries in a lottery. */
  readonly entries?: "bookings" | "lottery" | undefined;
  readonly article: string;
};

export type ConsecutiveDays = {
  readonly most: number;
  /** Closing days between two days of use are days of the span: 休館日を含む. */
  readonly countClosed: boolean;
  readonly article: string;
};

export const repeatKinds = ["weekly", "days"] as const;
/** The same weekday each week, or day after day. */
export type RepeatKind = (typeof repeatKinds)[number];

export type SeriesRule = {
  readonly kinds: readonly RepeatKind[];
  /** Days in one series, the first one included. */
  readonly most: number;
  /** Only groups in these categories; missing: all that the terms name. */
  readonly categories?: readonly string[] | undefined;
  /** each: a day that is not open yet cannot be had. first-day: all open with the first (連続する日は、初めの日による). */
  readonly opens: "each" | "first-day";
  readonly article: string;
};

export const payWays = ["online", "counter", "invoice", "debit"] as const;
export type PayWay = (typeof payWays)[number];

export type PaymentRule = {
  readonly ways: readonly PayWay[];
  /** Paid at the latest on the n-th day after the booking … */
  readonly withinDays: number;
  /** … and on the n-th day before the use; the earlier of the two, to the end of that day … */
  readonly daysBefore: number;
  /** … and on this day of a month, counted from the month of the booking or of the use, where the file has it … */
  readonly byDay?:
    | { readonly of: "booking" | "use"; readonly months: number; readonly day: number | "last" }
    | undefined;
  /** … or to this time of that day. */
  readonly at?: WallTime | undefined;
  /** 後納: paid in these ways it is confirmed at once, and paid when it was used. */
  readonly deferred?: DeferredPayment | undefined;
  /** 滞納: who has owed for a use of this facility for longer than so many days cannot book. Missing: no consequence. */
  readonly unpaid?: { readonly blocksAfterDays: number; readonly article: string } | undefined;
  readonly article: string;
};

export type DeferredPayment = {
  /** Of `ways`. */
  readonly ways: readonly PayWay[];
  /** Only these; everybody where nothing is said. */
  readonly categories?: readonly string[] | undefined;
  /** Paid by this day of a month, counted from the month of the use. */
  readonly months: number;
  readonly day: number | "last";
  readonly article: string;
};

export type RefundRule = RefundSteps & {
  /** For some uses another table; the first that fits counts. */
  readonly exceptions?: readonly (RefundSteps & { readonly when: Condition })[] | undefined;
  /** Whatever the day, where the cause is this. Missing: everything for city, weather and disaster, the steps for illness. */
  readonly causes?: readonly { readonly cause: RefundCause; readonly percent: number }[] | undefined;
  /** Down to whole units of so many yen. */
  readonly roundTo?: 1 | 10 | 100 | undefined;
};

export type RefundSteps = {
  /** Most days first, percent falling; later than the last step nothing is refunded. */
  readonly steps: readonly RefundStep[];
  readonly article: string;
};

export type RefundStep = {
  readonly percent: number;
  /** Until the end of the n-th day before the use, as `counting` counts. Of the two exactly one is given. */
  readonly daysBefore?: number | undefined;
  readonly monthsBefore?: number | undefined;
  /**
   * How the ordinance counts. Missing: 10日前 of the 30th is the 20th. `day-before`: until the day before that day (30日前の日の
   * 前日). `inclusive`: the day of use is the first.
   */
  readonly counting?: "day-before" | "inclusive" | undefined;
};

export const refundCauses = ["city", "weather", "disaster", "illness"] as const;
export type RefundCause = (typeof refundCauses)[number];
/** Whose doing the cancellation is, or whose fault: the booker's own wish, or one of the causes. */
export type CancelledBy = "booker" | RefundCause;

/** Points for not coming and for cancelling late; who has too many cannot book for a while. */
export type PenaltyRule = {
  readonly noShow: number;
  readonly lateCancel: number;
  /** A cancellation later than the n-th day before the use is late; 0: on the day itself after the start only. */
  readonly lateFrom: number;
  /** Points of the last so many days are added up. */
  readonly withinDays: number;
  readonly suspendAt: number;
  readonly suspendForDays: number;
  readonly article: string;
};
