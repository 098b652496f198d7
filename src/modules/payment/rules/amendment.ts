import type { PaymentState } from "../types.ts";
import { type DepositStanding, heldOf, priceLeftOf, refundable } from "./refund.ts";
import { isLive } from "./states.ts";

/** One payment of a subject, as far as an amendment looks at it. */
export type Part = Partial<DepositStanding> & {
  readonly id: string;
  readonly state: PaymentState;
  readonly amount: number;
  /** Of the amount. */
  readonly deposit?: number;
  readonly charged: number;
  readonly refunded: number;
  readonly refunding: number;
  readonly isReplaced: boolean;
};

/** What is to be done so that a subject costs `amount` in all. Yen are whole and positive. */
export type Amendment =
  | { readonly kind: "unchanged" }
  /** A live payment goes (if there is one), and a payment of this amount comes. */
  | ({ readonly kind: "open" } & Opening)
  /** All is paid: the live payment goes. */
  | { readonly kind: "end"; readonly ends: string }
  | { readonly kind: "refund"; readonly ends: string | undefined; readonly refunds: readonly PartRefund[] }
  /** Of price and deposit one became more and the other less: a deposit pays no price, so one goes back and one is asked. */
  | ({ readonly kind: "exchange"; readonly refunds: readonly PartRefund[] } & Opening);
type Opening = {
  readonly amount: number;
  readonly ends: string | undefined;
  readonly supplements: string | undefined;
};
export type PartRefund = { readonly paymentId: string; readonly amount: number; readonly deposit?: number };

const standing = (parts: readonly Part[]) => parts.filter(({ isReplaced }) => !isReplaced);
const sumOf = (parts: readonly Part[], of: (part: Part) => number) =>
  standing(parts).reduce((sum, part) => sum + of(part), 0);

/** What the city holds of this subject and has not promised back, deposit and price. */
export const keptOf = (parts: readonly Part[]): number => sumOf(parts, refundable);
export const depositHeldOf = (parts: readonly Part[]): number => sumOf(parts, heldOf);
export const priceKeptOf = (parts: readonly Part[]): number => sumOf(parts, priceLeftOf);

/** `deposit`: so much of the amount is one. */
export function amendmentOf(parts: readonly Part[], amount: number, deposit = 0): Amendment {
  const live = parts.find(({ state }) => isLive(state));
  const price = amount - deposit - priceKeptOf(parts);
  const kept = deposit - depositHeldOf(parts);
  const due = Math.max(0, price) + Math.max(0, kept);
  const isAsked = due === (live?.amount ?? 0) && Math.max(0, kept) === (live?.deposit ?? 0);
  const paid = standing(parts).find((part) => refundable(part) > 0);
  const opening = { amount: due, ends: live?.id, supplements: paid?.id };
  if (price < 0 || kept < 0) {
    const refunds = refundsOf(parts, Math.max(0, -price) + Math.max(0, -kept), Math.max(0, -kept));
    if (due === 0) return { kind: "refund", ends: live?.id, refunds };
    return isAsked ? { kind: "refund", ends: undefined, refunds } : { kind: "exchange", refunds, ...opening };
  }
  if (isAsked) return { kind: "unchanged" };
  if (due === 0) return live === undefined ? { kind: "unchanged" } : { kind: "end", ends: live.id };
  return { kind: "open", ...opening };
}

/** From the payment that came last backwards, so that what was added first goes first. `deposit` of it is deposit. */
export function refundsOf(parts: readonly Part[], amount: number, deposit = 0): PartRefund[] {
  const refunds: PartRefund[] = [];
  const left = { price: amount - deposit, deposit };
  for (const part of standing(parts).toReversed()) {
    const price = Math.min(left.price, priceLeftOf(part));
    const held = Math.min(left.deposit, heldOf(part));
    if (price + held > 0)
      refunds.push({ paymentId: part.id, amount: price + held, ...(held > 0 && { deposit: held }) });
    left.price -= price;
    left.deposit -= held;
  }
  if (left.price + left.deposit > 0) throw new RangeError(`${left.price} and ${left.deposit} yen more than was paid`);
  return refunds;
}
