import type { PaymentState } from "../types.ts";
import { refundable } from "./refund.ts";
import { isLive } from "./states.ts";

/** One payment of a subject, as far as an amendment looks at it. */
export type Part = {
  readonly id: string;
  readonly state: PaymentState;
  readonly amount: number;
  readonly charged: number;
  readonly refunded: number;
  readonly refunding: number;
  readonly isReplaced: boolean;
};

/** What is to be done so that a subject costs `amount` in all. Yen are whole and positive. */
export type Amendment =
  | { readonly kind: "unchanged" }
  /** A live payment goes (if there is one), and a payment of this amount comes. */
  | {
      readonly kind: "open";
      readonly amount: number;
      readonly ends: string | undefined;
      readonly supplements: string | undefined;
    }
  /** All is paid: the live payment goes. */
  | { readonly kind: "end"; readonly ends: string }
  | { readonly kind: "refund"; readonly ends: string | undefined; readonly refunds: readonly PartRefund[] };
export type PartRefund = { readonly paymentId: string; readonly amount: number };

/** What the city holds of this subject and has not promised back. */
export function keptOf(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + (part.isReplaced ? 0 : refundable(part)), 0);
}

export function amendmentOf(parts: readonly Part[], amount: number): Amendment {
  const live = parts.find(({ state }) => isLive(state));
  const kept = keptOf(parts);
  const due = amount - kept;
  if (due < 0) return { kind: "refund", ends: live?.id, refunds: refundsOf(parts, -due) };
  if (due === (live?.amount ?? 0)) return { kind: "unchanged" };
  if (due === 0) return live === undefined ? { kind: "unchanged" } : { kind: "end", ends: live.id };
  const paid = parts.find((part) => !part.isReplaced && refundable(part) > 0);
  return { kind: "open", amount: due, ends: live?.id, supplements: paid?.id };
}

/** From the payment that came last backwards, so that what was added first goes first. */
export function refundsOf(parts: readonly Part[], amount: number): PartRefund[] {
  const refunds: PartRefund[] = [];
  let left = amount;
  for (const part of parts.filter(({ isReplaced }) => !isReplaced).toReversed()) {
    const share = Math.min(left, refundable(part));
    if (share > 0) refunds.push({ paymentId: part.id, amount: share });
    left -= share;
  }
  if (left > 0) throw new RangeError(`${left} yen more than was paid`);
  return refunds;
}
