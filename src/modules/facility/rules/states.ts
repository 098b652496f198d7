import type { BlockKind, BookingState, Occupancy } from "../types/booking.ts";

/**
 * Every way a booking can go; what is not here is refused. `from` undefined is its beginning.
 *
 * expired → confirmed: the money came late
 * and the room is still free; if it is not, the booking stays expired and the money goes back.
 */
export const transitions: readonly {
  readonly from: BookingState | undefined;
  readonly to: BookingState;
  readonly by: Cause;
}[] = [
  { from: undefined, to: "held", by: "hold" },
  { from: undefined, to: "blocked", by: "block" },
  { from: undefined, to: "reserved", by: "award" },
  { from: "held", to: "requested", by: "ask" },
  { from: "held", to: "reserved", by: "pay-later" },
  { from: "held", to: "confirmed", by: "pay" },
  { from: "held", to: "expired", by: "time" },
  { from: "held", to: "cancelled", by: "cancel" },
  { from: "requested", to: "reserved", by: "approve" },
  { from: "requested", to: "confirmed", by: "stand" },
  { from: "requested", to: "reserved", by: "stand-unpaid" },
  { from: "requested", to: "expired", by: "time" },
  { from: "requested", to: "cancelled", by: "cancel" },
  { from: "reserved", to: "requested", by: "ask" },
  { from: "reserved", to: "confirmed", by: "pay" },
  { from: "reserved", to: "expired", by: "time" },
  { from: "reserved", to: "cancelled", by: "cancel" },
  { from: "confirmed", to: "reserved", by: "owe" },
  { from: "confirmed", to: "requested", by: "ask" },
  { from: "confirmed", to: "cancelled", by: "cancel" },
  { from: "blocked", to: "cancelled", by: "cancel" },
  { from: "expired", to: "confirmed", by: "pay" },
];

/** ask: the ordinance wants a decision; approve: it was decided, and what is left is to be paid. stand: a change was not allowed, and it is again what it was, paid or (stand-unpaid) not yet. owe: it was changed, and the difference is to be paid. pay: paid, or nothing to pay. pay-later: a convenience-store number was given, or the counter was chosen. */
export type Cause =
  | "hold"
  | "block"
  | "award"
  | "ask"
  | "approve"
  | "pay"
  | "pay-later"
  | "owe"
  | "stand"
  | "stand-unpaid"
  | "time"
  | "cancel";

/** Where a booking goes from here by this cause, or undefined if it cannot. */
export function nextState(from: BookingState | undefined, by: Cause): BookingState | undefined {
  return transitions.find((one) => one.from === from && one.by === by)?.to;
}

export function canMove(from: BookingState | undefined, to: BookingState): boolean {
  return transitions.some((one) => one.from === from && one.to === to);
}

/** The states in which a booking keeps its units; the database's exclusion constraint names the same. */
export const occupyingStates = [
  "held",
  "requested",
  "reserved",
  "confirmed",
  "blocked",
] as const satisfies readonly BookingState[];

/** What others see of a booking: that it is taken, and nothing else. */
export function seenAs(state: BookingState, block: BlockKind | undefined): Occupancy["as"] {
  if (state === "held") return "held";
  return state === "blocked" && block === "closure" ? "closed" : "taken";
}
