import type { Konbini, PaymentState, ProviderReading } from "../types.ts";
import { isLive, isPaid } from "./states.ts";

/** What we know when a reading of the provider arrives. */
export type Known = {
  readonly payment: {
    readonly state: PaymentState;
    readonly amount: number;
    readonly currency: string;
    readonly dueAt: Date;
  };
  readonly checkout: { readonly reference: string; readonly isLive: boolean; readonly lastState: string | undefined };
  /** The ledger's charge for this reference, and what of it went back or is on its way back. */
  readonly charge: { readonly returned: number } | undefined;
  readonly now: Date;
};

export type Effect =
  | { readonly kind: "none" }
  | { readonly kind: "mismatch"; readonly what: "reference" | "amount" | "currency" | "refunded" }
  | { readonly kind: "charge"; readonly late: boolean; readonly isSecond: boolean }
  | {
      readonly kind: "pend";
      readonly konbini: Konbini;
      readonly method: "konbini" | "pay-easy";
      readonly late: boolean;
    }
  | { readonly kind: "fail" }
  | { readonly kind: "wait" }
  | { readonly kind: "end-checkout"; readonly expires: boolean };

/**
 * What a reading changes. Readings may come twice, late and in any order: a charge is made once for each reference,
 * an older reading never takes back what a newer one brought, and nothing that does not fit our row has any effect.
 */
export function effectOf(reading: ProviderReading, known: Known): Effect {
  const { payment, checkout, charge, now } = known;
  if (reading.reference !== checkout.reference) return { kind: "mismatch", what: "reference" };
  if (reading.currency !== payment.currency) return { kind: "mismatch", what: "currency" };
  if (reading.amount !== payment.amount) return { kind: "mismatch", what: "amount" };
  if (charge !== undefined) {
    return reading.refunded > charge.returned ? { kind: "mismatch", what: "refunded" } : { kind: "none" };
  }
  const late = !isLive(payment.state) || now >= payment.dueAt;
  if (reading.state === "paid") {
    const isSecond = isPaid(payment.state);
    return { kind: "charge", late: late && !isSecond, isSecond };
  }
  if (!isLive(payment.state) || !checkout.isLive) return { kind: "none" };
  switch (reading.state) {
    case "pending":
      if (payment.state === "pending" || reading.konbini === undefined) return { kind: "none" };
      return {
        kind: "pend",
        konbini: reading.konbini,
        method: reading.method === "pay-easy" ? "pay-easy" : "konbini",
        late,
      };
    case "failed":
      // A refusal that is older than the number: the number stands.
      return payment.state === "pending" || checkout.lastState === "failed" ? { kind: "none" } : { kind: "fail" };
    case "expired":
      return { kind: "end-checkout", expires: payment.state === "pending" };
    case "unknown":
      return { kind: "wait" };
    case "open":
      return { kind: "none" };
  }
}
