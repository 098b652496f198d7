/** What the demo provider keeps of a checkout. `unknown` turns into `paid` at `certainAt`. */
export type Checkout = {
  readonly reference: string;
  /** The unguessable part of the hosted page's address. */
  readonly token: string;
  readonly key: string;
  readonly bodyHash: string;
  readonly amount: number;
  readonly currency: string;
  readonly description: string;
  readonly returnUrl: string;
  readonly expiresAt: string;
  readonly payLaterUntil?: string;
  readonly locale: "ja" | "en";
  readonly state: "open" | "pending" | "paid" | "failed" | "unknown" | "closed";
  readonly method?: "card" | "konbini";
  readonly konbini?: { readonly number: string; readonly until: string };
  readonly certainAt?: string;
  readonly refunds: readonly Refund[];
};

export type Refund = {
  readonly reference: string;
  readonly key: string;
  readonly bodyHash: string;
  readonly amount: number;
  readonly state: "done" | "not-possible";
};

/** Something changed. It says what about, never what is true now. */
export type Event = {
  readonly id: string;
  readonly type: string;
  readonly reference: string;
  readonly at: string;
  readonly delivered: boolean;
};

export type PublicState = "open" | "pending" | "paid" | "failed" | "expired" | "unknown";

/** What a reader is told at this instant: time itself ends what is not paid, and makes certain what was unknown. */
export function publicState(checkout: Checkout, now: Date): PublicState {
  const isPast = (instant: string | undefined) => instant !== undefined && now >= new Date(instant);
  switch (checkout.state) {
    case "paid":
      return "paid";
    case "closed":
      return "expired";
    case "unknown":
      return isPast(checkout.certainAt) ? "paid" : "unknown";
    case "pending":
      return isPast(checkout.konbini?.until) ? "expired" : "pending";
    default:
      return isPast(checkout.expiresAt) ? "expired" : checkout.state;
  }
}

export function refundedSum(checkout: Checkout): number {
  return checkout.refunds.reduce((sum, refund) => sum + (refund.state === "done" ? refund.amount : 0), 0);
}

/** The answer of GET /v1/checkouts/<reference>. */
export function publicReading(checkout: Checkout, now: Date) {
  const { reference, amount, currency, method, konbini } = checkout;
  return {
    reference,
    amount,
    currency,
    state: publicState(checkout, now),
    method,
    konbini,
    refunded: refundedSum(checkout),
  };
}
