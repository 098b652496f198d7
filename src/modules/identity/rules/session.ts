import type { PersonKind } from "../types.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A resident's session ends after 30 days without a visit and after 90 days in any case; staff's after 12 hours. */
export const sessionLimits: Readonly<Record<PersonKind, { readonly idle: number; readonly total: number }>> = {
  resident: { idle: 30 * day, total: 90 * day },
  staff: { idle: 12 * hour, total: 12 * hour },
};

export function sessionEnd(kind: PersonKind, now: Date): Date {
  return new Date(now.getTime() + sessionLimits[kind].total);
}

/** Sessions last seen before this are idle. */
export function idleSince(kind: PersonKind, now: Date): Date {
  return new Date(now.getTime() - sessionLimits[kind].idle);
}

/** "Last seen" is noted this coarsely, so that a page view is a read and not a write. */
export const seenEvery = 10 * minute;

export const signInMethods = ["code", "passkey", "card", "sign-on"] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** Staff need a second factor: a verified passkey is two in one; a code by mail alone never is. */
export function mayOpenSession(kind: PersonKind, method: SignInMethod, isTwoFactor: boolean): boolean {
  return kind === "resident" || (isTwoFactor && (method === "passkey" || method === "sign-on"));
}
