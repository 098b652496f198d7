import type { CivilDate, WallTime } from "../../../kernel/time/civil-date.ts";

/** Why rooms are closed. What goes back to the bookers hangs on it, by their terms. */
export const closureKinds = ["weather", "repair", "disaster", "public-use"] as const;
export type ClosureKind = (typeof closureKinds)[number];

export const closureStates = ["planned", "carrying-out", "done", "lifted"] as const;
export type ClosureState = (typeof closureStates)[number];

/** What is to be closed, and what residents read about it. */
export type ClosureAsked = {
  readonly facilityId: string;
  readonly spaceIds: readonly string[];
  readonly firstOn: CivilDate;
  /** Included. */
  readonly lastOn: CivilDate;
  /** Of each day; undefined: whole days. */
  readonly hours: { readonly from: WallTime; readonly to: WallTime } | undefined;
  readonly kind: ClosureKind;
  readonly words: string;
};

export type Closure = ClosureAsked & {
  readonly id: string;
  readonly state: ClosureState;
  /** Nobody is told before. */
  readonly beginsAt: Date;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly doneAt: Date | undefined;
  readonly liftedAt: Date | undefined;
  readonly liftReason: string | undefined;
};

/** waiting: its turn comes. cancelled: by this closure. ended-before: it had ended by then. spared: lifted first. */
export type MetState = "waiting" | "cancelled" | "ended-before" | "spared";

/** A booking that a closure met. */
export type MetBooking = {
  readonly bookingId: string;
  readonly state: MetState;
  readonly refund: number;
  /** No mail reaches this person. */
  readonly needsCall: boolean;
  /** Code of the refusal on which it stands; it is tried again each minute. */
  readonly trouble: string | undefined;
  readonly calledAt: Date | undefined;
};

/** What residents are told of a closed slot. */
export type ClosedBecause = { readonly kind: ClosureKind; readonly words: string };
