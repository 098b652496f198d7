import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { WallTime } from "../../../kernel/time/civil-date.ts";
import type { Condition } from "./calendar.ts";
import type { Words } from "./words.ts";

/** 使用料: how the price comes about. Applied in this order: base, coefficients, reduction, extras, rounding. */
export type Fees = {
  readonly table: readonly FeeRow[];
  readonly coefficients: readonly Coefficient[];
  readonly reductions: readonly Reduction[];
  readonly extras: readonly Extra[];
  readonly rounding: Rounding;
};

/** Exactly one row fits each space, rate and case; a gap or an overlap is refused when the file is read. */
export type FeeRow = {
  readonly spaces: readonly string[];
  readonly when?: Omit<Condition, "groupCategories"> | undefined;
  /** Yen by rate: band id, combined band id (per use) or period id (per step). */
  readonly amounts: Readonly<Record<string, number>>;
  readonly article: string;
};

export type Coefficient = {
  readonly id: string;
  readonly name: LocalText;
  readonly when: Condition;
  /** Two decimals at most: 1.2. All that fit are multiplied, in the order of the file. */
  readonly multiply: number;
  readonly because: LocalText;
  readonly article: string;
};

/** 減免. Taken from base and coefficients, never from extras; of several that fit, the largest one. */
export type Reduction = {
  readonly id: string;
  readonly name: LocalText;
  readonly when: Condition;
  /** 1 to 100: what is taken off. */
  readonly percent: number;
  readonly because: LocalText;
  readonly article: string;
};

/** Heating, cooling, lights, equipment. */
export type Extra = {
  readonly id: string;
  readonly name: LocalText;
  readonly kind: "climate" | "lights" | "equipment";
  readonly spaces: readonly string[];
  /** Yen for one use; by space where it depends on the size. */
  readonly amount: number | Readonly<Record<string, number>>;
  readonly per: "booking" | "slot" | "half-hour" | "hour";
  /** Offered in these months only (heating: 11 to 3). */
  readonly months?: readonly number[] | undefined;
  /** Charged without asking from this time on, by month 1–12. Only for lights. */
  readonly litFrom?: Readonly<Record<string, WallTime>> | undefined;
  /** How many one booking may ask for; 1 means yes or no. */
  readonly most: number;
  /** Only if the booking has all these units, and at least so many units. */
  readonly needs?: { readonly units: readonly string[]; readonly atLeast: number } | undefined;
  /** With it, a space takes more people than otherwise: chairs that come out of the wall. */
  readonly capacity?: Readonly<Record<string, number>> | undefined;
  readonly article: string;
};

export type Rounding = {
  readonly to: 1 | 10 | 50 | 100;
  readonly how: "down" | "half-up" | "up";
  readonly article: string;
};

/** A reference to the ordinance, ready to show. */
export type ArticleReference = { readonly title: LocalText; readonly url?: string | undefined };

export type PriceLine = {
  readonly kind: "base" | "coefficient" | "reduction" | "extra" | "rounding";
  readonly label: Words;
  /** The sum in words: what was multiplied by what, and why. */
  readonly explanation: Words;
  readonly article: ArticleReference;
  /** Whole yen; negative where something is taken off. */
  readonly amount: number;
};

export type Quote = {
  readonly lines: readonly PriceLine[];
  /** The sum of the lines; never negative. */
  readonly total: number;
  /** What the same use would cost without the reduction; total − this is the subsidy that the city reports. */
  readonly fullPrice: number;
  /** The amounts are invented: show 見本. */
  readonly sample: boolean;
};
