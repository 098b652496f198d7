import type { CheckoutStanding } from "../types.ts";

/** What a person may be told of the provider's page. */
export function standingOf(checkout: {
  readonly state: string | undefined;
  readonly lastState: string | undefined;
  readonly isUnreachable: boolean;
}): CheckoutStanding | undefined {
  const { state, lastState, isUnreachable } = checkout;
  if (state === undefined) return undefined;
  if (lastState === "unknown") return "unknown";
  if (state === "over") return "over";
  if (state === "asked") return isUnreachable ? "unreachable" : "preparing";
  return lastState === "failed" ? "refused" : "ready";
}

const minutes = 60_000;

/**
 * Until when the provider's page can be used. Half an hour beyond the due time, so that a hold that is extended once
 * needs no new page (and because Stripe takes no less); a day at the most (Stripe takes no more), and then a new page
 * is made when somebody asks for it. What is due is ended by us: the page is closed at the due time.
 */
export function pageExpiry(dueAt: Date, now: Date): Date {
  return new Date(Math.min(dueAt.getTime() + 30 * minutes, now.getTime() + 23 * 60 * minutes));
}

/** Seconds after somebody came back (or a message came in) at which the provider is asked again. */
export const pollSeconds = [3, 10, 30, 120, 600] as const;
