import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { CivilDate, WallTime } from "../../../kernel/time/civil-date.ts";
import type { DayCondition } from "./calendar.ts";

/**
 * How the time of a space is cut into slots, the pieces that a person picks. Bands (区分) are named pieces of any length,
 * also over midnight and over days; a grid is equal steps of one day. A booking is one run of neighbouring slots.
 */
export type Timetable = BandTimetable | GridTimetable;

export type BandTimetable = {
  readonly id: string;
  readonly kind: "bands";
  readonly bands: readonly Band[];
  /** Runs of bands that have a name and a price of their own: 全日. */
  readonly combined: readonly CombinedBands[];
  /**
   * Neighbouring bands may be booked together, with the time between them; or only those that a combination names (午前と
   * 午後, but not 午後と夜間); or each band is a booking by itself.
   */
  readonly consecutive: "with-gap" | "combined-only" | "not-allowed";
};

export type Band = {
  readonly id: string;
  readonly name: LocalText;
  readonly from: WallTime;
  readonly to: WallTime;
  readonly when?: DayCondition | undefined;
  /** false: only as a part of a combination, as a hall that is lent for the whole day only. */
  readonly alone?: boolean | undefined;
  /** It ends so many days after it began: 1 for a night (15:00 to 10:00) or past midnight, 5 for Tuesday to Sunday. */
  readonly endsAfterDays?: number | undefined;
  /** So many of them after each other are one booking (連泊, 2週間); the next begins so many days after the one before. */
  readonly inRow?: { readonly most: number; readonly everyDays?: number | undefined } | undefined;
  /** Of its days these may be closing days. Missing: the house is open on each, the one on which it ends included. */
  readonly overClosed?: readonly ClosedPart[] | undefined;
};

/** The days between the first and the last, and the one on which it ends. It never begins on a closing day. */
export const closedParts = ["inside", "last"] as const;
export type ClosedPart = (typeof closedParts)[number];

/** 全日, 昼間: a row of the table that overlaps others is a combination of them, never a band of its own. */
export type CombinedBands = {
  readonly id: string;
  readonly name: LocalText;
  readonly of: readonly string[];
  readonly when?: DayCondition | undefined;
};

export type GridTimetable = {
  readonly id: string;
  readonly kind: "grid";
  /** Length of a slot; divides 24 hours. Slots are counted from the first period's start. */
  readonly stepMinutes: number;
  readonly minMinutes: number;
  readonly maxMinutes: number;
  /** A use begins so many minutes after the first slot, or a multiple of it: 1時間ごと in steps of 30 minutes. */
  readonly startsEvery?: number | undefined;
  /** A use lasts a multiple of so many minutes: 2時間単位. */
  readonly lengthsOf?: number | undefined;
  /**
   * Parts of the day with a price of their own (昼, 夜間); each is a whole number of steps. Neighbours of a day touch, unless
   * `gaps` is true: then a use cannot run over what lies between (昼休み).
   */
  readonly periods: readonly Period[];
  readonly gaps?: boolean | undefined;
};

export type Period = {
  readonly id: string;
  readonly name: LocalText;
  readonly from: WallTime;
  readonly to: WallTime;
  readonly when?: DayCondition | undefined;
};

/**
 * A piece that can be picked. `id` is the band's id, or the starting time of a grid's step ("18:00"); of a band in a row, the
 * second night of "stay" is "stay:1": the days after the first one.
 */
export type Slot = {
  readonly id: string;
  readonly name: LocalText;
  readonly from: WallTime;
  readonly to: WallTime;
  /** The column of the fee table: band id or period id. */
  readonly rate: string;
  /** Only together with these slots (itself among them), because its band is not lent alone. */
  readonly together?: readonly string[];
  /** How many days after the day of the choice it begins; missing: on that day. */
  readonly beginsAfterDays?: number;
  /** How many days after the day on which it begins it ends; missing: on the same day. */
  readonly endsAfterDays?: number;
};

/** Neighbouring slots from one day on, in order, with what lies between them. Never empty. */
export type SlotRun = {
  readonly on: CivilDate;
  readonly slots: readonly Slot[];
  readonly from: WallTime;
  readonly to: WallTime;
  /** The day on which it ends; missing: the day on which it begins. */
  readonly lastOn?: CivilDate;
};
