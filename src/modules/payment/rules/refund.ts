import type { PaymentState } from "../types.ts";

/** How money stands: all in whole yen. `surplus`: charged a second time, still to go back. */
export type Standing = {
  readonly amount: number;
  readonly charged: number;
  readonly refunded: number;
  readonly refunding: number;
  readonly surplus: number;
};

/** What may still be promised back. */
export function refundable({
  charged,
  refunded,
  refunding,
}: Pick<Standing, "charged" | "refunded" | "refunding">): number {
  return charged - refunded - refunding;
}

/** The state that the ledger gives a paid payment: what is kept of it decides. */
export function stateByLedger({ amount, charged, refunded, surplus }: Standing): PaymentState {
  const kept = charged - refunded - surplus;
  if (kept >= amount) return "paid";
  return kept > 0 ? "partly-refunded" : "refunded";
}
