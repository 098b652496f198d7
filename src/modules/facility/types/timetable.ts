import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { CivilDate, WallTime } from "../../../kernel/time/civil-date.ts";
import type { DayCondition } from "./calendar.ts";

/**
 * How the day of a space is cut into slots, the pieces that a person picks. Bands (区分) are named pieces of any length;
 * a grid is equal steps. A booking is one run of neighbouring slots on one day.
 */
export type Timetable = BandTimetable | GridTimetable;

export type BandTimetable = {
  readonly id: string;
  readonly kind: "bands";
  readonly bands: readonly Band[];
  /** Runs of bands that have a name and a price of their own: 全日. */
  readonly combined: readonly CombinedBands[];
  /** Neighbouring bands may be booked together, with the time between them; or each band is a booking by itself. */
  readonly consecutive: "with-gap" | "not-allowed";
};

export type Band = {
  readonly id: string;
  readonly name: LocalText;
  readonly from: WallTime;
  readonly to: WallTime;
  readonly when?: DayCondition | undefined;
};

export type CombinedBands = { readonly id: string; readonly name: LocalText; readonly of: readonly string[] };

export type GridTimetable = {
  readonly id: string;
  readonly kind: "grid";
  /** Length of a slot; divides 24 hours. Slots are counted from the first period's start. */
  readonly stepMinutes: number;
  readonly minMinutes: number;
  readonly maxMinutes: number;
  /** Parts of the day with a price of their own (昼, 夜間); neighbours touch, and each is a whole number of steps. */
  readonly periods: readonly Period[];
};

export type Period = {
  readonly id: string;
  readonly name: LocalText;
  readonly from: WallTime;
  readonly to: WallTime;
};

/** A piece of one day that can be picked. `id` is the band's id, or the starting time of a grid's step ("18:00"). */
export type Slot = {
  readonly id: string;
  readonly name: LocalText;
  readonly from: WallTime;
  readonly to: WallTime;
  /** The column of the fee table: band id or period id. */
  readonly rate: string;
};

/** Neighbouring slots of one day, in order, with what lies between them. Never empty. */
export type SlotRun = {
  readonly on: CivilDate;
  readonly slots: readonly Slot[];
  readonly from: WallTime;
  readonly to: WallTime;
};
