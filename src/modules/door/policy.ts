import type { Actor, Audience } from "../../kernel/actor.ts";
import { isInAudience } from "../../kernel/actor.ts";
import { forbidden, notFound } from "../../kernel/refusal.ts";
import { type Workplace, worksAt } from "../../kernel/workplace.ts";

/** Who may do what at the doors. Whose booking it is, the caller has checked before (facility). */
export const policy = {
  /** State of the doors, alarms, entry log without names. */
  see: "staff",
  /** Open and close from afar, with a reason. */
  operate: ["clerk", "facility-manager"],
  /** Hand out a spare code, see a code for somebody at the counter or on the telephone; with a reason. */
  handOut: ["clerk", "facility-manager"],
  /** Hand out a key and take it back; say the number that a key box has now. */
  handKey: ["clerk", "facility-manager"],
  /** Hold doors open as a shelter, and end it: each by two people. */
  shelter: ["clerk", "facility-manager", "administrator"],
  /** Which staff looked at which codes, and why. */
  seeViews: ["facility-manager", "administrator", "auditor"],
  /** Say that one sees to an alarm. */
  takeAlarm: ["clerk", "facility-manager"],
} as const satisfies Record<string, Audience>;

export type DoorErrand = keyof typeof policy;

export function may(actor: Actor, errand: DoorErrand): boolean {
  return isInAudience(actor, policy[errand]);
}

export function requireMay(actor: Actor, errand: DoorErrand): asserts actor is Actor & { kind: "staff" } {
  if (!may(actor, errand)) throw forbidden();
}

/** The same at the doors of one facility: 所管課 (kernel/workplace.ts). */
export function mayAt(place: Workplace, errand: DoorErrand, facilityId: string | undefined): boolean {
  return worksAt(place, policy[errand], facilityId);
}

/** 403 by the role; 404 at a door of another section, as for one that does not exist. */
export function requireMayAt(
  place: Workplace,
  errand: DoorErrand,
  door: { readonly facilityId: string | undefined } | undefined,
): Actor & { kind: "staff" } {
  const { actor } = place;
  requireMay(actor, errand);
  if (door === undefined || !mayAt(place, errand, door.facilityId)) throw notFound();
  return actor;
}
