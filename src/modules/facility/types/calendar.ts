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
 * When a row of a table applies: every list that is given must contain the case; a list that is missing accepts all.
 * Every table of an ordinance file (hours, bands, fees, coefficients, reductions, extras) uses this one form.
 */
export type Condition = {
  readonly days?: readonly DayType[] | undefined;
  /** 1 to 12 */
  readonly months?: readonly number[] | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly purposes?: readonly string[] | undefined;
  /** The group has at least one of these categories in its registration. */
  readonly groupCategories?: readonly string[] | undefined;
};

/** Conditions that can be answered from the day alone. */
export type DayCondition = Pick<Condition, "days" | "months">;

/** What the rules must know of the city: its zone and its own holidays. `city.config` is one. */
export type Town = Pick<CityConfig, "zone" | "holidays">;

export type Calendar = {
  /** Opening hours. Exactly one row fits each day; `to` may be "24:00". */
  readonly hours: readonly OpeningHours[];
  readonly closed: readonly Closing[];
};

/** Whether a day is open, and the reason in words if it is not. */
export type DayOpening =
  | { readonly open: true; readonly from: WallTime; readonly to: WallTime }
  | { readonly open: false; readonly reason: Words };

export type OpeningHours = { readonly when?: DayCondition | undefined; readonly from: WallTime; readonly to: WallTime };

export type Closing =
  | {
      readonly kind: "weekly";
      readonly weekday: Weekday;
      /** open: open on a holiday. next-weekday: open, and closed on the next day that is neither holiday nor weekend. */
      readonly ifHoliday: "closed" | "open" | "next-weekday";
      readonly article?: string | undefined;
    }
  | {
      readonly kind: "yearly";
      /** MM-DD, both included; may run over the turn of the year: 12-29 to 01-03. */
      readonly from: string;
      readonly to: string;
      readonly reason: LocalText;
      readonly article?: string | undefined;
    }
  | {
      readonly kind: "dates";
      readonly from: CivilDate;
      /** Included. */
      readonly to: CivilDate;
      readonly reason: LocalText;
      readonly article?: string | undefined;
    };
