import type { Method, OnlineMethod, PaymentState, RefundState } from "../types.ts";

/**
 * The state table. A failed try is no transition: the payment stays open. Money that comes after the end is still
 * money, so expired and abandoned lead to paid. PostgreSQL holds the same pairs (payment.transition).
 */
export const transitions: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  open: ["pending", "paid", "expired", "abandoned"],
  pending: ["paid", "expired", "abandoned"],
  paid: ["partly-refunded", "refunded"],
  "partly-refunded": ["refunded"],
  refunded: [],
  expired: ["paid"],
  abandoned: ["paid"],
};

/** PostgreSQL holds the same pairs (payment.refund_transition). */
export const refundTransitions: Readonly<Record<RefundState, readonly RefundState[]>> = {
  asked: ["unknown", "by-hand", "done"],
  unknown: ["by-hand", "done"],
  "by-hand": ["done"],
  done: [],
};

export function canMove(from: PaymentState, to: PaymentState): boolean {
  return transitions[from].includes(to);
}

/** Gives `to`, or throws: a step that is not in the table is a fault of the program, never of the person. */
export function moved(from: PaymentState, to: PaymentState): PaymentState {
  if (!canMove(from, to)) throw new Error(`a payment cannot go from ${from} to ${to}`);
  return to;
}

/** Live: it may still be paid in the ordinary way. A subject has one live payment at the most. */
export function isLive(state: PaymentState): boolean {
  return state === "open" || state === "pending";
}

/** Money that a provider took, and that it may be able to give back. */
export function isOnline(method: Method): method is OnlineMethod {
  return method === "card" || method === "konbini" || method === "paypay" || method === "pay-easy";
}

export function isPaid(state: PaymentState): boolean {
  return state === "paid" || state === "partly-refunded" || state === "refunded";
}
