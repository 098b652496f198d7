import type { CivilDate } from "../../kernel/time/civil-date.ts";
import type { InstantRange } from "../../kernel/time/range.ts";
import type { LotteryRule } from "../facility/index.ts";

/** The states of a round, in their order; the transitions stand in rules/states.ts and in the database. */
export const roundStates = [
  "announced",
  "open",
  "closed",
  "drawn",
  "published",
  "confirming",
  "over",
  "called-off",
] as const;
export type RoundState = (typeof roundStates)[number];

export type Round = {
  readonly id: string;
  /** What shares one round: '<facility>/<terms>', or the name that the ordinances give it. */
  readonly setId: string;
  /** The month of use, by its first day. */
  readonly month: CivilDate;
  readonly spaceIds: readonly string[];
  readonly rule: LotteryRule;
  readonly state: RoundState;
  readonly announcedAt: Date;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly drawAt: Date;
  readonly resultAt: Date;
  readonly confirmBy: Date;
  /** Hex, as are all hashes here. */
  readonly commitment: string;
  readonly secretSealed: string;
  readonly publicNumber: string | undefined;
};

/** held: looks like an entry of the same person by another account. It takes part all the same. */
export type Likeness = "alone" | "held" | "cleared";

export type Entry = {
  readonly id: string;
  readonly roundId: string;
  /** 受付番号: all that others see of it. */
  readonly code: string;
  readonly personId: string;
  readonly groupId: string | undefined;
  readonly use: EntryUse;
  readonly enteredAt: Date;
  readonly withdrawnAt: Date | undefined;
  readonly leftOutAt: Date | undefined;
  readonly likeness: Likeness;
};

/** How it will be used, as the booking form asks; the group stands at the entry. */
export type EntryUse = Readonly<Record<string, unknown>>;

/** 第n希望. */
export type RankedChoice = {
  readonly rank: number;
  readonly facilityId: string;
  readonly spaceId: string;
  readonly on: CivilDate;
  readonly slots: readonly string[];
  readonly units: readonly string[];
  /** With the room's buffers. */
  readonly taken: InstantRange;
};

/** awarded: won, and not answered yet. taken: 確定. ended: declined, lapsed, or given up later. */
export const winStates = ["awarded", "taken", "ended"] as const;
export type WinState = (typeof winStates)[number];

export type Win = {
  readonly id: string;
  readonly roundId: string;
  readonly entryId: string;
  readonly rank: number;
  readonly bookingId: string;
  readonly state: WinState;
  readonly awardedAt: Date;
  readonly confirmBy: Date;
  readonly insteadOf: string | undefined;
};

export const decisionKinds = ["postpone", "call-off", "public-number", "leave-out"] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** What one member of staff proposes and another one decides. */
export type Decision = {
  readonly id: string;
  readonly roundId: string;
  readonly kind: DecisionKind;
  readonly drawAt: Date | undefined;
  readonly publicNumber: string | undefined;
  readonly entryId: string | undefined;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly decidedBy: string | undefined;
  readonly decidedAt: Date | undefined;
  readonly outcome: "agreed" | "refused" | undefined;
};
