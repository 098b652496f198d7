import { type Actor, type Audience, isInAudience } from "../../kernel/actor.ts";
import { forbidden, notFound } from "../../kernel/refusal.ts";
import { type Workplace, worksAt } from "../../kernel/workplace.ts";

/** What staff may do with other people's bookings. Residents: their own only, see commands/own-booking.ts. */
export const policy = {
  /** The board, the list, one booking. Each look at names leaves a row in the audit log. */
  see: "staff",
  /** Book for somebody who telephones or stands at the counter. */
  book: ["clerk", "facility-manager"],
  cancel: ["clerk", "facility-manager"],
  /** Another day, room or use for a booking that stands. */
  change: ["clerk", "facility-manager"],
  /** Close a room, or keep it for the city. */
  block: ["clerk", "facility-manager"],
  /** Close rooms for days or hours, with all that is booked there. */
  close: ["clerk", "facility-manager"],
  /** 減免: never of what one entered oneself. */
  decideReduction: ["facility-manager", "approver"],
  /** 許可の決定: never of what one entered oneself, nor for oneself. */
  decideApproval: ["facility-manager", "approver"],
  /** What a house costs in a year. */
  enterCosts: ["facility-manager", "finance"],
  /** 使用後の精算 */
  settleAfterUse: ["clerk", "facility-manager"],
  /** Whether somebody really did not come; it may cost points. */
  reviewOffence: ["clerk", "facility-manager"],
  /** 申し立て: never of points that one gave oneself. */
  decideAppeal: ["facility-manager", "approver"],
  /** 条例ファイル: brought by one, put into force by another. */
  bringOrdinance: ["facility-manager"],
  scheduleOrdinance: ["approver"],
  withdrawOrdinance: ["facility-manager", "approver"],
} as const satisfies Record<string, Audience>;

export function may(actor: Actor, errand: keyof typeof policy): boolean {
  return isInAudience(actor, policy[errand]);
}

/** The same at one facility: 所管課 (kernel/workplace.ts). What a list shows, and what a page offers. */
export function mayAt(place: Workplace, errand: keyof typeof policy, facilityId: string | undefined): boolean {
  return worksAt(place, policy[errand], facilityId);
}

/** The member of staff who does it, or 403; 404 at a facility of another section, as for what does not exist. */
export function requireMayAt(
  place: Workplace,
  errand: keyof typeof policy,
  facilityId: string | undefined,
): Actor & { kind: "staff" } {
  const staff = requireMay(place.actor, errand);
  if (!mayAt(place, errand, facilityId)) throw notFound();
  return staff;
}

/** The member of staff who does it, or 403. Alone for what is no facility's affair; else requireMayAt. */
export function requireMay(actor: Actor, errand: keyof typeof policy): Actor & { kind: "staff" } {
  if (actor.kind !== "staff" || !may(actor, errand)) throw forbidden();
  return actor;
}
