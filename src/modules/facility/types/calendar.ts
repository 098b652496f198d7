import type { CityConfig } from "../../../kernel/city-config.ts";
import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { CivilDate, WallTime } from "../../../kernel/time/civil-date.ts";
import type { Words } from "./words.ts";

/** A national holiday that falls on a Saturday or Sunday counts as a holiday. */
export const dayTypes = ["weekday", "saturday", "sunday", "holiday"] as const;
export type DayType = (typeof dayTypes)[number];

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof weekdays)[number];

/**
 * When a row of a table applies: each field that is given must fit the case; a field that is missing accepts all. Every
 * table of an ordinance file (hours, bands, fees, coefficients, reductions, extras, limits) uses this one form. A field
 * about something that is not known yet does not fit.
 */
export type Condition = DayCondition & {
  readonly categories?: readonly string[] | undefined;
  readonly purposes?: readonly string[] | undefined;
  /** The group has at least one of these categories in its registration. */
  readonly groupCategories?: readonly string[] | undefined;
  /** Both ends included. */
  readonly people?: { readonly atLeast?: number | undefined; readonly atMost?: number | undefined } | undefined;
  /** By question id; all that are named must fit. */
  readonly answers?: Readonly<Record<string, AnswerCondition>> | undefined;
  readonly spaces?: readonly string[] | undefined;
  /** Ids of bands, periods or single slots ("18:00"); each slot of the case must be among them. */
  readonly slots?: readonly string[] | undefined;
};

/** Conditions that can be answered from the day alone. */
export type DayCondition = {
  readonly days?: readonly DayType[] | undefined;
  /** What the day after it is: 休前日 is [sunday, holiday], or [saturday, sunday, holiday] where Friday night is dear as well. */
  readonly nextDay?: readonly DayType[] | undefined;
  /** By the name of the day, whether or not it is a holiday: 火曜日から. */
  readonly weekdays?: readonly Weekday[] | undefined;
  /** 1 to 12 */
  readonly months?: readonly number[] | undefined;
  /** MM-DD, both ends included; 12-29 to 01-03 runs over the turn of the year. One of the spans must contain the day. */
  readonly dates?: readonly { readonly from: string; readonly to: string }[] | undefined;
  /** 第2・第4火曜日: one of these. */
  readonly nth?: readonly { readonly weekday: Weekday; readonly nth: readonly NthWeekday[] }[] | undefined;
};

/** Of a choice: one of these options. Of yes-no: yes or no. Of yen and count: from (included), below (excluded), to (included). */
export type AnswerCondition = readonly string[] | "yes" | "no" | AnswerRange;

export type AnswerRange = {
  readonly from?: number | undefined;
  readonly below?: number | undefined;
  readonly to?: number | undefined;
};

/** What the rules must know of the city: its zone and its own holidays. `city.config` is one. */
export type Town = Pick<CityConfig, "zone" | "holidays">;

export type Calendar = {
  /** Opening hours. Exactly one row fits each day; `to` may be "24:00". */
  readonly hours: readonly OpeningHours[];
  readonly closed: readonly Closing[];
  /** 臨時開館: open although a closing day, with hours of its own if given. */
  readonly openings?: readonly ExtraOpening[] | undefined;
};

/** Whether a day is open, and the reason in words if it is not, with the id of the article where the file names one. */
export type DayOpening =
  | { readonly open: true; readonly from: WallTime; readonly to: WallTime }
  | { readonly open: false; readonly reason: Words; readonly article?: string };

export type OpeningHours = { readonly when?: DayCondition | undefined; readonly from: WallTime; readonly to: WallTime };

export type ExtraOpening = {
  readonly from: CivilDate;
  /** Included. */
  readonly to: CivilDate;
  readonly hours?: { readonly from: WallTime; readonly to: WallTime } | undefined;
  /** Of these spaces only. */
  readonly spaces?: readonly string[] | undefined;
  readonly article?: string | undefined;
};

/**
 * What becomes of a regular closing day that is a holiday. `closed`: nothing. `open`: it is dropped. The others open the
 * holiday and close another day: `next-day` whatever it is; `next-non-holiday` (その日後の最も近い休日でない日);
 * `next-weekday` (neither holiday nor Saturday nor Sunday); `next-open-day` (no holiday, and not closed otherwise).
 */
export const holidayMoves = [
  "closed",
  "open",
  "next-day",
  "next-non-holiday",
  "next-weekday",
  "next-open-day",
  "previous-day",
  "previous-non-holiday",
  "previous-weekday",
  "previous-open-day",
] as const;
export type HolidayMove = (typeof holidayMoves)[number];

export type NthWeekday = 1 | 2 | 3 | 4 | 5 | "last";

type EachClosing = {
  /** Of these spaces only; without it the whole house is closed. */
  readonly spaces?: readonly string[] | undefined;
  readonly article?: string | undefined;
};

type RegularClosing = EachClosing & {
  /** Only on such days: Mondays from October to March. */
  readonly when?: DayCondition | undefined;
  readonly ifHoliday: HolidayMove;
  /** Saturdays and Sundays move as holidays do: 毎月末日（土曜日、日曜日、休日のときは、その前の平日）. */
  readonly weekendToo?: boolean | undefined;
  /** A closing that moves passes over days that are closed anyway. */
  readonly passOver?: boolean | undefined;
  /** Said instead of the rule: 館内整理. */
  readonly reason?: LocalText | undefined;
};

/** A closing that follows a pattern, and may move. */
export type MovingClosing = RegularClosing &
  (
    | { readonly kind: "weekly"; readonly weekday: Weekday }
    /** 第2・第4火曜日 */
    | { readonly kind: "nth"; readonly weekday: Weekday; readonly nth: readonly NthWeekday[] }
    /** 毎月15日, 毎月末日; a day that a month does not have is not taken on another one. */
    | { readonly kind: "monthly"; readonly days: readonly (number | "last")[] }
    /** 祝日の翌日 */
    | { readonly kind: "day-after-holiday" }
  );

export type Closing =
  | MovingClosing
  /** 国民の祝日. `except`: open all the same where it falls on such a weekday. */
  | (EachClosing & { readonly kind: "holidays"; readonly except?: readonly Weekday[] | undefined })
  | (EachClosing & {
      readonly kind: "yearly";
      /** MM-DD, both included; may run over the turn of the year: 12-29 to 01-03. */
      readonly from: string;
      readonly to: string;
      readonly reason: LocalText;
    })
  | (EachClosing & {
      readonly kind: "dates";
      readonly from: CivilDate;
      /** Included. */
      readonly to: CivilDate;
      readonly reason: LocalText;
    });
