import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { WallTime } from "../../../kernel/time/civil-date.ts";
import type { Condition } from "./calendar.ts";
import type { Answers } from "./question.ts";
import type { Words } from "./words.ts";

/**
 * 使用料: how the price comes about. Applied in this order: base, coefficients, reductions on the fee, extras, reductions on
 * everything, takings, tax, rounding.
 */
export type Fees = {
  readonly table: readonly FeeRow[];
  /** The kinds of coefficients in the order in which they apply; replace, multiply, add where the file says nothing. */
  readonly order?: readonly CoefficientKind[] | undefined;
  readonly coefficients: readonly Coefficient[];
  readonly reductions: readonly Reduction[];
  /** Of several reductions that fit: the one that takes off most (where nothing is said), or all in the order of the file. */
  readonly stacking?: "largest" | "all" | undefined;
  readonly extras: readonly Extra[];
  readonly takings?: readonly TakingsFee[] | undefined;
  readonly deposits?: readonly Deposit[] | undefined;
  readonly overrun?: readonly Overrun[] | undefined;
  readonly tax?: Tax | undefined;
  readonly rounding: Rounding;
  /** 「100円に満たないときは100円」: what is to pay at all is at least this. What is free stays free. */
  readonly least?: { readonly amount: number; readonly article: string } | undefined;
};

/** Exactly one row fits each space, rate and case; a gap or an overlap is refused when the file is read. */
export type FeeRow = {
  readonly spaces: readonly string[];
  readonly when?: Omit<Condition, "groupCategories" | "spaces" | "slots"> | undefined;
  /** Yen by rate: band id, combined band id (per use) or period id (per step). */
  readonly amounts: Readonly<Record<string, number>>;
  /**
   * slot: as they stand (where nothing is said). person: for each person; with `of` a question that counts (大人, 子ども), and
   * then there is a row for each of them. count: for each thing that the question `of` counts, named by `unit` (1㎡につき, 1台に
   * つき). square-metre: times the area of the space.
   */
  readonly per?: "slot" | "person" | "count" | "square-metre" | undefined;
  readonly of?: string | undefined;
  /** ㎡, 台, 区画: stands behind the number. */
  readonly unit?: LocalText | undefined;
  /** Who is counted, for the line of the price: 大人. */
  readonly name?: LocalText | undefined;
  /** The amounts are those of this larger space; the part pays by its share of the area. */
  readonly areaOf?: string | undefined;
  /**
   * The amounts are for the whole period of a grid, however much of it is used; a use of at most so many minutes of it pays
   * so many percent. 千歳: up to 120 minutes 60 %.
   */
  readonly partial?: readonly { readonly upToMinutes: number; readonly percent: number }[] | undefined;
  /**
   * 「はじめの2時間1,000円、その後1時間ごとに300円」: the first minutes of a use cost this once, by period, whether they are used up
   * or not; what lies beyond costs `amounts`. They are those of the period in which the use begins, and end with it.
   */
  readonly first?: { readonly minutes: number; readonly amounts: Readonly<Record<string, number>> } | undefined;
  readonly article: string;
};

export const coefficientKinds = ["replace", "multiply", "add"] as const;
export type CoefficientKind = (typeof coefficientKinds)[number];

type EachCoefficient = {
  readonly id: string;
  readonly name: LocalText;
  readonly when: Condition;
  /** For a combination: the coefficients whose place it takes. Of two combinations the one that names more goes first. */
  readonly insteadOf?: readonly string[] | undefined;
  /** Of several with the same word here only the highest counts: 「二以上に該当するときは、最も高い率」. */
  readonly exclusive?: string | undefined;
  readonly because: LocalText;
  readonly article: string;
};

export type Multiplying = EachCoefficient & {
  readonly kind?: "multiply" | undefined;
  /** Two decimals at most: 1.2. */
  readonly multiply: number;
};

/**
 * Yen for each unit; or so many percent of the base, whatever others have made of it: 市外5割と入場料5割をそれぞれ加算 are 10割,
 * not 1.5 × 1.5.
 */
export type Adding = EachCoefficient & {
  readonly kind: "add";
  readonly add?: number | undefined;
  readonly per?: CoefficientUnit | undefined;
  /** Of per: person: only those above so many (10人を超える1人につき). */
  readonly beyond?: number | undefined;
  readonly percent?: number | undefined;
};

/** With an amount, that is the fee; with a factor, the fee is the base times it, whatever others have made of it so far. */
export type Replacing = EachCoefficient & {
  readonly kind: "replace";
  readonly amount?: number | undefined;
  readonly per?: CoefficientUnit | undefined;
  readonly factor?: number | undefined;
};

/** Conditions on `slots` are asked of each piece of the run by itself (夜間だけ2割増). */
export type Coefficient = Multiplying | Adding | Replacing;
/** Hours are started hours. */
export type CoefficientUnit = "booking" | "slot" | "hour" | "person";

/** 減免. The full price is kept beside it. */
export type Reduction = {
  readonly id: string;
  readonly name: LocalText;
  readonly when: Condition;
  /** category: by itself, where `when` fits. application: only when it was applied for and granted. */
  readonly on?: "category" | "application" | undefined;
  /** 1 to 100: what is taken off. Either this, `fraction` or `yen`. */
  readonly percent?: number | undefined;
  /** 3分の1, as "1/3": no number of percent is a third. */
  readonly fraction?: string | undefined;
  readonly yen?: number | undefined;
  /** fee: base and coefficients (where nothing is said). all: extras as well. */
  readonly covers?: "fee" | "all" | undefined;
  readonly because: LocalText;
  readonly article: string;
};

/** Heating, cooling, lights, equipment. */
export type Extra = {
  readonly id: string;
  readonly name: LocalText;
  readonly kind: "climate" | "lights" | "equipment";
  readonly spaces: readonly string[];
  /** Only for such uses: 照明　市内500円 and 照明　市外750円 are two, each for its category. */
  readonly when?: Condition | undefined;
  /** Yen for one use; by space where it depends on the size. Either this, `amounts` or `percent`. */
  readonly amount?: number | Readonly<Record<string, number>> | undefined;
  /** Yen by band, combined band or period, as in the fee table: 冷房　午前200円、午後300円、全日700円. With per: slot. */
  readonly amounts?: Readonly<Record<string, number>> | undefined;
  /** So many percent of the base, or of the fee after coefficients; `per` then says nothing about the price. */
  readonly percent?: number | undefined;
  readonly percentOf?: "base" | "fee" | undefined;
  readonly per: ExtraUnit;
  /** after-use: charged by what was measured, when the use is over; with per half-hour or hour. */
  readonly settled?: "before" | "after-use" | undefined;
  /** These multiplying coefficients count for it as well, where they fit: 市外は附属設備も2倍. */
  readonly weightedBy?: readonly string[] | undefined;
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
  /** It is a room of its own (楽屋): the booking takes these units as well. */
  readonly takes?: readonly string[] | undefined;
  /** There are so many of it for all spaces that may ask. */
  readonly stock?: number | undefined;
  readonly article: string;
};

export const extraUnits = ["booking", "slot", "half-hour", "hour", "person", "day"] as const;
export type ExtraUnit = (typeof extraUnits)[number];

/** 入場料収入の割合: a share of what is taken, known when the use is over. The first row that fits. */
export type TakingsFee = {
  readonly id: string;
  readonly name: LocalText;
  readonly when?: Condition | undefined;
  /** The question, asked after the use, for what was taken. */
  readonly taken: string;
  /** The question, asked on the form, for what is expected: the share of it is paid in advance. */
  readonly expected?: string | undefined;
  /** Two decimals at most. */
  readonly percent: number;
  /** At least so many yen, due in any case; or fee: only what the share is more than the fee. */
  readonly least: number | "fee";
  readonly article: string;
};

/** 保証金: given back after the use; never part of the total. */
export type Deposit = {
  readonly id: string;
  readonly name: LocalText;
  readonly when?: Condition | undefined;
  readonly amount: number;
  readonly article: string;
};

/** 延長・超過: what a use costs that ends later than booked, for each started 30 or 60 minutes. The first row that fits. */
export type Overrun = {
  readonly id: string;
  readonly when?: Condition | undefined;
  readonly minutes: 30 | 60;
  /** So long nothing is charged. */
  readonly graceMinutes?: number | undefined;
  /** Yen for each started piece, by space where it differs; or … */
  readonly amount?: number | Readonly<Record<string, number>> | undefined;
  /** … so many percent of the share that this time has in the price of the last band or period, the next one, or the dearer of both. */
  readonly share?: { readonly of: "last" | "next" | "dearer"; readonly percent: number } | undefined;
  /** Multiplying coefficients count for it as well; true where nothing is said. */
  readonly weighted?: boolean | undefined;
  readonly article: string;
};

/** Consumption tax: inside all amounts, or added to their sum as a line. */
export type Tax = { readonly rate: number; readonly included: boolean; readonly article: string };

export type Rounding = {
  readonly to: 1 | 10 | 50 | 100;
  readonly how: "down" | "half-up" | "up";
  /**
   * total: the sum, once (where nothing is said). line: each band's or period's fee after its coefficients, the reduction and
   * each extra. step: the fee after each single step.
   */
  readonly at?: "total" | "line" | "step" | undefined;
  readonly article: string;
};

/** A reference to the ordinance, ready to show. */
export type ArticleReference = { readonly title: LocalText; readonly url?: string | undefined };

export type PriceLine = {
  readonly kind:
    | "base"
    | "coefficient"
    | "reduction"
    | "extra"
    | "takings"
    | "tax"
    | "rounding"
    | "overrun"
    | "deposit";
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
  /** Refundable; not in the total. With a line for each. */
  readonly deposit?: number | undefined;
  readonly deposits?: readonly PriceLine[] | undefined;
  /** The consumption tax in the total, whether it was inside the amounts or added. */
  readonly tax?: { readonly rate: number; readonly included: boolean; readonly amount: number } | undefined;
};

/** What became known when the use was over. */
export type AfterUse = {
  /** How many minutes later than booked it ended. */
  readonly overMinutes?: number | undefined;
  /** To questions that are asked after the use. */
  readonly answers?: Answers | undefined;
  /** Minutes of each extra that is charged by what was measured. */
  readonly minutes?: Readonly<Record<string, number>> | undefined;
};

/** What is still to pay (or, below zero, to give back) after the use. The deposit is another matter: see its quote. */
export type Settlement = { readonly lines: readonly PriceLine[]; readonly total: number };
