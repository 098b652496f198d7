import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { WallTime } from "../../../kernel/time/civil-date.ts";
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

export type Purpose = { readonly id: string; readonly name: LocalText; readonly note?: LocalText | undefined };

/** The conditions on which spaces are lent; each space names one. */
export type Terms = {
  readonly id: string;
  /** Categories that are not listed cannot book. */
  readonly categories: readonly { readonly category: string; readonly opens: Opening }[];
  readonly closes: Closes;
  readonly minPeople: number;
  /** What who books must say is so: 「大人の責任者が、いっしょにいます」. */
  readonly declarations: readonly { readonly id: string; readonly text: LocalText; readonly article: string }[];
  readonly payment: PaymentRule;
  readonly refund: RefundRule;
  /** 抽選: days of a month are drawn for before what is left is first come. Missing: first come from the beginning. */
  readonly lottery?: LotteryRule | undefined;
};

/** The first instant at which a day can be booked. */
export type Opening =
  | { readonly kind: "days"; readonly days: number; readonly at: WallTime }
  | {
      readonly kind: "months";
      readonly months: number;
      /** The first day of that month, or the same day (the month's last where it has no such day). */
      readonly day: "first" | "same";
      readonly at: WallTime;
    };

/** The last moment: until the end of the n-th day before, or until n minutes before the start. */
export type Closes =
  | { readonly kind: "days"; readonly days: number }
  | { readonly kind: "minutes"; readonly minutes: number };

export const payWays = ["online", "counter"] as const;
export type PayWay = (typeof payWays)[number];

export type PaymentRule = {
  readonly ways: readonly PayWay[];
  /** Paid at the latest on the n-th day after the booking … */
  readonly withinDays: number;
  /** … and on the n-th day before the use; the earlier of the two, to the end of that day. */
  readonly daysBefore: number;
  readonly article: string;
};

export type RefundRule = {
  /** Most days first, percent falling; later than the last step nothing is refunded. */
  readonly steps: readonly { readonly daysBefore: number; readonly percent: number }[];
  readonly article: string;
};
