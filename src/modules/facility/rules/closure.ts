import { createHash } from "node:crypto";
import { addDays, listDays } from "../../../kernel/time/civil-date.ts";
import { instantOf } from "../../../kernel/time/instant.ts";
import { type InstantRange, rangeOfTimes } from "../../../kernel/time/range.ts";
import type { ClosureAsked, ClosureKind, ClosureState } from "../types/closure.ts";
import type { RefundCause } from "../types/terms.ts";

/** What the ordinance's refund table calls this reason. A repair and the city's own use are the city's fault. */
export const causeOf: Readonly<Record<ClosureKind, RefundCause>> = {
  weather: "weather",
  repair: "city",
  disaster: "disaster",
  "public-use": "city",
};

/** Every way a closure can go; what is not here is refused. A lifted one never closes again: another is made. */
export const closureTransitions: Readonly<Record<ClosureState, readonly ClosureState[]>> = {
  planned: ["carrying-out", "lifted"],
  "carrying-out": ["done", "lifted"],
  done: ["lifted"],
  lifted: [],
};

export function canCloseMove(from: ClosureState, to: ClosureState): boolean {
  return closureTransitions[from].includes(to);
}

/** Mails that were sent cannot be called back: so long nothing happens but that nobody can book. */
export const minutesToThinkAgain = 2;

/** When it is closed: one range for whole days, else one for each day. */
export function closedDuring(asked: ClosureAsked, zone: string): readonly InstantRange[] {
  const { firstOn, lastOn, hours } = asked;
  const after = addDays(lastOn, 1);
  if (hours === undefined) {
    return [{ from: instantOf(firstOn, "00:00", zone), until: instantOf(after, "00:00", zone) }];
  }
  return listDays(firstOn, after).map((on) => rangeOfTimes(on, hours.from, hours.to, zone));
}

/** The list that staff were shown, as one word: another list gives another word. */
export function markOf(met: readonly { readonly bookingId: string; readonly refund: number }[]): string {
  const lines = met.map(({ bookingId, refund }) => `${bookingId} ${refund}`).toSorted();
  return createHash("sha256").update(lines.join("\n")).digest("hex").slice(0, 32);
}
