import type { CivilDate, WallTime } from "../../kernel/time/civil-date.ts";
import type { UseAsked } from "../facility/index.ts";

/**
 * open: groups ask (by the clock), then the table is filled. closed: it waits for another person. confirming: the series are
 * being booked. The transitions stand in rules/states.ts and in the database.
 */
export const seasonStates = ["open", "closed", "confirming", "done", "dropped"] as const;
export type SeasonState = (typeof seasonStates)[number];

export type Season = {
  readonly id: string;
  readonly facilityId: string;
  readonly name: string;
  readonly words: string | undefined;
  readonly firstOn: CivilDate;
  /** Included. */
  readonly lastOn: CivilDate;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly meetingOn: CivilDate;
  /** How many frames a group may name, and get. */
  readonly mostWishes: number;
  readonly mostGiven: number;
  /** Ids of the facility's categories. */
  readonly categories: readonly string[];
  readonly state: SeasonState;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly closedBy: string | undefined;
  readonly closedAt: Date | undefined;
  readonly confirmedBy: string | undefined;
  readonly confirmedAt: Date | undefined;
  readonly endedBecause: string | undefined;
};

/** 枠: a space on a weekday (0 is Sunday) in neighbouring slots. */
export type Frame = {
  readonly id: string;
  readonly seasonId: string;
  readonly spaceId: string;
  readonly weekday: number;
  readonly slots: readonly string[];
  readonly units: readonly string[];
  readonly from: WallTime;
  readonly to: WallTime;
  readonly note: string | undefined;
};

export type Application = {
  readonly id: string;
  readonly seasonId: string;
  readonly groupId: string;
  readonly personId: string;
  readonly enteredBy: string | undefined;
  readonly number: number;
  readonly use: Omit<UseAsked, "groupId">;
  readonly words: string | undefined;
  readonly isNamed: boolean;
  readonly askedAt: Date;
  readonly withdrawnAt: Date | undefined;
  /** Frames in the order of the wish: the first is rank 1. */
  readonly wishes: readonly string[];
};

/** every: each week. odd, even: the 1st, 3rd … or the 2nd, 4th … of that weekday in the season. */
export const patterns = ["every", "odd", "even"] as const;
export type Pattern = (typeof patterns)[number];

export type Share = {
  readonly pattern: Pattern;
  readonly from: CivilDate;
  /** Included. */
  readonly until: CivilDate;
  readonly without: readonly CivilDate[];
};

/** Of a season after it was opened: days as YYYY-MM-DD, spaces as ids with commas, names as they were and are. */
export type SeasonChange = {
  readonly field: "name" | "closes" | "meeting" | "spaces" | "words";
  readonly before: string;
  readonly after: string;
};

export type LeftOut = { readonly on: CivilDate; readonly code: string };

export type Given = Share & {
  readonly id: string;
  readonly seasonId: string;
  readonly applicationId: string;
  readonly frameId: string;
  readonly givenBy: string;
  readonly givenAt: Date;
  readonly state: "given" | "booked" | "refused";
  readonly seriesId: string | undefined;
  readonly leftOut: readonly LeftOut[];
  /** Code of the refusal on which all of it stands. */
  readonly trouble: string | undefined;
};
