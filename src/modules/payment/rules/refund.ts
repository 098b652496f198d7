import type { PaymentState } from "../types.ts";

/** How money stands: all in whole yen. `surplus`: charged a second time, still to go back. */
export type Standing = {
  readonly amount: number;
  readonly charged: number;
  readonly refunded: number;
  readonly refunding: number;
  readonly surplus: number;
};

/** Of a payment's money what is a deposit: came in, went back or is promised, stays by a decision. */
export type DepositStanding = {
  readonly depositTaken: number;
  readonly depositBack: number;
  readonly depositKept: number;
};
type Moved = Pick<Standing, "charged" | "refunded" | "refunding"> & Partial<DepositStanding>;

/** What may still be promised back, deposit and price together. */
export function refundable({ charged, refunded, refunding, depositKept = 0 }: Moved): number {
  return charged - refunded - refunding - depositKept;
}

/** The deposit that is held: neither given back nor kept for good. */
export function heldOf({ depositTaken = 0, depositBack = 0, depositKept = 0 }: Partial<DepositStanding>): number {
  return depositTaken - depositBack - depositKept;
}

/** Of the price what was paid and not promised back. */
export function priceLeftOf(payment: Moved): number {
  return refundable(payment) - heldOf(payment);
}

/** The state that the ledger gives a paid payment: what is kept of it decides. */
export function stateByLedger({ amount, charged, refunded, surplus }: Standing): PaymentState {
  const kept = charged - refunded - surplus;
  if (kept >= amount) return "paid";
  return kept > 0 ? "partly-refunded" : "refunded";
}
